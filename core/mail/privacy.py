"""What is held about those who get mail."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from core.mail import services
from core.mail.models import Subscription
from core.privacy import retention, subjects
from core.privacy.enums import LegalBasis
from core.privacy.registry import declare

declare(
    "mail.Subscription",
    "email",
    purpose=_("To send the mail that somebody has asked for."),
    basis=LegalBasis.CONSENT,
    retention=_("Until unsubscribing; a week when it is never confirmed."),
    seen_by=_("Nobody; the outbox holds numbers, not addresses"),
)
declare(
    "mail.OutboxMessage",
    "payload",
    purpose=_("To send a code or a link to the right address; encrypted."),
    basis=LegalBasis.PUBLIC_TASK,
    retention=_("Emptied when the mail has been sent or its content has become useless; the row after 90 days."),
    seen_by=_("Nobody"),
)


def export_subscriptions(email: str) -> list[dict[str, Any]]:
    """Return what an address subscribes to."""
    return [
        {
            "kind": row.kind,
            "language": row.language,
            "filters": row.filters,
            "asked_for_at": row.created_at.isoformat(),
            "confirmed_at": row.confirmed_at.isoformat() if row.confirmed_at else None,
        }
        for row in Subscription.objects.of(email)
    ]


def erase_subscriptions(email: str) -> int:
    """Delete what an address subscribes to; mail about it that still waits then finds nobody to go to."""
    return Subscription.objects.of(email).delete()[0]


subjects.register(
    subjects.Holder("subscriptions", _("Subscriptions"), export=export_subscriptions, erase=erase_subscriptions)
)
retention.register("mail.sent", _("Mails that ended more than 90 days ago"), services.purge_sent)
retention.register(
    "mail.unconfirmed", _("Subscriptions that nobody confirmed within a week"), services.purge_unconfirmed
)
retention.register("mail.attempts", _("Counters of attempts, after a day"), services.purge_attempts)
