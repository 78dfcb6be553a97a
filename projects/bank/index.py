"""Which project has what, kept in memory as bits, so that any filter is counted in microseconds.

Every project has a position; every value of a facet ("county 05") is a whole number whose bit at a position is set when
that project has the value. A choice is then an `&`, and a count is `bit_count()`: the time of a list does not grow with
the number of facets, and hardly with the number of projects. One small query per request tells whether anything has
changed since; then only the changed projects are read again. See docs/decisions/0061.
"""

import threading
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import compress
from typing import Any

from core.money import Currency, Money
from core.places.names import county_codes
from projects.presentation.places import swedish_key

FACETS = (
    "programme", "area", "phase", "status", "county", "municipality", "ground", "level", "target", "theme", "year",
    "funder",
)  # fmt: skip
SORTS = ("newest", "title", "amount", "updated")
FLAGS = bytes.maketrans(b"01", b"\x00\x01")


@dataclass
class Entry:
    """What is known of one project besides its bits."""

    pk: int
    revision: tuple[Any, ...]
    title: str = ""
    starts: str = ""
    updated: Any = None
    # What was granted, in hundredths at the finest; None when it is not known.
    amount: Decimal | None = None
    currency: str = ""


@dataclass
class BankIndex:
    """All projects, by position."""

    state: tuple[Any, ...] = ()
    entries: list[Entry] = field(default_factory=list)
    position: dict[int, int] = field(default_factory=dict)
    shown: int = 0
    facets: dict[str, dict[str, int]] = field(default_factory=lambda: {name: {} for name in FACETS})
    orders: dict[str, list[int]] = field(default_factory=dict)
    # What was granted, by currency: the positions that it is known of, and the amounts.
    amounts: dict[str, tuple[list[int], list[Decimal]]] = field(default_factory=dict)
    # What was worked out for the whole bank, which is what most readers ask for.
    whole: dict[str, Any] = field(default_factory=dict)

    def mask(self, chosen: dict[str, str], among: int | None = None) -> int:
        """Return the bits of the projects that have every chosen value; an unknown value leaves none."""
        bits = self.shown if among is None else self.shown & among
        for name, value in chosen.items():
            bits &= self.facets[name].get(value, 0)
        return bits

    def counts(self, name: str, chosen: dict[str, str], among: int | None = None) -> dict[str, int]:
        """Return how many projects each value of a facet would leave, with the other choices kept."""
        others = {other: value for other, value in chosen.items() if other != name}
        bits = self.mask(others, among)
        counted = {value: (mask & bits).bit_count() for value, mask in self.facets[name].items()}
        return {value: count for value, count in counted.items() if count}

    def ordered(self, bits: int, sort: str) -> list[int]:
        """Return the keys of the projects in `bits`, sorted."""
        if not self.orders:
            self._sort()
        return self._once(bits, f"order by {sort}", lambda: self._ordered(bits, sort))

    def _ordered(self, bits: int, sort: str) -> list[int]:
        order = self.orders[sort]
        chosen = map(self._flags(bits).__getitem__, order)
        return [self.entries[position].pk for position in compress(order, chosen)]

    def _flags(self, bits: int) -> bytes:
        """Return 1 or 0 for each position: what is done with each of them is done without a loop of Python's."""
        return f"{bits:b}"[::-1].ljust(len(self.entries), "0").encode().translate(FLAGS)

    def bits_of(self, keys: Iterable[int]) -> int:
        """Return the bits of projects by key."""
        digits = bytearray(b"0" * (len(self.entries) or 1))
        for key in keys:
            place = self.position.get(key)
            if place is not None:
                digits[-1 - place] = 49  # "1"
        return int(digits, 2)

    def sums(self, bits: int) -> list[Money]:
        """Return what the projects in `bits` were granted, one sum per currency, never across."""
        return self._once(bits, "sums", lambda: self._sums(bits))

    def _once(self, bits: int, name: str, work_out: Callable[[], Any]) -> Any:
        """Work something out, for the whole bank only once."""
        if bits != self.shown:
            return work_out()
        if name not in self.whole:
            self.whole[name] = work_out()
        return self.whole[name]

    def _sums(self, bits: int) -> list[Money]:
        if not self.amounts:
            self._collect_amounts()
        flags = self._flags(bits)
        totals: dict[str, Decimal] = {}
        for currency, (places, amounts) in self.amounts.items():
            chosen = [flags[place] for place in places]
            if any(chosen):
                totals[currency] = sum(compress(amounts, chosen), Decimal(0))
        return [Money(totals[currency], currency) for currency in Currency.values if currency in totals]

    def _collect_amounts(self) -> None:
        amounts: dict[str, tuple[list[int], list[Decimal]]] = defaultdict(lambda: ([], []))
        for place, entry in enumerate(self.entries):
            if entry.amount is not None:
                places, known = amounts[entry.currency]
                places.append(place)
                known.append(entry.amount)
        self.amounts = dict(amounts)

    def _sort(self) -> None:
        places = range(len(self.entries))
        entries = self.entries
        currencies = Currency.values

        def by_amount(place: int) -> tuple[Any, ...]:
            entry = entries[place]
            if entry.amount is None:
                return (len(currencies), 0, entry.title)
            # By currency first: amounts in different currencies are not compared.
            return (currencies.index(entry.currency), -entry.amount, entry.title)

        title = sorted(places, key=lambda place: entries[place].title)
        self.orders = {
            "title": title,
            "newest": sorted(title, key=lambda place: entries[place].starts, reverse=True),
            "amount": sorted(places, key=by_amount),
            "updated": sorted(title, key=lambda place: entries[place].updated, reverse=True),
        }


class _Loader:
    """Reads projects from the database into an index."""

    def __init__(self, index: BankIndex, projects: Any) -> None:
        self.index = index
        self.projects = projects

    def load(self, keys: list[int] | None) -> None:
        """Read the projects with these keys, or all, anew. Four queries."""
        rows = self.projects if keys is None else self.projects.filter(pk__in=keys)
        values: dict[int, set[tuple[str, str]]] = defaultdict(set)
        for name, key, code in rows.described_rows():
            values[key].add((name, str(code)))
            if name == "municipality":
                values[key].add(("county", county_codes()[str(code)]))
        above = self._above()
        for row in rows.index_rows():
            own = values[row.pk]
            own.update((name, value) for name, value in (("phase", row.phase), ("status", row.status)) if value)
            own.update(("year", str(year)) for year in _years(row.start_text, row.end_text))
            own.update(("programme", str(key)) for key in above.get(row.programme_id, [row.programme_id]) if key)
            if row.programme_area_id:
                own.add(("area", str(row.programme_area_id)))
            self._enter(row, own)
        self.index.orders, self.index.amounts = {}, {}

    def _above(self) -> dict[int, list[int]]:
        """Return each programme with those it is part of, so that choosing a programme takes in its parts."""
        model = self.projects.model._meta.get_field("programme").related_model
        parents = dict(model.objects.values_list("pk", "parent_id"))
        above = {}
        for key in parents:
            line: list[int] = []
            step: int | None = key
            while step is not None and step not in line:
                line.append(step)
                step = parents.get(step)
            above[key] = line
        return above

    def _enter(self, row: Any, values: set[tuple[str, str]]) -> None:
        index = self.index
        entry = Entry(
            row.pk,
            (row.revision, row.updated_at),
            swedish_key(row.title),
            row.start_text,
            row.updated_at,
            row.granted_amount,
            row.granted_currency,
        )
        place = index.position.get(row.pk)
        if place is None:
            place = index.position[row.pk] = len(index.entries)
            index.entries.append(entry)
        else:
            index.entries[place] = entry
            for masks in index.facets.values():
                for value, mask in masks.items():
                    masks[value] = mask & ~(1 << place)
        bit = 1 << place
        index.shown = index.shown | bit if row.is_public else index.shown & ~bit
        for name, value in values:
            index.facets[name][value] = index.facets[name].get(value, 0) | bit


def _years(start: str, end: str) -> range:
    """Return the years from one date to another, of which either may be blank."""
    known = [int(text[:4]) for text in (start, end) if text]
    return range(min(known), max(known) + 1) if known else range(0)


_lock = threading.Lock()
_current = BankIndex()


def bank_index(projects: Any, state: tuple[Any, ...]) -> BankIndex:
    """Return the index in the state that the database was found in.

    No query when that is the state of the index in memory; readers of an older one keep theirs.
    """
    global _current
    everything = projects.model.objects.all()
    if _current.state == state:
        return _current
    with _lock:
        if _current.state != state:
            _current = _refreshed(_current, everything, state)
        return _current


def _refreshed(old: BankIndex, projects: Any, state: tuple[Any, ...]) -> BankIndex:
    """Return a new index: the old one with what has changed, or all read anew when projects are gone."""
    now = {key: (revision, updated) for key, revision, updated in projects.values_list("pk", "revision", "updated_at")}
    index = BankIndex(state=state)
    if old.position.keys() <= now.keys() and old.entries:
        index.entries = list(old.entries)
        index.position = dict(old.position)
        index.shown = old.shown
        index.facets = {name: dict(masks) for name, masks in old.facets.items()}
        changed = [
            key
            for key, revision in now.items()
            if key not in index.position or index.entries[index.position[key]].revision != revision
        ]
        # Beyond this, one reading of everything is quicker than taking bits out one by one.
        if len(changed) < max(len(now) // 10, 50):
            _Loader(index, projects).load(changed)
            return index
        index = BankIndex(state=state)
    _Loader(index, projects).load(None)
    return index
