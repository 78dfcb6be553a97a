"""What is held about those who ask to join, about correspondents, and in what feeds brought."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from core.privacy import retention, subjects
from core.privacy.enums import LegalBasis
from core.privacy.registry import declare
from partners.inflow.rounds import purge_items
from partners.models import JoinRequest
from partners.services import purge_requests

declare(
    "partners.JoinRequest",
    "organisation_name",
    "contact_name",
    "email",
    "text",
    purpose=_("To answer organisations that want to join."),
    basis=LegalBasis.PUBLIC_TASK,
    retention=_("One year, then erased."),
    seen_by=_("Editors"),
)
declare(
    "partners.Correspondent",
    "user",
    purpose=_("To know who may write for which partner."),
    basis=LegalBasis.PUBLIC_TASK,
    retention=_("Until the correspondent stops writing, or the account is erased."),
    seen_by=_("Administrators"),
)
declare(
    "partners.FeedItem",
    "title",
    "words",
    "place",
    purpose=_("To let an editor choose from what partners publish themselves. It can name people."),
    basis=LegalBasis.PUBLIC_TASK,
    retention=_("Half a year after the partner stopped telling of it; a calendar entry a month after it is over."),
    seen_by=_("Editors"),
)


def export_requests(email: str) -> list[dict[str, Any]]:
    """Return what an address has asked."""
    return [
        {
            "organisation": row.organisation_name,
            "received_at": row.created_at.isoformat(),
            "name": row.contact_name,
            "text": row.text,
            "state": row.state,
        }
        for row in JoinRequest.objects.filter(email__iexact=email)
    ]


def erase_requests(email: str) -> int:
    """Erase what an address has asked."""
    return JoinRequest.objects.filter(email__iexact=email).delete()[0]


subjects.register(subjects.Holder("join_requests", _("Requests to join"), export=export_requests, erase=erase_requests))
retention.register("partners.requests", _("Requests to join whose time is out"), purge_requests)
retention.register("partners.feed_items", _("What partners' feeds no longer tell of"), purge_items)
