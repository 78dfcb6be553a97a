"""Putting mail in the outbox."""

import datetime as dt
import logging
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db import models, transaction

from core.mail import sealing
from core.mail.models import OutboxMessage
from core.mail.signals import mail_waiting

logger = logging.getLogger(__name__)


def reference(obj: models.Model) -> str:
    """Return what a mail about `obj` calls it: `app.model:id`."""
    return f"{obj._meta.label_lower}:{obj.pk}"


def referenced_id(message: OutboxMessage) -> str:
    """Return the id in what the mail is about; the part after the last colon."""
    return message.subject_ref.rpartition(":")[2]


@transaction.atomic
def enqueue(
    kind: str,
    about: models.Model | str,
    *,
    language: str = "",
    sequence: int = 0,
    payload: dict[str, Any] | None = None,
    expires_at: dt.datetime | None = None,
) -> OutboxMessage:
    """Put a mail in the outbox, in the transaction of what it tells of, and wake the worker when that is committed.

    `about` is an object or a reference made by `reference()`. The same (about, kind, sequence) is told once: a repeat
    returns the row that is there. `payload` is for what cannot be found again when the mail is written; it is
    encrypted, and emptied once the mail has gone or `expires_at` has passed.
    """
    subject_ref = about if isinstance(about, str) else reference(about)
    message, created = OutboxMessage.objects.get_or_create(
        subject_ref=subject_ref,
        kind=kind,
        sequence=sequence,
        defaults={
            "language": language or settings.LANGUAGE_CODE,
            "payload": sealing.seal(payload) if payload else "",
            "expires_at": expires_at,
        },
    )
    if created:
        wake()
    return message


@transaction.atomic
def enqueue_many(messages: Iterable[OutboxMessage]) -> None:
    """Put many mails in the outbox; those that are there already stay as they are."""
    OutboxMessage.objects.bulk_create(messages, batch_size=500, ignore_conflicts=True)
    wake()


def wake() -> None:
    """Ask the worker to look in the outbox when the transaction is committed.

    Should that fail, nothing is lost: the scheduler looks every minute.
    """
    transaction.on_commit(_tell, robust=True)


def _tell() -> None:
    mail_waiting.send(sender=OutboxMessage)
