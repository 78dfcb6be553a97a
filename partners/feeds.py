"""What others read of the partners' news: an Atom feed per partner, country, language and theme (RFC 4287)."""

from datetime import datetime, time
from typing import Any

from django import forms
from django.conf import settings
from django.db.models import F, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from core.languages.names import language_codes
from core.pages.atom import AtomFeed
from core.places.models import Country
from core.reading import active_language
from core.taxonomies.models import Theme
from partners.newsroom import each_once, news, news_with_facts

NEWEST = 30


class FeedForm(forms.Form):
    """What the address of a feed can ask for: news told in a language, from a country, about a theme."""

    lang = forms.ChoiceField(choices=[(code, code) for code in language_codes()], required=False)
    country = forms.RegexField(r"^[A-Z]{2}(-[A-Z]{3})?\Z", required=False)
    theme = forms.RegexField(r"^[-\w]{1,60}\Z", required=False)


def tag_uri(kind: str, key: Any, language: str) -> str:
    """Return an identity that is not an address (RFC 4151), so that a moved page is not shown as new."""
    authority = getattr(settings, "TAG_AUTHORITY", "mangfaldensansikten.example.org,2026")
    return f"tag:{authority}:{kind}/{key}/{language}"


def asked_for(request: HttpRequest) -> tuple[QuerySet, dict[str, str], list[str]]:
    """Return the news that the address asks for, what was chosen by code, and the same in words.

    Raises Http404 when the address makes no sense or names what there is not.
    """
    form = FeedForm(request.GET)
    if not form.is_valid():
        raise Http404
    chosen = {name: value for name, value in form.cleaned_data.items() if value}
    rows, words = news(), []
    if "lang" in chosen:
        rows = rows.filter(locale__language_code=chosen["lang"])
    for name, model, key in (("country", Country, "code"), ("theme", Theme, "slug")):
        if name in chosen:
            row = model.objects.filter(**{key: chosen[name]}).first()
            if row is None:
                raise Http404
            rows = rows.filter(**{f"partnernewspage__{'themes' if name == 'theme' else name}": row.pk})
            words.append(row.label)
    return rows, chosen, words


def news_feed(page: Any, request: HttpRequest, **narrowed: int) -> HttpResponse:
    """Return the partners' news as Atom: of one partner or country when `narrowed` says so (columns of the news).

    Each piece of news is there once: in the language asked for, else in the reader's, else as it was written.
    Raises Http404 when the address makes no sense.
    """
    rows, chosen, words = asked_for(request)
    rows = rows.filter(**{f"partnernewspage__{name}": value for name, value in narrowed.items()})
    language = chosen.get("lang") or active_language()
    site = page.get_site()
    base = site.root_url if site is not None else ""
    part = "".join(f"/{name}={value}" for name, value in sorted(chosen.items()))
    feed = AtomFeed(
        title=" – ".join([_("News from partners"), page.title, *words]),
        link=base + (page.get_url(request) or ""),
        description="",
        subtitle=page.introduction or None,
        language=language,
        feed_url=base + request.get_full_path(),
        feed_guid=tag_uri("partners", page.translation_key, language) + part,
    )
    entries = news_with_facts(rows).annotate(news_country=F("partnernewspage__country__label_sv"))
    for entry in each_once(entries[: NEWEST * 6], language)[:NEWEST]:
        feed.add_item(
            title=entry.title,
            link=base + (entry.get_url(request) or ""),
            description=entry.card_introduction or "",
            unique_id=tag_uri("partner-news", entry.translation_key, entry.card_language),
            author_name=entry.news_partner or "",
            pubdate=timezone.make_aware(datetime.combine(entry.news_date, time(8))),
            updateddate=entry.last_published_at or timezone.now(),
            language=entry.card_language,
        )
    return HttpResponse(feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")
