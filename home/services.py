"""What happens when somebody writes to us."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from core.mail import outbox
from home.models import FormPage, Message
from home.notifications import MESSAGE_RECEIVED


@dataclass(frozen=True)
class Written:
    """What a reader wrote."""

    form_id: UUID
    text: str
    name: str = ""
    email: str = ""
    about_url: str = ""


@transaction.atomic
def receive_message(page: FormPage, written: Written, *, language: str) -> Message:
    """Keep a message and tell the contact of the page. The same form sent twice is one message, told of once."""
    message, created = Message.objects.get_or_create(
        form_id=written.form_id,
        defaults={
            "kind": page.kind,
            "page_id": page.pk,
            "language": language,
            "name": written.name,
            "email": written.email,
            "about_url": written.about_url,
            "text": written.text,
            "purge_on": timezone.localdate() + dt.timedelta(days=page.retention_days),
        },
    )
    if created:
        outbox.enqueue(MESSAGE_RECEIVED, message)
    return message


def purge_messages(now: dt.datetime) -> int:
    """Erase the messages whose time is out, and return how many."""
    return Message.objects.filter(purge_on__lte=timezone.localdate(now)).delete()[0]
