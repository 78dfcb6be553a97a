"""The outbox in the admin's menu of reports."""

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from core.mail import admin_views


class OutboxMenuItem(MenuItem):
    """Shown to those who may see the outbox."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Tell whether the user has the permission."""
        return request.user.has_perm("mail.view_outboxmessage")


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern]:
    """Return the addresses of the outbox."""
    view = admin_views.OutboxReportView
    return [
        path("reports/outbox/", view.as_view(), name="outbox_report"),
        path("reports/outbox/results/", view.as_view(results_only=True), name="outbox_report_results"),
        path("reports/outbox/<int:pk>/retry/", admin_views.retry, name="outbox_retry"),
    ]


@hooks.register("register_reports_menu_item")
def register_menu_item() -> MenuItem:
    """Return the entry in the menu."""
    return OutboxMenuItem(_("Outbox"), reverse("outbox_report"), name="outbox", icon_name="mail", order=1120)


@hooks.register("register_permissions")
def register_permissions() -> QuerySet[Permission]:
    """Let the permissions be given to a group in the admin."""
    codenames = ["view_outboxmessage", "change_outboxmessage"]
    return Permission.objects.filter(content_type__app_label="mail", codename__in=codenames)
