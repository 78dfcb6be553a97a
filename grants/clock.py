"""When a call opens and closes: dates by the clock in Sweden, made into moments."""

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _

from events.enums import Fold
from events.times import moment

SWEDISH = "Europe/Stockholm"
ZONE = ZoneInfo(SWEDISH)


def opening(facts: Any) -> dt.datetime:
    """Return when a call opens, in UTC. Raises NoSuchTimeError for a time that the clock skips that night."""
    return moment(facts.opens_on, facts.opens_at_time or dt.time(0), SWEDISH, Fold.FIRST)


def closing(facts: Any) -> dt.datetime | None:
    """Return the first moment at which a call is closed, in UTC; None while it goes on until further notice.

    A whole last day ends at midnight; a time that comes twice is the later one, so that nobody who reads the clock
    comes too late. Raises NoSuchTimeError for a time that the clock skips that night.
    """
    if facts.closes_on is None:
        return None
    if facts.closes_at_time is None:
        return moment(facts.closes_on + dt.timedelta(days=1), dt.time(0), SWEDISH, Fold.SECOND)
    return moment(facts.closes_on, facts.closes_at_time, SWEDISH, Fold.SECOND)


def opening_text(facts: Any) -> str:
    """Return e.g. "1 February 2027", with the time if it is not the start of the day."""
    return day_text(facts.opens_on, facts.opens_at_time)


def closing_text(facts: Any) -> str:
    """Return e.g. "14 March 2027, 15:00"; without a time the whole day counts. Empty until further notice."""
    return day_text(facts.closes_on, facts.closes_at_time)


def day_text(day: dt.date | None, time: dt.time | None) -> str:
    """Return a day as the active language writes it, and a time if there is one."""
    if day is None:
        return ""
    text = date_format(day, "DATE_FORMAT")
    if time is None:
        return text
    return _("%(day)s, %(time)s") % {"day": text, "time": time_format(time, "TIME_FORMAT")}
