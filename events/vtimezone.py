"""A time zone as calendars read it: RFC 5545, 3.6.5, by yearly rules, which every calendar takes.

Lists of single dates, as libraries write them, are misread by some calendars, and end some year.
"""

import calendar
import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from zoneinfo import ZoneInfo

import icalendar

DAY = dt.timedelta(days=1)
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
# So many years are looked at from the first: enough to see a rule.
YEARS = 6


@dataclass(frozen=True)
class Change:
    """A moment when a clock is put forward or back."""

    at: dt.datetime
    before: dt.timedelta
    after: dt.timedelta
    name: str
    is_summer: bool

    @property
    def local(self) -> dt.datetime:
        """What the clock showed as it was changed, without a zone."""
        return (self.at + self.before).replace(tzinfo=None)

    @property
    def kind(self) -> tuple[object, ...]:
        """What is the same of a change every year."""
        return (self.before, self.after, self.name, self.is_summer)


def changes(zone: ZoneInfo, first: int, last: int) -> list[Change]:
    """Return the changes of a clock from the beginning of one year to the end of another."""
    found = []
    moment = dt.datetime(first, 1, 1, tzinfo=dt.UTC)
    end = dt.datetime(last + 1, 1, 1, tzinfo=dt.UTC)
    while moment < end:
        if _offset(zone, moment) != _offset(zone, moment + DAY):
            found.append(_change(zone, moment, moment + DAY))
        moment += DAY
    return found


def _offset(zone: ZoneInfo, moment: dt.datetime) -> dt.timedelta:
    return moment.astimezone(zone).utcoffset() or dt.timedelta()


def _change(zone: ZoneInfo, low: dt.datetime, high: dt.datetime) -> Change:
    """Return the change between two moments, to the second."""
    before = _offset(zone, low)
    while high - low > dt.timedelta(seconds=1):
        middle = low + dt.timedelta(seconds=(high - low) // dt.timedelta(seconds=2))
        if _offset(zone, middle) == before:
            low = middle
        else:
            high = middle
    local = high.astimezone(zone)
    return Change(high, before, _offset(zone, high), local.tzname() or "", bool(local.dst()))


def rule_of(same: list[Change]) -> str:
    """Return which weekday of which month changes of a kind are on, e.g. "BYDAY=-1SU;BYMONTH=3"; "" if it varies."""
    if len({(one.local.month, one.local.weekday(), one.local.time()) for one in same}) > 1 or len(same) < YEARS:
        return ""
    day = same[0].local
    weekday = WEEKDAYS[day.weekday()]
    if all(one.local.day + 7 > calendar.monthrange(one.local.year, one.local.month)[1] for one in same):
        return f"BYDAY=-1{weekday};BYMONTH={day.month}"
    numbers = {(one.local.day - 1) // 7 + 1 for one in same}
    return f"BYDAY={numbers.pop()}{weekday};BYMONTH={day.month}" if len(numbers) == 1 else ""


@lru_cache(maxsize=64)
def _parts(name: str, first: int, last: int) -> tuple[tuple[Change, str], ...]:
    """Return the changes to write, each with its yearly rule or an empty string."""
    kinds: dict[tuple[object, ...], list[Change]] = defaultdict(list)
    for change in changes(ZoneInfo(name), first, max(last, first + YEARS)):
        kinds[change.kind].append(change)
    parts: list[tuple[Change, str]] = []
    for same in kinds.values():
        rule = rule_of(same)
        parts.extend([(same[0], rule)] if rule else [(change, "") for change in same])
    return tuple(parts)


def vtimezone(name: str, first: int, last: int) -> icalendar.Timezone:
    """Return the component of a zone that holds from one year to another at least. `name` is an IANA name."""
    component = icalendar.Timezone()
    component.add("tzid", name)
    parts = _parts(name, first - 1, last + 1)
    for change, rule in parts:
        part = icalendar.TimezoneDaylight() if change.is_summer else icalendar.TimezoneStandard()
        part.add("dtstart", change.local)
        part.add("tzoffsetfrom", change.before)
        part.add("tzoffsetto", change.after)
        part.add("tzname", change.name)
        if rule:
            part.add("rrule", icalendar.vRecur.from_ical(f"FREQ=YEARLY;{rule}"))
        component.add_component(part)
    if not parts:
        component.add_component(_always(name, first))
    return component


def _always(name: str, year: int) -> icalendar.TimezoneStandard:
    """Return the one part of a zone whose clock is never changed."""
    local = dt.datetime(year, 1, 1, tzinfo=ZoneInfo(name))
    part = icalendar.TimezoneStandard()
    part.add("dtstart", dt.datetime(1970, 1, 1))  # noqa: DTZ001 — by the clock on the wall, as the standard has it
    part.add("tzoffsetfrom", local.utcoffset())
    part.add("tzoffsetto", local.utcoffset())
    part.add("tzname", local.tzname())
    return part
