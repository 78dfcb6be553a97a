"""What calendars and readers of feeds subscribe to: every filter of the list has its own."""

import datetime as dt
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from uuid import NAMESPACE_URL, UUID, uuid5

from django.conf import settings
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.mail.links import absolute
from core.pages.atom import AtomFeed
from core.reading import active_language
from events import ics
from events.finding import Choice, FilterForm, labels
from events.index import look
from events.listings import index_address, series_title
from events.models.records import Event
from events.pages_of import pages_of
from events.showing import meta_of

# A feed holds what ended at most this long ago and what begins at most this far ahead; of what comes the nearest, of
# what has been the latest. So a subscription stays small however many seminars there are (docs/decisions/0080).
BACK = dt.timedelta(days=90)
AHEAD = dt.timedelta(days=400)
MOST_COMING = 100
MOST_PAST = 20
NEWEST = 50
# Feeds are asked for again and again by calendars: kept for so many seconds, or until a seminar changes.
KEPT = 600
CALENDAR_TYPE = "text/calendar; charset=utf-8"


@dataclass
class Asked:
    """What the address of a feed asks for."""

    form: FilterForm
    choice: Choice
    now: dt.datetime
    themes: dict[str, str]

    @property
    def coming(self) -> list[int]:
        """The positions of those that come, the nearest first."""
        index = self.choice.index
        return index.places(self.choice.bits & index.ending_after(self.now))

    @property
    def past(self) -> list[int]:
        """The positions of those that have been, the latest first."""
        index = self.choice.index
        return index.places(self.choice.bits & ~index.ending_after(self.now))[::-1]

    def title(self) -> str:
        """Return what the feed is called."""
        language = active_language()
        chosen = self.form.chosen_labels(
            labels(self.themes), lambda: series_title(self.choice.chosen["series"], language)
        )
        return " – ".join([_("Seminars"), settings.WAGTAIL_SITE_NAME, *chosen.values()])

    def once(self, kind: str, work_out: Callable[[], bytes]) -> bytes:
        """Return what was worked out for the same address, unless something has changed since."""
        said = self.form.data
        if said.get("free"):
            # Changes with every registration.
            return work_out()
        what = repr((kind, active_language(), sorted(said.items()), self.choice.index.state))
        key = f"events.feed.{hashlib.sha256(what.encode()).hexdigest()}"
        kept = cache.get(key)
        if kept is None:
            kept = work_out()
            cache.set(key, kept, KEPT)
        return bytes(kept)


def asked_for(request: HttpRequest) -> Asked:
    """Return the seminars in the window of a feed that match the address. Raises Http404 for a malformed filter."""
    form = FilterForm(request.GET)
    if not form.is_valid():
        raise Http404
    now = timezone.now()
    index, themes = look(active_language())
    window = index.ending_after(now - BACK) & index.starting_before(now + AHEAD)
    return Asked(form, Choice(index, form, window, active_language()), now, themes)


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
    asked = asked_for(request)
    return HttpResponse(asked.once("ics", lambda: _calendar_of(asked)), content_type=CALENDAR_TYPE)


def _calendar_of(asked: Asked) -> bytes:
    places = sorted([*asked.coming[:MOST_COMING], *asked.past[:MOST_PAST]])
    rows = Event.objects.prefetch_related("occasions").in_bulk([asked.choice.index.keys[place] for place in places])
    found = [rows[key] for place in places if (key := asked.choice.index.keys[place]) in rows]
    return ics.feed(entries(found), asked.title())


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
    asked = asked_for(request)
    # Beside what the address chooses, the address itself is in it.
    content = asked.once(f"atom {request.get_full_path()}", lambda: _atom_of(request, asked))
    return HttpResponse(content, content_type="application/atom+xml; charset=utf-8")


def _atom_of(request: HttpRequest, asked: Asked) -> bytes:
    language, index = active_language(), asked.choice.index
    keys = [index.keys[place] for place in asked.coming[:MOST_COMING]]
    rows = Event.objects.filter(pk__in=keys).order_by("-updated_at", "-pk")[:NEWEST]
    home = absolute(index_address(language) or f"/{language}/")
    feed = AtomFeed(
        title=asked.title(),
        link=home,
        description="",
        language=language,
        feed_url=absolute(request.get_full_path()),
        feed_guid=f"urn:uuid:{uuid5(NAMESPACE_URL, language + request.GET.urlencode())}",
    )
    for entry in entries(list(rows)):
        feed.add_item(
            title=entry.title,
            link=entry.url,
            description="\n".join([" · ".join(meta_of(entry.event)), entry.text]),
            unique_id=f"urn:uuid:{entry.event.uid}",
            pubdate=entry.event.created_at,
            updateddate=entry.event.updated_at,
            language=entry.language,
        )
    return feed.writeString("utf-8").encode()
