"""What happens to accounts: roles given and taken, an account erased."""

from collections.abc import Iterable
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts import policies
from accounts.acting import acting
from accounts.enums import Role
from accounts.models import User
from core.audit.services import record

ERASED_DOMAIN = "erased.invalid"


@transaction.atomic
def make_account(
    email: str,
    *,
    actor: Any,
    password: str | None = None,
    confirmed: bool = False,
    roles: Iterable[Role] = (),
    **details: Any,
) -> User:
    """Make an account with roles; without a password it is reached by a code sent to the address.

    `confirmed` says that the address is known to be the person's own, so that a password signs in at once; otherwise
    the first code confirms it. Raises PermissionDenied, with the reason, when `actor` may not give roles.
    """
    user = User.objects.create_user(email, password, **details)
    EmailAddress.objects.create(user=user, email=user.email, verified=confirmed, primary=True)
    for role in roles:
        grant_role(user, role, actor=actor)
    return user


@transaction.atomic
def change_address(user: User, email: str) -> None:
    """Give the account another address, unconfirmed until its first code; the former one no longer signs in."""
    user.email = email.strip().lower()
    user.save()
    EmailAddress.objects.filter(user=user).exclude(email=user.email).delete()
    EmailAddress.objects.get_or_create(user=user, email=user.email, defaults={"primary": True})


@transaction.atomic
def grant_role(user: User, role: Role, *, actor: Any) -> Group:
    """Give `user` a role and return its group; the change of groups is what the audit log records.

    Raises PermissionDenied, with the reason, when `actor` may not.
    """
    _require(policies.may_manage_roles(actor))
    group, _created = Group.objects.get_or_create(name=role.value)
    with acting(actor):
        user.groups.add(group)
    return group


@transaction.atomic
def revoke_role(user: User, role: Role, *, actor: Any) -> None:
    """Take a role from `user`; a role the user does not have is no error.

    Raises PermissionDenied, with the reason, when `actor` may not.
    """
    _require(policies.may_manage_roles(actor))
    with acting(actor):
        user.groups.remove(*Group.objects.filter(name=role.value))


@transaction.atomic
def erase_account(user: User, *, actor: Any) -> User:
    """Anonymise an account so that nobody can be found behind it or sign in to it.

    The row stays: pages and logs point at it. Raises PermissionDenied, with the reason, when it may not be erased now.
    """
    _require(policies.may_erase(user))
    EmailAddress.objects.filter(user=user).delete()
    Authenticator.objects.filter(user=user).delete()
    end_sessions(user)
    user.memberships.all().delete()
    with acting(actor):
        user.groups.clear()
    user.email = f"{user.pk}@{ERASED_DOMAIN}"
    user.first_name = user.last_name = ""
    user.is_active = False
    user.set_unusable_password()
    user.save()
    record(actor, "accounts.erased", user)
    return user


def end_sessions(user: User) -> int:
    """Sign the user out everywhere, and return how many sessions that were."""
    sessions = list(UserSession.objects.filter(user=user))
    for session in sessions:
        session.end()
    return len(sessions)


def _require(answer: policies.Answer) -> None:
    if not answer:
        raise PermissionDenied(str(answer.reason))
