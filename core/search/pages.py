"""Searching all pages that anybody may read."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.models import DateField, F, QuerySet, TextField, Value
from django.db.models.functions import Coalesce, TruncDate
from modelsearch.query import SearchQuery
from wagtail.models import Page

from core.reading import Reading, public, whichever, with_card_facts
from core.registry import Card
from core.search.backend import best_keys
from core.search.highlight import marked, passage
from core.search.query import Asked, beginnings_for, beginnings_of, query_for, stems_of

# The most hits that are counted and paged through; nobody reads the thousand-and-first.
MOST_HITS = 1000
# The best matches that are looked at, before those that may not be shown are left out.
MOST_RANKED = 20_000


@dataclass(frozen=True)
class SearchableFacts:
    """What an app's pages can be filtered by: lookups from Page, e.g. `articlepage__date`."""

    date: str = ""
    # A function from page keys to (page key, slug, label) of the themes those pages have, in one query.
    themes: Any = None


_facts: list[SearchableFacts] = []


def register_facts(facts: SearchableFacts) -> None:
    """Enter by what an app's pages can be filtered."""
    if facts not in _facts:
        _facts.append(facts)


@dataclass
class Hit:
    """A page that matches, before its words are read."""

    pk: int
    kind: str
    year: int | None


@dataclass
class Result:
    """The hits of a question, the best first, and what they can be narrowed by."""

    asked: Asked
    hits: list[Hit] = field(default_factory=list)
    themes: dict[str, str] = field(default_factory=dict)
    theme_counts: Counter[str] = field(default_factory=Counter)
    themes_of: dict[int, set[str]] = field(default_factory=dict)
    any_word: bool = False

    @property
    def words(self) -> bool:
        """Whether there was anything to search for."""
        return self.asked.anything

    @property
    def shown_query(self) -> str:
        """What was asked, to be shown."""
        return self.asked.text

    def kinds(self) -> Counter[str]:
        """Return how many hits there are of each page type."""
        return Counter(hit.kind for hit in self.hits)

    def years(self) -> Counter[int]:
        """Return how many hits there are of each year."""
        return Counter(hit.year for hit in self.hits if hit.year)

    def narrowed(self, *, kind: str = "", year: int | None = None, theme: str = "") -> list[Hit]:
        """Return the hits that match what was chosen."""
        return [
            hit
            for hit in self.hits
            if (not kind or hit.kind == kind)
            and (not year or hit.year == year)
            and (not theme or theme in self.themes_of.get(hit.pk, set()))
        ]


def searchable(language: str | None) -> QuerySet:
    """Return the pages that a stranger may find: public, not a copy in the wrong language; None means all languages."""
    pages = public(Page.objects.filter(depth__gt=1))
    return pages.filter(locale__language_code=language) if language else pages


def shown_date() -> Coalesce:
    """Return the date a page is known by: its own, else when it was first published."""
    own = [F(facts.date) for facts in _facts if facts.date]
    return Coalesce(*own, TruncDate("first_published_at"), output_field=DateField())


def search_pages(asked: Asked, language: str | None, languages: list[str]) -> Result:
    """Return the hits: pages with every word asked for, or longer ones that begin so; with any word if none has all.

    Two queries. Themes can only be chosen among while every word is found: loose hits are not worth narrowing.
    """
    result = Result(asked)
    rows = _rows(beginnings_for(asked, languages), language)
    if not rows and len(asked.words) > 1:
        result.any_word = True
        rows = _rows(query_for(asked, languages, every_word=False), language)
    kinds = {key: ContentType.objects.get_for_id(key).model for key in {row[1] for row in rows}}
    result.hits = [Hit(pk, kinds[kind], day.year if day else None) for pk, kind, day in rows]
    if not result.any_word:
        _read_themes(result)
    return result


def _rows(query: SearchQuery | None, language: str | None) -> list[tuple[int, int, dt.date | None]]:
    if query is None:
        return []
    pages = searchable(language)
    best = best_keys(query, Page.objects.all(), MOST_RANKED)
    if best is not None:
        shown = pages.annotate(shown_date=shown_date()).order_by()
        return _joined(best, shown.values_list("pk", "content_type_id", "shown_date"))
    # The backend wants every filter declared as a search field; as a subquery ours are our own affair.
    shown = Page.objects.filter(id__in=pages.values("pk")).annotate(shown_date=shown_date())
    found = shown.only("pk", "content_type_id").search(query)
    return [(page.pk, page.content_type_id, page.shown_date) for page in found[:MOST_HITS]]


def _joined(best: QuerySet, shown: QuerySet) -> list[tuple[int, int, dt.date | None]]:
    """Return those of the best that may be shown, the best first, in one query: Django cannot join two of them."""
    (ranking, ranked), (reading, read) = best.query.sql_with_params(), shown.query.sql_with_params()
    statement = (
        f"WITH best(pk, score) AS ({ranking}), shown(pk, kind, day) AS ({reading}) SELECT shown.pk, kind, day"  # noqa: S608 — both made by Django
        f" FROM best JOIN shown ON shown.pk = CAST(best.pk AS INTEGER) ORDER BY score, shown.pk DESC LIMIT {MOST_HITS}"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [*ranked, *read])
        return [(pk, kind, dt.date.fromisoformat(day[:10]) if day else None) for pk, kind, day in cursor.fetchall()]


def _read_themes(result: Result) -> None:
    keys = [hit.pk for hit in result.hits]
    for facts in _facts:
        for pk, slug, label in facts.themes(keys) if facts.themes and keys else []:
            result.themes[slug] = label
            result.themes_of.setdefault(pk, set()).add(slug)
    result.theme_counts = Counter(slug for slugs in result.themes_of.values() for slug in slugs)


def cards_of(hits: list[Hit], asked: Asked, reading: Reading) -> list[Card]:
    """Return hits as cards with the found words marked, in one query for all of them."""
    keys = [hit.pk for hit in hits]
    if not keys:
        return []
    rows = with_card_facts(Page.objects.filter(pk__in=keys)).annotate(
        shown_date=shown_date(), card_plain_text=whichever("plain_text", Value(""), TextField())
    )
    by_pk = {page.pk: page for page in rows}
    return [_card(by_pk[key], asked, reading) for key in keys if key in by_pk]


def _card(page: Page, asked: Asked, reading: Reading) -> Card:
    language = page.card_language
    stems, beginnings = set(stems_of(asked, language)), beginnings_of(asked, language)
    card = reading.card(page, date=page.shown_date)
    text = f"{card.text} {page.card_plain_text}".strip()
    card.text = marked(passage(text, stems, language, beginnings), stems, language, beginnings)
    card.title = marked(page.title, stems, language, beginnings)
    return card
