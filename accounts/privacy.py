"""What is held about those who have an account, and how they get it out or have it erased."""

import datetime as dt
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts import policies, services
from accounts.models import User
from core.privacy import retention, subjects
from core.privacy.enums import LegalBasis
from core.privacy.registry import declare

AS_LONG_AS_ACCOUNT = _("As long as the account; anonymised or deleted when it is erased.")
SELF_AND_ADMINISTRATORS = _("The person, and administrators")
# A session that was ended or has run out is of no use to its owner after this long.
SESSION_LIST_DAYS = 30

declare(
    "accounts.User",
    "email",
    "first_name",
    "last_name",
    purpose=_("To sign in, and to know who does what."),
    basis=LegalBasis.PUBLIC_TASK,
    retention=AS_LONG_AS_ACCOUNT,
    seen_by=SELF_AND_ADMINISTRATORS,
)
declare(
    "accounts.Membership",
    "user",
    purpose=_("To know for which organisation somebody acts."),
    basis=LegalBasis.PUBLIC_TASK,
    retention=AS_LONG_AS_ACCOUNT,
    seen_by=_("The organisation, and administrators"),
)
declare(
    "account.EmailAddress",
    "user",
    "email",
    purpose=_("To sign in by e-mail, and to know that the address is the person's own."),
    basis=LegalBasis.PUBLIC_TASK,
    retention=AS_LONG_AS_ACCOUNT,
    seen_by=SELF_AND_ADMINISTRATORS,
)
declare(
    "mfa.Authenticator",
    "user",
    purpose=_("Signing in with a second factor. Biometrics never leave the person's own device."),
    basis=LegalBasis.LEGAL_OBLIGATION,
    retention=AS_LONG_AS_ACCOUNT,
    seen_by=_("The person"),
)
declare(
    "usersessions.UserSession",
    "user",
    "ip",
    "user_agent",
    "session_key",
    purpose=_("So that the person can see where the account is signed in, and sign out there."),
    basis=LegalBasis.LEGITIMATE_INTEREST,
    retention=_("Thirty days after the session was last used."),
    seen_by=_("The person"),
)
declare(
    "sessions.Session",
    "session_key",
    "session_data",
    purpose=_("To stay signed in from one page to the next."),
    basis=LegalBasis.PUBLIC_TASK,
    retention=_("Until signing out, at most two weeks."),
    seen_by=_("Nobody"),
)
declare(
    "admin.LogEntry",
    "user",
    "change_message",
    purpose=_("To know who changed what in the technical administration."),
    basis=LegalBasis.PUBLIC_TASK,
    retention=_("Two years."),
    seen_by=_("Administrators"),
)


def _find(email: str) -> User | None:
    return User.objects.filter(email__iexact=email.strip()).first()


def export_account(email: str) -> dict[str, Any] | None:
    """Return the account of an address with its organisations, roles, addresses and sessions; None without one."""
    user = _find(email)
    if user is None:
        return None
    return {
        "email": user.email,
        "first_name": user.first_name,
        "last_name": user.last_name,
        "language": user.language,
        "joined_at": user.date_joined.isoformat(),
        "last_signed_in_at": user.last_login.isoformat() if user.last_login else None,
        "roles": sorted(user.groups.values_list("name", flat=True)),
        "organisations": [
            {"name": membership.organisation.name, "role": membership.role, "since": membership.created_at.isoformat()}
            for membership in user.memberships.select_related("organisation")
        ],
        "addresses": list(EmailAddress.objects.filter(user=user).values("email", "verified", "primary")),
        "second_factors": list(Authenticator.objects.filter(user=user).values_list("type", flat=True)),
        "sessions": [
            {"ip": session.ip, "browser": session.user_agent, "last_used_at": session.last_seen_at.isoformat()}
            for session in UserSession.objects.filter(user=user)
        ],
    }


def erase_account(email: str) -> int:
    """Anonymise the account of an address, and return how many there were."""
    user = _find(email)
    if user is None:
        return 0
    services.erase_account(user, actor=user)
    return 1


def why_not_erase(email: str) -> str | Promise | None:
    """Return why the account of an address may not be erased now, or None."""
    user = _find(email)
    if user is None:
        return None
    answer = policies.may_erase(user)
    return None if answer else answer.reason


def purge_sessions(now: dt.datetime) -> int:
    """Delete sessions that have run out, and the list of those unused for long."""
    expired, _per_model = Session.objects.filter(expire_date__lt=now).delete()
    unused, _per_model = UserSession.objects.filter(
        last_seen_at__lt=now - dt.timedelta(days=SESSION_LIST_DAYS)
    ).delete()
    return expired + unused


def purge_admin_log(now: dt.datetime) -> int:
    """Delete what Django's own admin has logged for more than two years."""
    from django.contrib.admin.models import LogEntry

    return LogEntry.objects.filter(action_time__lt=now - dt.timedelta(days=730)).delete()[0]


subjects.register(
    subjects.Holder(
        "account", _("Account"), export=export_account, erase=erase_account, obstacle=why_not_erase, last=True
    )
)
retention.register(
    "accounts.sessions", _("Sessions that have run out or have not been used for 30 days"), purge_sessions
)
retention.register("accounts.admin_log", _("The technical administration's log older than two years"), purge_admin_log)
