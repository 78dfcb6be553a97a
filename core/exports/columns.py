"""Columns, and the kinds of value a cell can hold."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext

NUMBERS = (int, float, Decimal)

Cell = str | int | float | Decimal | dt.date | dt.datetime | None


@dataclass(frozen=True)
class Column:
    """One column: its heading, and how its value is taken from a row."""

    label: str | Promise
    value: Callable[[Any], Any]


def cell_value(value: Any) -> Cell:
    """Return `value` as something a sheet knows: number, date, moment in the portal's own zone, or text.

    True and false become words; a list becomes text with semicolons; None stays empty. Numbers that no sheet can
    hold (infinity, not a number) become text.
    """
    if value is None:
        return None
    if isinstance(value, bool):
        return gettext("Yes") if value else gettext("No")
    if isinstance(value, NUMBERS):
        return value if _is_finite(value) else str(value)
    if isinstance(value, dt.datetime):
        return timezone.localtime(value).replace(tzinfo=None) if timezone.is_aware(value) else value
    if isinstance(value, dt.date):
        return value
    if isinstance(value, (list, tuple, set, frozenset)):
        return "; ".join(str(part) for part in value)
    return str(value)


def _is_finite(value: int | float | Decimal) -> bool:
    return value.is_finite() if isinstance(value, Decimal) else value == value and abs(value) != float("inf")
