"""Telling those who take part in an application, and those who handle it, through the outbox.

Only ids lie there: who is told, and what, is found when the mail is written, so that a colleague shown out meanwhile
is told nothing.
"""

from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.enums import Role
from accounts.models import User
from core.mail import outbox
from grants.enums import Happening
from grants.models.applications import Application, CaseEvent, Invitation, Submission
from grants.pages_of import page_of

RECEIPT = "grants.receipt"
WITHDRAWN = "grants.withdrawn"
INVITATION = "grants.invitation"
COMPLETION = "grants.completion"
MESSAGE = "grants.message"
DRAFT_AGES = "grants.draft_ages"

LABELS = {
    RECEIPT: _("Receipt of an application"),
    WITHDRAWN: _("Application withdrawn"),
    INVITATION: _("Invitation to write an application together"),
    COMPLETION: _("Completion asked for"),
    MESSAGE: _("Message in a case"),
    DRAFT_AGES: _("Draft that will be thrown away"),
}


def submitted(submission: Submission, actor: Any = None) -> None:
    """Put a receipt in the outbox for every member, also for the one who sent it, in the transaction that sends it."""
    tell_members(submission.application, RECEIPT, submission.number)


def withdrawn(application: Application) -> None:
    """Tell every member that the application is withdrawn."""
    tell_members(application, WITHDRAWN, 0)


def invited(invitation: Invitation) -> None:
    """Send an invitation to its address."""
    outbox.enqueue(INVITATION, invitation, language=invitation.language)


def completion_asked(application: Application) -> None:
    """Tell every member what is asked for and until when."""
    asked = application.events.filter(happening=Happening.COMPLETION_ASKED).order_by("-number").first()
    tell_members(application, COMPLETION, asked.number if asked is not None else 0)


def message(event: CaseEvent) -> None:
    """Tell the other side of a message in the case: the members, or those who handle the call."""
    if event.data.get("side") == "applicant":
        tell_office(event)
    else:
        tell_members(event.application, MESSAGE, event.number)


def draft_ages(application: Application) -> None:
    """Tell every member that the draft is thrown away in a month unless somebody writes in it; once for each save."""
    tell_members(application, DRAFT_AGES, application.saved_at.toordinal())


def tell_members(application: Application, kind: str, sequence: int) -> None:
    """Put a mail to each member in the outbox, in their language."""
    for member in application.members.filter(user__is_active=True).select_related("user"):
        outbox.enqueue(kind, member, language=member.user.language, sequence=sequence)


def tell_office(event: CaseEvent) -> None:
    """Tell the contact of the call; where it has no address, each case officer. Sequence 0 is the contact."""
    if office_address(event.application):
        outbox.enqueue(MESSAGE, event)
        return
    for officer in User.objects.filter(is_active=True, groups__name=Role.CASE_OFFICER.value):
        outbox.enqueue(MESSAGE, event, language=officer.language, sequence=officer.pk)


def office_address(application: Application) -> str:
    """Return the address that the page of the call gives, or nothing."""
    page = page_of(application.call, application.call.locale.language_code)
    return page.contact.email if page is not None and page.contact is not None else ""
