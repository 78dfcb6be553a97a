"""The log in the admin's menu of reports."""

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from core.audit.views import AuditReportView


class AuditMenuItem(MenuItem):
    """Shown to those who may read the log."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Tell whether the user has the permission."""
        return request.user.has_perm("audit.view_auditentry")


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern]:
    """Return the addresses of the log."""
    return [
        path("reports/audit/", AuditReportView.as_view(), name="audit_report"),
        path("reports/audit/results/", AuditReportView.as_view(results_only=True), name="audit_report_results"),
    ]


@hooks.register("register_reports_menu_item")
def register_menu_item() -> MenuItem:
    """Return the entry in the menu."""
    return AuditMenuItem(_("Audit log"), reverse("audit_report"), name="audit", icon_name="history", order=1100)


@hooks.register("register_permissions")
def register_permissions() -> QuerySet[Permission]:
    """Let the permission be given to a group in the admin."""
    return Permission.objects.filter(content_type__app_label="audit", codename="view_auditentry")
