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
from grants.models.pages import CallIndexPage, CallPage, InformationMeeting
from grants.models.records import Call, FormVersion, ProgrammeCriterion, ProgrammeRules

__all__ = [
    "Application",
    "Attachment",
    "Call",
    "CallIndexPage",
    "CallPage",
    "CaseCounter",
    "CaseEvent",
    "CaseText",
    "FormVersion",
    "InformationMeeting",
    "Invitation",
    "Member",
    "ProgrammeCriterion",
    "ProgrammeRules",
    "SectionAnswers",
    "Submission",
]
