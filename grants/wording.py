"""A call in plain words: where it stands, how much, until when."""

import datetime as dt
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from core.money import format_money
from grants import clock
from grants.enums import CallPhase, SupportKind

SOON = 14
TONES = {CallPhase.OPEN: "good", CallPhase.UPCOMING: "warn", CallPhase.CLOSED: "muted"}


def phase_of(facts: Any, now: dt.datetime | None = None) -> CallPhase | None:
    """Return where a call, or a page of one that may be half written, stands; None without an opening day."""
    if hasattr(facts, "phase"):
        return CallPhase(facts.phase(now))
    moment = now or timezone.now()
    try:
        opens = clock.opening(facts) if facts.opens_on else None
        closes = clock.closing(facts)
    except ValueError:
        return None
    if opens is None:
        return None
    if moment < opens:
        return CallPhase.UPCOMING
    return CallPhase.CLOSED if closes is not None and moment >= closes else CallPhase.OPEN


def status_of(facts: Any) -> dict[str, Any] | None:
    """Return what a card says of where the call stands: {label, tone}."""
    phase = phase_of(facts)
    return {"label": phase.label, "tone": TONES[phase]} if phase is not None else None


def when_text(facts: Any) -> str:
    """Return where a call stands in a sentence, e.g. "Open until 14 March 2027"."""
    phase = phase_of(facts)
    if phase is None:
        return ""
    if phase == CallPhase.UPCOMING:
        return _("Opens %(day)s") % {"day": clock.opening_text(facts)}
    if phase == CallPhase.CLOSED:
        return _("Closed %(day)s") % {"day": clock.closing_text(facts)}
    if facts.closes_on is None:
        return _("Open until further notice")
    return _("Open until %(day)s") % {"day": clock.closing_text(facts)}


def left_text(facts: Any) -> str:
    """Return how long an open call has left when that is soon, e.g. "3 days left"; otherwise nothing."""
    if phase_of(facts) != CallPhase.OPEN or facts.closes_on is None:
        return ""
    days = (facts.closes_on - timezone.localdate(timezone=clock.ZONE)).days
    if days > SOON:
        return ""
    if days <= 0:
        return pgettext("call", "Last day today")
    return ngettext("%(days)d day left", "%(days)d days left", days) % {"days": days}


def amount_texts(facts: Any) -> list[str]:
    """Return what one may get, e.g. "At most 250 000 kr per project", and what there is in all."""
    parts = []
    if facts.highest is not None:
        parts.append(_("At most %(amount)s per project") % {"amount": format_money(facts.highest)})
    if facts.total is not None:
        parts.append(_("%(amount)s to share in all") % {"amount": format_money(facts.total)})
    return parts


def support_text(facts: Any) -> str:
    """Return what is given, in words, when it is not only money."""
    return "" if facts.support == SupportKind.MONEY else str(facts.get_support_display())


def cofinancing_text(facts: Any) -> str:
    """Return what the applicant and others pay: "None is asked for" is said outright, unsaid is empty."""
    share = facts.cofinancing_percent
    if share is None:
        return ""
    return _("At least %(share)d per cent of the costs") % {"share": share} if share else _("None is asked for")


def meta_of(facts: Any) -> list[str]:
    """Return when and how much, for a row of a list, a feed or a letter."""
    parts = [when_text(facts), left_text(facts)]
    if facts.highest is not None:
        parts.append(_("at most %(amount)s") % {"amount": format_money(facts.highest)})
    return [part for part in parts if part]
