"""What is held about those who apply."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.models import User
from core.privacy import retention, subjects, traces
from core.privacy.enums import LegalBasis
from core.privacy.registry import declare
from grants.models.applications import Application, CaseText, Invitation, Member, Submission
from grants.services import ageing, erasing

HANDLING = _("To handle applications for support, from the draft to the archive.")
AS_THE_CASE = _("A draft: twelve months after the last save. A case: as archive law and the programme say.")
CASE_READERS = _("Those who take part in the application; once it is sent, case officers and auditors")

declare(
    "grants.SectionAnswers",
    "answers",
    "saved_by",
    purpose=HANDLING,
    basis=LegalBasis.PUBLIC_TASK,
    retention=AS_THE_CASE,
    seen_by=_("Those who take part in the application, nobody else"),
)
declare(
    "grants.Submission",
    "answers",
    "submitted_by",
    purpose=HANDLING,
    basis=LegalBasis.PUBLIC_TASK,
    retention=_("As archive law and the programme say."),
    seen_by=CASE_READERS,
)
declare(
    "grants.Attachment",
    "file",
    "name",
    purpose=HANDLING,
    basis=LegalBasis.PUBLIC_TASK,
    retention=AS_THE_CASE,
    seen_by=CASE_READERS,
)
declare(
    "grants.Member",
    "user",
    purpose=_("To let colleagues write an application together, each with a part of their own."),
    basis=LegalBasis.PUBLIC_TASK,
    retention=_("As long as the colleague takes part, or the application is there."),
    seen_by=CASE_READERS,
)
declare(
    "grants.Invitation",
    "email",
    purpose=_("To ask a colleague to take part in an application."),
    basis=LegalBasis.PUBLIC_TASK,
    retention=_("Until it is answered or taken back, at most three months."),
    seen_by=_("Those who take part in the application"),
)
declare(
    "grants.CaseText",
    "words",
    purpose=_("To keep with the case what the applicant and the case officer write to each other."),
    basis=LegalBasis.PUBLIC_TASK,
    retention=_("As archive law and the programme say; erased when the one who wrote it is."),
    seen_by=CASE_READERS,
)


def _user(email: str) -> User | None:
    return User.objects.filter(email__iexact=email).first()


def export_applications(email: str) -> dict[str, Any]:
    """Return what an address takes part in, what its owner has written in cases, and invitations to it."""
    user = _user(email)
    members = Member.objects.filter(user=user).select_related("application__call") if user is not None else []
    texts = CaseText.objects.filter(event__actor_id=user.pk).select_related("event") if user is not None else []
    invitations = Invitation.objects.filter(email__iexact=email).select_related("application__call")
    return {
        "applications": [_application(member) for member in members],
        "messages": [
            {"application": str(text.event.application), "written_at": text.event.at.isoformat(), "text": text.words}
            for text in texts
        ],
        "submissions": [
            {"application": str(row.application), "number": row.number, "sent_at": row.submitted_at.isoformat()}
            for row in (Submission.objects.filter(submitted_by=user) if user is not None else [])
        ],
        "invitations": [
            {"call": row.application.call.title, "role": row.role, "sent_at": row.created_at.isoformat()}
            for row in invitations
        ],
    }


def _application(member: Member) -> dict[str, Any]:
    application = member.application
    return {
        "call": application.call.title,
        "case_number": application.case_number,
        "title": application.title,
        "state": application.state,
        "role": member.role,
        "since": member.created_at.isoformat(),
        "answers": dict(application.sections.values_list("section_id", "answers")),
        "files": list(application.attachments.filter(removed_at=None).values_list("name", flat=True)),
    }


def erase_applications(email: str) -> int:
    """Take somebody out of applications; return how many applications and invitations it concerned."""
    user = _user(email)
    return erasing.erase_invitations(email) + (erasing.erase(user) if user is not None else 0)


def why_not_erase(email: str) -> str | Promise | None:
    """Return why somebody may not be erased now, or None: colleagues would write in what nobody owns."""
    user = _user(email)
    own: list[Application] = erasing.sole_owner(user) if user is not None else []
    if not own:
        return None
    return ngettext(
        "You alone own %(n)d application that colleagues take part in. Make one of them an owner first.",
        "You alone own %(n)d applications that colleagues take part in. Make some of them owners first.",
        len(own),
    ) % {"n": len(own)}


subjects.register(
    subjects.Holder(
        "grants",
        _("Applications"),
        export=export_applications,
        erase=erase_applications,
        obstacle=why_not_erase,
    )
)
traces.sensitive("grants_casetext", "grants_sectionanswers", "grants_invitation", "grants_member")
retention.register(
    "grants.drafts", _("Drafts of applications that nobody has touched for twelve months"), ageing.sweep_drafts
)
retention.register("grants.invitations", _("Invitations that nobody has answered"), ageing.purge_invitations)
retention.register("grants.files", _("Files that a save which was cut off left behind"), ageing.sweep_files)
