"""Small helpers of the components: where a bar stands in a chart, whose address a link has."""

from collections.abc import Sized
from urllib.parse import urlsplit

from django import template

register = template.Library()

ROW_HEIGHT = 52  # of a bar with its label, in the units of the drawing
TRACK_WIDTH = 520


@register.simple_tag
def chart_height(items: Sized) -> int:
    """Return the height of a chart with so many bars."""
    return max(len(items), 1) * ROW_HEIGHT


@register.simple_tag
def chart_y(index: int) -> int:
    """Return where the bar with this index begins."""
    return index * ROW_HEIGHT


@register.simple_tag
def chart_width(percent: float | None) -> int:
    """Return how wide a bar of so many percent (0–100) is; what is outside is cut."""
    share = min(max(float(percent or 0), 0.0), 100.0)
    return round(share * TRACK_WIDTH / 100)


@register.filter
def host_name(url: str) -> str:
    """Return the host of an address without `www.`; empty when there is none."""
    try:
        host = urlsplit(url or "").hostname or ""
    except ValueError:  # e.g. a broken IPv6 literal
        return ""
    return host.removeprefix("www.")
