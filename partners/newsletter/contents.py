"""What a newsletter can tell of: pages published for the first time since the last one, each once."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Q
from wagtail.models import Page

from core.mail.links import absolute
from core.mail.subscriptions import News
from core.reading import public, with_card_facts

Themes = Callable[[Iterable[int]], list[tuple[int, str, str]]]
MOST_PIECES = 60
"""What one letter can hold and still be read."""

_sources: dict[str, Themes] = {}


def tell_of(lookup: str, themes: Themes) -> None:
    """Let the newsletter tell of a type of page.

    `lookup` is its name from Page, e.g. "articlepage"; `themes` returns (page, slug, label) for keys of such pages.
    """
    _sources[lookup] = themes


@dataclass
class Piece:
    """A piece of news in all the languages it is there in."""

    key: UUID
    first: Any
    """The page that was published first: what the others were translated from."""
    pages: dict[str, Any] = field(default_factory=dict)
    themes: set[str] = field(default_factory=set)

    def news(self, language: str) -> News:
        """Return what is told of it in a language: in that language if it is there, else as it was written."""
        page = self.pages.get(language, self.first)
        return News(
            title=page.title,
            text=page.card_introduction or "",
            url=absolute(page.get_url() or "/"),
            language="" if page.card_language == language else page.card_language,
        )


def _telling() -> Q:
    wanted = Q(pk__in=[])
    for lookup in _sources:
        wanted |= Q(**{f"{lookup}__isnull": False})
    return wanted


def pieces_between(since: dt.datetime, until: dt.datetime) -> list[Piece]:
    """Return what was published for the first time, in any language, after `since` and till `until`; the newest first.

    What is new is what is new to all: a translation of what an earlier newsletter told of is not.
    """
    recent = public(Page.objects.filter(_telling(), first_published_at__gt=since, first_published_at__lte=until))
    before = Page.objects.filter(_telling(), first_published_at__lte=since)
    keys = recent.exclude(translation_key__in=before.values("translation_key")).order_by("-first_published_at")
    return pieces_of(list(dict.fromkeys(keys.values_list("translation_key", flat=True)))[:MOST_PIECES])


def pieces_of(keys: Iterable[Any]) -> list[Piece]:
    """Return what anybody may read of these translation keys, in their order: two queries and one for each type."""
    rows = with_card_facts(public(Page.objects.filter(_telling(), translation_key__in=list(keys))))
    found: dict[str, Piece] = {}
    for row in rows.order_by("first_published_at", "pk"):
        piece = found.setdefault(str(row.translation_key), Piece(row.translation_key, row))
        piece.pages.setdefault(row.card_language, row)
    _add_themes(found)
    return [found[str(key)] for key in keys if str(key) in found]


def _add_themes(found: dict[str, Piece]) -> None:
    owners = {page.pk: piece for piece in found.values() for page in piece.pages.values()}
    for themes in _sources.values():
        for pk, slug, _label in themes(owners):
            owners[pk].themes.add(slug)


def by_themes(pieces: Iterable[Piece], wanted: Iterable[str]) -> list[Piece]:
    """Return the pieces about any of the wanted themes; all of them when none is wanted."""
    slugs = set(wanted)
    return [piece for piece in pieces if not slugs or piece.themes & slugs]


def by_language(pieces: Iterable[Piece], language: str) -> list[Piece]:
    """Return the pieces that are there in a language."""
    return [piece for piece in pieces if language in piece.pages]
