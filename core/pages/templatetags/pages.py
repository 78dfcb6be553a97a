"""What the frame of every page is made with."""

from typing import Any

from django import template
from django.utils.safestring import SafeString

from core.pages import structured
from core.registry import panels_shown

register = template.Library()

SHARED_SIZE = "fill-1200x630|format-jpeg"


@register.simple_tag(takes_context=True)
def json_ld(context: dict[str, Any]) -> SafeString | str:
    """Return what machines read about the page shown; nothing on plain views."""
    page, request, chrome = context.get("page"), context.get("request"), context.get("chrome")
    if page is None or request is None or not hasattr(page, "structured_data"):
        return ""
    thing = structured.graph(page, chrome, request)
    return structured.script(thing) if thing else ""


@register.simple_tag(takes_context=True)
def shared_image(context: dict[str, Any]) -> Any:
    """Return the picture shown when the page is shared: its own, else the site's; None when there is neither."""
    page, chrome = context.get("page"), context.get("chrome")
    own = getattr(page, "listing_image", None)
    image = own or getattr(getattr(chrome, "settings", None), "default_image", None)
    if image is None:
        return None
    try:
        return image.get_rendition(SHARED_SIZE)
    except OSError:
        # The file is gone from the disk; a page is not less of a page for that.
        return None


@register.simple_tag(takes_context=True)
def page_panels(context: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the panels that other apps show on this page: a list of {template, panel}."""
    page, request = context.get("page"), context.get("request")
    if page is None or request is None:
        return []
    # The page has asked for them already, so that their pictures come with its own.
    known: list[dict[str, Any]] | None = context.get("shown_panels")
    return known if known is not None else panels_shown(page, request)
