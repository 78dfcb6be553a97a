"""Reads iCalendar. Only what is still to come: old entries are of no use to anybody."""

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone
from icalendar import Calendar

from partners.enums import FeedKind, FeedProblem
from partners.inflow.fetching import FetchError
from partners.inflow.items import MAX_ITEMS, Item, identity_of, web_link
from partners.inflow.recurring import next_time
from partners.inflow.text import one_line, plain, sensible

_START = re.compile(r"^DTSTART[^:\n]*:\s*(\d{8})", re.MULTILINE | re.IGNORECASE)

_RULE = re.compile(r"^RRULE[;:]", re.MULTILINE | re.IGNORECASE)


def read_calendar(text: str, base: str) -> Iterator[Item]:
    """Return the coming entries, the next first. Raises FetchError when the calendar does not end."""
    today = f"{timezone.now() - dt.timedelta(days=1):%Y%m%d}"
    frame, entries = _split(text)
    if not frame or frame[-1].strip().upper() != "END:VCALENDAR":
        raise FetchError(FeedProblem.UNREADABLE)
    coming, series = [], []
    for lines in entries:
        block = "\r\n".join(lines)
        start = _START.search(block)
        if start is not None and start.group(1) >= today:
            coming.append((start.group(1), block))
        elif start is not None and _RULE.search(block):
            series.append(block)
    coming.sort(key=lambda pair: pair[0])
    head = "\r\n".join(frame[:-1])
    # A series that has begun is told of by its next time, after what begins.
    blocks = [*(block for _start, block in coming[:MAX_ITEMS]), *series[:MAX_ITEMS]]
    read = (_entry(head, block, base) for block in blocks)
    return (item for item in read if item is not None)


def _split(text: str) -> tuple[list[str], list[list[str]]]:
    """Return the lines outside the entries, and those of each entry that ends."""
    frame: list[str] = []
    entries: list[list[str]] = []
    entry: list[str] | None = None
    for raw in text.split("\n"):
        # A space at the end belongs to the words: a long line goes on after it on the next one (RFC 5545, 3.1).
        line = raw.rstrip("\r")
        mark = line.strip().upper()
        if mark == "BEGIN:VEVENT":
            entry = []
        if entry is None:
            frame.extend([line] if mark else [])
            continue
        entry.append(line)
        if mark == "END:VEVENT":
            entries.append(entry)
            entry = None
    return frame, entries


def _entry(head: str, block: str, base: str) -> Item | None:
    """Return one entry; None for one that cannot be read, which does not harm the others."""
    try:
        calendar: Any = Calendar.from_ical(f"{head}\r\n{block}\r\nEND:VCALENDAR\r\n")
        event = calendar.walk("VEVENT")[0]
        start, end, all_day = _hours(event)
        rule = _rule(event)
        told = {name: str(event.get(name) or "") for name in ("UID", "SUMMARY", "DESCRIPTION", "LOCATION", "URL")}
        if start is not None and rule:
            length = end - start if end is not None else None
            start = sensible(next_time(start, rule, timezone.now() - dt.timedelta(days=1)))
            end = start + length if start is not None and length is not None else None
        if start is None or str(event.get("STATUS") or "").upper() == "CANCELLED":
            return None
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, OverflowError):
        return None
    mark = told["UID"] and f"{told['UID']}|{event.get('RECURRENCE-ID') and start.isoformat()}"
    link = web_link(told["URL"], base) if told["URL"] else ""
    title = one_line(told["SUMMARY"], 250) or "–"
    return Item(
        FeedKind.EVENT,
        identity_of(mark, link, title, start),
        title,
        link,
        plain(told["DESCRIPTION"].replace("\n", "<br>")),
        one_line(told["LOCATION"], 160),
        starts_at=start,
        ends_at=end if end is not None and end > start else None,
        all_day=all_day,
        rule=rule,
    )


def _rule(event: Any) -> str:
    """Return the rule of a series as it is written; empty for an entry that is no series."""
    rule = event.get("RRULE")
    rule = rule[0] if isinstance(rule, list) and rule else rule
    return rule.to_ical().decode("ascii", "replace")[:200] if rule else ""


def _hours(event: Any) -> tuple[dt.datetime | None, dt.datetime | None, bool]:
    """Return start and end in UTC, and whether only days are known.

    The end of whole days is the day after the last (RFC 5545, 3.6.1); a length may be told instead of an end.
    """
    first = event.decoded("DTSTART")
    last = event.decoded("DTEND") if event.get("DTEND") is not None else None
    if last is None and event.get("DURATION") is not None:
        last = first + event.decoded("DURATION")
    if isinstance(first, dt.datetime):
        return _moment(first), _moment(last) if last is not None else None, False
    if isinstance(last, dt.datetime):
        last = last.date()
    evening = dt.datetime.combine(last - dt.timedelta(days=1) if last and last > first else first, dt.time(17))
    return _moment(first), _moment(evening), True


def _moment(value: Any) -> dt.datetime | None:
    """Return a moment in UTC. A day alone begins at nine, and a time without a zone is read as ours."""
    if not isinstance(value, dt.datetime):
        value = dt.datetime.combine(value, dt.time(9))
    if value.tzinfo is None:
        value = value.replace(tzinfo=ZoneInfo(settings.TIME_ZONE))
    return sensible(value)
