"""The audit log holds ids and codes; the id of the actor is personal as long as the account exists."""

from django.utils.translation import gettext_lazy as _

from core.audit import services
from core.privacy import retention
from core.privacy.enums import LegalBasis
from core.privacy.registry import declare

declare(
    "audit.AuditEntry",
    "actor",
    purpose=_("To find out afterwards who did what, and to discover intrusion."),
    basis=LegalBasis.LEGAL_OBLIGATION,
    retention=_("Two years. Only ids and codes are kept; erasing an account leaves an id that points at nobody."),
    seen_by=_("Auditors and administrators"),
)
retention.register("audit.entries", _("Audit entries older than two years"), services.purge_expired)
