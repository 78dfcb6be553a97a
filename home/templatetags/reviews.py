"""By when what is sent for review has an answer, for Wagtail's mail and its report of tasks."""

from collections.abc import Iterable
from datetime import date

from django import template
from django.utils.timezone import localdate
from wagtail.models import TaskState

from home.dashboard import due_day, review_line

register = template.Library()


@register.simple_tag
def review_due() -> date:
    """Return the day by which what is sent for review today has an answer."""
    return due_day(localdate())


@register.filter
def review_lines(states: Iterable[TaskState]) -> list[dict[str, str]]:
    """Return a line for each of the tasks that waits for somebody, what is due first before the rest."""
    waiting = [state for state in states if state.status == TaskState.STATUS_IN_PROGRESS]
    lines = [review_line(state) for state in sorted(waiting, key=lambda state: state.started_at)]
    return [line for line in lines if line is not None]
