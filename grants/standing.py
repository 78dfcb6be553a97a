"""Where an application stands, in plain words: what it is now, what happens next, and when."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from grants import clock
from grants.enums import CallPhase, State
from grants.models.applications import Application

TONES = {State.DRAFT: "info", State.SUBMITTED: "good", State.COMPLETION: "warn", State.WITHDRAWN: "neutral"}


@dataclass(frozen=True)
class Standing:
    """A label with its tone, what holds now, and what comes next; `waits` when it waits for you."""

    label: str
    tone: str
    now: str
    then: str
    waits: bool


def moment_text(moment: dt.datetime) -> str:
    """Return a moment by the clock in Sweden, as the active language writes it."""
    return date_format(timezone.localtime(moment, clock.ZONE), "DATETIME_FORMAT")


def standing_of(application: Application, now: dt.datetime | None = None) -> Standing:
    """Return where an application stands at a moment, by default now. No query when the call is at hand."""
    words = {
        State.DRAFT: _draft,
        State.SUBMITTED: _submitted,
        State.COMPLETION: _completion,
        State.WITHDRAWN: _withdrawn,
    }
    state = State(application.state)
    text, then, waits = words[state](application, now or timezone.now())
    return Standing(str(state.label), TONES[state], text, then, waits)


def _draft(application: Application, now: dt.datetime) -> tuple[str, str, bool]:
    call: Any = application.call
    if call.phase(now) != CallPhase.CLOSED:
        closing = clock.closing_text(call)
        then = _("Send it by %(when)s.") % {"when": closing} if closing else _("Send it when it is ready.")
        return _("You are writing. Only you and your colleagues can see it."), then, True
    if call.takes_submissions(now):
        return _("The call has just closed."), _("You can still send what is written, for a few minutes."), True
    return _("The call closed before the application was sent."), _("Your draft is kept, and can be copied."), False


def _submitted(application: Application, now: dt.datetime) -> tuple[str, str, bool]:
    when = moment_text(application.submitted_at) if application.submitted_at else ""
    decision = application.call.decision_on
    then = _("A case officer reads it, and asks if anything is missing.")
    if decision is not None and decision >= now.astimezone(clock.ZONE).date():
        then += " " + _("Decision by %(day)s.") % {"day": date_format(decision, "DATE_FORMAT")}
    return _("Sent %(when)s.") % {"when": when}, then, False


def _completion(application: Application, now: dt.datetime) -> tuple[str, str, bool]:
    until = application.completion_until
    if until is None:
        return _("Something is missing in the application."), _("Complete it and send it again."), True
    if now >= until:
        then = _("The case officer goes on with what has been sent.")
        return _("The time to complete the application has run out."), then, False
    then = _("Complete it and send it again by %(when)s.") % {"when": moment_text(until)}
    return _("Something is missing in the application."), then, True


def _withdrawn(application: Application, now: dt.datetime) -> tuple[str, str, bool]:
    when = moment_text(application.state_since)
    return _("Withdrawn %(when)s.") % {"when": when}, _("Nothing more happens. You can copy it to a new one."), False
