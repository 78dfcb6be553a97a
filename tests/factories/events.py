"""Seminars: pages with hours, published, so that there is a record behind them."""

import datetime as dt
import uuid
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone

from events.models import Event, EventIndexPage, EventPage, PageOccasion, Pool, Registration
from events.services.registering import Person, Sending, register
from tests.factories.pages import make_page

_numbers = count(1)
STOCKHOLM = ZoneInfo("Europe/Stockholm")


def make_index(parent: Any, **values: Any) -> EventIndexPage:
    """Return a published list of seminars."""
    return make_page(EventIndexPage, parent, **{"title": "Seminarier", "slug": "seminarier", **values})


def occasion(start: dt.datetime, hours: float = 3, zone: ZoneInfo = STOCKHOLM) -> PageOccasion:
    """Return hours of a page that begin at a moment."""
    local, end = start.astimezone(zone), (start + dt.timedelta(hours=hours)).astimezone(zone)
    return PageOccasion(
        date=local.date(),
        start_time=local.time(),
        end_date=end.date(),
        end_time=end.time(),
        start_fold="second" if local.fold else "",
        end_fold="second" if end.fold else "",
    )


def in_days(days: float) -> dt.datetime:
    """Return noon in so many days, which is on every clock and comes once."""
    return (timezone.localtime() + dt.timedelta(days=days)).replace(hour=12, minute=0, second=0, microsecond=0)


def make_event_page(index: EventIndexPage, *, starts: dt.datetime | None = None, **values: Any) -> EventPage:
    """Return the published page of a seminar. `sets` fills themes and the like."""
    number = next(_numbers)
    sets = values.pop("sets", {})
    hours = values.pop("hours", 3)
    values = {"title": f"Seminarium {number}", "slug": f"seminarium-{number}", "venue": "Arbetets museum", **values}
    page = EventPage(locale=index.locale, live=False, **values)
    page.occasions = [occasion(starts or in_days(30), hours)]
    for name, rows in sets.items():
        setattr(page, name, rows)
    index.add_child(instance=page)
    page.save_revision(log_action=False).publish(log_action=False)
    return EventPage.objects.get(pk=page.pk)


def make_event(index: EventIndexPage, **values: Any) -> Event:
    """Return the record of a new seminar."""
    return Event.objects.for_page(make_event_page(index, **values)).get()


def republish(page: EventPage, **changes: Any) -> Event:
    """Change a page, publish it, and return its record."""
    page = EventPage.objects.get(pk=page.pk)
    starts = changes.pop("starts", None)
    if starts is not None:
        page.occasions = [occasion(starts)]
    for name, value in changes.items():
        setattr(page, name, value)
    page.save_revision(log_action=False).publish(log_action=False)
    return Event.objects.for_page(page).get()


def pool_of(event: Event, kind: str = "on_site") -> Pool:
    """Return the places of a kind."""
    return event.pools.get(kind=kind)


def someone(number: int, **values: Any) -> Person:
    """Return a person with an address."""
    return Person(**{"name": f"Kim {number}", "email": f"kim{number}@example.org", **values})


def make_registration(event: Event, number: int = 1, kind: str = "on_site", **values: Any) -> Registration:
    """Return what somebody got by the form."""
    now = values.pop("now", None)
    language = values.pop("language", "sv")
    sending = Sending(pool_of(event, kind), language, values.pop("key", uuid.uuid4()))
    return register(sending, [someone(number, **values)], now)[0]
