"""Telling those registered, through the outbox, in their language. No address and no link lies there in clear."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from core.mail import outbox
from events.enums import Attendance, EventStatus, State

CONFIRM = "events.confirm"
RECEIPT = "events.receipt"
WAITING = "events.waiting"
OFFER = "events.offer"
LAPSED = "events.lapsed"
AGAIN = "events.again"
CANCELLED = "events.cancelled"
CHANGED = "events.changed"
EVENT_CANCELLED = "events.event_cancelled"
REMINDER = "events.reminder"
THANKS = "events.thanks"
MESSAGE = "events.message"

FOR_STATE = {
    State.HELD: CONFIRM,
    State.CONFIRMED: RECEIPT,
    State.WAITING: WAITING,
    State.OFFERED: OFFER,
    State.LAPSED: LAPSED,
    State.CANCELLED: CANCELLED,
}
LABELS = {
    CONFIRM: _("Please confirm your place"),
    RECEIPT: _("Receipt of registration"),
    WAITING: _("On the waiting list"),
    OFFER: _("Offer of a place"),
    LAPSED: _("Time ran out"),
    AGAIN: _("Link to a registration"),
    CANCELLED: _("Registration cancelled"),
    CHANGED: _("Seminar changed"),
    EVENT_CANCELLED: _("Seminar cancelled"),
    REMINDER: _("Reminder"),
    THANKS: _("Thanks, with documentation"),
    MESSAGE: _("Message to those registered"),
}


def tell(registration: Any, kind: str, *, with_calendar: bool = False, payload: dict[str, Any] | None = None) -> None:
    """Put a mail to one registered in the outbox, in the transaction of what it tells of; none without an address.

    Each telling is one mail: the number of tellings is its sequence.
    """
    if not registration.email:
        return
    type(registration).objects.filter(pk=registration.pk).update(told=F("told") + 1)
    # Read back, not counted up: somebody else may have told meanwhile, and the same number twice is one mail lost.
    registration.refresh_from_db(fields=["told"])
    content = payload or ({"calendar": True} if with_calendar else None)
    outbox.enqueue(kind, registration, language=registration.language, sequence=registration.told, payload=content)


def tell_all(event: Any, hours_before: Sequence[tuple[dt.datetime, dt.datetime]] = ()) -> None:
    """Tell everybody who counts that time, place or status has changed; their calendar entries follow.

    `hours_before` are the starts and ends as they were, when there are fewer now: they are taken out of calendars.
    """
    kind = EVENT_CANCELLED if event.status == EventStatus.CANCELLED else CHANGED
    was = [[start.isoformat(), end.isoformat()] for start, end in hours_before]
    for registration in event.registrations.live():
        tell(registration, kind, payload={"hours_before": was} if was else None)


def to_be_thanked(event: Any) -> list[Any]:
    """Return those who were there, or, where nobody noted attendance, all who had a place and were not absent."""
    rows = event.registrations.filter(state=State.CONFIRMED).exclude(email="")
    present = rows.filter(attendance=Attendance.PRESENT)
    return list(present if present.exists() else rows.exclude(attendance=Attendance.ABSENT))


def thank(registration: Any) -> None:
    """Thank somebody, once."""
    outbox.enqueue(THANKS, registration, language=registration.language)


def remind(registration: Any, days: int) -> None:
    """Remind somebody once, so many days before the start as it now stands."""
    if registration.email:
        start = registration.event.starts_at
        # The sequence of this kind is the day and how far ahead, so that a moved seminar reminds anew.
        outbox.enqueue(
            REMINDER,
            registration,
            language=registration.language,
            sequence=start.date().toordinal() * 1000 + days,
            expires_at=start,
        )
