"""What happens to registrations by the clock: holds and offers that run out, reminders, thanks, erasure."""

import datetime as dt

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from events import notifications
from events.enums import EventStatus, State
from events.models.records import Event, Pool
from events.models.registrations import Needs, Registration
from events.services import places

ON = (EventStatus.SCHEDULED, EventStatus.MOVED)


def sweep(now: dt.datetime | None = None) -> int:
    """Settle every pool in which something has run out or somebody could be offered a place; return how many."""
    moment = now or timezone.now()
    due = Q(registrations__state=State.HELD, registrations__held_until__lte=moment) | Q(
        registrations__state=State.OFFERED, registrations__offered_until__lte=moment
    )
    waiting = Q(registrations__state=State.WAITING, event__starts_at__gt=moment)
    keys = list(Pool.objects.filter(due | waiting).order_by("pk").values_list("pk", flat=True).distinct())
    for pk in keys:
        settle_one(pk, moment)
    return len(keys)


@transaction.atomic
def settle_one(pool_pk: int, now: dt.datetime) -> Pool:
    """Settle one pool under its lock."""
    return places.settle(places.lock(pool_pk), now)


def reminder_days(event: Event) -> list[int]:
    """Return how many days before the start reminders go out."""
    return sorted({int(part) for part in event.reminder_days.split(",") if part.strip().isdigit()}, reverse=True)


def remind(now: dt.datetime | None = None) -> int:
    """Put the reminders that are due in the outbox, each once; return how many registrations were looked at.

    A reminder that fell due while nothing ran is sent late, but not after a nearer one is due.
    """
    moment = now or timezone.now()
    events = Event.objects.filter(
        starts_at__gt=moment,
        starts_at__lte=moment + dt.timedelta(days=999),
        status__in=ON,
    ).exclude(reminder_days="")
    looked_at = 0
    for event in events:
        due = [days for days in reminder_days(event) if event.starts_at - dt.timedelta(days=days) <= moment]
        if due:
            looked_at += _remind(event, min(due))
    return looked_at


@transaction.atomic
def _remind(event: Event, days: int) -> int:
    # Somebody who registered after the moment of the reminder has just had the receipt.
    limit = event.starts_at - dt.timedelta(days=days)
    confirmed = event.registrations.filter(state=State.CONFIRMED, state_since__lt=limit)
    for registration in confirmed:
        notifications.remind(registration, days)
    return len(confirmed)


# Thanks are sent by themselves this long after the end, if there is documentation by then; later, by hand.
THANKED_WITHIN = dt.timedelta(days=30)


def thank(now: dt.datetime | None = None) -> int:
    """Thank those who were at seminars that have got their documentation; return how many were looked at."""
    moment = now or timezone.now()
    events = Event.objects.filter(
        has_documentation=True, ends_at__lte=moment, ends_at__gt=moment - THANKED_WITHIN, is_public=True
    )
    rows = [row for event in events.filter(status__in=ON) for row in notifications.to_be_thanked(event)]
    for row in rows:
        notifications.thank(row)
    return len(rows)


def purge_needs(now: dt.datetime) -> int:
    """Erase diet and access needs whose date has come."""
    return Needs.objects.filter(purge_on__lte=now.date()).delete()[0]


def anonymise_old(now: dt.datetime) -> int:
    """Take away who it was from registrations whose time has come; the counts stay."""
    done = 0
    for event in Event.objects.filter(ends_at__lte=now, registrations__anonymised_at__isnull=True).distinct():
        if event.ends_at + dt.timedelta(days=event.keep_days) <= now:
            done += anonymise(Registration.objects.filter(event=event, anonymised_at__isnull=True), now)
    return done


def anonymise(registrations: object, now: dt.datetime) -> int:
    """Empty every field that says who somebody was, and erase their needs."""
    rows = list(registrations)  # type: ignore[call-overload]  # any iterable of registrations
    keys = [row.pk for row in rows]
    Needs.objects.filter(registration__in=keys).delete()
    return Registration.objects.filter(pk__in=keys).update(
        name="", email="", organisation="", answers={}, anonymised_at=now
    )
