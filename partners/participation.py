"""What partners take part in: other rooms enter what they have, and a profile reads all of it in one query.

A room above this one, e.g. the project bank, enters its rows when it is ready:

    register(Participation("projects", _("Projects"), project_rows, order=20))

where `project_rows(organisation_id)` returns querysets made by `rows()`.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import CharField, DateField, F, QuerySet, Value
from django.db.models.fields import BigIntegerField
from django.db.models.functions import Cast

COLUMNS = ("row_kind", "row_key", "row_text", "row_more", "row_lang", "row_starts", "row_ends")
RowsOf = Callable[[int], Sequence[QuerySet]]


@dataclass(frozen=True)
class Participation:
    """One kind of thing that organisations take part in, shown under a heading of its own."""

    code: str
    title: Any
    rows: RowsOf
    order: int = 100


@dataclass(frozen=True)
class Row:
    """One thing: the key of a page (or of what the kind says), words, and when."""

    key: int
    text: str = ""
    more: str = ""
    lang: str = ""
    starts: date | None = None
    ends: date | None = None


@dataclass
class Found:
    """All rows by kind."""

    kinds: dict[str, list[Row]] = field(default_factory=dict)

    def of(self, kind: str) -> list[Row]:
        """Return the rows of a kind, in the order they were found."""
        return self.kinds.get(kind, [])

    def latest(self, kind: str, count: int) -> list[Row]:
        """Return each thing of a kind once, the latest first."""
        once = {row.key: row for row in self.of(kind)}
        return sorted(once.values(), key=lambda row: (row.starts or date.min, row.key), reverse=True)[:count]


_registered: dict[str, Participation] = {}


def register(kind: Participation) -> None:
    """Enter a kind. Raises ValueError when another one already has its code."""
    known = _registered.get(kind.code)
    if known is not None and known != kind:
        raise ValueError(f"two kinds of participation are called {kind.code!r}")
    _registered[kind.code] = kind


def registered() -> list[Participation]:
    """Return the kinds, in order."""
    return sorted(_registered.values(), key=lambda kind: kind.order)


def rows(
    queryset: QuerySet,
    kind: str,
    key: Any,
    *,
    text: str = "",
    more: str = "",
    lang: str = "",
    starts: Any = None,
    ends: Any = None,
) -> QuerySet:
    """Return a queryset with the columns of a Row, to be read together with others.

    The names are of columns; `key`, `starts` and `ends` may be expressions.
    """
    words = {"row_text": text, "row_more": more, "row_lang": lang}
    values: dict[str, Any] = {
        "row_kind": Value(kind, CharField()),
        "row_key": Cast(key, BigIntegerField()),
        **{name: Cast(F(column), CharField()) if column else Value("", CharField()) for name, column in words.items()},
        "row_starts": _day(starts),
        "row_ends": _day(ends),
    }
    return queryset.order_by().annotate(**values).values_list(*COLUMNS)


def _day(given: Any) -> Any:
    # Typed also when there is none: PostgreSQL takes an untyped NULL for a text.
    return Cast(F(given) if isinstance(given, str) else given or Value(None), DateField())


def read(queries: Sequence[QuerySet]) -> Found:
    """Return all rows of querysets made by `rows()`, in one query."""
    found = Found()
    for kind, key, *values in queries[0].union(*queries[1:], all=True):
        if key is not None:
            found.kinds.setdefault(kind, []).append(Row(key, *values))
    return found
