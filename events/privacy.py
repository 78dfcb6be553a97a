"""What is held about those who come."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.privacy import retention, subjects, traces
from core.privacy.enums import LegalBasis
from core.privacy.registry import declare, not_personal
from events.models.registrations import Registration
from events.services import evaluating, registering, sweeping

declare(
    "events.Registration",
    "name",
    "email",
    "organisation",
    "answers",
    purpose=_("To arrange a seminar: places, the waiting list, and mail about it."),
    basis=LegalBasis.PUBLIC_TASK,
    retention=_("As many days after the seminar as its form says, then anonymised."),
    seen_by=_("Editors and seminar hosts"),
)
declare(
    "events.Needs",
    "diet",
    "access_needs",
    purpose=_("To serve food one can eat and to let everybody take part."),
    basis=LegalBasis.CONSENT,
    retention=_("Until the date that the form states; at once when the registration is cancelled."),
    seen_by=_("Seminar hosts; the caterer gets counts only"),
)
declare(
    "events.EvaluationText",
    "text",
    purpose=_("To make seminars better. Anonymous, unless somebody writes who they are."),
    basis=LegalBasis.PUBLIC_TASK,
    retention=_("As long as the registrations for the seminar."),
    seen_by=_("Editors and the hosts of the seminar"),
)
for model in ("events.Event", "events.EventPage"):
    not_personal(model, "address", reason=_("About the seminar, not about a person."))


def export_registrations(email: str) -> list[dict[str, Any]]:
    """Return what an address is registered for."""
    rows = Registration.objects.filter(email__iexact=email).select_related("event", "needs")
    return [
        {
            "seminar": row.event.title,
            "starts_at": row.event.starts_at.isoformat(),
            "state": row.state,
            "registered_at": row.created_at.isoformat(),
            "name": row.name,
            "organisation": row.organisation,
            "answers": row.answers,
            "diet": getattr(getattr(row, "needs", None), "diet", ""),
            "access_needs": getattr(getattr(row, "needs", None), "access_needs", ""),
        }
        for row in rows
    ]


@transaction.atomic
def erase_registrations(email: str) -> int:
    """Give up the places of an address and take away who it was."""
    rows = list(Registration.objects.filter(email__iexact=email).select_related("event"))
    for row in rows:
        if row.is_live and row.event.ends_at > timezone.now():
            registering.cancel(row, tell=False)
    return sweeping.anonymise(rows, timezone.now())


subjects.register(
    subjects.Holder("events", _("Registrations for seminars"), export=export_registrations, erase=erase_registrations)
)
traces.sensitive("events_needs", "events_registration", "events_evaluationtext")
retention.register("events.needs", _("Diet and access needs whose date has come"), sweeping.purge_needs)
retention.register("events.evaluations", _("Texts of evaluations to erase"), evaluating.purge_texts)
retention.register("events.registrations", _("Registrations to anonymise"), sweeping.anonymise_old)
