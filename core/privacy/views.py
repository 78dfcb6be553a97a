"""The register of personal data, to read and to export."""

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.ui.tables import Column, Table
from wagtail.admin.views.generic import PermissionCheckedMixin
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from core.exports import Column as ExportColumn
from core.exports import csv_response
from core.privacy import registry, retention

PERMISSION = "privacy.view_register"


class RegisterView(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """What is held about people: article 30 of the GDPR asks for such a record."""

    permission_required = PERMISSION
    template_name = "privacy/admin/register.html"
    page_title = _("Register of personal data")
    header_icon = "list-ul"
    columns = (
        ("model", _("What"), lambda entry: entry.model_label),
        ("fields", _("Fields"), lambda entry: ", ".join(entry.field_labels)),
        ("purpose", _("Purpose"), lambda entry: entry.purpose),
        ("basis", _("Legal basis"), lambda entry: entry.basis.label),
        ("retention", _("How long"), lambda entry: entry.retention),
        ("seen_by", _("Who sees it"), lambda entry: entry.seen_by),
    )

    def user_has_permission(self, permission: str) -> bool:
        """Ask the user, since the register is no model with rows."""
        return self.request.user.has_perm(permission)

    def get(  # type: ignore[override]  # a streamed download is no HttpResponse to the type checker
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        """Show the register, or hand it out as CSV."""
        if request.GET.get("export") == "csv":
            columns = [ExportColumn(label, value) for _name, label, value in self.columns]
            return csv_response("personal-data.csv", columns, registry.entries())
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the register, what looks personal and is not, and what the retention job does."""
        columns = [Column(name, label=label, accessor=value) for name, label, value in self.columns]
        return super().get_context_data(
            register=Table(columns, registry.entries()),
            rules=retention.rules(),
            harmless=[(f"{model}.{field}", reason) for (model, field), reason in sorted(registry.harmless().items())],
            **kwargs,
        )
