"""Which page tells of a call, in which language."""

from collections.abc import Iterable
from typing import Any

from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import Coalesce, JSONObject

from core.reading import public
from grants.models.pages import CallPage
from grants.models.records import Call

# Columns that no list shows and that make rows heavy.
HEAVY = ("body", "judging", "criteria", "documents", "answers", "form", "plain_text")

TOLD = ("title", "url_path", "search_description")


def pages_of(calls: Iterable[Call], language: str) -> dict[int, Any]:
    """Return the public page of each call by its key, in `language` if there is one, else in its own; one query."""
    by_key = {call.translation_key: call for call in calls}
    if not by_key:
        return {}
    rows = public(CallPage.objects.filter(translation_key__in=by_key)).defer(*HEAVY)
    rows = rows.annotate(
        card_introduction=F("introduction"),
        card_image_id=F("listing_image_id"),
        card_language=F("locale__language_code"),
    )
    best: dict[int, tuple[int, Any]] = {}
    for page in rows.order_by("pk"):
        call = by_key[page.translation_key]
        rank = 0 if page.card_language == language else 1 if page.locale_id == call.locale_id else 2
        if call.pk not in best or rank < best[call.pk][0]:
            best[call.pk] = (rank, page)
    return {pk: page for pk, (_rank, page) in best.items()}


def told_in(language: str) -> Coalesce:
    """Return what a row needs of the public page of a call, in `language` or else in its own, read with the call."""
    rows = public(CallPage.objects.filter(translation_key=OuterRef("translation_key"))).order_by("pk")
    told = JSONObject(
        **{name: F(name) for name in TOLD},
        card_introduction=F("introduction"),
        card_language=F("locale__language_code"),
    )
    chosen, own = rows.filter(locale__language_code=language), rows.filter(locale=OuterRef("locale"))
    return Coalesce(Subquery(chosen.values(told=told)[:1]), Subquery(own.values(told=told)[:1]))


def page_told(call: Any) -> CallPage:
    """Return a page with no more than a row shows, of what was read with the call; without a picture."""
    told = dict(call.told)
    page = CallPage(translation_key=call.translation_key, **{name: told.pop(name) for name in TOLD})
    for name, value in told.items():
        setattr(page, name, value)
    page.card_image_id = None
    return page


def page_of(call: Call, language: str) -> Any:
    """Return the public page of a call, or None when it has none; one query."""
    return pages_of([call], language).get(call.pk)
