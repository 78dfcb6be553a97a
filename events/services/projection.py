"""From a published page to the one record of the seminar."""

import datetime as dt
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from core.mail import outbox, subscriptions
from core.reading import public
from events import notifications, questions
from events.enums import Audience, EventFormat, EventStatus, PoolKind
from events.models.facts import SCALAR_FACTS, SET_FACTS
from events.models.pages import EventPage
from events.models.records import Event, Occasion, Pool, RelatedKey
from events.models.series import SeriesDate
from events.services import places
from events.times import moment

SUBSCRIPTION = "events"
KINDS = {
    EventFormat.ON_SITE: (PoolKind.ON_SITE,),
    EventFormat.ONLINE: (PoolKind.ONLINE,),
    EventFormat.HYBRID: (PoolKind.ON_SITE, PoolKind.ONLINE),
}


@transaction.atomic
def project(page: EventPage) -> Event | None:
    """Write what a published page says to the record, and tell those registered what has changed for them.

    Facts come from the page in the language it was first published in; a translation brings its words. Returns None
    for a page without hours, which a form does not let through. Raises ValueError for hours that are on no clock.
    """
    page = EventPage.objects.get(pk=page.pk)
    # Not FOR UPDATE: on PostgreSQL a registration that is being written refers to this row, while it holds the lock of
    # places that we come to later; each would wait for the other.
    event = Event.objects.select_for_update(no_key=True).for_page(page).first()
    if event is None or event.locale_id == page.locale_id:
        event = _write_facts(page, event)
    if event is None:
        return None
    _write_words(page, event)
    event.is_public = is_public(page)
    event.updated_at = timezone.now()
    announce(event)
    event.save()
    return event


def announce(event: Event) -> None:
    """Tell subscribers of a coming public seminar, once: of a series the first, of those by invitation none."""
    if event.announced_at is not None or not event.is_public or not event.is_on or event.starts_at <= timezone.now():
        return
    if event.audience == Audience.INVITATION:
        return
    same = Event.objects.filter(series_key=event.series_key, announced_at__isnull=False)
    if event.series_key is None or not same.exclude(pk=event.pk).exists():
        subscriptions.announce(SUBSCRIPTION, outbox.reference(event))
    event.announced_at = timezone.now()


def is_public(page: EventPage) -> bool:
    """Tell whether the page, or one of its translations, may be read by anybody."""
    return public(EventPage.objects.filter(translation_key=page.translation_key)).exists()


@transaction.atomic
def withdraw(page: EventPage) -> None:
    """Note that a page was taken down; the record stays, with all that hangs on it."""
    Event.objects.for_page(page).update(is_public=is_public(page), updated_at=timezone.now())


def refresh_visibility(pages: Any) -> None:
    """Look again at who may read some pages, after a move or a change of restrictions."""
    for page in pages:
        withdraw(page)


def hours_of(page: EventPage) -> list[tuple[dt.datetime, dt.datetime]]:
    """Return the hours of a page in UTC, in order."""
    return sorted(occasion.moments(page.time_zone) for occasion in page.occasions.all())


def closing(page: EventPage) -> dt.datetime | None:
    """Return when registration closes, in UTC; None when it closes as the seminar begins."""
    if page.closes_on is None:
        return None
    # A closing time that comes twice is the later one: nobody who reads the clock comes too late.
    return moment(page.closes_on, page.closes_at_time or dt.time(23, 59, 59), page.time_zone, "second")


def series_key_of(page: EventPage) -> UUID | None:
    """Return the key of the series that a seminar belongs to."""
    row = SeriesDate.objects.filter(translation_key=page.translation_key).values_list("series__key", flat=True).first()
    return row or page.series_key


def _write_facts(page: EventPage, event: Event | None) -> Event | None:
    hours = hours_of(page)
    if not hours:
        return event
    before = event.calendar_facts() if event is not None else None
    hours_before = event.hours() if event is not None else []
    was_public = event is not None and event.is_public
    event = event or Event(translation_key=page.translation_key, locale_id=page.locale_id)
    place = event.place_facts()
    for name in SCALAR_FACTS:
        setattr(event, name, getattr(page, name))
    if was_public and place != event.place_facts():
        event.previous_place = place
    event.title, event.series_key = page.title, series_key_of(page)
    if was_public and event.starts_at != hours[0][0]:
        event.previous_starts_at = event.starts_at
    event.starts_at, event.ends_at = hours[0][0], max(end for _start, end in hours)
    if event.status == EventStatus.SCHEDULED and event.previous_starts_at not in (None, event.starts_at):
        # Whoever noted the old hour is told, also where the editor changed the hours and forgot the status.
        event.status = EventStatus.MOVED
    event.closes_at = closing(page)
    changed = before is not None and (before != event.calendar_facts() or hours_before != hours)
    if changed:
        event.sequence += 1
    _write_afterwards(page, event)
    event.save()
    _write_rows(page, event, hours)
    if changed and was_public:
        notifications.tell_all(event, hours_before if len(hours_before) > len(hours) else ())
    return event


def _write_afterwards(page: EventPage, event: Event) -> None:
    kinds = {item["type"] for item in page.documentation.raw_data}
    event.has_recording = "recording" in kinds
    event.has_documentation = bool(kinds)


def _write_rows(page: EventPage, event: Event, hours: list[tuple[dt.datetime, dt.datetime]]) -> None:
    event.occasions.all().delete()
    Occasion.objects.bulk_create([Occasion(event=event, starts_at=start, ends_at=end) for start, end in hours])
    for name in SET_FACTS:
        getattr(event, name).set(getattr(page, name).all())
    event.related_keys.all().delete()
    RelatedKey.objects.bulk_create([RelatedKey(event=event, translation_key=key) for key in related_keys(page)])
    _write_pools(page, event)


def related_keys(page: EventPage) -> set[UUID]:
    """Return the keys of the pages that a seminar leads to, beforehand or in its documentation."""
    chosen = {link.related_page_id for link in page.related_links.all()}
    for block in page.documentation.raw_data:
        if block["type"] == "pages":
            # A list that an editor saved has items with ids; one written by a script may be the values alone.
            items = [item["value"] if isinstance(item, dict) else item for item in block["value"].get("pages", [])]
            chosen.update(key for key in items if key)
    return set(Page.objects.filter(pk__in=chosen).values_list("translation_key", flat=True))


def _write_pools(page: EventPage, event: Event) -> None:
    wanted = KINDS[EventFormat(event.format)]
    capacities = {PoolKind.ON_SITE: page.capacity_on_site, PoolKind.ONLINE: page.capacity_online}
    for kind in wanted:
        Pool.objects.get_or_create(event=event, kind=kind, defaults={"capacity": capacities[kind]})
    for pk in event.pools.order_by("pk").values_list("pk", flat=True):
        pool = places.lock(pk)
        pool.is_open = pool.kind in wanted
        pool.capacity = capacities[PoolKind(pool.kind)] if pool.is_open else pool.capacity
        pool.save(update_fields=["is_open", "capacity"])
        pool.event = event
        places.settle(pool)


def _write_words(page: EventPage, event: Event) -> None:
    stored = event.questions or {}
    texts = dict(stored.get("words", {}))
    raw = list(page.questions.raw_data)
    texts[page.locale.language_code] = questions.words(raw)
    structure = questions.compiled(raw) if page.locale_id == event.locale_id else stored.get("questions", [])
    event.questions = {"questions": structure, "words": texts}
