"""What allauth asks the portal."""

import datetime as dt
import uuid
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.utils import timezone

from accounts import letters
from core.mail import outbox
from core.mail.plain import language_of

# After this a code no longer works anyway (ACCOUNT_LOGIN_BY_CODE_TIMEOUT, …VERIFICATION_BY_CODE_TIMEOUT).
CODE_USEFUL_FOR = dt.timedelta(minutes=15)
OTHERS_USEFUL_FOR = dt.timedelta(days=3)


class PortalAccountAdapter(DefaultAccountAdapter):
    """Sign-in by e-mail, with the mail sent from the outbox: a dead mail server never shows to the one signing in."""

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Put one of allauth's mails in the outbox, its code or link encrypted until it has been sent."""
        values = {name: str(value) for name, value in context.items() if isinstance(value, (str, int, dt.datetime))}
        useful = CODE_USEFUL_FOR if "code" in values else OTHERS_USEFUL_FOR
        outbox.enqueue(
            letters.KIND,
            f"accounts.letter:{uuid.uuid4().hex}",
            language=language_of(email),
            payload={"letter": template_prefix, "to": email, "values": values},
            expires_at=timezone.now() + useful,
        )
