"""The register in the admin's menu of reports."""

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from core.privacy.views import PERMISSION, RegisterView


class RegisterMenuItem(MenuItem):
    """Shown to those who may read the register."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Tell whether the user has the permission."""
        return request.user.has_perm(PERMISSION)


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern]:
    """Return the address of the register."""
    return [path("reports/personal-data/", RegisterView.as_view(), name="privacy_register")]


@hooks.register("register_reports_menu_item")
def register_menu_item() -> MenuItem:
    """Return the entry in the menu."""
    return RegisterMenuItem(
        _("Personal data"), reverse("privacy_register"), name="personal-data", icon_name="list-ul", order=1110
    )


@hooks.register("register_permissions")
def register_permissions() -> QuerySet[Permission]:
    """Let the permission be given to a group in the admin."""
    return Permission.objects.filter(content_type__app_label="privacy", codename="view_register")
