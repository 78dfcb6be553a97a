"""The letters about an account: codes, links, and notices of what was changed."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.mail import kinds, sealing
from core.mail.models import OutboxMessage

KIND = "accounts.letter"


@dataclass(frozen=True)
class Words:
    """What a letter says. `link` names the value that holds an address to follow, `link_text` what is there."""

    subject: str | Promise
    lead: str | Promise
    note: str | Promise = ""
    link: str = ""
    link_text: str | Promise = ""


_IGNORE = _("If it was not you, you need not do anything.")
_ALARM = _("If it was not you, sign in and change it back, or write to the administrators of the portal.")

# By the name allauth gives each of its mails.
WORDS: dict[str, Words] = {
    "account/email/login_code": Words(
        _("Your code to sign in"),
        _("Write this code in the window where you are signing in. It works for a few minutes."),
        _IGNORE,
    ),
    "account/email/email_confirmation_signup": Words(
        _("Your code to open an account"),
        _("Write this code in the window where you are opening an account. It works for a few minutes."),
        _IGNORE,
    ),
    "account/email/email_confirmation": Words(
        _("Confirm your e-mail address"),
        _("Write this code in the window where you gave the address. It works for a few minutes."),
        _IGNORE,
    ),
    "account/email/account_already_exists": Words(
        _("You have an account already"),
        _("Somebody, probably you, wanted to open an account with this address. It has one: sign in with a code."),
        _IGNORE,
        link="signup_url",
        link_text=_("Sign in"),
    ),
    "account/email/unknown_account": Words(
        _("There is no account with this address"),
        _("Somebody, probably you, wanted to sign in with this address, but it has no account."),
        _IGNORE,
        link="signup_url",
        link_text=_("Open an account"),
    ),
    "account/email/password_reset_key": Words(
        _("Choose a new password"),
        _("Somebody, probably you, wants to choose a new password."),
        _IGNORE,
        link="password_reset_url",
        link_text=_("Choose a new password"),
    ),
    "account/email/password_changed": Words(_("Your password was changed"), _("Your password was changed."), _ALARM),
    "account/email/password_reset": Words(_("Your password was changed"), _("Your password was changed."), _ALARM),
    "account/email/password_set": Words(
        _("Your account has got a password"), _("Your account has got a password."), _ALARM
    ),
    "account/email/email_changed": Words(
        _("Your e-mail address was changed"), _("The e-mail address of your account was changed."), _ALARM
    ),
    "account/email/email_confirm": Words(
        _("Your e-mail address is confirmed"), _("Your e-mail address is confirmed."), _ALARM
    ),
    "account/email/email_deleted": Words(
        _("An e-mail address was removed"), _("An e-mail address was removed from your account."), _ALARM
    ),
    "mfa/email/totp_activated": Words(
        _("Authenticator app added"), _("Your account now asks for a code from an authenticator app."), _ALARM
    ),
    "mfa/email/totp_deactivated": Words(
        _("Authenticator app removed"), _("Your account no longer asks for a code from an authenticator app."), _ALARM
    ),
    "mfa/email/webauthn_added": Words(_("Passkey added"), _("A passkey was added to your account."), _ALARM),
    "mfa/email/webauthn_removed": Words(_("Passkey removed"), _("A passkey was removed from your account."), _ALARM),
    "mfa/email/recovery_codes_generated": Words(
        _("New recovery codes"),
        _("New recovery codes were made for your account; the earlier ones no longer work."),
        _ALARM,
    ),
}
OTHER = Words(_("About your account"), _("Something was changed in your account."), _ALARM)


def build(message: OutboxMessage) -> kinds.Letter | None:
    """Return the letter that lies sealed in the outbox, or None once it has been emptied."""
    if not message.payload:
        return None
    sealed = sealing.unseal(message.payload)
    words = WORDS.get(sealed["letter"], OTHER)
    values = sealed["values"]
    return kinds.Letter(
        to=sealed["to"],
        subject=str(words.subject),
        context={
            "words": words,
            "code": values.get("code", ""),
            "link": values.get(words.link, "") if words.link else "",
            "browser": values.get("user_agent", "") if "timestamp" in values else "",
            "ip": values.get("ip", "") if "timestamp" in values else "",
        },
    )


def register() -> None:
    """Enter the kind of mail."""
    kinds.register(kinds.MailKind(KIND, _("Letter about an account"), "emails/account", build))
