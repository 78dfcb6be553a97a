"""Calendar entries after RFC 5545, and invitations after RFC 5546."""

import datetime as dt
import re
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from email.mime.text import MIMEText
from email.utils import parseaddr
from typing import Any

import icalendar
from django.conf import settings
from django.utils.encoding import punycode
from django.utils.translation import gettext as _

from events.enums import EventStatus
from events.vtimezone import vtimezone

PRODID = "-//Mangfaldens ansikten//Portal//SV"
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
STATUSES = {
    EventStatus.SCHEDULED: "CONFIRMED",
    EventStatus.MOVED: "CONFIRMED",
    EventStatus.POSTPONED: "TENTATIVE",
    EventStatus.CANCELLED: "CANCELLED",
}


# When a stretch begins and ends.
Hours = tuple[dt.datetime, dt.datetime]


@dataclass(frozen=True)
class Entry:
    """A seminar with its words in one language. Nothing in it is personal."""

    event: Any
    title: str
    text: str = ""
    url: str = ""
    language: str = "sv"

    def hours(self) -> list[Hours]:
        """Return its stretches of hours."""
        rows = [(row.starts_at, row.ends_at) for row in self.event.occasions.all()]
        return rows or [(self.event.starts_at, self.event.ends_at)]


@dataclass(frozen=True)
class Invited:
    """The one attendee of an invitation by mail."""

    name: str
    email: str
    sequence: int


def feed(entries: Iterable[Entry], name: str = "") -> bytes:
    """Return a calendar to subscribe to: METHOD PUBLISH, nobody's name in it, cancelled seminars kept as cancelled."""
    entries = list(entries)
    calendar = _empty("PUBLISH", _zones(entries), name)
    for entry in entries:
        for number, hours in enumerate(entry.hours()):
            calendar.add_component(_component(entry, number, hours, "PUBLISH", None))
    return calendar.to_ical()


def invitations(
    entry: Entry, invited: Invited, *, cancelled: bool = False, dropped: Sequence[Hours] = ()
) -> tuple[MIMEText, ...]:
    """Return the parts of a mail that put the seminar in a calendar, or take it out: one for each stretch of hours.

    RFC 5546, 3.2.2: all of one invitation has the same UID, so several days are several invitations. `dropped` are
    the last of its hours as they were, when there are fewer now: these are taken out.
    """
    method = "CANCEL" if cancelled else "REQUEST"
    hours = entry.hours()
    todo = [(method, stretch) for stretch in hours] + [("CANCEL", stretch) for stretch in dropped]
    return tuple(_part(method, entry, number, stretch, invited) for number, (method, stretch) in enumerate(todo))


def _part(method: str, entry: Entry, number: int, hours: Hours, invited: Invited) -> MIMEText:
    calendar = _empty(method, {entry.event.time_zone: {moment.year for moment in hours}})
    calendar.add_component(_component(entry, number, hours, method, invited))
    part = MIMEText(calendar.to_ical().decode(), "calendar", "utf-8")
    part.set_param("method", method)
    name = f"seminar-{number + 1}.ics" if number else "seminar.ics"
    part.add_header("Content-Disposition", "attachment", filename=name)
    return part


def _empty(method: str, zones: dict[str, set[int]], name: str = "") -> icalendar.Calendar:
    """Return a calendar without entries, with the zones that its hours are given in."""
    calendar = icalendar.Calendar()
    calendar.add("prodid", PRODID)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    if name:
        calendar.add("name", name)
        calendar.add("x-wr-calname", name)
        calendar.add("refresh-interval", dt.timedelta(hours=6), parameters={"value": "DURATION"})
    for zone, years in zones.items():
        calendar.add_component(vtimezone(zone, min(years), max(years)))
    return calendar


def _zones(entries: list[Entry]) -> dict[str, set[int]]:
    """Return the zones that hours are given in, each with the years of those."""
    zones: dict[str, set[int]] = {}
    for entry in entries:
        for hours in entry.hours():
            zones.setdefault(entry.event.time_zone, set()).update(moment.year for moment in hours)
    return zones


def uid_of(event: Any, number: int) -> str:
    """Return the UID of a stretch of hours: the first has the seminar's own."""
    return str(event.uid if number == 0 else uuid.uuid5(event.uid, str(number)))


def _component(entry: Entry, number: int, hours: Hours, method: str, invited: Invited | None) -> icalendar.Event:
    event = entry.event
    component = icalendar.Event()
    component.add("uid", uid_of(event, number))
    component.add("dtstamp", event.updated_at.astimezone(dt.UTC).replace(microsecond=0))
    component.add("last-modified", event.updated_at.astimezone(dt.UTC).replace(microsecond=0))
    component.add("sequence", event.sequence + (invited.sequence if invited else 0))
    component.add("dtstart", hours[0].astimezone(event.zone))
    component.add("dtend", hours[1].astimezone(event.zone))
    component.add("summary", clean(_summary(entry)), parameters={"language": entry.language})
    status = "CANCELLED" if method == "CANCEL" else STATUSES[EventStatus(event.status)]
    component.add("status", status)
    component.add("transp", "TRANSPARENT" if status == "CANCELLED" else "OPAQUE")
    for key, value in (("location", location(event)), ("description", entry.text), ("url", entry.url)):
        if value:
            component.add(key, clean(value))
    if invited is not None:
        _add_people(component, invited, method)
    return component


def clean(text: str) -> str:
    """Return a text without the control characters that RFC 5545, 3.1 does not allow in a value."""
    return CONTROL.sub("", text)


def _summary(entry: Entry) -> str:
    words = {EventStatus.CANCELLED: _("Cancelled"), EventStatus.POSTPONED: _("Postponed")}
    prefix = words.get(EventStatus(entry.event.status))
    return f"{prefix}: {entry.title}" if prefix else entry.title


def location(event: Any) -> str:
    """Return where it is, without the link to an online meeting."""
    parts = [part for part in (event.venue, event.address) if part]
    return ", ".join(parts) or (str(_("Online")) if event.format == "online" else "")


def ascii_address(address: str) -> str:
    """Return an address as a URI can hold it (RFC 6068), and as the mail is addressed: åäö in the domain encoded."""
    local, _at, domain = address.rpartition("@")
    return f"{local}@{punycode(domain)}"


def _add_people(component: icalendar.Event, invited: Invited, method: str) -> None:
    name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    organiser = icalendar.vCalAddress(f"mailto:{address}")
    organiser.params["cn"] = icalendar.vText(name or address)
    component["organizer"] = organiser
    attendee = icalendar.vCalAddress(f"mailto:{ascii_address(invited.email)}")
    attendee.params["cn"] = icalendar.vText(invited.name or invited.email)
    attendee.params["role"] = icalendar.vText("REQ-PARTICIPANT")
    if method == "REQUEST":
        # Already said yes by registering: no answer is asked for.
        attendee.params["partstat"] = icalendar.vText("ACCEPTED")
        attendee.params["rsvp"] = icalendar.vText("FALSE")
    component.add("attendee", attendee, encode=0)
