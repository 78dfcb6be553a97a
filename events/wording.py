"""Hours and places in words."""

import datetime as dt
from types import SimpleNamespace
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext


def hours_text(start: dt.datetime, end: dt.datetime, event: Any, *, with_end: bool = True) -> str:
    """Return e.g. "3 december 2026, 09.00–16.00", by the seminar's own clock; the zone is said when it is another."""
    zone = event.zone
    first, last = start.astimezone(zone), end.astimezone(zone)
    text = f"{date_format(first, 'DATE_FORMAT')}, {clock(first)}"
    if with_end and first.date() == last.date():
        text += f"–{clock(last)}"
    elif with_end:
        text += f" – {date_format(last, 'DATE_FORMAT')}, {clock(last)}"
    if event.time_zone != "Europe/Stockholm":
        text += f" ({zone_label(event.time_zone)})"
    return text


def clock(local: dt.datetime) -> str:
    """Return a time of day as the active language writes it."""
    return date_format(local, "TIME_FORMAT")


def zone_label(name: str) -> str:
    """Return a time zone for readers, e.g. "Lisbon time"."""
    city = name.rsplit("/", 1)[-1].replace("_", " ")
    return _("%(city)s time") % {"city": city}


def where_text(event: Any) -> str:
    """Return where it is, in a line."""
    place = ", ".join(part for part in (event.venue, event.address) if part)
    online = pgettext("where", "online")
    if event.format == "online":
        return str(online[:1].upper() + online[1:])
    return f"{place} / {online}" if event.format == "hybrid" and place else place


def place_before(event: Any) -> str:
    """Return where it was to be before that was changed, in a line; empty when it is where it always was."""
    before = event.previous_place
    return where_text(SimpleNamespace(**before)) if before else ""
