"""Mail that libraries write themselves, e.g. Wagtail's on workflows, carried by the outbox like all other."""

import uuid
from typing import Any

from django.contrib.auth import get_user_model
from django.core.mail import EmailMessage
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from core.mail import kinds, outbox, sealing
from core.mail.models import OutboxMessage

KIND = "mail.plain"


def language_of(address: str) -> str:
    """Return the language that the holder of an address has chosen for mail; else that of the moment."""
    user = get_user_model().objects.filter(email__iexact=address).first()
    return getattr(user, "language", "") or (get_language() or "")[:2]


def take(mail: EmailMessage) -> int:
    """Put a finished mail in the outbox, a row for each recipient; return how many.

    Raises ValueError for a mail with attachments: those have a kind of their own.
    """
    if mail.attachments:
        raise ValueError("Mail with attachments needs a kind of its own in the outbox.")
    for address in mail.recipients():
        payload = {"to": address, "subject": mail.subject, "text": mail.body, "reply_to": ", ".join(mail.reply_to)}
        outbox.enqueue(KIND, f"{KIND}:{uuid.uuid4().hex}", language=language_of(address), payload=payload)
    return len(mail.recipients())


def build(message: OutboxMessage) -> kinds.Letter | None:
    """Return the letter that lies sealed in the outbox; None once it has been emptied."""
    if not message.payload:
        return None
    sealed: dict[str, Any] = sealing.unseal(message.payload)
    return kinds.Letter(
        to=sealed["to"],
        subject=sealed["subject"],
        reply_to=sealed["reply_to"],
        context={"text": str(sealed["text"]).strip()},
    )


def register() -> None:
    """Enter the kind of mail."""
    kinds.register(kinds.MailKind(KIND, _("Notice from the editing system"), "emails/plain", build))
