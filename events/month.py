"""A month as a table of weeks, drawn on the server."""

import calendar
import datetime as dt
import re
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpRequest
from django.utils import timezone
from django.utils.dates import MONTHS, WEEKDAYS

from core.reading import Reading, reading_of
from events.finding import day_start
from events.index import EventIndex, look
from events.models.records import Event, Occasion
from events.pages_of import pages_of
from events.wording import clock

MONTH = re.compile(r"(?:19|20)\d\d-(?:0[1-9]|1[0-2])", re.ASCII)
# More than so many in a day are found in the list of that day.
PER_DAY = 3
LONG_DAY = dt.timedelta(hours=12)


def asked_month(text: str, today: dt.date) -> dt.date | None:
    """Return the first day of the month asked for, this month's when nothing is asked, None when it is no month."""
    if not text:
        return today.replace(day=1)
    if not MONTH.fullmatch(text):
        return None
    return dt.date(int(text[:4]), int(text[5:]), 1)


def neighbour(first: dt.date, step: int) -> dt.date:
    """Return the first day of the month before (-1) or after (1)."""
    months = first.year * 12 + first.month - 1 + step
    return dt.date(months // 12, months % 12 + 1, 1)


def label(first: dt.date) -> str:
    """Return e.g. "december 2026"."""
    return f"{MONTHS[first.month]} {first.year}"


def month_page(request: HttpRequest) -> dict[str, Any] | None:
    """Return the month that the address asks for, this month when it asks for none; None when it is no month."""
    today = timezone.localdate()
    first = asked_month(request.GET.get("month", ""), today)
    return month_context(first, reading_of(request), today) if first is not None else None


def month_context(first: dt.date, reading: Reading, today: dt.date) -> dict[str, Any]:
    """Return the weeks of a month with what happens each day; four queries, however much happens."""
    after = neighbour(first, 1)
    index, _themes = look(reading.language)
    days = _days(index, first, after)
    shown = {place for stands in days.values() for place, _start in stands[:PER_DAY]}
    rows = Event.objects.in_bulk([index.keys[place] for place in shown]) if shown else {}
    pages = pages_of(rows.values(), reading.language)
    by_day = {
        day: [
            _entry(start, rows[index.keys[place]], pages[index.keys[place]], reading)
            for place, start in stands[:PER_DAY]
            if index.keys[place] in pages
        ]
        for day, stands in days.items()
    }
    more = {day: len(stands) - PER_DAY for day, stands in days.items() if len(stands) > PER_DAY}
    weeks = [
        [_cell(day, first, today, by_day) | {"more": more.get(day, 0)} for day in week]
        for week in calendar.Calendar(firstweekday=0).monthdatescalendar(first.year, first.month)
    ]
    return {
        "weeks": weeks,
        "weekdays": [WEEKDAYS[number] for number in range(7)],
        "month_label": label(first),
        "has_events": bool(by_day),
        "month": first,
        "previous": {"value": f"{neighbour(first, -1):%Y-%m}", "label": label(neighbour(first, -1))},
        "following": {"value": f"{after:%Y-%m}", "label": label(after)},
    }


def _days(index: EventIndex, first: dt.date, after: dt.date) -> dict[dt.date, list[tuple[int, dt.datetime | None]]]:
    """Return the seminars of each day of a month, by their own clocks: where in the index, and when they begin.

    One that lasts over several days without a break stands on each of them, and begins on the first.
    """
    bits = index.ending_after(day_start(first)) & index.starting_before(day_start(after))
    found = list(index.places(bits))
    parts = _parts(index, found)
    days: dict[dt.date, list[tuple[int, dt.datetime | None]]] = {}
    for place in found:
        zone = ZoneInfo(index.zones[place])
        for starts_at, ends_at in parts.get(index.keys[place], [(index.starts[place], index.ends[place])]):
            start = starts_at.astimezone(zone)
            # One that ends at midnight does not stand on the day after.
            last = (ends_at - dt.timedelta(microseconds=1)).astimezone(zone).date()
            # Two weeks on end is more than any of ours lasts.
            for number in range(min((last - start.date()).days, 14) + 1):
                day = start.date() + dt.timedelta(days=number)
                if first <= day < after:
                    days.setdefault(day, []).append((place, None if number else start))
    return days


def _parts(index: EventIndex, places: list[int]) -> dict[int, list[tuple[dt.datetime, dt.datetime]]]:
    """Return the hours, by key, of those that go on for more than a long day: some have nights or days in between."""
    several = [index.keys[place] for place in places if index.ends[place] - index.starts[place] > LONG_DAY]
    found: dict[int, list[tuple[dt.datetime, dt.datetime]]] = {}
    if several:
        rows = Occasion.objects.filter(event__in=several).order_by("starts_at")
        for key, start, end in rows.values_list("event", "starts_at", "ends_at"):
            found.setdefault(key, []).append((start, end))
    return found


def _entry(start: dt.datetime | None, event: Event, page: Any, reading: Reading) -> dict[str, Any]:
    return {
        "title": page.title,
        "url": page.get_url(reading.request) or "",
        "lang": page.card_language if page.card_language != reading.language else "",
        "time": clock(start) if start else "",
        "off": not event.is_on,
        "status": event.get_status_display(),
    }


def _cell(day: dt.date, first: dt.date, today: dt.date, by_day: dict[dt.date, list[dict[str, Any]]]) -> dict[str, Any]:
    inside = day.month == first.month
    return {"date": day, "inside": inside, "today": day == today, "entries": by_day.get(day, []) if inside else []}
