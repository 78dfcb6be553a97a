"""A part of a form: some leaves, some groups of rows, and what holds between them.

What a part stores is a plain value (see the table in `docs/decisions/0105`): the leaf itself, a dict of leaves, a list
of rows, or a dict of both. In a posted form everything has a name of its own: `p-<part>`, `p-<part>-<leaf>` and
`p-<part>-<group>-<row>-<leaf>`.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.money import Currency
from grants.parts.choosing import Several
from grants.parts.leaves import Leaf

MOST_ROWS = 100
ROW, ADD_ROW = gettext_lazy("Row %(number)d"), gettext_lazy("Add a row")
CURRENCY = "currency"
ROW_ID = "row"
Leaves = dict[str, Leaf]


@dataclass(frozen=True)
class Fault:
    """Something wrong (`missing` false) or missing in a part, at a control of it; `path` is empty for the only one."""

    path: str
    message: str
    missing: bool = False


@dataclass
class Rows:
    """Rows of the same leaves. At least `least` of them must be there when the part must be answered."""

    label: Any
    leaves: Leaves
    least: int = 1
    row_label: Any = ROW
    add_label: Any = ADD_ROW
    # Ids and words of rows that are always there, in order; empty where the applicant adds rows.
    names: list[tuple[str, str]] = field(default_factory=list)

    def parse(self, posted: "Posted", currency: str) -> list[dict[str, Any]]:
        """Return the rows in which anything is typed, in order; of rows with names all, if anything is."""
        if self.names:
            numbered = [(key, posted.under(str(number))) for number, (key, _words) in enumerate(self.names)]
            named = [{**parse_leaves(self.leaves, row, currency), ROW_ID: key} for key, row in numbered]
            return [] if all(is_empty(self.leaves, row) for row in named) else named
        rows = []
        for number in posted.row_numbers():
            row = parse_leaves(self.leaves, posted.under(str(number)), currency)
            if not is_empty(self.leaves, row):
                rows.append(row)
        return rows[:MOST_ROWS]

    def in_order(self, stored: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Return stored rows under the names they were written for, whatever order the form now has them in."""
        if not self.names or not stored:
            return stored
        found = {str(row.get(ROW_ID)): row for row in stored}
        return [{**found.get(key, {}), ROW_ID: key} for key, _words in self.names]


@dataclass
class Posted:
    """What was posted under a name."""

    data: Mapping[str, Any]
    name: str
    dropped: frozenset[str] = field(default_factory=frozenset)

    def under(self, key: str) -> "Posted":
        """Return what was posted under a longer name."""
        return Posted(self.data, f"{self.name}-{key}", self.dropped)

    def one(self, key: str = "") -> Any:
        """Return the value of a name, or None."""
        return self.data.get(f"{self.name}-{key}" if key else self.name)

    def many(self, key: str = "") -> list[Any]:
        """Return all values of a name."""
        name = f"{self.name}-{key}" if key else self.name
        if hasattr(self.data, "getlist"):
            return list(self.data.getlist(name))
        found = self.data.get(name, [])
        return list(found) if isinstance(found, list) else [found]

    def row_numbers(self) -> list[int]:
        """Return the numbers of the rows posted, but for those taken away; a forged heap of rows is cut."""
        pattern = re.compile(rf"{re.escape(self.name)}-([0-9]{{1,4}})-")
        numbers = {int(found[1]) for name in self.data if (found := pattern.match(name))}
        return sorted(number for number in numbers if f"{self.name}-{number}" not in self.dropped)[: 2 * MOST_ROWS]


def parse_leaves(leaves: Leaves, posted: Posted, currency: str) -> dict[str, Any]:
    """Return what was typed in some leaves; an amount is read in the currency chosen beside it."""
    if CURRENCY in leaves:
        currency = leaves[CURRENCY].parse(posted.one(CURRENCY))
    return {
        key: leaf.parse(posted.many(key) if isinstance(leaf, Several) else posted.one(key), currency)
        for key, leaf in leaves.items()
    }


def is_empty(leaves: Leaves, row: Any) -> bool:
    """Tell whether nothing is answered in some leaves."""
    return all(leaf.is_empty(row.get(key)) for key, leaf in leaves.items()) if isinstance(row, dict) else True


def currency_of(stored: Any, otherwise: str = Currency.SEK) -> str:
    """Return the currency chosen in a dict of answers."""
    chosen = stored.get(CURRENCY) if isinstance(stored, dict) else None
    return chosen if chosen in Currency.values else otherwise


class Part:
    """A part of a form in one language."""

    single: Leaf | None = None

    def __init__(self, question: dict[str, Any], language: str) -> None:
        self.question = question
        self.id = str(question["id"])
        self.language = language
        self.label = question.get("label") or ""
        self.help = question.get("help") or ""
        self.required = bool(question.get("required"))
        self.leaves: Leaves = {}
        self.groups: dict[str, Rows] = {}
        self.build()

    def build(self) -> None:
        """Fill `single`, or `leaves` and `groups`."""

    @property
    def is_list(self) -> bool:
        """Whether the part is nothing but rows, and stored as a list."""
        return not self.leaves and set(self.groups) == {"rows"}

    def rows(self, value: Any, group: str = "rows") -> list[dict[str, Any]]:
        """Return the rows stored in a group."""
        # A table may have got a currency, or lost it, since it was answered.
        found = value.get(group) if isinstance(value, dict) else value if group == "rows" else None
        rows = [row for row in found if isinstance(row, dict)][:MOST_ROWS] if isinstance(found, list) else []
        return self.groups[group].in_order(rows) if group in self.groups else rows

    def parse(self, posted: Posted) -> Any:
        """Return what to store of what was posted."""
        if self.single is not None:
            return self.single.parse(posted.many() if isinstance(self.single, Several) else posted.one())
        value = parse_leaves(self.leaves, posted, Currency.SEK)
        currency = currency_of(value)
        groups = {key: rows.parse(posted.under(key), currency) for key, rows in self.groups.items()}
        return groups["rows"] if self.is_list else {**value, **groups}

    def places(self, value: Any) -> Iterator[tuple[str, Leaf, Any, str]]:
        """Return path, leaf, what is stored and currency of everything answered or to be answered, but empty rows."""
        if self.single is not None:
            yield "", self.single, value, Currency.SEK
            return
        own = value if isinstance(value, dict) else {}
        currency = currency_of(own)
        for key, leaf in self.leaves.items():
            yield key, leaf, own.get(key), currency
        for group, rows in self.groups.items():
            for number, row in enumerate(self.rows(value, group)):
                for key, leaf in rows.leaves.items():
                    yield f"{group}-{number}-{key}", leaf, row.get(key), currency_of(row, currency)

    def is_empty(self, value: Any) -> bool:
        """Tell whether nothing is answered."""
        return all(leaf.is_empty(stored) for _path, leaf, stored, _currency in self.places(value))

    @property
    def first_path(self) -> str:
        """The path of the first control, where a fault of the whole part is told."""
        if self.single is not None:
            return ""
        if self.leaves:
            return next(iter(self.leaves))
        group, rows = next(iter(self.groups.items()))
        return f"{group}-0-{next(iter(rows.leaves))}"

    def faults(self, value: Any) -> list[Fault]:
        """Return what is wrong with what is answered."""
        found = [
            Fault(path, message)
            for path, leaf, stored, currency in self.places(value)
            for message in leaf.faults(stored, currency)
        ]
        return found + list(self.relations(value))

    def relations(self, value: Any) -> Iterator[Fault]:
        """Return what does not fit together within the part."""
        yield from ()

    def gaps(self, value: Any) -> list[Fault]:
        """Return what is missing: everything that must be there, if the part must be answered or is begun."""
        if not self.required and self.is_empty(value):
            return []
        required = self.single is not None and self.required
        found = [
            Fault(path, self.gap_words(leaf), missing=True)
            for path, leaf, stored, _currency in self.places(value)
            if (leaf.required or required) and leaf.is_empty(stored)
        ]
        for group, rows in self.groups.items():
            begun = [not is_empty(rows.leaves, row) for row in self.rows(value, group)]
            if sum(begun) < rows.least:
                place = begun.index(False) if False in begun else len(begun)
                found.append(Fault(f"{group}-{place}-{next(iter(rows.leaves))}", self.too_few(rows), missing=True))
        return found + list(self.further_gaps(value))

    def gap_words(self, leaf: Leaf) -> str:
        """Return what to say where nothing is answered."""
        return _("Please answer this.") if self.single is not None else _("Please fill this in.")

    def too_few(self, rows: Rows) -> str:
        """Return what to say where there are too few rows."""
        if rows.least == 1:
            return _("Fill in at least one row.")
        return ngettext("Fill in at least %(n)s row.", "Fill in at least %(n)s rows.", rows.least) % {"n": rows.least}

    def further_gaps(self, value: Any) -> Iterator[Fault]:
        """Return what is missing because of something else that is answered."""
        yield from ()

    def sums(self, value: Any) -> list[tuple[str, str]]:
        """Return what is reckoned of the answers: words and sum."""
        return []
