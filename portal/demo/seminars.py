"""Seminars of the demo, with a few who come."""

import uuid
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from accounts.models import Organisation
from core.places.models import Municipality
from core.taxonomies.models import TargetGroup, Theme
from events.models import Event, Needs, Registration
from events.services import registering
from events.services.registering import Person, Sending
from portal.demo.bodies import BodyWriter
from portal.demo.content import Record
from portal.demo.keys import block_id, key_of

# The webinar on poverty is on the third of December, whatever the year.
FIXED = (12, 3)
PLAIN = (
    "format", "audience", "venue", "address", "status", "status_note", "online_link", "capacity_on_site",
    "capacity_online", "group_size", "ask_needs", "held_in", "access_offers",
)  # fmt: skip


def day_of(record: Record, today: date) -> date:
    """Return the day of a seminar: so many days from today, moved off the week-end, or the coming third of December."""
    if record.get("fixed"):
        this_year = date(today.year, *FIXED)
        return this_year if this_year > today else date(today.year + 1, *FIXED)
    day = today + timedelta(days=record["days"])
    return day + timedelta(days={5: 2, 6: 1}.get(day.weekday(), 0))


def fill_seminar(page: Any, record: Record, writer: BodyWriter, today: date) -> None:
    """Write the facts, hours, programme and documentation of a seminar."""
    for name in PLAIN:
        if name in record:
            setattr(page, name, record[name])
    day = day_of(record, today)
    starts, ends = (time.fromisoformat(text) for text in record["hours"])
    page.occasions = [page.occasions.model(date=day + timedelta(days=after), start_time=starts, end_time=ends)
                      for after in record.get("after", [0])]  # fmt: skip
    if record.get("series"):
        page.series_key = key_of("series", record["series"])
    page.themes = Theme.objects.filter(slug__in=record.get("themes", []))
    page.target_groups = TargetGroup.objects.filter(slug__in=record.get("target_groups", []))
    page.organisers = Organisation.objects.filter(name__in=record.get("organisers", []))
    page.municipality = Municipality.objects.filter(code=record.get("municipality", "")).first()
    page.programme = [
        {"type": "item", "id": block_id(record["key"], "programme", number),
         "value": {"starts": start, "ends": end, "title": title, "text": "", "speakers": []}}
        for number, (start, end, title) in enumerate(record.get("programme", []))
    ]  # fmt: skip
    page.documentation = [
        {"type": "recording", "id": block_id(record["key"], "recording", number), "value": recording}
        for number, recording in enumerate(record.get("recordings", []))
    ]
    for key in record.get("related", []):
        page.related_links.add(page.related_links.model(related_page_id=writer.lookups.pages[key]))


def register_people(record: Record, page: Any) -> None:
    """Register as many as the content says, the last of them in the line when it is full."""
    number = record.get("people", 0)
    event = Event.objects.for_page(page).first() if number else None
    pool = event.pools.first() if event is not None else None
    if event is None or pool is None:
        return
    registered = datetime.combine(page.occasions.first().date, time(9), ZoneInfo("Europe/Stockholm"))
    when = registered - timedelta(days=30)
    for place in range(1, number + 1):
        person = Person(f"Deltagare {place}", f"{record['slug']}-{place}@example.org")
        sending = Sending(pool, "sv", uuid.uuid4(), shown_at=when)
        for row in registering.register(sending, [person], when):
            registering.confirm(row, when + timedelta(minutes=5))


def remove_records(keys: list[Any]) -> int:
    """Remove the records of the demo's seminars with all that hangs on them; return how many seminars."""
    events = Event.objects.filter(translation_key__in=keys)
    Needs.objects.filter(registration__event__in=events).delete()
    Registration.objects.filter(event__in=events).delete()
    count = events.count()
    events.delete()
    return count
