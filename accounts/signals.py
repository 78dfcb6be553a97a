"""What the audit log keeps of accounts: sign-ins, second factors, roles."""

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.account.models import EmailAddress
from allauth.account.signals import authentication_step_completed, email_changed, password_changed, password_set
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset
from django.contrib.auth.models import Group
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.db.models import ProtectedError
from django.db.models.signals import m2m_changed, pre_delete
from django.dispatch import receiver
from django.utils.translation import gettext_lazy as _

from accounts import policies
from accounts.acting import current_actor
from accounts.middleware import FACTORS
from accounts.models import Organisation, User
from core.audit import actions
from core.audit.services import digest, record

actions.register(
    {
        "accounts.signed_in": _("Signed in"),
        "accounts.signed_out": _("Signed out"),
        "accounts.sign_in_failed": _("Failed to sign in"),
        "accounts.role_granted": _("Role given"),
        "accounts.role_revoked": _("Role taken away"),
        "accounts.email_changed": _("E-mail address changed"),
        "accounts.password_changed": _("Password changed"),
        "accounts.second_factor_added": _("Second factor added"),
        "accounts.second_factor_removed": _("Second factor removed"),
        "accounts.exported": _("Own data exported"),
        "accounts.erased": _("Account erased"),
    }
)


@receiver(user_logged_in, dispatch_uid="accounts.signed_in")
def on_signed_in(user: Any, **_signal: Any) -> None:
    """Record a sign-in."""
    record(user, "accounts.signed_in", user)


@receiver(authentication_step_completed, dispatch_uid="accounts.code_used")
def on_code_used(user: Any, method: str, email: str | None = None, **_signal: Any) -> None:
    """Note the address of an account that has none noted yet, so that allauth counts the code as its confirmation.

    allauth then confirms it; otherwise an account made by an administrator or a command would need a second code.
    """
    if method == "code" and email and email.lower() == user.email.lower():
        EmailAddress.objects.get_or_create(user=user, email=user.email, defaults={"primary": True})


@receiver(user_logged_out, dispatch_uid="accounts.signed_out")
def on_signed_out(user: Any, **_signal: Any) -> None:
    """Record a sign-out; a session that had no user leaves nothing to record."""
    if user is not None:
        record(user, "accounts.signed_out", user)


@receiver(user_login_failed, dispatch_uid="accounts.sign_in_failed")
def on_sign_in_failed(credentials: dict[str, Any], **_signal: Any) -> None:
    """Record a failed sign-in by a digest of the address, so that repeated attempts show and the address does not."""
    name = str(credentials.get("email") or credentials.get("username") or "")
    record(None, "accounts.sign_in_failed", address=digest(name))


@receiver(m2m_changed, sender=User.groups.through, dispatch_uid="accounts.roles_changed")
def on_roles_changed(instance: Any, action: str, reverse: bool, pk_set: set[int] | None, **_signal: Any) -> None:
    """Record every change of who is in which group, whatever form, command or admin made it."""
    verb = {"post_add": "accounts.role_granted", "post_remove": "accounts.role_revoked"}.get(action)
    if action == "pre_clear":
        verb = "accounts.role_revoked"
        related = User.objects.filter(groups=instance) if reverse else instance.groups.all()
        pk_set = set(related.values_list("pk", flat=True))
    if verb is None:
        return
    users = User.objects.filter(pk__in=pk_set or ()) if reverse else [instance]
    groups = [instance] if reverse else Group.objects.filter(pk__in=pk_set or ())
    for user in users:
        for group in groups:
            record(current_actor(), verb, user, role=group.name[:60].replace("@", " "))


@receiver([password_changed, password_set], dispatch_uid="accounts.password_changed")
def on_password_changed(user: Any, **_signal: Any) -> None:
    """Record that a password was changed."""
    record(user, "accounts.password_changed", user)


@receiver(email_changed, dispatch_uid="accounts.email_changed")
def on_email_changed(user: Any, **_signal: Any) -> None:
    """Record that the address was changed, without either address."""
    record(user, "accounts.email_changed", user)


@receiver(authenticator_added, dispatch_uid="accounts.second_factor_added")
def on_second_factor_added(request: Any, user: Any, authenticator: Any, **_signal: Any) -> None:
    """Record a new second factor by its kind.

    Adding one takes a code from the app or a touch of the key: the session counts as signed in with it from now on.
    """
    if authenticator.type in FACTORS:
        record_authentication(request, user, "mfa", id=authenticator.pk, type=str(authenticator.type))
    record(user, "accounts.second_factor_added", user, kind=str(authenticator.type))


@receiver([authenticator_removed, authenticator_reset], dispatch_uid="accounts.second_factor_removed")
def on_second_factor_removed(user: Any, authenticator: Any, **_signal: Any) -> None:
    """Record a second factor taken away or made anew."""
    record(user, "accounts.second_factor_removed", user, kind=str(authenticator.type))


@receiver(pre_delete, sender=Organisation, dispatch_uid="accounts.organisation_in_use")
def on_organisation_deleted(instance: Organisation, **_signal: Any) -> None:
    """Stop the deletion of an organisation that others refer to, also where the database would only drop the tie.

    Raises ProtectedError.
    """
    answer = policies.may_delete_organisation(instance)
    if not answer:
        raise ProtectedError(str(answer.reason), {instance})
