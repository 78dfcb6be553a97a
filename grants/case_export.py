"""Cases as a file: what they are and where they stand, without what was written in them."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.exports import Column
from grants.checking import applied_for
from grants.enums import PartKind, State

COLUMNS = [
    Column(_("Case number"), lambda row: row.case_number),
    Column(_("State"), lambda row: str(State(row.state).label)),
    Column(_("Call"), lambda row: row.call.title),
    Column(_("Title"), lambda row: row.title),
    Column(pgettext_lazy("application", "Organisation"), lambda row: applicant_of(row)),
    Column(_("Amount applied for"), lambda row: getattr(_money(row), "amount", None)),
    Column(_("Currency"), lambda row: getattr(_money(row), "currency", None)),
    Column(_("Language"), lambda row: row.language),
    Column(_("Submitted"), lambda row: row.submitted_at),
    Column(_("In this state since"), lambda row: row.state_since),
    Column(_("To be completed by"), lambda row: row.completion_until),
]


def latest(row: Any) -> Any:
    """Return what was last sent in a case, None in a draft; no query when the submissions are fetched beforehand."""
    return max(row.submissions.all(), key=lambda one: one.number, default=None)


def applicant_of(row: Any) -> str:
    """Return the organisation that applies: as the portal knows it, else as it was written in what was sent."""
    if row.organisation is not None:
        return str(row.organisation.name)
    sent = latest(row)
    for section in sent.form_version.structure if sent is not None else ():
        for part in section["parts"]:
            if part["kind"] == PartKind.ORGANISATION:
                value = (sent.answers.get(section["id"]) or {}).get(part["id"])
                return str(value.get("name") or "") if isinstance(value, dict) else ""
    return ""


def _money(row: Any) -> Any:
    """Return the money that was last applied for."""
    sent = latest(row)
    return applied_for(sent.form_version, sent.answers) if sent is not None else None
