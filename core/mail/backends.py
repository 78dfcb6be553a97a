"""Where mail goes when no mail server is set."""

import uuid
from collections.abc import Sequence

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone


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
