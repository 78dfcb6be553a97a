"""Who brought records into the project bank."""

from django.utils.translation import gettext_lazy as _

from core.privacy.enums import LegalBasis
from core.privacy.registry import declare

declare(
    "projects.ImportBatch",
    "imported_by",
    purpose=_("To know who imported what, and to let that person take it back."),
    basis=LegalBasis.PUBLIC_TASK,
    retention=_("As long as the import is listed; the account itself is anonymised on erasure."),
    seen_by=_("Editors"),
)
