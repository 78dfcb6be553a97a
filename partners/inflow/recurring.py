"""Series in a calendar: when the next time is, and the rule in words."""

import datetime as dt
from collections.abc import Mapping
from typing import Any
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta  # type: ignore[import-untyped]  # the package has no types
from dateutil.rrule import (  # type: ignore[import-untyped]  # as above
    DAILY,
    MONTHLY,
    WEEKLY,
    YEARLY,
    rrule,
    weekday,
)
from django.conf import settings
from django.utils.dates import WEEKDAYS
from django.utils.formats import date_format
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

FREQUENCIES = {"DAILY": DAILY, "WEEKLY": WEEKLY, "MONTHLY": MONTHLY, "YEARLY": YEARLY}
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
KNOWN = {"FREQ", "INTERVAL", "BYDAY", "UNTIL", "COUNT", "WKST"}
MOST_TIMES = 1000
"""A series of more times than this is not counted through: whoever sends one tells of its beginning only."""


def parts_of_rule(rule: str) -> dict[str, str]:
    """Return the parts of an RRULE (RFC 5545, 3.3.10), e.g. {"FREQ": "WEEKLY"}; none for one that says no frequency."""
    pairs = [part.partition("=") for part in rule.upper().split(";")]
    parts = {name.strip(): value.strip() for name, _sign, value in pairs if value}
    return parts if parts.get("FREQ") in FREQUENCIES else {}


def _number(parts: Mapping[str, str], name: str) -> int:
    value = parts.get(name, "")
    return int(value) if value.isascii() and value.isdecimal() and len(value) < 6 else 0


def _days(parts: Mapping[str, str]) -> list[tuple[int, int]] | None:
    """Return (weekday, which of the month or 0) of BYDAY; None for what is not understood."""
    found = []
    for word in filter(None, parts.get("BYDAY", "").split(",")):
        which, day = word[:-2] or "0", word[-2:]
        if day not in DAYS or which.lstrip("+") not in {"0", "1", "2", "3", "4", "-1"}:
            return None
        found.append((DAYS.index(day), int(which)))
    return found


def _until(parts: Mapping[str, str]) -> dt.date | None:
    try:
        return dt.datetime.strptime(parts.get("UNTIL", "")[:8], "%Y%m%d").date()  # noqa: DTZ007 — a day has no zone
    except ValueError:
        return None


def next_time(start: dt.datetime, rule: str, now: dt.datetime) -> dt.datetime | None:
    """Return the first time of a series that is not before `now`; None when it is over or its rule too strange.

    It takes a few steps, however long ago the series began.
    """
    parts = parts_of_rule(rule)
    days, every, count = _days(parts), max(1, _number(parts, "INTERVAL")), _number(parts, "COUNT")
    if not parts or days is None or parts.keys() - KNOWN or count > MOST_TIMES:
        return start if start >= now else None
    # By the clock on the wall: a meeting at ten is at ten in summer and in winter.
    start = start.astimezone(ZoneInfo(settings.TIME_ZONE))
    if not count and start < now:
        start = _nearer(start, parts["FREQ"], every, now)
    times = rrule(
        FREQUENCIES[parts["FREQ"]],
        dtstart=start,
        interval=every,
        count=count or MOST_TIMES,
        byweekday=[weekday(day, which) if which else weekday(day) for day, which in days] or None,
    )
    found: dt.datetime | None = times.after(now, inc=True)
    last = _until(parts)
    return None if found is None or (last is not None and found.date() > last) else found.astimezone(dt.UTC)


def _nearer(start: dt.datetime, frequency: str, every: int, now: dt.datetime) -> dt.datetime:
    """Return a beginning of the same series that is not after `now`, at most a few turns before it."""
    months = {"MONTHLY": 1, "YEARLY": 12}.get(frequency, 0) * every
    if months:
        gone = (now.year - start.year) * 12 + now.month - start.month
        # A day that not every month has stays where it is: moved, it would be another day.
        turns = 0 if start.day > 28 else max(0, gone // months - 1)
        return start + relativedelta(months=turns * months)
    length = dt.timedelta(days=every * (7 if frequency == "WEEKLY" else 1))
    return start + max(0, (now - start) // length - 1) * length


def in_words(rule: str) -> str:
    """Return a rule as a reader says it, e.g. "every week on Monday, until 31 January 2027"; empty for none."""
    parts = parts_of_rule(rule)
    if not parts:
        return ""
    every = max(1, _number(parts, "INTERVAL"))
    said = _how_often(parts["FREQ"], every)
    days = [_day(day, which) for day, which in _days(parts) or []]
    if days:
        said = _("%(often)s on %(days)s") % {"often": said, "days": get_text_list(days, _("and"))}
    last, count = _until(parts), _number(parts, "COUNT")
    if last is not None:
        said = _("%(often)s, until %(day)s") % {"often": said, "day": date_format(last, "DATE_FORMAT")}
    elif count:
        said += ngettext(", %(count)d time", ", %(count)d times", count) % {"count": count}
    return said


def _how_often(frequency: str, every: int) -> str:
    words: Any = {
        "DAILY": ngettext("every day", "every %(every)d days", every),
        "WEEKLY": ngettext("every week", "every %(every)d weeks", every),
        "MONTHLY": ngettext("every month", "every %(every)d months", every),
        "YEARLY": ngettext("every year", "every %(every)d years", every),
    }[frequency]
    return str(words % {"every": every}) if every > 1 else str(words)


def _day(day: int, which: int) -> str:
    name = str(WEEKDAYS[day])
    ordinals = {
        1: pgettext("day of the month", "the first %(day)s"),
        2: pgettext("day of the month", "the second %(day)s"),
        3: pgettext("day of the month", "the third %(day)s"),
        4: pgettext("day of the month", "the fourth %(day)s"),
        -1: pgettext("day of the month", "the last %(day)s"),
    }
    return ordinals[which] % {"day": name} if which else name
