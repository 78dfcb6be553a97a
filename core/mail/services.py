"""Sending what is in the outbox: each mail once, also with several workers, and again when it failed."""

import datetime as dt
import logging
from collections import Counter
from typing import Any

from django.conf import settings
from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import connection, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.audit import actions
from core.audit.services import record
from core.mail import kinds
from core.mail.enums import ENDED, WAITING, State
from core.mail.errors import Fault, classify
from core.mail.models import Attempt, OutboxMessage, Subscription
from core.mail.outbox import wake
from core.mail.rendering import render

logger = logging.getLogger(__name__)

MAX_ATTEMPTS = 12
FIRST_WAIT = dt.timedelta(minutes=1)
# The waits double from a minute and stop growing here; with twelve attempts a mail server may be away for twenty hours.
LONGEST_WAIT = dt.timedelta(hours=6)
# Longer than any mail server is given (EMAIL_TIMEOUT); after this its worker is taken for dead.
STUCK_AFTER = dt.timedelta(minutes=10)
SENT_KEPT = dt.timedelta(days=90)
UNCONFIRMED_KEPT = dt.timedelta(days=7)
ATTEMPTS_KEPT = dt.timedelta(days=1)

actions.register({"mail.retried": _("Mail sent again by hand")})


def deliver_due(limit: int = 200, now: dt.datetime | None = None) -> dict[str, int]:
    """Send at most `limit` mails that are due, and return how many met which end (`sent`, `failed`, `dead`).

    Safe to run in several workers at once. Stops when the mail server itself is away, so that the rest keep their
    attempts. Never raises for what a mail or a server does.
    """
    moment = now or timezone.now()
    sweep(moment)
    ends: Counter[str] = Counter()
    server = get_connection(settings.MAIL_TRANSPORT)
    try:
        for _number in range(limit):
            message = _claim(moment)
            if message is None:
                break
            fault = _send(message, server)
            ends[_settle(message, fault)] += 1
            if fault and fault.server:
                break
    finally:
        _close(server)
    return dict(ends)


def sweep(now: dt.datetime) -> int:
    """Queue again what a dead worker left in flight, and give up what has become useless; return how many."""
    stuck = OutboxMessage.objects.stuck(now - STUCK_AFTER).update(
        state=State.FAILED, in_flight_since=None, next_attempt_at=now, last_error="worker_died"
    )
    expired = OutboxMessage.objects.expired(now).update(state=State.DEAD, payload="", last_error="expired")
    return stuck + expired


def _claim(now: dt.datetime) -> OutboxMessage | None:
    """Take the oldest due mail and mark it in flight, so that no other worker takes it; None when there is none.

    PostgreSQL: the row is locked, and rows that others have locked are passed over. Everywhere: the row is only
    taken if it still waits.
    """
    with transaction.atomic():
        due = OutboxMessage.objects.due(now)
        if connection.features.has_select_for_update_skip_locked:
            due = due.select_for_update(skip_locked=True)
        message = due.first()
        if message is None:
            return None
        taken = OutboxMessage.objects.filter(pk=message.pk, state__in=WAITING).update(
            state=State.IN_FLIGHT, in_flight_since=timezone.now(), attempts=F("attempts") + 1
        )
        if not taken:
            return None
        message.refresh_from_db()
        return message


def _send(message: OutboxMessage, server: BaseEmailBackend) -> Fault | None:
    """Write and send one mail; return what went wrong, or None. No transaction is open meanwhile."""
    try:
        kind = kinds.get(message.kind)
        letter = kind.build(message)
        if letter is None:
            return Fault("nothing_to_tell", permanent=True)
        if not render(message, kind, letter, server).send():
            return Fault("not_accepted")
    except Exception as error:  # noqa: BLE001 — whatever a mail or a server does is classified, counted and tried again
        fault = classify(error)
        logger.warning("mail %s not sent: %s", message.pk, fault.code)
        return fault
    return None


def _settle(message: OutboxMessage, fault: Fault | None) -> str:
    """Write down how it went, unless somebody else has taken the mail over meanwhile; return the end it met."""
    changes: dict[str, Any] = {"in_flight_since": None, "last_error": fault.code if fault else ""}
    if fault is None:
        changes |= {"state": State.SENT, "sent_at": timezone.now(), "payload": ""}
    elif fault.permanent or message.attempts >= MAX_ATTEMPTS:
        changes |= {"state": State.DEAD, "payload": ""}
    else:
        wait = min(FIRST_WAIT * 2 ** (message.attempts - 1), LONGEST_WAIT)
        changes |= {"state": State.FAILED, "next_attempt_at": timezone.now() + wait}
    OutboxMessage.objects.filter(pk=message.pk, state=State.IN_FLIGHT, attempts=message.attempts).update(**changes)
    return str(changes["state"].value)


def _close(server: BaseEmailBackend) -> None:
    try:
        server.close()
    except Exception as error:  # noqa: BLE001 — the mails have gone; a server that hangs up badly changes nothing
        logger.info("mail server closed badly: %s", type(error).__name__)


@transaction.atomic
def retry(message: OutboxMessage, *, actor: Any) -> bool:
    """Queue a mail that failed or was given up, at once and with new attempts; return whether there was one to queue.

    One whose encrypted content is gone, or that has become useless, is not sent again.
    """
    now = timezone.now()
    queued = (
        OutboxMessage.objects.filter(pk=message.pk, state__in=[State.FAILED, State.DEAD])
        .filter(Q(expires_at__isnull=True) | Q(expires_at__gt=now, payload__gt=""))
        .update(state=State.QUEUED, attempts=0, next_attempt_at=now, last_error="")
    )
    if queued:
        record(actor, "mail.retried", message, kind=message.kind)
        wake()
    return bool(queued)


def purge_sent(now: dt.datetime) -> int:
    """Delete mails that ended more than 90 days ago; they hold no text, only that something was told."""
    return OutboxMessage.objects.filter(state__in=ENDED, created_at__lt=now - SENT_KEPT).delete()[0]


def purge_unconfirmed(now: dt.datetime) -> int:
    """Delete subscriptions that nobody confirmed within a week."""
    return Subscription.objects.pending().filter(created_at__lt=now - UNCONFIRMED_KEPT).delete()[0]


def purge_attempts(now: dt.datetime) -> int:
    """Delete the counters of attempts after a day."""
    return Attempt.objects.filter(created_at__lt=now - ATTEMPTS_KEPT).delete()[0]
