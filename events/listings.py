"""Lists of seminars: on their own page, on the home page, and on the pages they belong with."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.forms import HiddenInput
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.pages.paging import page_of, querystring
from core.reading import Reading, public, reading_of
from core.registry import Card, Listing, Panel, register_listing, register_panel
from events.finding import FILTERS, Choice, FilterForm, labels
from events.index import look
from events.models.pages import EventIndexPage
from events.models.records import Event
from events.models.series import Series
from events.pages_of import pages_of
from events.services.projection import SUBSCRIPTION
from events.showing import cards_of, rows_of

PER_PAGE = 12
# What a subscriber can choose, and the filter of the list that it is called after.
MAIL_FILTERS = {"themes": "theme", "municipalities": "municipality"}
IN_PANEL = 6
MOST_LOOKED_AT = 60
# Pages of others that show their seminars.
SHOWN_ON = ("projects.ProjectPage", "projects.MethodPage", "home.ArticlePage")


@dataclass
class Found:
    """What an address finds: the form, the choice, its words, and the addresses that lead on."""

    form: FilterForm
    choice: Choice
    query: str
    active: list[dict[str, str]]

    def links(self) -> dict[str, Any]:
        """Return the filter's own feeds, and the mail about what it finds."""
        wanted = {f"{SUBSCRIPTION}_{name}": self.choice.chosen.get(code, "") for name, code in MAIL_FILTERS.items()}
        mail = urlencode({"kind": SUBSCRIPTION} | {name: value for name, value in wanted.items() if value})
        return {
            "ics_url": with_query(reverse("events:calendar_feed"), self.query),
            "feed_url": with_query(reverse("events:feed"), self.query),
            "mail_url": f"{reverse('mail:subscribe')}?{mail}",
        }


def find(request: HttpRequest, *, past: bool | None) -> Found:
    """Return what the address finds among the coming seminars, the past ones, or (None) all; two queries."""
    language = reading_of(request).language
    index, themes = look(language)
    words = labels(themes)
    coming = index.ending_after(timezone.now())
    among = {None: index.all, False: coming, True: index.all & ~coming}[past]
    form = FilterForm(request.GET)
    choice = Choice(index, form, among, language)
    form.offer(choice.options(words), words)
    # Only what makes sense is passed on to feeds: a malformed filter would be an error there.
    query = querystring(request, known=tuple(name for name in FILTERS if name not in form.errors))
    chosen = form.chosen_labels(words, lambda: series_title(choice.chosen["series"], language))
    active = [
        {"title": label, "url": f"?{querystring(request, known=FILTERS, **{name: None})}"}
        for name, label in chosen.items()
    ]
    return Found(form, choice, query, active)


def list_context(request: HttpRequest, *, past: bool) -> dict[str, Any]:
    """Return what the list shows, narrowed by the address. The number of queries does not depend on the rows."""
    reading = reading_of(request)
    found = find(request, past=past)
    if not past:
        found.form.fields["recording"].widget = HiddenInput()
    keys = found.choice.index.ordered(found.choice.bits)
    page = page_of(request, keys[::-1] if past else keys, PER_PAGE)
    return {
        "form": found.form,
        "page_of_list": page,
        "rows": rows_of(in_order(list(page.object_list)), reading),
        "querystring": found.query,
        "active_filters": found.active,
        "reset_url": request.path if found.query else "",
        "past": past,
        **found.links(),
    }


def in_order(keys: list[int]) -> list[Event]:
    """Return the seminars with these keys, in this order; one query, none for none."""
    rows = Event.objects.select_related("municipality").in_bulk(keys) if keys else {}
    return [rows[key] for key in keys if key in rows]


def series_title(key: str, language: str) -> str:
    """Return what a series is called: as the seminar that it was made after, else as its first."""
    return series_name(key, language)[0]


def series_name(key: str, language: str) -> tuple[str, str]:
    """Return what a series is called, and in which language."""
    rows = Event.objects.public().filter(series_key=key).order_by("starts_at", "pk")
    pattern = Series.objects.filter(key=key).values("pattern_key")
    event = rows.filter(translation_key__in=pattern).first() or rows.first()
    page = pages_of([event], language).get(event.pk) if event is not None else None
    return (page.title, page.card_language) if page is not None else (str(_("Series")), language)


def series_context(key: UUID, request: HttpRequest) -> dict[str, Any] | None:
    """Return every date of a series, past and coming; None when there is no such series."""
    reading = reading_of(request)
    index, _themes = look(reading.language)
    bits = index.mask({"series": str(key)}, index.all)
    if not bits:
        return None
    coming = index.ending_after(timezone.now())
    query = f"series={key}"
    title, title_language = series_name(str(key), reading.language)
    return {
        "series_title": title,
        "series_lang": title_language,
        "coming": rows_of(in_order(index.ordered(bits & coming)), reading),
        "been": rows_of(in_order(index.ordered(bits & ~coming)[::-1]), reading),
        "ics_url": with_query(reverse("events:calendar_feed"), query),
        "feed_url": with_query(reverse("events:feed"), query),
    }


def with_query(path: str, query: str) -> str:
    """Return an address with a query, if there is one."""
    return f"{path}?{query}" if query else path


def index_address(language: str, request: HttpRequest | None = None) -> str:
    """Return the address of the list of seminars in a language, or an empty string."""
    page = public(EventIndexPage.objects.filter(locale__language_code=language)).first()
    return page.get_url(request) or "" if page is not None else ""


def fetch_coming(language: str, count: int) -> list[Card]:
    """Return the cards of the nearest seminars."""
    reading = Reading(None)
    reading.language = language
    return cards_of(Event.objects.public().coming()[:count], reading)


def fetch_recordings(language: str, count: int) -> list[Card]:
    """Return the cards of the latest seminars with a recording."""
    reading = Reading(None)
    reading.language = language
    return cards_of(Event.objects.public().past().filter(has_recording=True)[:count], reading)


def panel_context(page: Any, request: HttpRequest) -> dict[str, Any] | None:
    """Return the seminars that belong with a page: the next first, then the latest; None when there are none."""
    rows = Event.objects.public().filter(related_keys__translation_key=page.translation_key)
    events = list(rows.select_related("municipality").order_by("-starts_at", "-pk")[:MOST_LOOKED_AT])
    coming = [event for event in reversed(events) if not event.is_over]
    been = [event for event in events if event.is_over]
    reading = reading_of(request)
    cards = cards_of([*coming, *been][:IN_PANEL], reading)
    reading.illustrate(cards)
    return {"cards": cards} if cards else None


def register() -> None:
    """Enter listings and panels."""
    register_listing(
        Listing(
            "coming_events",
            gettext_lazy("Coming seminars"),
            fetch_coming,
            index_address,
            empty_text=gettext_lazy("No seminars are announced at the moment."),
        )
    )
    register_listing(
        Listing(
            "event_recordings",
            gettext_lazy("Recordings of seminars"),
            fetch_recordings,
            lambda language: f"{index_address(language)}past/" if index_address(language) else "",
        )
    )
    for page_type in SHOWN_ON:
        register_panel(Panel(f"events.on_{page_type}", page_type, "events/panel.html", panel_context, order=50))
