"""What is told of a seminar: on its page, in lists, and to machines."""

from collections.abc import Iterable
from typing import Any

from django.db.models import CharField, F, Value, prefetch_related_objects
from django.db.models.functions import Coalesce, NullIf
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.money import format_money
from core.reading import Reading, active_language, reading_of
from core.registry import Card
from events.enums import Audience, EventFormat, EventStatus, PoolKind, RegistrationMode
from events.models.records import Event, Occasion, Pool
from events.pages_of import pages_of
from events.wording import hours_text, place_before, where_text

TONES = {EventStatus.CANCELLED: "warn", EventStatus.POSTPONED: "warn", EventStatus.MOVED: "warn"}


def status_of(event: Event) -> dict[str, Any] | None:
    """Return what a card says of the status; None when it is as planned."""
    tone = TONES.get(EventStatus(event.status))
    return {"label": event.get_status_display(), "tone": tone} if tone else None


def rows_of(events: Iterable[Event], reading: Reading) -> list[dict[str, Any]]:
    """Return the rows of a list, each with its card; one query, and one for pictures."""
    events = list(events)
    pages = pages_of(events, reading.language)
    rows = []
    for event in events:
        page = pages.get(event.pk)
        if page is None:
            continue
        # The format stands beside: what is held online needs no other place.
        meta = [part for part in meta_of(event) if part.casefold() != event.get_format_display().casefold()]
        card = reading.card(page, status=status_of(event), meta="\u00a0· ".join(meta))
        rows.append({"event": event, "card": card, "start": event.local_start, "end": event.local_end})
    reading.illustrate(row["card"] for row in rows)
    return rows


def meta_of(event: Event) -> list[str]:
    """Return hours, place and language in short."""
    parts = [hours_text(event.starts_at, event.ends_at, event), where_text(event)]
    if event.audience != Audience.OPEN:
        parts.append(str(event.get_audience_display()))
    return [part for part in parts if part]


def cards_of(events: Iterable[Event], reading: Reading) -> list[Card]:
    """Return the cards of some seminars, without their pictures being fetched yet."""
    events = list(events)
    pages = pages_of(events, reading.language)
    return [
        reading.card(pages[event.pk], status=status_of(event), meta="\u00a0· ".join(meta_of(event)))
        for event in events
        if event.pk in pages
    ]


def record_of(page: Any) -> Event | None:
    """Return the record of a page with its municipality, hours and places; read once for a page."""
    if not hasattr(page, "seminar_record"):
        page.seminar_record = _with_its_hours(page.translation_key)
        if page.seminar_record is not None:
            prefetch_related_objects([page.seminar_record], "pools")
            page.seminar_record.words = words_of(page.seminar_record)
    return page.seminar_record


def _with_its_hours(key: Any) -> Event | None:
    """Return the record with this key, its hours at hand, in one query. A record is never without hours."""
    hours = Occasion.objects.filter(event__translation_key=key)
    rows = list(hours.select_related("event__municipality").order_by("starts_at"))
    if not rows:
        return None
    event = rows[0].event
    for row in rows:
        row.event = event
    hours._result_cache = rows  # noqa: SLF001 — what Django's own prefetching does, which would ask again
    event._prefetched_objects_cache = {"occasions": hours}  # type: ignore[attr-defined]  # noqa: SLF001 — as above
    return event


def words_of(event: Event) -> dict[str, list[str]]:
    """Return the labels of themes, target groups and organisers in the active language, in one query."""
    language = active_language()
    parts = []
    for kind in ("themes", "target_groups", "organisers"):
        own = F(f"{kind}__name") if kind == "organisers" else F(f"{kind}__label_{language}")
        fallback = F(f"{kind}__name") if kind == "organisers" else F(f"{kind}__label_sv")
        label = Coalesce(NullIf(own, Value("")), fallback, output_field=CharField())
        rows = Event.objects.filter(pk=event.pk).order_by().annotate(kind=Value(kind, CharField()), label=label)
        parts.append(rows.values_list("kind", "label"))
    found: dict[str, list[str]] = {"themes": [], "target_groups": [], "organisers": []}
    for kind, label in parts[0].union(*parts[1:], all=True):
        if label:
            found[kind].append(label)
    return {kind: sorted(labels) for kind, labels in found.items()}


def page_context(page: Any, request: HttpRequest) -> dict[str, Any]:
    """Return what the template of a seminar's page needs. A draft that was never published shows its own facts."""
    event = record_of(page)
    if event is None:
        return {"event": None, "facts": [], "way": None}
    reading = reading_of(request)
    found = [reading.page_for(pk) for pk in page.related_page_ids]
    cards = [reading.card(other) for other in found if other is not None]
    reading.illustrate(cards)
    return {
        "event": event,
        "status": said_of(page, event),
        "facts": facts_of(page, event),
        "way": way_in(event),
        "related_cards": cards,
        "ics_url": reverse("events:ics", args=[event.translation_key]),
        "series": series_of(page, event, reading),
    }


def said_of(page: Any, event: Event) -> dict[str, Any] | None:
    """Return what the page says of the status: from when and where it was moved, and what the editor wrote."""
    place = place_before(event) if event.is_on and not event.is_over else ""
    status = status_of(event) or ({"label": _("New place"), "tone": "warn"} if place else None)
    if status is None:
        return None
    texts = [_("Place before the change: %(place)s.") % {"place": place}] if place else []
    if event.status == EventStatus.MOVED and event.previous_starts_at is not None:
        was = hours_text(event.previous_starts_at, event.previous_starts_at, event, with_end=False)
        texts.insert(0, _("It was to begin %(when)s.") % {"when": was})
    return status | {"text": " ".join(text for text in (*texts, page.status_note) if text)}


def series_of(page: Any, event: Event, reading: Reading) -> dict[str, Any] | None:
    """Return the nearest other dates of the series and the address of all; None for one that is in no series."""
    if event.series_key is None:
        return None
    others = list(Event.objects.public().coming().filter(series_key=event.series_key).exclude(pk=event.pk)[:5])
    pages = pages_of(others, reading.language)
    dates = [
        {
            "text": hours_text(other.starts_at, other.ends_at, other),
            "url": pages[other.pk].get_url(reading.request) or "",
            "status": "" if other.is_on else other.get_status_display(),
        }
        for other in others
        if other.pk in pages
    ]
    above = (page.get_url(reading.request) or "").rstrip("/").rpartition("/")[0]
    return {"url": f"{above}/series/{event.series_key}/", "dates": dates}


def facts_of(page: Any, event: Event) -> list[dict[str, Any]]:
    """Return the facts in short, in the order one asks."""
    hours = [hours_text(row.starts_at, row.ends_at, event) for row in event.occasions.all()]
    price = _("Free of charge") if event.is_free else format_money(event.price)
    if page.price_note:
        price = f"{price}. {page.price_note}"
    place = where_text(event)
    if event.municipality is not None and event.municipality.name not in place:
        place = f"{place}\n{event.municipality.name}" if place else event.municipality.name
    words = event.words
    groups = words["target_groups"]
    whom = event.get_audience_display() + (f": {', '.join(groups)}" if groups else "")
    return [
        {"label": _("When"), "lines": hours},
        {"label": _("Where"), "value": place},
        {"label": _("For whom"), "value": whom},
        {"label": _("Format"), "value": event.get_format_display()},
        {"label": _("Held in"), "value": ", ".join(event.held_in_labels)},
        {"label": _("Access offered"), "lines": event.access_labels},
        {"label": _("Price"), "value": price},
        {"label": _("Arranged by"), "lines": words["organisers"]},
        {"label": _("Themes"), "lines": words["themes"]},
    ]


def way_in(event: Event) -> dict[str, Any] | None:
    """Return how one registers now, or why one cannot; None when the seminar is over or needs no registration."""
    if event.is_over or not event.is_on or event.registration == RegistrationMode.NONE:
        return None
    closing = hours_text(event.closing_moment, event.closing_moment, event, with_end=False)
    if event.registration == RegistrationMode.ELSEWHERE:
        return {"url": event.registration_url, "text": _("Register on another site"), "external": True}
    if event.closing_moment <= timezone.now():
        return {"text": _("Registration has closed.")}
    if event.audience == Audience.INVITATION:
        return {"text": _("Those invited register by the link in the invitation.")}
    pools = [pool for pool in event.pools.all() if pool.is_open]
    return {
        "url": reverse("events:register", args=[event.translation_key]),
        "text": _("Register"),
        "closes": closing,
        "places": [places_text(pool, event) for pool in pools],
        "full": bool(pools) and all(pool.free == 0 for pool in pools),
        "waiting_list": event.waiting_list,
    }


def places_text(pool: Pool, event: Event) -> str:
    """Return how many places are free, e.g. "On site: 12 places left of 50"."""
    label = PoolKind(pool.kind).label
    if pool.free is None:
        text = _("places for all")
    elif pool.free == 0:
        text = _("full, waiting list") if event.waiting_list else _("full")
    else:
        text = ngettext("%(free)d place left of %(all)d", "%(free)d places left of %(all)d", pool.free) % {
            "free": pool.free,
            "all": pool.capacity,
        }
    return f"{label}: {text}" if event.format == EventFormat.HYBRID else text[:1].upper() + text[1:]


MODES = {
    EventFormat.ON_SITE: "OfflineEventAttendanceMode",
    EventFormat.ONLINE: "OnlineEventAttendanceMode",
    EventFormat.HYBRID: "MixedEventAttendanceMode",
}
SCHEMA_STATUS = {
    EventStatus.SCHEDULED: "EventScheduled",
    EventStatus.MOVED: "EventRescheduled",
    EventStatus.POSTPONED: "EventPostponed",
    EventStatus.CANCELLED: "EventCancelled",
}


def schema_status(event: Event) -> str:
    """Return the EventStatusType of schema.org."""
    went_online = event.format == EventFormat.ONLINE and event.previous_place.get("format") == EventFormat.ON_SITE
    return "EventMovedOnline" if event.is_on and went_online else SCHEMA_STATUS[EventStatus(event.status)]


def structured_event(page: Any, base_url: str) -> dict[str, Any] | None:
    """Return the Event of schema.org: status, attendance mode, language and price said outright."""
    event = record_of(page)
    if event is None:
        return None
    url = base_url + (page.get_url() or "")
    thing: dict[str, Any] = {
        "@type": "Event",
        "@id": f"urn:uuid:{event.uid}",
        "name": page.title,
        "url": url,
        "startDate": event.local_start.isoformat(),
        "endDate": event.local_end.isoformat(),
        "eventStatus": f"https://schema.org/{schema_status(event)}",
        "eventAttendanceMode": f"https://schema.org/{MODES[EventFormat(event.format)]}",
        "inLanguage": [code for code in event.held_in.split(",") if code],
        "isAccessibleForFree": event.is_free,
        "location": _locations(event, url),
        "offers": _offer(event, url),
    }
    if page.introduction:
        thing["description"] = page.introduction
    if event.previous_starts_at is not None and event.status in {EventStatus.MOVED, EventStatus.POSTPONED}:
        thing["previousStartDate"] = event.previous_starts_at.astimezone(event.zone).isoformat()
    organisers = [{"@type": "Organization", "name": name} for name in event.words["organisers"]]
    if organisers:
        thing["organizer"] = organisers
    if event.series_key is not None:
        address = f"{url.rstrip('/').rpartition('/')[0]}/series/{event.series_key}/"
        thing["superEvent"] = {"@type": "EventSeries", "name": page.title, "url": address}
    return thing


def _offer(event: Event, url: str) -> dict[str, Any]:
    """Return what taking part costs, and whether there is a place; a price of 0 is said."""
    offer = {
        "@type": "Offer",
        "url": url,
        "price": str(event.price_amount or 0),
        "priceCurrency": event.price_currency or "SEK",
    }
    # Nothing is for sale when it is off, or when registration has closed: then nothing is said of it.
    if event.registration == RegistrationMode.HERE and event.is_on and event.closing_moment > timezone.now():
        open_pools = [pool for pool in event.pools.all() if pool.is_open]
        full = bool(open_pools) and all(pool.free == 0 for pool in open_pools)
        offer["availability"] = f"https://schema.org/{'SoldOut' if full else 'InStock'}"
        offer["validThrough"] = event.closing_moment.astimezone(event.zone).isoformat()
    return offer


def _locations(event: Event, url: str) -> list[dict[str, Any]]:
    places: list[dict[str, Any]] = []
    if event.format != EventFormat.ONLINE:
        town = event.municipality.name if event.municipality else ""
        address = {"@type": "PostalAddress", "streetAddress": event.address, "addressLocality": town}
        address = {key: value for key, value in address.items() if value}
        places.append({"@type": "Place", "name": event.venue or town or event.title, "address": address})
    if event.format != EventFormat.ON_SITE:
        # The address of the page: the link to the meeting itself is only for those registered.
        places.append({"@type": "VirtualLocation", "url": url})
    return places
