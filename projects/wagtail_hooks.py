"""Enters the project bank in the admin."""

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from projects.importing import admin_urls  # noqa: F401 — enters its own hooks: addresses and menu
from projects.viewsets import BankViewSetGroup

register_snippet(BankViewSetGroup)


@hooks.register("insert_global_admin_css")
def style_of_long_choices() -> SafeString:
    """Let groups of check boxes show that they open."""
    return format_html('<link rel="stylesheet" href="{}">', static("css/projects-admin.css"))
