"""The words of a page, place by place, and how two versions of them differ."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from html import unescape
from typing import Any

from django.utils.html import strip_tags
from wagtail.models import Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

# A place in the page and what stands there, as wagtail-localize cuts it.
Words = list[list[str]]
# An address follows the title; it is no word that a reader misses.
NOT_WORDS = {"slug"}
PIECE = re.compile(r"\S+|\s+")


def words_of(page: Page) -> Words:
    """Return what a page says now. `page` must be of its specific type."""
    try:
        segments = extract_segments(page)
    except TypeError:
        # A text in a block that a script wrote was never filled in. wagtail-localize cannot cut it, so nobody can
        # translate the page before an editor has saved it; publishing it must not fail for that.
        return []
    return [
        [segment.path, segment.string.data]
        for segment in segments
        if isinstance(segment, StringSegmentValue) and segment.path not in NOT_WORDS
    ]


def words_made_from(translation: Translation) -> Words:
    """Return the words of the original that have a translation: what a published translation stands for."""
    rows = (
        StringSegment.objects.filter(source_id=translation.source_id)
        .annotate_translation(translation.target_locale_id)
        .filter(translation__isnull=False)
        .exclude(context__path__in=NOT_WORDS)
        .order_by("order")
    )
    return [[path, text] for path, text in rows.values_list("context__path", "string__data")]


def machine_strings(key: Any, locale_id: int) -> Any:
    """Return what a machine has translated of a page to a language and nobody has approved."""
    return StringTranslation.objects.filter(
        context__object_id=key, locale_id=locale_id, translation_type=StringTranslation.TRANSLATION_TYPE_MACHINE
    )


@dataclass(frozen=True)
class Change:
    """One place where the original says something else than what was translated."""

    kind: str  # "changed", "new" or "gone"
    before: str
    now: str

    @property
    def before_pieces(self) -> list[tuple[bool, str]]:
        """What was translated, in pieces; True marks those that are gone."""
        return pieces(self.before, self.now)[0]

    @property
    def now_pieces(self) -> list[tuple[bool, str]]:
        """What is said now, in pieces; True marks those that are new."""
        return pieces(self.before, self.now)[1]


def plain(text: str) -> str:
    """Return a piece of rich text as it reads."""
    return unescape(strip_tags(text)).strip()


def pieces(before: str, now: str) -> tuple[list[tuple[bool, str]], list[tuple[bool, str]]]:
    """Split two texts into pieces; True marks what the other does not have."""
    old, new = PIECE.findall(before), PIECE.findall(now)
    left: list[tuple[bool, str]] = []
    right: list[tuple[bool, str]] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if b > a:
            left.append((tag != "equal", "".join(old[a:b])))
        if d > c:
            right.append((tag != "equal", "".join(new[c:d])))
    return left, right


def changes(before: Words, now: Words) -> list[Change]:
    """Return what differs between what was translated and what the original says now, in the order of the page."""
    old, new = [tuple(row) for row in before], [tuple(row) for row in now]
    found: list[Change] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            found += _replaced(before[a:b], now[c:d])
    return found


def _replaced(before: Words, now: Words) -> list[Change]:
    """Pair what stands in the same place; the rest is gone or new."""
    waiting = list(now)
    found = []
    for place, text in before:
        same = next((row for row in waiting if row[0] == place), None)
        if same is None:
            found.append(Change("gone", plain(text), ""))
        else:
            waiting.remove(same)
            found.append(Change("changed", plain(text), plain(same[1])))
    return found + [Change("new", "", plain(text)) for _place, text in waiting]
