"""Where mail goes: what Django is asked to send into the outbox, and from there to a file when no server is set."""

import uuid
from collections.abc import Sequence

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone


class OutboxBackend(BaseEmailBackend):
    """Puts every mail in the outbox: nobody waits for a mail server, and one that is away loses nothing.

    The outbox itself sends by `settings.MAIL_TRANSPORT`.
    """

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Queue the mails; raise ValueError for one with attachments."""
        from core.mail import plain  # Django makes backends before it has loaded the models

        return sum(plain.take(mail) > 0 for mail in email_messages)


class LocalMailboxBackend(BaseEmailBackend):
    """Keeps every sent mail as a file of its own under `LOCAL_MAILBOX_DIR`, for the mailbox page of the demo."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Write the mails; each appears whole or not at all."""
        folder = settings.LOCAL_MAILBOX_DIR
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        for mail in email_messages:
            content = mail.message().as_bytes()
            name = f"{timezone.now():%Y%m%dT%H%M%S%f}-{uuid.uuid4().hex[:12]}"
            part = folder / f"{name}.part"
            part.write_bytes(content)
            part.rename(folder / f"{name}.eml")
        return len(email_messages)
