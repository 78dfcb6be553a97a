"""Enters menus and banners in the admin, and the admin's own style."""

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from core.navigation.viewsets import FrameViewSetGroup

register_snippet(FrameViewSetGroup)


@hooks.register("insert_global_admin_css")
def add_style() -> SafeString:
    """Return the style sheet that every page of the admin gets besides Wagtail's."""
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin.css"))
