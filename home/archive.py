"""The archive of news: which articles, and how many there are of each."""

import re
from collections import Counter
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.http import HttpRequest
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from core.reading import Reading, public
from core.registry import Card
from core.taxonomies.models import Theme
from home.models.articles import ArticlePage, ArticleTag, ArticleTheme

YEAR = re.compile(r"^(?:19|20)\d\d\Z", re.ASCII)
MONTH = re.compile(r"^(?:1[0-2]|[1-9])\Z", re.ASCII)
SLUG = re.compile(r"^[-\w]{1,100}\Z")
FILTERS = ("year", "month", "tag", "theme")
Choices = list[tuple[str, Any]]


def articles_under(index: Page) -> QuerySet:
    """Return the public articles of an archive, the newest first."""
    rows = ArticlePage.objects.child_of(index).defer("body", "plain_text")
    return public(rows).order_by("-date", "-pk")


def newest_articles(language: str) -> QuerySet:
    """Return the public articles in a language, the newest first."""
    rows = ArticlePage.objects.filter(locale__language_code=language).defer("body", "plain_text")
    return public(rows).order_by("-date", "-pk")


def article_card(article: ArticlePage, request: HttpRequest | None) -> Card:
    """Return the card of an article."""
    return Card(
        title=article.title,
        url=article.get_url(request) or "",
        text=article.introduction,
        date=article.date,
        image_id=article.listing_image_id,
        seed=str(article.translation_key),
    )


def article_cards(reading: Reading, count: int) -> list[Card]:
    """Return the cards of the newest articles in the reader's language."""
    return [article_card(article, reading.request) for article in newest_articles(reading.language)[:count]]


@dataclass
class Facets:
    """How many articles there are per year, month, tag and theme, in one archive."""

    months: Counter[tuple[int, int]]
    tags: list[ArticleTag]
    themes: list[Theme]

    @classmethod
    def of(cls, articles: QuerySet) -> "Facets":
        """Count, in three queries."""
        days = articles.order_by().values_list("date", flat=True)
        keys = articles.order_by().values("pk")
        return cls(
            Counter((day.year, day.month) for day in days),
            list(
                ArticleTag.objects.filter(tagged_articles__content_object__in=keys)
                .annotate(count=Count("tagged_articles")).order_by("-count", "name")[:50]
            ),
            list(
                Theme.objects.annotate(
                    count=Subquery(
                        ArticleTheme.objects.filter(theme=OuterRef("pk"), page__in=keys)
                        .order_by().values("theme").annotate(number=Count("pk")).values("number")
                    )
                ).filter(count__gt=0)
            ),
        )

    @classmethod
    def nothing(cls) -> "Facets":
        """Return no facets, for a list without a filter bar."""
        return cls(Counter(), [], [])

    def years(self) -> Counter[int]:
        """Return how many articles there are each year."""
        counted: Counter[int] = Counter()
        for (year, _month), number in self.months.items():
            counted[year] += number
        return counted


class ArchiveForm(forms.Form):
    """What can be chosen in the address. Unknown values are an empty list; malformed ones an error."""

    year = forms.RegexField(YEAR, label=_("Year"), required=False)
    month = forms.RegexField(MONTH, label=_("Month"), required=False)
    tag = forms.RegexField(SLUG, label=_("Tag"), required=False)
    theme = forms.RegexField(SLUG, label=_("Theme"), required=False)

    def __init__(self, data: Any, facets: Facets) -> None:
        super().__init__(data)
        years, months = self._dates(facets)
        offered: dict[str, Choices] = {
            "year": years,
            "month": months,
            "tag": [(tag.slug, f"{tag.label} ({tag.count})") for tag in facets.tags],
            "theme": [(theme.slug, f"{theme.label} ({theme.count})") for theme in facets.themes],
        }
        for name, choices in offered.items():
            self._offer(name, choices)

    def _dates(self, facets: Facets) -> tuple[Choices, Choices]:
        years: Choices = [(str(year), f"{year} ({number})") for year, number in sorted(facets.years().items(), reverse=True)]
        asked = self.data.get("year", "")
        counted: Counter[int] = Counter()
        for (year, month), number in facets.months.items():
            if not YEAR.fullmatch(asked) or year == int(asked):
                counted[month] += number
        months: Choices = [(str(month), f"{MONTHS[month]} ({counted[month]})") for month in sorted(counted)]
        return years, months

    def _offer(self, name: str, choices: Choices) -> None:
        asked = self.data.get(name, "")
        if asked and asked not in dict(choices) and self.fields[name].regex.fullmatch(asked):
            choices = [*choices, (asked, asked)]
        self.fields[name].widget = forms.Select(choices=[("", _("All")), *choices])

    def narrow(self, articles: QuerySet) -> QuerySet:
        """Return the articles that match what was chosen; none when the address makes no sense."""
        if not self.is_valid():
            return articles.none()
        chosen = self.cleaned_data
        year, month = chosen["year"], chosen["month"]
        if year:
            articles = articles.filter(date__year=int(year))
        if month:
            articles = articles.filter(date__month=int(month))
        if chosen["tag"]:
            articles = articles.filter(tags__slug=chosen["tag"])
        if chosen["theme"]:
            articles = articles.filter(theme_links__theme__slug=chosen["theme"]).distinct()
        return articles

    def chosen_labels(self) -> dict[str, str]:
        """Return what was chosen, by parameter, in words."""
        labels = {}
        for name in FILTERS:
            value = self.data.get(name, "")
            if value and name not in self.errors:
                words = dict(self.fields[name].widget.choices).get(value, value)
                labels[name] = re.sub(r" \(\d+\)$", "", str(words))
        return labels
