"""Who is registered for the demo's seminars. People are roles; every address is at example.org."""

from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.text import slugify

from core.mail.models import OutboxMessage
from core.mail.outbox import reference
from events import notifications
from events.enums import Attendance, State
from events.models import Event, Needs, Pool, Registration, Series
from events.services import places, registering
from events.services.registering import Person, Sending
from portal.demo.content import Record
from portal.demo.keys import block_id, key_of

ROLES = (
    "Enhetschef", "HR-strateg", "Skyddsombud", "Rektor", "Verksamhetsutvecklare", "Ombudsman", "Förskollärare",
    "Undersköterska", "Rekryterare", "Integrationssamordnare", "Produktionsledare", "Ordförande",
)  # fmt: skip
WORKPLACES = (
    "Norrköpings kommun", "Linköpings kommun", "Region Östergötland", "Vätterfrakt AB", "Föreningen Språkbron",
    "Bostadsbolaget Lindgården AB", "Motala kommun",
)  # fmt: skip
DIETS = ("Vegetariskt", "Glutenfritt", "Nötallergi", "Veganskt")
ACCESS = ("Teckenspråkstolk", "Plats nära dörren", "Hörslinga")
# So many come through the form, with their letters; the others are there from before.
BY_FORM = 3
KEPT = timedelta(days=180)


def register_people(record: Record, page: Any, today: date) -> None:
    """Register as many as the content says, the last of them through the form: in line when it is full."""
    number = record.get("people", 0)
    event = Event.objects.for_page(page).select_related("locale").first() if number else None
    if event is None:
        return
    started = datetime.combine(today, time(9), ZoneInfo("Europe/Stockholm")) - timedelta(days=6)
    is_past = event.local_end.date() < today
    before = [_person(record, page, n) for n in range(1, number + 1)]
    by_form = [] if is_past or not event.is_on else before[-BY_FORM:]
    _enter(record, event, before[: number - len(by_form)], min(started, event.starts_at - timedelta(days=9)), today)
    pool = event.pools.order_by("pk").first()
    for place, person in enumerate(by_form if pool is not None else []):
        when = started + timedelta(days=place)
        sending = Sending(pool, "sv", key_of("form", f"{record['key']}-{place}"), shown_at=when)
        for row in registering.register(sending, [person], when):
            registering.confirm(row, when + timedelta(minutes=5))
            # What is confirmed has no letter to confirm it by: the outbox would give it up.
            OutboxMessage.objects.filter(kind=notifications.CONFIRM, subject_ref=reference(row)).delete()


def _person(record: Record, page: Any, number: int) -> Person:
    role, workplace = ROLES[number % len(ROLES)], WORKPLACES[number % len(WORKPLACES)]
    needs = record.get("ask_needs", False)
    return Person(
        f"{role} {number}",
        f"{slugify(role)}.{number}.{record['slug'][:30].strip('-')}@example.org",
        workplace,
        _answers(record, number),
        DIETS[number % len(DIETS)] if needs and number % 4 == 0 else "",
        ACCESS[number % len(ACCESS)] if needs and number % 9 == 0 else "",
    )


def _answers(record: Record, number: int) -> dict[str, Any]:
    """Return answers by the ids of questions and choices; what is asked on a condition is answered by the others."""
    given: dict[str, Any] = {}
    for place, row in enumerate(record.get("questions", [])):
        numbers = range(len(row.get("options", [])))
        options = [block_id(f"{record['key']}/questions/{place}", "item", choice) for choice in numbers]
        key = block_id(record["key"], "questions", place)
        if row["kind"] == "choice":
            given[key] = options[number % len(options)]
        elif row["kind"] == "choices":
            given[key] = options[: 1 + number % len(options)]
        elif row["kind"] == "number" and number % 3:
            given[key] = 4 + number % 17
        elif row["kind"] == "consent" and number % 2:
            given[key] = True
    return given


@transaction.atomic
def _enter(record: Record, event: Event, people: list[Person], when: datetime, today: date) -> None:
    """Write registrations that are there from before, without any letters."""
    pools = [places.lock(pool.pk) for pool in event.pools.filter(is_open=True).order_by("pk")]
    left = {pool.pk: pool.capacity for pool in pools}
    is_old = event.ends_at + KEPT < datetime.combine(today, time(0), ZoneInfo("UTC"))
    rows = []
    for number, person in enumerate(people, 1):
        pool = pools[number % 4 == 3 and len(pools) > 1]
        row = _row(record, event, pool, person, number)
        row.created_at = row.state_since = when + timedelta(hours=number)
        _place(row, left, number)
        if event.local_end.date() < today:
            row.attendance = Attendance.ABSENT if number % 8 == 0 else Attendance.PRESENT
        if is_old:
            row.name = row.email = row.organisation = ""
            row.answers, row.anonymised_at = {}, event.ends_at + KEPT
        rows.append(row)
    made = Registration.objects.bulk_create(rows)
    if event.local_end.date() >= today:
        _write_needs(event, made, people)
    for pool in pools:
        places.recount(pool)


def _row(record: Record, event: Event, pool: Pool, person: Person, number: int) -> Registration:
    # Four and five were registered together with three, by a colleague.
    party = 3 if record.get("group_size", 1) > 1 and number in {4, 5} else number
    return Registration(
        event=event, pool=pool, state=State.CONFIRMED, name=person.name, email=person.email,
        organisation=person.organisation, language="en" if number % 7 == 0 else "sv", answers=person.answers,
        form_key=key_of("registration", f"{record['key']}-{number}"), party=key_of("party", f"{record['key']}-{party}"),
    )  # fmt: skip


def _place(row: Registration, left: dict[int, int | None], number: int) -> None:
    """Take a place while there is one; whoever comes later waits in the order of coming."""
    free = left[row.pool_id]
    if free is None:
        return
    if free > 0:
        left[row.pool_id] = free - 1
    else:
        row.state, row.queue_number = State.WAITING, number


def _write_needs(event: Event, rows: list[Registration], people: list[Person]) -> None:
    until = registering.purge_date(event)
    Needs.objects.bulk_create(
        Needs(registration=row, diet=person.diet, access_needs=person.access_needs, purge_on=until)
        for row, person in zip(rows, people, strict=True)
        if person.diet or person.access_needs
    )


def remove_records(keys: list[Any]) -> int:
    """Remove the records of the demo's seminars with all that hangs on them; return how many seminars."""
    events = Event.objects.filter(translation_key__in=keys)
    registrations = Registration.objects.filter(event__in=events)
    OutboxMessage.objects.filter(subject_ref__in=[reference(row) for row in registrations]).delete()
    Needs.objects.filter(registration__event__in=events).delete()
    registrations.delete()
    count = events.count()
    events.delete()
    Series.objects.filter(pattern_key__in=keys).delete()
    return count
