"""Which page tells of a record, in which language."""

from collections.abc import Iterable
from typing import Any

from django.db.models import F

from core.reading import public
from events.models.pages import EventPage
from events.models.records import Event

# Columns that no list shows and that make rows heavy.
HEAVY = (
    "body",
    "programme",
    "questions",
    "documentation",
    "plain_text",
    "text_confirmed",
    "text_reminder",
    "text_thanks",
)


def pages_of(events: Iterable[Event], language: str) -> dict[int, Any]:
    """Return the public page of each record by its key, in `language` if there is one, else in its own; one query."""
    by_key = {event.translation_key: event for event in events}
    if not by_key:
        return {}
    rows = public(EventPage.objects.filter(translation_key__in=by_key)).defer(*HEAVY)
    rows = rows.annotate(
        card_introduction=F("introduction"),
        card_image_id=F("listing_image_id"),
        card_language=F("locale__language_code"),
    )
    best: dict[int, tuple[int, Any]] = {}
    for page in rows:
        event = by_key[page.translation_key]
        rank = 0 if page.card_language == language else 1 if page.locale_id == event.locale_id else 2
        if event.pk not in best or rank < best[event.pk][0]:
            best[event.pk] = (rank, page)
    return {pk: page for pk, (_rank, page) in best.items()}


def page_of(event: Event, language: str) -> Any:
    """Return the public page of a record with all its columns, or None when it has none."""
    page = pages_of([event], language).get(event.pk)
    return EventPage.objects.select_related("locale").get(pk=page.pk) if page is not None else None
