"""Registering, confirming, changing, leaving: every step under the lock of the places it is about."""

import datetime as dt
import uuid
from dataclasses import dataclass, field
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from core.patience import patiently
from events import notifications
from events.enums import Attendance, Origin, State
from events.models.records import Event, Pool
from events.models.registrations import Needs, Registration
from events.services import places
from events.workflow import NotAStepError, step

# A form that was open when registration closed may still be sent for this long.
GRACE = dt.timedelta(minutes=15)


class FullError(Exception):
    """No place is free and there is no waiting list."""


class ClosedError(Exception):
    """Registration is closed, or the seminar does not take place."""


@dataclass(frozen=True)
class Person:
    """One who is to come."""

    name: str
    email: str
    organisation: str = ""
    answers: dict[str, Any] = field(default_factory=dict)
    diet: str = ""
    access_needs: str = ""


@dataclass(frozen=True)
class Sending:
    """A form as it was sent: for which places, in which language, and the key that makes it one however often sent."""

    pool: Pool
    language: str
    key: uuid.UUID
    origin: str = Origin.FORM
    # When the form was shown; None for what is written by staff.
    shown_at: dt.datetime | None = None
    # Addresses, in small letters, that have had many mails lately: they are not sent the link again.
    quiet: frozenset[str] = frozenset()

    def key_of(self, number: int) -> uuid.UUID:
        """Return the key of the person with this number in the group, 0 for the first."""
        return self.key if number == 0 else uuid.uuid5(self.key, str(number))


def is_open(event: Event, now: dt.datetime, shown_at: dt.datetime | None = None) -> bool:
    """Tell whether a form may be sent now: before closing, or shortly after if it was shown before."""
    if not event.is_on or not event.is_public:
        return False
    closing = event.closing_moment
    in_grace = shown_at is not None and shown_at < closing and now < closing + GRACE
    return now < closing or in_grace


@patiently
def register(sending: Sending, people: list[Person], now: dt.datetime | None = None) -> list[Registration]:
    """Register people together, in the order given, and return what they have: a held place or a place in the line.

    Who is registered already keeps that registration and is sent the link again. The same form sent twice finds what
    it made the first time. Raises ClosedError, and FullError when nothing is free and nobody may wait.
    """
    try:
        return _register(sending, people, now or timezone.now())
    except IntegrityError:
        # The same form, or the same address, went through at the same time for other places of the seminar.
        return _register(sending, people, now or timezone.now())


@transaction.atomic
def _register(sending: Sending, people: list[Person], now: dt.datetime) -> list[Registration]:
    pool = places.lock(sending.pool.pk)
    known = list(Registration.objects.filter(form_key=sending.key))
    if known:
        return list(Registration.objects.filter(party=known[0].party).order_by("pk"))
    by_staff = sending.origin != Origin.FORM
    if not by_staff and not is_open(pool.event, now, sending.shown_at):
        raise ClosedError
    places.settle(pool, now)
    party = uuid.uuid4()
    made = [_one(pool, sending, person, number, party, now) for number, person in enumerate(people)]
    places.recount(pool)
    return made


def _one(pool: Pool, sending: Sending, person: Person, number: int, party: uuid.UUID, now: dt.datetime) -> Registration:
    event = pool.event
    earlier = list(Registration.objects.filter(event=event, email__iexact=person.email)) if person.email else []
    known = next((row for row in earlier if row.is_live), None)
    if known is not None:
        if person.email.lower() not in sending.quiet:
            notifications.tell(known, notifications.AGAIN)
        return known
    registration = Registration(
        event=event,
        pool=pool,
        name=person.name,
        email=person.email,
        organisation=person.organisation,
        language=sending.language,
        answers=person.answers,
        form_key=sending.key_of(number),
        party=party,
        # A calendar heeds only what has a higher number than the cancellation it has seen.
        calendar_sequence=max((row.calendar_sequence + 1 for row in earlier), default=0),
        origin=sending.origin,
        state_since=now,
        created_at=now,
    )
    _place(registration, pool, now, by_staff=sending.origin != Origin.FORM)
    registration.save(force_insert=True)
    if person.diet or person.access_needs:
        Needs.objects.create(
            registration=registration, diet=person.diet, access_needs=person.access_needs, purge_on=purge_date(event)
        )
    notifications.tell(registration, notifications.FOR_STATE[State(registration.state)])
    return registration


def _place(registration: Registration, pool: Pool, now: dt.datetime, *, by_staff: bool) -> None:
    """Decide, under the lock: a place, or the end of the line. Raises FullError when there is neither."""
    if places.free_now(pool):
        registration.state = State.CONFIRMED if by_staff else State.HELD
        if not by_staff:
            registration.held_until = now + dt.timedelta(minutes=pool.event.hold_minutes)
    elif pool.event.waiting_list or by_staff:
        registration.state = State.WAITING
        registration.queue_number = places.next_number(pool)
    else:
        raise FullError


def purge_date(event: Event) -> dt.date:
    """Return the date on which needs are erased, by the seminar's own calendar."""
    return event.local_end.date() + dt.timedelta(days=event.needs_purge_days)


def _locked(registration: Registration) -> tuple[Registration, Pool]:
    """Take the locks of all places of the seminar, and return the registration as it now is, with its places.

    All, since it may have moved to places of another kind while we waited.
    """
    keys = Pool.objects.filter(event_id=registration.event_id).values_list("pk", flat=True)
    pools = places.lock_all(keys)
    fresh = Registration.objects.select_related("event", "pool").get(pk=registration.pk)
    return fresh, pools[fresh.pool_id]


@patiently
@transaction.atomic
def confirm(registration: Registration, now: dt.datetime | None = None) -> Registration:
    """Confirm a held or offered place. Repeating it changes nothing.

    Whoever comes after the time ran out gets a place if one is free, else a place at the end of the line; nobody is
    lost. Raises NotAStepError for a registration that was cancelled, and ClosedError when the seminar is over or off.
    """
    moment = now or timezone.now()
    fresh, pool = _locked(registration)
    places.settle(pool, moment)
    fresh.refresh_from_db()
    if fresh.state in {State.CONFIRMED, State.WAITING}:
        return fresh
    if not pool.event.is_on or pool.event.ends_at <= moment:
        raise ClosedError
    if fresh.state == State.LAPSED:
        return _come_back(fresh, pool, moment)
    step(fresh, State.CONFIRMED, moment)
    places.recount(pool)
    notifications.tell(fresh, notifications.RECEIPT)
    return fresh


def _come_back(registration: Registration, pool: Pool, now: dt.datetime) -> Registration:
    other = Registration.objects.live().filter(event=pool.event, email__iexact=registration.email).first()
    if other is not None:
        return other
    following = State.CONFIRMED
    if not places.free_now(pool):
        following = State.WAITING
        registration.queue_number = places.next_number(pool)
    step(registration, following, now)
    places.recount(pool)
    notifications.tell(registration, notifications.FOR_STATE[following])
    return registration


@patiently
@transaction.atomic
def cancel(registration: Registration, now: dt.datetime | None = None, *, tell: bool = True) -> Registration:
    """Give up a place or leave the line; what is free is offered to the next. Repeating it changes nothing."""
    moment = now or timezone.now()
    fresh, pool = _locked(registration)
    if fresh.state == State.CANCELLED:
        return fresh
    if fresh.state == State.LAPSED:
        return fresh
    had_calendar = fresh.state == State.CONFIRMED
    if had_calendar:
        fresh.calendar_sequence += 1
    step(fresh, State.CANCELLED, moment)
    Needs.objects.filter(registration=fresh).delete()
    if tell:
        notifications.tell(fresh, notifications.CANCELLED, with_calendar=had_calendar)
    places.settle(pool, moment)
    return fresh


@patiently
@transaction.atomic
def change_format(registration: Registration, to: Pool, now: dt.datetime | None = None) -> Registration:
    """Take a place of another kind instead, if one is free; a confirmed or held one is given up only then.

    One who waits moves to the end of the other line, or gets a free place there. Raises FullError when no place is
    free for one who has a place, and NotAStepError for one who has left.
    """
    moment = now or timezone.now()
    pools = places.lock_all(Pool.objects.filter(event_id=registration.event_id).values_list("pk", flat=True))
    fresh = Registration.objects.select_related("event").get(pk=registration.pk)
    if fresh.pool_id == to.pk:
        return fresh
    if not fresh.is_live or to.event_id != fresh.event_id:
        raise NotAStepError("not live, or places of another seminar")
    old, new = pools[fresh.pool_id], places.settle(pools[to.pk], moment)
    free = places.free_now(new)
    if not free and not (fresh.state == State.WAITING and new.event.waiting_list):
        raise FullError
    fresh.pool = new
    if fresh.state == State.WAITING and not free:
        fresh.queue_number = places.next_number(new)
    fresh.calendar_sequence += 1
    fresh.save(update_fields=["pool", "queue_number", "calendar_sequence"])
    places.settle(old, moment)
    places.settle(new, moment)
    fresh.refresh_from_db()
    if fresh.state == State.CONFIRMED:
        notifications.tell(fresh, notifications.CHANGED)
    return fresh


@patiently
@transaction.atomic
def change_details(registration: Registration, person: Person) -> Registration:
    """Write new details. A new address makes all links to the old one useless, and gets a mail of its own.

    Raises IntegrityError when the new address is registered already.
    """
    fresh, _pool = _locked(registration)
    new_address = person.email.lower() != fresh.email.lower()
    fresh.name, fresh.organisation, fresh.answers = person.name, person.organisation, person.answers
    if new_address:
        fresh.email = person.email
        fresh.link_version += 1
    fresh.save(update_fields=["name", "organisation", "answers", "email", "link_version"])
    write_needs(fresh, person.diet, person.access_needs)
    if new_address:
        notifications.tell(fresh, notifications.AGAIN)
    return fresh


def write_needs(registration: Registration, diet: str, access_needs: str) -> None:
    """Write what somebody needs, or erase it when there is nothing any more."""
    if not (diet or access_needs):
        Needs.objects.filter(registration=registration).delete()
        return
    Needs.objects.update_or_create(
        registration=registration,
        defaults={"diet": diet, "access_needs": access_needs, "purge_on": purge_date(registration.event)},
    )


@transaction.atomic
def note_attendance(registration: Registration, attendance: Attendance) -> Registration:
    """Note that somebody came, did not, or that it is not known."""
    Registration.objects.filter(pk=registration.pk).update(attendance=attendance)
    registration.attendance = attendance
    return registration
