"""The admin nags about pictures without alternative text."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.permissions import policy_registry

from core.media.models import CustomImage
from core.media.querysets import without_alt_text
from core.media.views import MissingAltTextView


def _may_mend(request: HttpRequest) -> bool:
    return policy_registry.get_by_type(CustomImage).user_has_any_permission(request.user, ["add", "change"])


class MissingAltTextMenuItem(MenuItem):
    """Shown to those who may write alternative texts."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Tell whether the user may change pictures."""
        return _may_mend(request)


class MissingAltTextPanel(Component):
    """A line on the start page of the admin as long as there is something to mend."""

    order = 90

    def render_html(self, parent_context: Any = None) -> str:
        """Return the line, or nothing."""
        count = without_alt_text().count()
        if not count:
            return ""
        text = ngettext(
            "%(count)d picture has no alternative text.", "%(count)d pictures have no alternative text.", count
        ) % {"count": count}
        return format_html(
            '<div class="help-block help-warning"><p>{} <a href="{}">{}</a></p></div>',
            text,
            reverse("images_without_alt"),
            _("Write what they show"),
        )


@hooks.register("construct_homepage_panels")
def add_panel(request: HttpRequest, panels: list[Component]) -> None:
    """Add the line for those who may mend it."""
    if _may_mend(request):
        panels.append(MissingAltTextPanel())


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern]:
    """Return the addresses of the report."""
    return [
        path("reports/images-without-alt/", MissingAltTextView.as_view(), name="images_without_alt"),
        path(
            "reports/images-without-alt/results/",
            MissingAltTextView.as_view(results_only=True),
            name="images_without_alt_results",
        ),
    ]


@hooks.register("register_reports_menu_item")
def register_menu_item() -> MenuItem:
    """Return the entry in the menu."""
    return MissingAltTextMenuItem(
        _("Missing alternative texts"),
        reverse("images_without_alt"),
        name="images-without-alt",
        icon_name="image",
        order=1000,
    )
