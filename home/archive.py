"""The archive of news: which articles, and how many there are of each."""

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.db.models import DateField, F, Q, QuerySet
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from core.reading import Reading, public, with_card_facts
from core.registry import Card
from home.models.articles import ArticleTheme, TaggedArticle
from partners.models import PartnerNewsPage

YEAR = re.compile(r"^(?:19|20)\d\d\Z", re.ASCII)
MONTH = re.compile(r"^(?:1[0-2]|[1-9])\Z", re.ASCII)
SLUG = re.compile(r"^[-\w]{1,100}\Z")
PATTERNS = {"year": YEAR, "month": MONTH, "tag": SLUG, "theme": SLUG}
FILTERS = tuple(PATTERNS)
Choices = list[tuple[str, Any]]


def articles_under(index: Page) -> QuerySet:
    """Return the public articles of an archive and the partners' news in its language, the newest first."""
    own = Q(articlepage__isnull=False, path__startswith=index.path, depth=index.depth + 1)
    theirs = Q(partnernewspage__isnull=False, locale=index.locale_id)
    return _in_order(Page.objects.filter(own | theirs))


def newest_articles(language: str) -> QuerySet:
    """Return the public articles and the partners' news in a language, the newest first."""
    news = Q(articlepage__isnull=False) | Q(partnernewspage__isnull=False)
    return _in_order(Page.objects.filter(news, locale__language_code=language))


def _in_order(pages: QuerySet) -> QuerySet:
    """Return public rows of Page with what a card shows, whichever of the two types they are of."""
    dated = with_card_facts(public(pages)).annotate(
        date=Coalesce(F("articlepage__date"), F("partnernewspage__date"), output_field=DateField()),
        partner=F("partnernewspage__organisation__name"),
    )
    return dated.order_by("-date", "-pk")


def article_card(article: Any, request: HttpRequest | None) -> Card:
    """Return the card of an article or of a partner's news, which says whose it is."""
    return Card(
        title=article.title,
        url=article.get_url(request) or "",
        text=article.card_introduction,
        kind=article.partner or "",
        date=article.date,
        image_id=article.card_image_id,
        seed=str(article.translation_key),
    )


def article_cards(reading: Reading, count: int) -> list[Card]:
    """Return the cards of the newest articles in the reader's language."""
    return [article_card(article, reading.request) for article in newest_articles(reading.language)[:count]]


@dataclass(frozen=True)
class Entry:
    """What an article can be chosen by."""

    pk: int
    day: date
    tags: frozenset[str]
    themes: frozenset[str]


class Archive:
    """All the articles of an archive by what they can be chosen by: four queries, however many there are."""

    def __init__(self, articles: QuerySet) -> None:
        self.articles = articles
        keys = articles.order_by().values("pk")
        self.labels: dict[str, dict[str, str]] = {"tag": {}, "theme": {}}
        tags = self._terms("tag", TaggedArticle.objects.filter(content_object__in=keys), "content_object_id")
        themes = self._terms("theme", ArticleTheme.objects.filter(page__in=keys), "page_id")
        through = PartnerNewsPage.themes.through.objects.filter(partnernewspage__in=keys)
        themes.update(self._terms("theme", through, "partnernewspage_id"))
        self.entries = [
            Entry(pk, day, frozenset(tags[pk]), frozenset(themes[pk])) for pk, day in articles.values_list("pk", "date")
        ]

    def _terms(self, kind: str, links: QuerySet, page: str) -> dict[int, set[str]]:
        found: dict[int, set[str]] = defaultdict(set)
        for link in links.select_related(kind):
            term = getattr(link, kind)
            found[getattr(link, page)].add(term.slug)
            self.labels[kind][term.slug] = term.label
        return found

    def counted(self, entries: list[Entry]) -> dict[str, Choices]:
        """Return the choices for each filter with how many of `entries` they have."""
        years = Counter(entry.day.year for entry in entries)
        months = Counter(entry.day.month for entry in entries)
        terms = {
            "tag": Counter(slug for entry in entries for slug in entry.tags),
            "theme": Counter(slug for entry in entries for slug in entry.themes),
        }
        return {
            "year": [(str(year), f"{year} ({years[year]})") for year in sorted(years, reverse=True)],
            "month": [(str(month), f"{MONTHS[month]} ({months[month]})") for month in sorted(months)],
            **{
                kind: [(slug, f"{self.labels[kind][slug]} ({number})") for slug, number in counter.most_common(60)]
                for kind, counter in terms.items()
            },
        }

    def rows(self, entries: list[Entry]) -> list[Any]:
        """Return the articles of some entries, in their order."""
        by_pk = self.articles.in_bulk([entry.pk for entry in entries])
        return [by_pk[entry.pk] for entry in entries if entry.pk in by_pk]


class ArchiveForm(forms.Form):
    """What can be chosen in the address. Unknown values are an empty list; malformed ones an error."""

    year = forms.RegexField(YEAR, label=_("Year"), required=False)
    month = forms.RegexField(MONTH, label=_("Month"), required=False)
    tag = forms.RegexField(SLUG, label=_("Tag"), required=False)
    theme = forms.RegexField(SLUG, label=_("Theme"), required=False)

    def __init__(self, data: Any, archive: Archive) -> None:
        super().__init__(data)
        self.archive = archive
        for name, choices in archive.counted(archive.entries).items():
            self._offer(name, choices)

    def _offer(self, name: str, choices: Choices) -> None:
        asked = self.data.get(name, "")
        if asked and asked not in dict(choices) and PATTERNS[name].fullmatch(asked):
            choices = [*choices, (asked, asked)]
        self.fields[name].widget = forms.Select(choices=[("", _("All")), *choices])

    def entries(self) -> list[Entry]:
        """Return what matches the choice, the newest first; nothing when the address makes no sense."""
        if not self.is_valid():
            return []
        chosen = self.cleaned_data
        return [
            entry
            for entry in self.archive.entries
            if (not chosen["year"] or entry.day.year == int(chosen["year"]))
            and (not chosen["month"] or entry.day.month == int(chosen["month"]))
            and (not chosen["tag"] or chosen["tag"] in entry.tags)
            and (not chosen["theme"] or chosen["theme"] in entry.themes)
        ]

    def chosen_labels(self) -> dict[str, str]:
        """Return what was chosen, by parameter, in words."""
        labels = {}
        for name in FILTERS:
            value = self.data.get(name, "")
            if value and name not in self.errors:
                words = dict(self.fields[name].widget.choices).get(value, value)
                labels[name] = re.sub(r" \(\d+\)$", "", str(words))
        return labels
