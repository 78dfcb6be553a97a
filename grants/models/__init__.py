"""What is stored of calls and applications."""

from grants.models.applications import (
    Application,
    Attachment,
    CaseCounter,
    CaseEvent,
    CaseText,
    Invitation,
    Member,
    SectionAnswers,
    Submission,
)
from grants.models.records import Call, FormVersion, ProgrammeRules

__all__ = [
    "Application",
    "Attachment",
    "Call",
    "CaseCounter",
    "CaseEvent",
    "CaseText",
    "FormVersion",
    "Invitation",
    "Member",
    "ProgrammeRules",
    "SectionAnswers",
    "Submission",
]
