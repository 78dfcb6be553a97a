"""What is told of a call: on its page, in lists, and to machines."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from core.reading import Reading, active_language, reading_of
from core.registry import Card
from events.models import Event, EventPage
from events.showing import cards_of as cards_of_events
from grants import clock, rules
from grants.enums import AppealRoute, CallPhase
from grants.models.pages import CallPage, InformationMeeting
from grants.models.records import Call, FormVersion, ProgrammeRules
from grants.pages_of import page_told, pages_of
from grants.wording import (
    amount_texts,
    cofinancing_text,
    left_text,
    meta_of,
    phase_of,
    status_of,
    support_text,
    when_text,
)

MOST_MEETINGS = 6


def cards_of(calls: Iterable[Call], reading: Reading) -> list[Card]:
    """Return the cards of some calls, without their pictures being fetched yet; one query."""
    calls = list(calls)
    pages = pages_of(calls, reading.language)
    return [
        reading.card(pages[call.pk], status=status_of(call), meta=" · ".join(meta_of(call)))
        for call in calls
        if call.pk in pages
    ]


def card_told(call: Any, reading: Reading) -> Card:
    """Return the card of a call whose page was read with it (`pages_of.told_in`); it says no kind: all are calls."""
    card = reading.card(page_told(call), status=status_of(call), meta=" · ".join(meta_of(call)))
    card.kind = ""
    return card


def record_of(page: CallPage) -> Call | None:
    """Return the record of a page with programme, rules and whether there is a form; one query, once for a page."""
    if not hasattr(page, "call_record"):
        forms = FormVersion.objects.filter(call=OuterRef("pk")).exclude(structure=[])
        rows = Call.objects.for_page(page).select_related("programme__grant_rules", "programme__funder")
        page.call_record = rows.annotate(has_form=Exists(forms)).first()
    return page.call_record


def rules_above(facts: Any) -> ProgrammeRules | None:
    """Return the rules of the programme, read with the record."""
    return getattr(facts.programme, "grant_rules", None) if facts.programme_id else None


def page_context(page: CallPage, request: HttpRequest) -> dict[str, Any]:
    """Return what the template of a call's page needs. A draft shows what is written in it."""
    is_draft = bool(getattr(request, "is_preview", False))
    call = record_of(page)
    facts: Any = page if is_draft or call is None else call
    phase = phase_of(facts)
    above = rules_above(facts)
    criteria = criteria_shown(page, facts, above)
    return {
        "call": call,
        "phase": phase,
        "status": status_of(facts),
        "when": when_text(facts),
        "left": left_text(facts),
        "facts": facts_of(page, facts),
        "more_facts": more_facts(facts),
        "law": law_of(facts, above),
        "criteria_shown": criteria,
        "way": way_in(facts, phase, call),
    }


def facts_of(page: CallPage, facts: Any) -> list[dict[str, Any]]:
    """Return the call in short, in the order one asks: can we, how much, until when, what must we pay."""
    upcoming = phase_of(facts) == CallPhase.UPCOMING
    return [
        {"label": _("For whom"), "value": page.for_whom},
        {"label": _("Not for"), "value": page.not_for},
        {"label": _("What you can get"), "lines": lines(support_text(facts), *amount_texts(facts), page.amount_note)},
        {"label": _("Opens"), "value": clock.opening_text(facts) if upcoming else ""},
        {"label": _("Last day"), "value": clock.closing_text(facts) or _("Until further notice")},
        {"label": _("Co-financing"), "lines": lines(cofinancing_text(facts), page.cofinancing_note)},
    ]


def more_facts(facts: Any) -> list[dict[str, Any]]:
    """Return what one asks next."""
    funder = facts.programme.funder if facts.programme_id else None
    opened = "" if phase_of(facts) == CallPhase.UPCOMING else clock.opening_text(facts)
    return [
        {"label": _("Decision by"), "value": clock.day_text(facts.decision_on, None)},
        {"label": _("Opened"), "value": opened},
        {"label": _("Round"), "value": facts.round_name},
        {"label": _("Programme"), "value": facts.programme.label if facts.programme_id else ""},
        {"label": _("Funder"), "value": funder.name if funder else ""},
    ]


def lines(*texts: str) -> list[str]:
    """Return the texts that say something."""
    return [text for text in texts if text]


def law_of(facts: Any, above: ProgrammeRules | None) -> list[dict[str, Any]]:
    """Return whose law binds, how to appeal, and how long a case is kept."""
    held = rules.rules_of(facts, above)
    regimes = dict(facts._meta.get_field("legal_regime").flatchoices)
    return [
        {"label": _("The decision is made by"), "value": regimes.get(held.legal_regime, "")},
        {"label": _("Appeal"), "value": str(AppealRoute(held.appeal_route).label)},
        {"label": _("Cases are kept"), "value": _("%(years)d years") % {"years": held.retention_years}},
    ]


def criteria_shown(page: CallPage, facts: Any, above: ProgrammeRules | None) -> list[dict[str, Any]]:
    """Return what applications are judged by: as written on the page, else as the programme says."""
    # The weights are those of the record: a translation brings the words.
    stored = facts.criteria.get("criteria", []) if isinstance(facts, Call) else []
    weights = {row["id"]: row["weight"] for row in stored}
    own = [
        {"label": item.value["label"], "text": item.value["text"], "weight": weights.get(item.id, item.value["weight"])}
        for item in page.criteria
    ]
    if own:
        return own
    rows = above.criteria.all() if above is not None else []
    return [{"label": row.label, "text": "", "weight": row.weight} for row in rows]


def way_in(facts: Any, phase: CallPhase | None, call: Call | None) -> dict[str, Any]:
    """Return how one applies now, and where the form is read beforehand."""
    way: dict[str, Any] = {"text": ""}
    if phase == CallPhase.UPCOMING:
        way["text"] = _("You can apply from %(day)s.") % {"day": clock.opening_text(facts)}
    elif phase == CallPhase.CLOSED:
        way["text"] = _("The call has closed. No more applications can be sent.")
    if getattr(call, "has_form", False) and call is not None:
        way["read_url"] = reverse("calls:form", args=[call.translation_key])
        if phase == CallPhase.OPEN:
            way["url"] = reverse("grants:start", args=[call.translation_key])
    return way


def beside(page: CallPage, request: HttpRequest) -> dict[str, Any] | None:
    """Return what stands beside a call: its information meetings, or where to apply instead when it has closed."""
    reading = reading_of(request)
    call = record_of(page)
    if call is not None and phase_of(call) == CallPhase.CLOSED:
        cards = next_calls(call, reading)
        return {"cards": cards, "instead": True} if cards else None
    cards = meetings_of(page, reading, is_draft=bool(getattr(request, "is_preview", False)))
    return {"cards": cards, "instead": False} if cards else None


def meetings_of(page: CallPage, reading: Reading, *, is_draft: bool) -> list[Card]:
    """Return the coming seminars at which the call is presented, the nearest first; two queries."""
    if is_draft:
        chosen = EventPage.objects.filter(pk__in=[row.meeting_id for row in page.meetings.all()])
    else:
        chosen = EventPage.objects.filter(pk__in=InformationMeeting.objects.filter(page=page.pk).values("meeting"))
    about = Q(translation_key__in=chosen.values("translation_key")) | Q(
        related_keys__translation_key=page.translation_key
    )
    events = Event.objects.public().coming().filter(about).select_related("municipality").distinct()
    cards = cards_of_events(events[:MOST_MEETINGS], reading)
    reading.illustrate(cards)
    return cards


def next_calls(call: Call, reading: Reading) -> list[Card]:
    """Return the open or coming calls of the same programme, for who came too late; two queries."""
    others = Call.objects.public().filter(programme_id=call.programme_id).exclude(pk=call.pk)
    coming = [other for other in others.order_by("opens_at", "pk") if other.phase() != CallPhase.CLOSED]
    cards = cards_of(coming[:3], reading)
    reading.illustrate(cards)
    return cards


def structured_call(page: CallPage, base_url: str) -> dict[str, Any] | None:
    """Return the MonetaryGrant of schema.org, with until when one can apply and where."""
    call = record_of(page)
    if call is None:
        return None
    url = base_url + (page.get_url() or "")
    thing: dict[str, Any] = {
        "@type": "MonetaryGrant",
        "@id": f"urn:uuid:{call.translation_key}",
        "name": page.title,
        "url": url,
        "inLanguage": active_language(),
        "potentialAction": action_of(call, url),
    }
    if page.introduction:
        thing["description"] = page.introduction
    if call.highest is not None:
        thing["amount"] = {
            "@type": "MonetaryAmount",
            "maxValue": str(call.highest.amount),
            "currency": call.highest.currency,
        }
    funder = call.programme.funder if call.programme is not None else None
    if funder is not None:
        thing["funder"] = {"@type": "Organization", "name": funder.name}
    return thing


def action_of(call: Call, url: str) -> dict[str, Any]:
    """Return the ApplyAction: from when until when, by the clock in Sweden."""
    action = {"@type": "ApplyAction", "target": url, "startTime": call.opens_at.astimezone(clock.ZONE).isoformat()}
    if call.closes_at is not None:
        action["endTime"] = call.closes_at.astimezone(clock.ZONE).isoformat()
    return action
