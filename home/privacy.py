"""What is held about those who write to us."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from core.privacy import retention, subjects
from core.privacy.enums import LegalBasis
from core.privacy.registry import declare, not_personal
from home.models import Message
from home.services import purge_messages

declare(
    "home.Message",
    "name",
    "email",
    "text",
    "about_url",
    purpose=_("To answer those who write, and to mend what does not work."),
    basis=LegalBasis.PUBLIC_TASK,
    retention=_("As many days as the page of the form says, one year unless changed; then erased."),
    seen_by=_("Editors, and the mailbox that the page of the form names"),
)
for model in ("home.ContactPage", "home.FeedbackPage"):
    not_personal(model, "recipient", reason=_("The address of an office, not of a person."))


def export_messages(email: str) -> list[dict[str, Any]]:
    """Return what an address has written."""
    return [
        {"kind": row.kind, "received_at": row.created_at.isoformat(), "name": row.name, "text": row.text}
        for row in Message.objects.filter(email__iexact=email)
    ]


def erase_messages(email: str) -> int:
    """Erase what an address has written."""
    return Message.objects.filter(email__iexact=email).delete()[0]


subjects.register(
    subjects.Holder("messages", _("Messages through forms"), export=export_messages, erase=erase_messages)
)
retention.register("home.messages", _("Messages whose time is out"), purge_messages)
