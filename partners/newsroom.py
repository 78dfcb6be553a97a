"""The partners' news: which there is, in which language it is read, and how old a translation is."""

from collections.abc import Iterable
from typing import Any

from django.db.models import F, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.models import Page

from core.languages.names import own_name
from core.reading import Reading, public, reading_of, with_card_facts
from core.registry import Card


def news() -> QuerySet:
    """Return the public pages of news in every language, the newest first, as rows of Page."""
    rows = public(Page.objects.filter(partnernewspage__isnull=False))
    return rows.order_by("-partnernewspage__date", "-pk")


def originals() -> QuerySet:
    """Return the live pages of news in the language they were written in."""
    pages = Page.objects.filter(partnernewspage__isnull=False, live=True)
    return pages.filter(locale__language_code=F("partnernewspage__original_language"))


def news_with_facts(rows: QuerySet) -> QuerySet:
    """Add what a card or an entry of a feed shows, in the same query."""
    return with_card_facts(rows).annotate(
        news_date=F("partnernewspage__date"),
        news_original=F("partnernewspage__original_language"),
        news_partner=F("partnernewspage__organisation__name"),
    )


def each_once(rows: Iterable[Any], language: str) -> list[Any]:
    """Return each piece of news once: in `language` if it is there, else in its original language, else as it is."""

    def rank(row: Any) -> int:
        return 0 if row.card_language == language else 1 if row.card_language == row.news_original else 2

    best: dict[Any, Any] = {}
    for row in rows:
        known = best.get(row.translation_key)
        if known is None or rank(row) < rank(known):
            best[row.translation_key] = row
    return sorted(best.values(), key=lambda row: (row.news_date, row.pk), reverse=True)


def news_cards(rows: QuerySet, reading: Reading, count: int) -> list[Card]:
    """Return the cards of the newest, each once, in one query."""
    # Six languages: at most six pages tell the same.
    pages = each_once(news_with_facts(rows)[: count * 6], reading.language)[:count]
    cards = []
    for page in pages:
        card = reading.card(page, date=page.news_date)
        card.kind = page.news_partner or ""
        cards.append(card)
    return cards


def news_context(page: Any, request: HttpRequest) -> dict[str, Any]:
    """Return whose news it is, its themes, and how the words relate to those of the original."""
    reading = reading_of(request)
    line = reading.line()
    section = line[-2] if len(line) > 1 else None
    bylines = []
    if page.organisation:
        address = reading.address(section) if section else ""
        bylines.append({"title": page.organisation.name, "url": address, "label": _("Partner")})
    if page.country:
        bylines.append({"title": page.country.label, "label": _("Country")})
    return {
        "bylines": bylines,
        "topics": [theme.label for theme in page.themes.all()],
        "original": original_of(page, reading),
        "og_type": "article",
    }


def original_of(page: Any, reading: Reading) -> dict[str, Any] | None:
    """Return the original that a translation was made from; None for an original. Every page tells when it is newer."""
    code = page.original_language
    if not code or code == reading.language:
        return None
    original = reading.translation(page.translation_key, code)
    if original is None:
        return None
    return {
        "url": reading.address(original),
        "lang": code,
        "language": own_name(code),
    }


def structured_news(page: Any, request: HttpRequest, chrome: Any) -> dict[str, Any]:
    """Return a NewsArticle, as schema.org has it."""
    thing: dict[str, Any] = {
        "@type": "NewsArticle",
        "headline": page.title[:110],
        "description": page.introduction,
        "datePublished": page.date.isoformat(),
        "inLanguage": reading_of(request).language,
        "mainEntityOfPage": chrome.base_url + (page.get_url(request) or ""),
        "publisher": {"@type": "Organization", "name": page.organisation.name if page.organisation else ""},
    }
    if page.last_published_at:
        thing["dateModified"] = page.last_published_at.isoformat()
    return thing
