"""Who comes, as a file. Never diet or access needs; those have a list of their own."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.exports import Column
from events import questions
from events.enums import Attendance, Origin, PoolKind, State
from events.models.records import Event


def columns_of(event: Event, language: str) -> list[Column]:
    """Return the columns: what all have, then a column for each of the editor's questions."""
    columns = [
        Column(_("Name"), lambda row: row.name),
        Column(_("E-mail"), lambda row: row.email),
        Column(pgettext_lazy("registration", "Organisation"), lambda row: row.organisation),
        Column(_("State"), lambda row: str(State(row.state).label)),
        Column(_("Places"), lambda row: str(PoolKind(row.pool.kind).label)),
        Column(_("Attendance"), lambda row: str(Attendance(row.attendance).label)),
        Column(_("How"), lambda row: str(Origin(row.origin).label)),
        Column(_("Language"), lambda row: row.language),
        Column(_("Registered"), lambda row: row.created_at),
    ]
    for question in questions.in_language(event.questions or {}, language, event.locale.language_code):
        columns.append(Column(question["label"], _answer(question)))
    return columns


def _answer(question: dict[str, Any]) -> Any:
    return lambda row: questions.answer_text(question, row.answers)
