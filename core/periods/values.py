"""Dates of which only the year or the month may be known (ISO 8601 with reduced precision), and periods of them."""

import calendar
import datetime as dt
import re
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

ISO = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
# Before the first year there was no project bank, and after the last one a typing error is likelier.
FIRST_YEAR, LAST_YEAR = 1900, 2199


class Precision(models.TextChoices):
    """How exactly a date is known."""

    YEAR = "year", _("year")
    MONTH = "month", _("month")
    DAY = "day", _("day")


@dataclass(frozen=True)
class PartialDate:
    """A day, a month or a year. Raises ValueError when there is no such date."""

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if not FIRST_YEAR <= self.year <= LAST_YEAR:
            raise ValueError(f"the year {self.year} is out of range")
        if self.day is not None and self.month is None:
            raise ValueError("a day needs its month")
        dt.date(self.year, self.month or 1, self.day or 1)

    @classmethod
    def from_iso(cls, text: str) -> "PartialDate":
        """Read 2008, 2008-05 or 2008-05-01. Raises ValueError for anything else."""
        match = ISO.fullmatch(text)
        if not match:
            raise ValueError(f"{text!r} is not a date")
        return cls(*(int(part) if part else None for part in match.groups()))  # type: ignore[arg-type]  # the year is always there

    @classmethod
    def from_date(cls, date: dt.date) -> "PartialDate":
        """Return a date known to the day."""
        return cls(date.year, date.month, date.day)

    @property
    def precision(self) -> Precision:
        """How exactly it is known."""
        if self.day is not None:
            return Precision.DAY
        return Precision.MONTH if self.month is not None else Precision.YEAR

    @property
    def first_day(self) -> dt.date:
        """The first day it can mean."""
        return dt.date(self.year, self.month or 1, self.day or 1)

    @property
    def last_day(self) -> dt.date:
        """The last day it can mean."""
        month = self.month or 12
        return dt.date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    def __str__(self) -> str:
        parts = [f"{self.year:04}"]
        parts += [f"{part:02}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts)


@dataclass(frozen=True)
class Period:
    """From a date to a date, either of which may be unknown. Raises ValueError when the end is before the start."""

    start: PartialDate | None = None
    end: PartialDate | None = None

    def __post_init__(self) -> None:
        if self.start and self.end and self.end.last_day < self.start.first_day:
            raise ValueError("the end is before the start")

    def years(self) -> list[int]:
        """Return the years it touches; an open end counts as the year of the other one."""
        known = [date.year for date in (self.start, self.end) if date]
        return list(range(min(known), max(known) + 1)) if known else []
