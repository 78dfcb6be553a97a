"""The rule of a series, and the dates it gives. Dates are days on the wall; hours are read by each day's own clock."""

import calendar
import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from events.enums import Frequency

# A page is made for each date: more than a year of weeks is rather made twice.
MOST_DATES = 60
# So that a rule that never fits, e.g. a fifth Monday every twelfth month, comes to an end.
LAST_YEAR = 2199


class TooManyDatesError(ValueError):
    """The rule gives more dates than a series may have."""


@dataclass(frozen=True)
class Rule:
    """How often, how many times. The weekday, or the day of the month, is that of the first date.

    Either `until`, the last day that may be a date, or `count`, how many there are with the first.
    """

    frequency: str
    interval: int
    first: dt.date
    until: dt.date | None = None
    count: int | None = None

    def dates(self) -> list[dt.date]:
        """Return the dates, the first one first. Raises TooManyDatesError when there are more than MOST_DATES."""
        found: list[dt.date] = []
        for date in self._all():
            if self._is_full(date, found):
                return found
            if len(found) == MOST_DATES:
                raise TooManyDatesError
            found.append(date)
        return found

    def _is_full(self, date: dt.date, found: list[dt.date]) -> bool:
        if self.until is not None and date > self.until:
            return True
        return self.count is not None and len(found) >= self.count

    def _all(self) -> Iterator[dt.date]:
        if self.frequency == Frequency.WEEKLY:
            date = self.first
            while date.year <= LAST_YEAR:
                yield date
                date += dt.timedelta(weeks=self.interval)
            return
        number = self.first.year * 12 + self.first.month - 1
        while number // 12 <= LAST_YEAR:
            found = self._in_month(number // 12, number % 12 + 1)
            # As in RFC 5545: a month without a 31st, or without a fifth Friday, has no date.
            if found is not None:
                yield found
            number += self.interval

    def _in_month(self, year: int, month: int) -> dt.date | None:
        length = calendar.monthrange(year, month)[1]
        if self.frequency == Frequency.MONTHLY_DATE:
            return dt.date(year, month, self.first.day) if self.first.day <= length else None
        if self.frequency == Frequency.MONTHLY_LAST:
            last = dt.date(year, month, length)
            return last - dt.timedelta(days=(last.weekday() - self.first.weekday()) % 7)
        start = dt.date(year, month, 1)
        day = 1 + (self.first.weekday() - start.weekday()) % 7 + 7 * ((self.first.day - 1) // 7)
        return dt.date(year, month, day) if day <= length else None
