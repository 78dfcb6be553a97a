"""Which seminar has what, kept in memory as bits, as in the project bank (docs/decisions/0061 and 0084).

Every public seminar has a position, in the order they begin. Every value of a facet is a whole number whose bit at a
position is set when that seminar has the value; a choice is an `&`, a count is `bit_count()`. One small query per
request tells whether anything has changed since.
"""

import datetime as dt
import threading
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.db import connection
from django.db.models import CharField, DateTimeField, F, Subquery, Value
from django.db.models.functions import Cast, Coalesce, Concat, NullIf
from django.utils import timezone

from core.reading import public
from core.taxonomies.models import Theme
from events.models.pages import EventPage
from events.models.records import Event, Removal

FACETS = ("theme", "county", "municipality", "audience", "format", "held_in", "series", "recording")
# A publishing that began earlier may be committed after a later one: within this time all is read once more.
SETTLING = dt.timedelta(seconds=30)


@dataclass
class EventIndex:
    """All public seminars, by position."""

    state: tuple[Any, ...] = ()
    keys: list[int] = field(default_factory=list)
    starts: list[dt.datetime] = field(default_factory=list)
    ends: list[dt.datetime] = field(default_factory=list)
    zones: list[str] = field(default_factory=list)
    position: dict[int, int] = field(default_factory=dict)
    facets: dict[str, dict[str, int]] = field(default_factory=lambda: {name: {} for name in FACETS})
    longest: dt.timedelta = dt.timedelta()
    # Of each public page: the position of its seminar, and its language.
    pages: dict[int, tuple[int, str]] = field(default_factory=dict)

    @property
    def all(self) -> int:
        """The bits of all."""
        return (1 << len(self.keys)) - 1

    def ending_after(self, when: dt.datetime) -> int:
        """Return the bits of those that end after a moment."""
        later = bisect_right(self.starts, when)
        bits = self.all >> later << later
        for place in range(bisect_left(self.starts, when - self.longest), later):
            if self.ends[place] > when:
                bits |= 1 << place
        return bits

    def starting_before(self, when: dt.datetime) -> int:
        """Return the bits of those that begin before a moment."""
        return (1 << bisect_left(self.starts, when)) - 1

    def mask(self, chosen: dict[str, str], bits: int) -> int:
        """Return those of `bits` that have every chosen value; a value that nobody has leaves none."""
        for name, value in chosen.items():
            bits &= self.facets[name].get(value, 0)
        return bits

    def counts(self, name: str, chosen: dict[str, str], bits: int) -> dict[str, int]:
        """Return how many seminars each value of a facet would leave, with the other choices kept."""
        others = self.mask({other: value for other, value in chosen.items() if other != name}, bits)
        counted = {value: (mask & others).bit_count() for value, mask in self.facets[name].items()}
        return {value: count for value, count in counted.items() if count}

    def places(self, bits: int) -> list[int]:
        """Return the positions in `bits`, in order."""
        return [place for place, digit in enumerate(f"{bits:b}"[::-1]) if digit == "1"]

    def ordered(self, bits: int) -> list[int]:
        """Return the keys of the seminars in `bits`, the first to begin first."""
        return [self.keys[place] for place in self.places(bits)]

    def bits_of(self, keys: Iterable[int]) -> int:
        """Return the bits of seminars by key."""
        return _bits((self.position[key] for key in keys if key in self.position), len(self.keys))

    def bits_of_pages(self, keys: Iterable[int], languages: set[str]) -> int:
        """Return the bits of the seminars that these pages tell of in one of the languages."""
        found = (self.pages[key] for key in keys if key in self.pages)
        return _bits((place for place, code in found if code in languages), len(self.keys))


_lock = threading.Lock()
_current = EventIndex()


def look(language: str) -> tuple[EventIndex, dict[str, str]]:
    """Return the index in the state of the database and the words for themes; one query when nothing has changed.

    Readers of an older index keep theirs.
    """
    global _current
    state, themes = _state(language)
    if _current.state != state:
        with _lock:
            if _current.state != state:
                _current = _read(state)
    return _current, themes


def _state(language: str) -> tuple[tuple[Any, ...], dict[str, str]]:
    """Return what tells one state of the seminars from another, and the words for themes by slug."""
    with connection.cursor() as cursor:
        cursor.execute(*_question(language, connection.vendor))
        found = cursor.fetchall()
    own = sorted((words, _moment(latest)) for of, words, latest in found if not of)
    newest = max((latest for _words, latest in own), default=None)
    settled = newest is None or newest < timezone.now() - SETTLING
    return (*own, settled), {of: words for of, words, _latest in found if of}


@cache
def _question(language: str, vendor: str) -> tuple[str, tuple[Any, ...]]:
    """Return the statement that asks for the state, with what it takes; made once, since it is asked each time."""
    # Whatever is done to a seminar notes when, a new one has the highest key, one deleted is written down. Nothing is
    # counted: all three are read from the end of an index.
    newest_key = Event.objects.order_by("-pk").values("pk")[:1]
    latest = Event.objects.order_by("-updated_at").values("updated_at")[:1]
    removed = Coalesce(Subquery(Removal.objects.order_by("-pk").values("pk")[:1]), 0)
    said = Concat(Cast("pk", CharField()), Value(" "), Cast(removed, CharField()))
    seminars = Event.objects.order_by().filter(pk=Subquery(newest_key)).annotate(said=said, latest=Subquery(latest))
    label = Coalesce(NullIf(F(f"label_{language}"), Value("")), F("label_sv"), output_field=CharField())
    themes = Theme.objects.order_by().annotate(said=label, latest=Value(None, DateTimeField()), of=F("slug"))
    rows = seminars.annotate(of=Value("", CharField())).values_list("of", "said", "latest")
    both = rows.union(themes.values_list("of", "said", "latest"), all=True)
    sql, parameters = both.query.sql_with_params()
    return sql, tuple(parameters)


def _moment(stored: dt.datetime) -> dt.datetime:
    """Return a moment as the database gave it: SQLite leaves out the zone, which is UTC."""
    return stored if stored.tzinfo else stored.replace(tzinfo=dt.UTC)


def _read(state: tuple[Any, ...]) -> EventIndex:
    index = EventIndex(state)
    columns = (
        "pk", "starts_at", "ends_at", "time_zone", "municipality__code", "municipality__county__code", "audience",
        "format", "held_in", "series_key", "has_recording", "translation_key",
    )  # fmt: skip
    digits: dict[str, dict[str, list[int]]] = {name: {} for name in FACETS}
    rows = Event.objects.public().order_by("starts_at", "pk")
    places = {}
    for place, row in enumerate(rows.values_list(*columns)):
        _enter(index, place, row)
        places[row[-1]] = place
        for name, value in _values(row):
            digits[name].setdefault(value, []).append(place)
    pages = public(EventPage.objects.filter(translation_key__in=rows.order_by().values("translation_key")))
    for pk, key, code in pages.values_list("pk", "translation_key", "locale__language_code"):
        if key in places:
            index.pages[pk] = (places[key], code)
    themes = Event.themes.through.objects.values_list("event_id", "theme__slug")
    for key, slug in themes:
        if key in index.position:
            digits["theme"].setdefault(slug, []).append(index.position[key])
    for name, values in digits.items():
        index.facets[name] = {value: _bits(places, len(index.keys)) for value, places in values.items()}
    return index


def _enter(index: EventIndex, place: int, row: tuple[Any, ...]) -> None:
    key, starts, ends, zone = row[:4]
    index.keys.append(key)
    index.starts.append(starts)
    index.ends.append(ends)
    index.zones.append(zone)
    index.position[key] = place
    index.longest = max(index.longest, ends - starts)


def _values(row: tuple[Any, ...]) -> list[tuple[str, str]]:
    municipality, county, audience, form, held_in, series, recording = row[4:-1]
    found = [("audience", audience), ("format", form), ("municipality", municipality), ("county", county)]
    found.extend(("held_in", code) for code in (held_in or "").split(","))
    found.append(("series", str(series) if series else ""))
    found.append(("recording", "True" if recording else ""))
    return [(name, value) for name, value in found if value]


def _bits(places: Iterable[int], length: int) -> int:
    digits = bytearray(b"0" * (length or 1))
    for place in places:
        digits[-1 - place] = 49  # "1"
    return int(digits, 2)
