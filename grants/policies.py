"""Who may what with an application, and if not, why. Deny by default."""

import datetime as dt
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.enums import Role
from accounts.policies import YES, Answer, has_role, no
from grants import workflow
from grants.enums import CallPhase, MemberRole, State
from grants.models.applications import Application
from grants.models.records import Call

WRITERS = frozenset({MemberRole.OWNER, MemberRole.WRITER})
READING_ROLES = (Role.CASE_OFFICER, Role.AUDITOR)


def role_in(actor: Any, application: Application) -> str:
    """Return what `actor` is in an application, empty when nothing; one query."""
    if not actor.is_authenticated or not actor.is_active:
        return ""
    return application.members.filter(user=actor).values_list("role", flat=True).first() or ""


def may_start(call: Call, now: dt.datetime | None = None) -> Answer:
    """Tell whether an application to a call may be begun, by anybody with an account."""
    if not call.is_public:
        return no(_("The call is not published."))
    phase = call.phase(now)
    if phase == CallPhase.UPCOMING:
        return no(_("The call has not opened yet."))
    if phase == CallPhase.CLOSED:
        return no(_("The call has closed."))
    return YES


def may_write(role: str, application: Application, now: dt.datetime | None = None) -> Answer:
    """Tell whether somebody with a role in an application may write in it now."""
    moment = now or timezone.now()
    if role not in WRITERS:
        return no(_("You can read this application, but not write in it."))
    if application.state not in workflow.WRITABLE:
        return no(_("The application is sent and can no longer be changed."))
    if application.state == State.COMPLETION:
        return in_time(application, moment)
    if application.call.phase(moment) == CallPhase.CLOSED:
        return no(_("The call has closed. Your draft is kept, but can no longer be changed."))
    return YES


def in_time(application: Application, moment: dt.datetime) -> Answer:
    """Tell whether what was asked for can still be added."""
    if application.completion_until is not None and moment >= application.completion_until:
        return no(_("The time to complete the application has run out."))
    return YES


def may_submit(role: str, application: Application, now: dt.datetime | None = None) -> Answer:
    """Tell whether somebody with a role may send an application now: also in the grace after the call has closed."""
    moment = now or timezone.now()
    if role != MemberRole.OWNER:
        return no(_("Only an owner of the application sends it."))
    if application.state == State.COMPLETION:
        return in_time(application, moment)
    if application.state != State.DRAFT:
        return no(_("The application is already sent."))
    if not application.call.takes_submissions(moment):
        if moment < application.call.opens_at:
            return no(_("The call has not opened yet."))
        return no(_("The call has closed, and the application can no longer be sent. Your draft is kept."))
    return YES


def may_withdraw(role: str, application: Application) -> Answer:
    """Tell whether somebody with a role may withdraw an application."""
    if role != MemberRole.OWNER:
        return no(_("Only an owner of the application withdraws it."))
    if application.state not in workflow.WITHDRAW.sources:
        return no(_("Only an application that is sent can be withdrawn."))
    return YES


def may_discard(role: str, application: Application) -> Answer:
    """Tell whether somebody with a role may throw a draft away. A case is never deleted (archive law)."""
    if role != MemberRole.OWNER:
        return no(_("Only an owner of the application throws the draft away."))
    if application.state != State.DRAFT:
        return no(_("What has been sent is kept."))
    return YES


def may_manage_members(role: str) -> Answer:
    """Tell whether somebody with a role may ask colleagues in, change what they may, and show them out."""
    return YES if role == MemberRole.OWNER else no(_("Only an owner of the application chooses who takes part."))


def may_message(role: str, application: Application) -> Answer:
    """Tell whether somebody with a role may write to those who handle the case."""
    if role not in WRITERS:
        return no(_("You can read this application, but not write in it."))
    if application.state == State.DRAFT:
        return no(
            _("There is a case to write in when the application is sent. Until then, ask the contact of the call.")
        )
    return YES


def reads_cases(actor: Any) -> bool:
    """Tell whether `actor` reads cases at all."""
    return bool(actor.is_authenticated and actor.is_active and has_role(actor, *READING_ROLES))


def readable_cases(actor: Any) -> Any:
    """Return the cases that `actor` reads: an auditor all, a case officer those of own programmes."""
    cases = Application.objects.submitted()
    if not reads_cases(actor):
        return cases.none()
    return cases if has_role(actor, Role.AUDITOR) else cases.of_officer(actor)


def handles_programme(actor: Any, application: Application) -> bool:
    """Tell whether the case officer `actor` handles the programme of a case; one query."""
    return bool(Application.objects.of_officer(actor).filter(pk=application.pk).exists())


def may_read_case(actor: Any, application: Application) -> Answer:
    """Tell whether `actor` may read a case in the administration. A draft belongs to those who write it alone."""
    if application.state == State.DRAFT or not reads_cases(actor):
        return no(_("Cases are read by case officers and auditors, and only once they are sent."))
    if not has_role(actor, Role.AUDITOR) and not handles_programme(actor, application):
        return no(_("Other case officers handle this programme."))
    return YES


def may_handle(actor: Any, application: Application) -> Answer:
    """Tell whether `actor` may ask for completion, and write in the case."""
    if application.state == State.DRAFT or not (actor.is_active and has_role(actor, Role.CASE_OFFICER)):
        return no(_("Cases are handled by case officers."))
    if role_in(actor, application):
        return no(_("You take part in this application yourself. Somebody else handles it."))
    if not handles_programme(actor, application):
        return no(_("Other case officers handle this programme."))
    return YES


def is_owned(application: Application) -> bool:
    """Tell whether somebody owns an application, with an account that can be used; one query."""
    return bool(application.members.filter(role=MemberRole.OWNER, user__is_active=True).exists())


def may_appoint(actor: Any, application: Application) -> Answer:
    """Tell whether `actor` may say who owns a case: only when nobody does who could say it."""
    answer = may_handle(actor, application)
    if answer and is_owned(application):
        return no(_("Those who own the application choose who takes part."))
    return answer
