"""What calendars and readers of feeds subscribe to: every filter of the list has its own."""

import datetime as dt
import re
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.mail.links import absolute
from core.reading import active_language
from events import ics
from events.finding import FilterForm
from events.listings import index_address
from events.models.records import Event
from events.pages_of import pages_of
from events.showing import meta_of

# A feed holds what ended at most this long ago, and what begins at most this far ahead; never more than so many.
BACK = dt.timedelta(days=90)
AHEAD = dt.timedelta(days=400)
MOST = 300
NEWEST = 50
# Letters that XML 1.0 cannot hold.
CONTROL = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
CALENDAR_TYPE = "text/calendar; charset=utf-8"


def narrowed(request: HttpRequest, form: FilterForm) -> Any:
    """Return the seminars in the window of a feed that match the address. Raises Http404 for a malformed filter."""
    if not form.is_valid():
        raise Http404
    now = timezone.now()
    rows = Event.objects.public().filter(ends_at__gte=now - BACK, starts_at__lte=now + AHEAD)
    return form.narrow(rows, active_language())


def title_of(form: FilterForm) -> str:
    """Return what a narrowed feed is called."""
    return " – ".join([_("Seminars"), settings.WAGTAIL_SITE_NAME, *form.chosen_labels().values()])


def entries(events: list[Event]) -> list[ics.Entry]:
    """Return seminars with their words in the language of the address, or their own; one query."""
    language = active_language()
    pages = pages_of(events, language)
    return [
        ics.Entry(event, page.title, page.introduction, absolute(page.get_url() or "/"), page.card_language)
        for event in events
        if (page := pages.get(event.pk)) is not None
    ]


@require_safe
def calendar_feed(request: HttpRequest) -> HttpResponse:
    """Answer with the calendar of a filter: METHOD PUBLISH, cancelled seminars kept and marked."""
    form = FilterForm(request.GET)
    events = narrowed(request, form).order_by("starts_at", "pk").prefetch_related("occasions")[:MOST]
    return HttpResponse(ics.feed(entries(list(events)), title_of(form)), content_type=CALENDAR_TYPE)


@require_safe
def event_file(request: HttpRequest, key: UUID) -> HttpResponse:
    """Answer with one seminar as a calendar file. Raises Http404 when it is not public."""
    events = list(Event.objects.public().filter(translation_key=key).prefetch_related("occasions"))
    found = entries(events)
    if not found:
        raise Http404
    response = HttpResponse(ics.feed(found), content_type=CALENDAR_TYPE)
    name = f"{found[0].event.local_start:%Y-%m-%d}-seminar.ics"
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response


@require_safe
def atom_feed(request: HttpRequest) -> HttpResponse:
    """Answer with the coming seminars of a filter as Atom (RFC 4287), the latest changed first."""
    form = FilterForm(request.GET)
    language = active_language()
    rows = narrowed(request, form).filter(ends_at__gt=timezone.now()).order_by("-updated_at", "-pk")[:NEWEST]
    home = absolute(index_address(language) or f"/{language}/")
    feed = Atom1Feed(
        title=clean(title_of(form)),
        link=home,
        description="",
        language=language,
        feed_url=absolute(request.get_full_path()),
        feed_guid=f"urn:uuid:{uuid5(NAMESPACE_URL, language + request.GET.urlencode())}",
    )
    for entry in entries(list(rows)):
        feed.add_item(
            title=clean(entry.title),
            link=entry.url,
            description=clean("\n".join([" · ".join(meta_of(entry.event)), entry.text])),
            unique_id=f"urn:uuid:{entry.event.uid}",
            pubdate=entry.event.created_at,
            updateddate=entry.event.updated_at,
        )
    return HttpResponse(feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


def clean(text: str) -> str:
    """Return a text that XML can hold."""
    return CONTROL.sub("", text)
