"""Running a seminar: adding by hand, attendance, messages, thanks."""

import uuid
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core.audit import actions
from core.audit.services import record
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


@transaction.atomic
def send_message(event: Event, states: Iterable[str], subject: str, text: str, *, actor: Any) -> int:
    """Write to all those registered in some states; return how many. Each gets a mail of their own."""
    places.lock_all(event.pools.values_list("pk", flat=True))
    rows = event.registrations.filter(state__in=list(states)).exclude(email="")
    for registration in rows:
        notifications.tell(registration, notifications.MESSAGE, payload={"subject": subject, "text": text})
    record(actor, "events.message_sent", event, number=len(rows))
    return len(rows)


@transaction.atomic
def send_thanks(event: Event, *, actor: Any) -> int:
    """Thank those who were there, or, where nobody noted attendance, all who had a place; return how many."""
    places.lock_all(event.pools.values_list("pk", flat=True))
    rows = event.registrations.filter(state=State.CONFIRMED).exclude(email="")
    if rows.filter(attendance=Attendance.PRESENT).exists():
        rows = rows.filter(attendance=Attendance.PRESENT)
    for registration in rows:
        notifications.tell(registration, notifications.THANKS)
    record(actor, "events.message_sent", event, number=len(rows), kind=notifications.THANKS)
    return len(rows)
