"""How a registration stands, in words, and what can be done about it."""

import datetime as dt
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from core.reading import active_language
from events import certificates, links
from events.enums import PoolKind, State
from events.models.records import Event
from events.models.registrations import Registration
from events.pages_of import pages_of
from events.services import evaluating
from events.services.places import position
from events.showing import places_text
from events.wording import hours_text, where_text


def standing_context(registration: Registration, request: HttpRequest) -> dict[str, Any]:
    """Return what the page behind the link shows."""
    event = registration.event
    page = pages_of([event], active_language()).get(event.pk)
    now = timezone.now()
    return {
        "registration": registration,
        "event": event,
        "event_title": page.title if page is not None else event.title,
        "event_lang": page.card_language if page is not None else event.locale.language_code,
        "event_url": page.get_url(request) if page is not None else "",
        "lines": lines_of(registration, event),
        "tone": {State.CONFIRMED: "good", State.CANCELLED: "info"}.get(State(registration.state), "warn"),
        "facts": facts_of(registration, event),
        "link": online_link(registration, now),
        "may_confirm": may_confirm(registration, now),
        "may_change": registration.is_live and event.ends_at > now,
        "evaluation_url": links.evaluation_url(registration, active_language())
        if evaluating.may_evaluate(registration, now)
        else "",
        "has_certificate": certificates.may_have(registration),
        "other_places": other_places(registration, now),
        "confirm_text": _("Take the place") if registration.state == State.OFFERED else _("Confirm the place"),
    }


def lines_of(registration: Registration, event: Event) -> list[str]:
    """Return the state in sentences."""
    until = registration.offered_until or registration.held_until
    when = hours_text(until, until, event, with_end=False) if until else ""
    if not event.is_on:
        return [str(event.get_status_display())]
    texts = {
        State.HELD: _("A place is held for you until %(when)s. Confirm it, and it is yours.") % {"when": when},
        State.CONFIRMED: _("You have a place. Welcome!"),
        State.WAITING: _("You are on the waiting list, as number %(n)s.") % {"n": position(registration) or ""},
        State.OFFERED: _("A place is free for you. It is held until %(when)s.") % {"when": when},
        State.CANCELLED: _("The registration is cancelled."),
        State.LAPSED: _("The place was not confirmed in time and has been released. You can still ask for one."),
    }
    return [str(texts[State(registration.state)])]


def facts_of(registration: Registration, event: Event) -> list[dict[str, Any]]:
    """Return what was registered."""
    return [
        {"label": _("When"), "value": hours_text(event.starts_at, event.ends_at, event)},
        {"label": _("Where"), "value": where_text(event)},
        {"label": _("You take part"), "value": str(PoolKind(registration.pool.kind).label)},
        {"label": _("Name"), "value": registration.name},
        {"label": _("E-mail"), "value": registration.email},
    ]


def online_link(registration: Registration, now: dt.datetime) -> dict[str, str] | None:
    """Return the link to the meeting, once it may be shown; before that, when it will be."""
    event = registration.event
    if registration.state != State.CONFIRMED or registration.pool.kind != PoolKind.ONLINE or not event.is_on:
        return None
    opens = event.starts_at - dt.timedelta(hours=event.link_hours_before)
    if now >= opens and event.online_link:
        return {"url": event.online_link, "text": ""}
    return {"url": "", "text": hours_text(opens, opens, event, with_end=False)}


def may_confirm(registration: Registration, now: dt.datetime) -> bool:
    """Tell whether the button is shown."""
    asks = registration.state in {State.HELD, State.OFFERED, State.LAPSED}
    return asks and registration.event.is_on and registration.event.ends_at > now


def other_places(registration: Registration, now: dt.datetime) -> list[dict[str, str]]:
    """Return the other ways to take part."""
    event = registration.event
    if not registration.is_live or not event.is_on or event.starts_at <= now:
        return []
    pools = [pool for pool in event.pools.all() if pool.is_open and pool.pk != registration.pool_id]
    return [{"kind": pool.kind, "text": places_text(pool, event)} for pool in pools]
