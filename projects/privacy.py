"""Who brought records into the project bank, and who told of methods in use."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from core.privacy import retention, subjects
from core.privacy.enums import LegalBasis
from core.privacy.registry import declare
from projects.adopting import services
from projects.models import Adoption

declare(
    "projects.ImportBatch",
    "imported_by",
    purpose=_("To know who imported what, and to let that person take it back."),
    basis=LegalBasis.PUBLIC_TASK,
    retention=_("As long as the import is listed; the account itself is anonymised on erasure."),
    seen_by=_("Editors"),
)
declare(
    "projects.Adoption",
    "organisation_name",
    "contact_name",
    "email",
    purpose=_("To show who uses a method, and to ask after a year how it goes."),
    basis=LegalBasis.PUBLIC_TASK,
    retention=_("What is not published is erased after half a year; name and address when somebody asks."),
    seen_by=_("Editors; the name of the organisation is public"),
)


def export_adoptions(email: str) -> list[dict[str, Any]]:
    """Return what an address has told."""
    return [
        {
            "method": row.method.title,
            "organisation": row.organisation_name,
            "received_at": row.created_at.isoformat(),
            "name": row.contact_name,
            "purpose": row.purpose,
            "effect": row.effect,
        }
        for row in Adoption.objects.filter(email__iexact=email).select_related("method")
    ]


subjects.register(
    subjects.Holder("adoptions", _("Methods in use"), export=export_adoptions, erase=services.forget_teller)
)
retention.register("projects.adoptions", _("Stories of methods in use that were not published"), services.purge)
