"""Running a seminar: adding by hand, attendance, messages, thanks."""

import uuid
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.audit import actions
from core.audit.services import record
from core.mail import outbox
from core.mail import services as mail_services
from core.mail.enums import State as MailState
from core.mail.models import OutboxMessage
from events import notifications
from events.enums import Attendance, Origin, State
from events.models.records import Event, Pool
from events.models.registrations import Registration
from events.services import places, registering
from events.services.registering import Person, Sending
from events.workflow import step

actions.register(
    {
        "events.added_by_hand": _("Registration added by hand"),
        "events.cancelled_by_staff": _("Registration cancelled by staff"),
        "events.exported": _("Registrations exported"),
        "events.needs_seen": _("Diet and access needs seen"),
        "events.no_shows_noted": _("Those who did not come noted"),
        "events.message_sent": _("Message sent to those registered"),
    }
)


@transaction.atomic
def add_by_hand(pool: Pool, person: Person, *, language: str, actor: Any, walk_in: bool = False) -> Registration:
    """Register somebody for them. Full is full: then it is a place in the line, except for one who has already come."""
    origin = Origin.WALK_IN if walk_in else Origin.STAFF
    made = registering.register(Sending(pool, language, uuid.uuid4(), origin=origin), [person])[0]
    if walk_in:
        if made.state in {State.WAITING, State.OFFERED, State.HELD}:
            fresh_pool = places.lock(made.pool_id)
            made.refresh_from_db()
            step(made, State.CONFIRMED)
            places.recount(fresh_pool)
        registering.note_attendance(made, Attendance.PRESENT)
    record(actor, "events.added_by_hand", made, event=made.event_id)
    return made


@transaction.atomic
def cancel_by_staff(registration: Registration, *, actor: Any) -> Registration:
    """Cancel for somebody, who is told."""
    done = registering.cancel(registration)
    record(actor, "events.cancelled_by_staff", done, event=done.event_id)
    return done


def undelivered() -> Any:
    """Return the mails about registrations that were given up, other than those that had nothing to tell any more."""
    dead = OutboxMessage.objects.filter(state=MailState.DEAD, kind__startswith="events.")
    return dead.exclude(last_error__in=["nothing_to_tell", "expired"])


def send_again(registration: Registration, *, actor: Any) -> int:
    """Send again what could not be delivered to somebody; return how many mails. What has no content left stays."""
    rows = undelivered().filter(subject_ref=outbox.reference(registration))
    return sum(mail_services.retry(message, actor=actor) for message in rows)


@transaction.atomic
def send_message(
    event: Event, states: Iterable[str], subject: str, text: str, *, actor: Any, places_of: Iterable[str] = ()
) -> int:
    """Write to all those registered in some states, and for some kinds of places if said; return how many.

    Each gets a mail of their own.
    """
    places.lock_all(event.pools.values_list("pk", flat=True))
    rows = event.registrations.filter(state__in=list(states)).exclude(email="")
    kinds = list(places_of)
    rows = rows.filter(pool__kind__in=kinds) if kinds else rows
    for registration in rows:
        notifications.tell(registration, notifications.MESSAGE, payload={"subject": subject, "text": text})
    record(actor, "events.message_sent", event, number=len(rows))
    return len(rows)


@transaction.atomic
def note_no_shows(event: Event, *, actor: Any) -> int:
    """Note as absent everybody with a place of whom nothing is noted, once it has begun; return how many."""
    if event.starts_at > timezone.now():
        return 0
    rows = event.registrations.filter(state=State.CONFIRMED, attendance=Attendance.UNKNOWN)
    number = rows.update(attendance=Attendance.ABSENT)
    record(actor, "events.no_shows_noted", event, number=number)
    return number


@transaction.atomic
def send_thanks(event: Event, *, actor: Any) -> int:
    """Thank those who were there, or, where nobody noted attendance, all who had a place; return how many.

    Each is thanked once, however often it is asked for.
    """
    rows = notifications.to_be_thanked(event)
    for registration in rows:
        notifications.thank(registration)
    record(actor, "events.message_sent", event, number=len(rows), kind=notifications.THANKS)
    return len(rows)
