"""Small helpers of the components: how wide a bar is, which header a cell has, whose address a link has."""

import math
import re
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.filter
def bar_width(percent: float | str | None) -> str:
    """Return a bar's width in percent with at most one decimal, cut to 0–100; what is no number is 0."""
    try:
        share = float(percent or 0)
    except (TypeError, ValueError):
        share = 0.0
    if math.isnan(share):
        share = 0.0
    return f"{min(max(share, 0.0), 100.0):.1f}".removesuffix(".0")


@register.filter
def title_of(value: Any) -> Any:
    """Return the title (else the name) of a thing, or the thing itself when it is plain text.

    A template cannot ask by itself: `text.title` is a method of every string.
    """
    if isinstance(value, dict):
        return value.get("title") or value.get("name") or ""
    if isinstance(value, str):
        return value
    return getattr(value, "title", None) or getattr(value, "name", None) or value


@register.filter
def header_at(headers: Sequence[Any], index: int) -> Any:
    """Return the title of the column with this index, empty when there is none."""
    try:
        return title_of(headers[index])
    except (IndexError, TypeError):
        return ""


# Where the parts of a long compound meet, in Swedish, Norwegian and Dutch: after these, if a new part follows.
JOINTS = re.compile(
    r"((?<=\w{3})(?:heids|hets|ings|skaps|ions|tets|plats|plass)|arbets|arbeids|ambassadörs|verkstads|mångfalds|försörjnings)"
    r"(?=\w{4})",
    re.IGNORECASE,
)
LONG_WORD = re.compile(r"\w{18,}")


@register.filter
def soft_hyphens(text: Any) -> str:
    """Return the text with soft hyphens in its longest words, for large type on narrow screens.

    Not every browser has a dictionary of every language of ours, and without one it would break a word anywhere.
    """
    return LONG_WORD.sub(lambda word: JOINTS.sub("\\1\u00ad", word[0]), str(text))


@register.filter
def breakable(address: Any) -> SafeString:
    """Return an e-mail address, escaped, that may break before its host rather than anywhere."""
    return format_html("{}<wbr>@{}", *str(address).split("@", 1)) if "@" in str(address) else format_html("{}", address)


@register.filter
def host_name(url: str) -> str:
    """Return the host of an address without `www.`; empty when there is none."""
    try:
        host = urlsplit(url or "").hostname or ""
    except ValueError:  # e.g. a broken IPv6 literal
        return ""
    return host.removeprefix("www.")
