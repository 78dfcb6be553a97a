"""Covers for whatever has no photograph: `{% pattern_cover page.translation_key %}`."""

from django import template
from django.utils.safestring import SafeString

from core.patterns import render

register = template.Library()


@register.simple_tag
def pattern_cover(seed: object, variant: str = "card") -> SafeString:
    """Return the cover of a seed (a page's translation key, so that all its translations share one)."""
    return render(str(seed), variant=variant)
