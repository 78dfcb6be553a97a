"""The addresses of the import in the admin, and its entry in the menu."""

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from core.audit import actions
from projects.importing import admin_views
from projects.importing.forms import banks_for

actions.register(
    {"projects.imported": _("Imported projects"), "projects.import_undone": _("Took an import of projects back")}
)


class ImportMenuItem(MenuItem):
    """Shown to those who may add projects."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Tell whether there is a bank that the user may add to."""
        return bool(banks_for(request.user).exists())


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern]:
    """Return the addresses."""
    return [
        path("projects/import/", admin_views.ImportView.as_view(), name="project_import"),
        path("projects/import/preview/<str:keys>/", admin_views.PreviewView.as_view(), name="project_import_preview"),
        path("projects/import/<int:pk>/", admin_views.ResultView.as_view(), name="project_import_result"),
    ]


@hooks.register("register_settings_menu_item")
def register_menu_item() -> MenuItem:
    """Return the entry in the menu."""
    return ImportMenuItem(_("Import projects"), reverse("project_import"), name="project-import", icon_name="upload")
