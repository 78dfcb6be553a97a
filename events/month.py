"""A month as a table of weeks, drawn on the server."""

import calendar
import datetime as dt
import re
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.dates import MONTHS, WEEKDAYS

from core.reading import Reading, reading_of
from events.finding import day_start
from events.models.records import Event
from events.pages_of import pages_of
from events.wording import clock

MONTH = re.compile(r"(?:19|20)\d\d-(?:0[1-9]|1[0-2])", re.ASCII)
MOST_PER_MONTH = 400


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
    """Return the weeks of a month with what happens each day; two queries."""
    after = neighbour(first, 1)
    rows = Event.objects.public().within(day_start(first), day_start(after)).order_by("starts_at", "pk")
    events = list(rows[:MOST_PER_MONTH])
    pages = pages_of(events, reading.language)
    by_day: dict[dt.date, list[dict[str, Any]]] = {}
    for event in events:
        page = pages.get(event.pk)
        if page is not None:
            _enter(by_day, event, page, reading)
    weeks = [
        [_cell(day, first, today, by_day) for day in week]
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


def _enter(by_day: dict[dt.date, list[dict[str, Any]]], event: Event, page: Any, reading: Reading) -> None:
    start, end = event.local_start, event.local_end
    day = start.date()
    lang = page.card_language if page.card_language != reading.language else ""
    # A seminar of several days stands on each; two weeks is more than any of ours lasts.
    for _number in range(15):
        entry = {
            "title": page.title,
            "url": page.get_url(reading.request) or "",
            "lang": lang,
            "time": clock(start) if day == start.date() else "",
            "off": not event.is_on,
            "status": event.get_status_display(),
        }
        by_day.setdefault(day, []).append(entry)
        day += dt.timedelta(days=1)
        if day > end.date():
            break


def _cell(day: dt.date, first: dt.date, today: dt.date, by_day: dict[dt.date, list[dict[str, Any]]]) -> dict[str, Any]:
    inside = day.month == first.month
    return {"date": day, "inside": inside, "today": day == today, "entries": by_day.get(day, []) if inside else []}
