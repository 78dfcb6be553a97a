"""Taking away what is held about a person in applications. A case stays: archive law (arkivlagen 1990:782) asks so."""

from django.db import transaction

from accounts.models import User
from grants.enums import Happening, MemberRole, State
from grants.models.applications import Application, CaseText, Invitation, Member
from grants.services import chain
from grants.services.drafts import remove_draft
from grants.services.locking import lock

# What somebody must still be able to act in.
GOING_ON = (State.DRAFT, State.SUBMITTED, State.COMPLETION)


def sole_owner(user: User) -> list[Application]:
    """Return what others take part in, and nobody but the user owns with an account that can be used."""
    own = Application.objects.of_member(user).filter(members__role=MemberRole.OWNER, state__in=GOING_ON).distinct()
    return [application for application in own if _needs(application, user)]


def _needs(application: Application, user: User) -> bool:
    others = application.members.filter(user__is_active=True).exclude(user=user)
    return (
        application.members.filter(user=user, role=MemberRole.OWNER).exists()
        and others.exists()
        and not others.filter(role=MemberRole.OWNER).exists()
    )


@transaction.atomic
def erase(user: User) -> int:
    """Take a user out of every application, with the words the user wrote in cases; return how many were touched.

    A draft that nobody else takes part in goes with its files. What was sent stays as it was sent.
    """
    keys = set(Member.objects.filter(user=user).values_list("application_id", flat=True))
    keys |= set(CaseText.objects.filter(event__actor_id=user.pk).values_list("event__application_id", flat=True))
    for pk in sorted(keys):
        _erase_in(lock(pk), user)
    return len(keys)


def _erase_in(application: Application, user: User) -> None:
    others = application.members.filter(user__is_active=True).exclude(user=user).exists()
    if application.state == State.DRAFT and not others and not application.submissions.exists():
        remove_draft(application)
        return
    texts = CaseText.objects.filter(event__application=application, event__actor_id=user.pk)
    lines = list(texts.order_by("event__number").values_list("event__number", flat=True))
    texts.delete()
    application.sections.filter(saved_by=user).update(saved_by=None)
    if application.members.filter(user=user).delete()[0]:
        chain.append(application, None, Happening.MEMBER_REMOVED, member=user.pk)
    if lines:
        chain.append(application, None, Happening.ERASED, lines=lines)


def erase_invitations(email: str) -> int:
    """Delete the invitations to an address."""
    return Invitation.objects.filter(email__iexact=email).delete()[0]
