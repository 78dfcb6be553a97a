"""Links that let their holder do something with one registration. Stored nowhere; see `core.mail.tokens`."""

from django.conf import settings
from django.urls import reverse

from core.mail import tokens
from core.mail.links import absolute_url
from events.models.records import Event
from events.models.registrations import Registration

MANAGE = "events.registration"
INVITATION = "events.invitation"
# Opens the evaluation and nothing else.
EVALUATION = "events.evaluation"
# Another secret than the link of the registration: whoever reads it off a badge can change nothing.
CHECK_IN = "events.check_in"


def manage_token(registration: Registration) -> str:
    """Return the token of the page where a registration is seen, changed and cancelled."""
    return tokens.make(MANAGE, registration.pk, registration.link_version)


def manage_url(registration: Registration, language: str = "") -> str:
    """Return the whole address of that page."""
    return absolute_url("events:registration", manage_token(registration), language=language or registration.language)


def registration_for(token: str) -> Registration | None:
    """Return the registration a link is for, or None when the link is not, or no longer, good."""
    return _found(token, MANAGE)


def evaluation_url(registration: Registration, language: str = "") -> str:
    """Return the whole address of the evaluation."""
    token = tokens.make(EVALUATION, registration.pk, registration.link_version)
    return absolute_url("events:evaluation", token, language=language or registration.language)


def certificate_url(registration: Registration, language: str = "") -> str:
    """Return the whole address of the certificate."""
    return absolute_url("events:certificate", manage_token(registration), language=language or registration.language)


def evaluator_for(token: str) -> Registration | None:
    """Return whom an evaluation is asked of, or None when the link is not, or no longer, good."""
    return _found(token, EVALUATION)


def check_in_code(registration: Registration) -> str:
    """Return the code that says who comes through the door."""
    return tokens.make(CHECK_IN, registration.pk, 1)


def checked_in(code: str) -> Registration | None:
    """Return whose code this is, or None."""
    return _found(code, CHECK_IN)


def _found(token: str, purpose: str) -> Registration | None:
    pk = tokens.claimed_pk(token)
    rows = Registration.objects.select_related("event", "pool", "event__locale", "needs")
    registration = rows.filter(pk=pk).first() if pk is not None else None
    if registration is None:
        return None
    version = 1 if purpose == CHECK_IN else registration.link_version
    return registration if tokens.verify(token, purpose, registration.pk, version) else None


def invitation_token(event: Event) -> str:
    """Return what makes the form of an invited seminar open."""
    return tokens.make(INVITATION, event.pk, event.invitation_version)


def invitation_url(event: Event, language: str = "") -> str:
    """Return the whole address that is sent to those invited."""
    address = absolute_url("events:register", event.translation_key, language=language or settings.LANGUAGE_CODE)
    return f"{address}?invitation={invitation_token(event)}"


def is_invited(event: Event, token: str) -> bool:
    """Tell whether a token opens the form of this seminar."""
    known = tokens.claimed_pk(token)
    return known == event.pk and tokens.verify(token, INVITATION, event.pk, event.invitation_version)


def register_path(event: Event) -> str:
    """Return the address of the form in the active language."""
    return reverse("events:register", args=[event.translation_key])
