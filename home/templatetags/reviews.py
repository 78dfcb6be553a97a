"""By when what is sent for review now has an answer, for Wagtail's mail."""

from datetime import date

from django import template
from django.utils.timezone import localdate

from home.dashboard import due_day

register = template.Library()


@register.simple_tag
def review_due() -> date:
    """Return the day by which what is sent for review today has an answer."""
    return due_day(localdate())
