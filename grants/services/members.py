"""Colleagues in an application: asked in by mail, given a part, shown out. Never without an owner."""

import datetime as dt
from typing import Any

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.mail import throttling
from core.patience import patiently
from grants import notifications, policies
from grants.enums import Happening, MemberRole
from grants.models.applications import Application, Invitation, Member
from grants.services import chain
from grants.services.drafts import RefusedError, require
from grants.services.locking import lock

# Members and invitations of one application together.
MOST = 30
# Invitations that one person sends, and that one address gets, so that nobody is pestered through us.
MOST_AN_HOUR = 20
MOST_TO_AN_ADDRESS = 5


def gone() -> RefusedError:
    """Return the refusal for what somebody else has taken away meanwhile."""
    return RefusedError(_("It is no longer there. Look at the list as it now is."))


@patiently
@transaction.atomic
def invite(actor: Any, application: Application, email: str, role: str, language: str) -> Invitation:
    """Ask a colleague in by mail. Raises RefusedError.

    `language` is that of the letter unless the address has an account, which says it itself.
    """
    locked = lock(application.pk)
    require(policies.may_manage_members(policies.role_in(actor, locked)))
    if role not in MemberRole.values:
        raise RefusedError(_("Choose what the colleague may do."))
    if locked.members.filter(user__email__iexact=email).exists():
        raise RefusedError(_("This colleague already takes part."))
    if locked.invitations.filter(email__iexact=email).exists():
        raise RefusedError(_("This address is already invited."))
    if locked.members.count() + locked.invitations.count() >= MOST:
        raise RefusedError(_("There is no room for more colleagues in one application."))
    hour, day = dt.timedelta(hours=1), dt.timedelta(days=1)
    if not throttling.allowed("grants.invite", str(actor.pk), limit=MOST_AN_HOUR, within=hour):
        raise RefusedError(_("You have sent many invitations. Wait an hour and try again."))
    if not throttling.allowed("grants.invite.address", email, limit=MOST_TO_AN_ADDRESS, within=day):
        raise RefusedError(_("This address has had many invitations. Try again tomorrow."))
    known = User.objects.filter(email__iexact=email).values_list("language", flat=True).first()
    made = Invitation.objects.create(application=locked, email=email, role=role, language=known or language)
    notifications.invited(made)
    return made


@patiently
@transaction.atomic
def take_back(actor: Any, application: Application, pk: int) -> None:
    """Take back an invitation. Raises RefusedError."""
    locked = lock(application.pk)
    require(policies.may_manage_members(policies.role_in(actor, locked)))
    locked.invitations.filter(pk=pk).delete()


def may_answer(actor: Any, invitation: Invitation) -> bool:
    """Tell whether an invitation is to the confirmed address of a user."""
    rows = EmailAddress.objects.filter(user=actor, email__iexact=invitation.email, verified=True)
    return bool(actor.is_active and rows.exists())


@patiently
@transaction.atomic
def accept(actor: Any, invitation: Invitation) -> Member:
    """Take the part that one is invited to. Raises RefusedError when the invitation is not, or no longer, for one."""
    locked = lock(invitation.application_id)
    there = locked.invitations.filter(pk=invitation.pk).first()
    member = locked.members.filter(user=actor).first()
    if there is None:
        if member is not None:
            return member
        raise RefusedError(_("The invitation is no longer there. Ask the one who invited you."))
    if not may_answer(actor, there):
        raise RefusedError(_("The invitation is for another address. Sign in with the one it was sent to."))
    there.delete()
    if member is not None:
        return member
    made = Member.objects.create(application=locked, user=actor, role=there.role)
    chain.append(locked, actor, Happening.MEMBER_ADDED, member=actor.pk, role=there.role)
    return made


@patiently
@transaction.atomic
def decline(actor: Any, invitation: Invitation) -> None:
    """Say no to an invitation; done again it is done. Raises RefusedError for an invitation to somebody else."""
    locked = lock(invitation.application_id)
    there = locked.invitations.filter(pk=invitation.pk).first()
    if there is None:
        return
    if not may_answer(actor, there):
        raise RefusedError(_("The invitation is for another address. Sign in with the one it was sent to."))
    there.delete()


@patiently
@transaction.atomic
def change_role(actor: Any, application: Application, pk: int, role: str) -> Member:
    """Give a colleague another part. Raises RefusedError, also when nobody would own the application."""
    locked = lock(application.pk)
    require(policies.may_manage_members(policies.role_in(actor, locked)))
    member = locked.members.filter(pk=pk).first()
    if member is None:
        raise gone()
    if role not in MemberRole.values:
        raise RefusedError(_("Choose what the colleague may do."))
    if member.role == role:
        return member
    if role != MemberRole.OWNER:
        _leave_an_owner(locked, member)
    before, member.role = member.role, role
    member.save(update_fields=["role"])
    chain.append(locked, actor, Happening.MEMBER_CHANGED, member=member.user_id, before=before, role=role)
    return member


@patiently
@transaction.atomic
def remove(actor: Any, application: Application, pk: int) -> bool:
    """Show a colleague out, or leave oneself; return whether it was oneself.

    Access ends with the transaction. Raises RefusedError, also when nobody would own the application.
    """
    locked = lock(application.pk)
    role = policies.role_in(actor, locked)
    member = locked.members.filter(pk=pk).first()
    if member is None or not role:
        raise gone()
    if member.user_id != actor.pk:
        require(policies.may_manage_members(role))
    _leave_an_owner(locked, member)
    user_id = member.user_id
    member.delete()
    chain.append(locked, actor, Happening.MEMBER_REMOVED, member=user_id)
    return bool(user_id == actor.pk)


@patiently
@transaction.atomic
def appoint(actor: Any, application: Application, email: str, reason: str) -> Member | Invitation:
    """Give a case that nobody owns any more an owner: a colleague at once, somebody else by an invitation.

    The reason stands in the log of the case. Raises RefusedError.
    """
    locked = lock(application.pk)
    require(policies.may_appoint(actor, locked))
    if not reason.strip():
        raise RefusedError(_("Write why."))
    member = locked.members.filter(user__email__iexact=email, user__is_active=True).first()
    if member is not None:
        member.role = MemberRole.OWNER
        member.save(update_fields=["role"])
        chain.append(locked, actor, Happening.OWNER_APPOINTED, words=reason.strip(), member=member.user_id)
        return member
    locked.invitations.filter(email__iexact=email).delete()
    language = User.objects.filter(email__iexact=email).values_list("language", flat=True).first() or locked.language
    made = Invitation.objects.create(application=locked, email=email, role=MemberRole.OWNER, language=language)
    chain.append(locked, actor, Happening.OWNER_APPOINTED, words=reason.strip(), invitation=made.pk)
    notifications.invited(made)
    return made


def _leave_an_owner(application: Application, member: Member) -> None:
    """Raise RefusedError when nobody but a member owns an application, with an account that can be used."""
    if member.role != MemberRole.OWNER:
        return
    others = application.members.filter(role=MemberRole.OWNER, user__is_active=True).exclude(pk=member.pk)
    if not others.exists():
        raise RefusedError(_("An application needs an owner. Make somebody else an owner first."))
