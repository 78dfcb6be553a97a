"""Cases as a file: what they are and where they stand, without what was written in them."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.exports import Column
from grants.checking import applied_for
from grants.enums import State

COLUMNS = [
    Column(_("Case number"), lambda row: row.case_number),
    Column(_("State"), lambda row: str(State(row.state).label)),
    Column(_("Call"), lambda row: row.call.title),
    Column(_("Title"), lambda row: row.title),
    Column(pgettext_lazy("application", "Organisation"), lambda row: row.organisation and row.organisation.name),
    Column(_("Amount applied for"), lambda row: getattr(_money(row), "amount", None)),
    Column(_("Currency"), lambda row: getattr(_money(row), "currency", None)),
    Column(_("Language"), lambda row: row.language),
    Column(_("Submitted"), lambda row: row.submitted_at),
    Column(_("In this state since"), lambda row: row.state_since),
    Column(_("To be completed by"), lambda row: row.completion_until),
]


def _money(row: Any) -> Any:
    """Return the money that was last applied for; the submissions of a row are at hand."""
    sent = sorted(row.submissions.all(), key=lambda one: one.number)
    return applied_for(sent[-1].form_version, sent[-1].answers) if sent else None
