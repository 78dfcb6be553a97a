"""Lists of seminars: on their own page, on the home page, and on the pages they belong with."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.pages.paging import page_of, querystring
from core.reading import Reading, public, reading_of
from core.registry import Card, Listing, Panel, register_listing, register_panel
from events.finding import FILTERS, FilterForm, counted
from events.models.pages import EventIndexPage
from events.models.records import Event
from events.showing import cards_of, rows_of

PER_PAGE = 12
# Pages of others that show their seminars.
SHOWN_ON = ("projects.ProjectPage", "projects.MethodPage", "home.ArticlePage")


def list_context(request: HttpRequest, *, past: bool) -> dict[str, Any]:
    """Return what the list shows, narrowed by the address. The number of queries does not depend on the rows."""
    reading = reading_of(request)
    base = Event.objects.public()
    base = base.past() if past else base.coming()
    form = FilterForm(request.GET, counted(base, reading.language))
    found = form.narrow(base, reading.language)
    page = page_of(request, found, PER_PAGE)
    # Only what makes sense is passed on to feeds: a malformed filter would be an error there.
    query = querystring(request, known=tuple(name for name in FILTERS if name not in form.errors))
    return {
        "form": form,
        "page_of_list": page,
        "rows": rows_of(page, reading),
        "querystring": query,
        "active_filters": active_filters(request, form),
        "reset_url": request.path if query else "",
        "ics_url": with_query(reverse("events:calendar_feed"), query),
        "feed_url": with_query(reverse("events:feed"), query),
        "empty_actions": [{"title": _("All coming seminars"), "url": "?"}] if query else [],
    }


def with_query(path: str, query: str) -> str:
    """Return an address with a query, if there is one."""
    return f"{path}?{query}" if query else path


def active_filters(request: HttpRequest, form: FilterForm) -> list[dict[str, str]]:
    """Return what was chosen, each with the address that takes it away."""
    return [
        {"title": label, "url": f"?{querystring(request, known=FILTERS, **{name: None})}"}
        for name, label in form.chosen_labels().items()
    ]


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
    """Return the seminars that belong with a page, coming first; None when there are none."""
    events = Event.objects.public().filter(related_keys__translation_key=page.translation_key).order_by("-starts_at")
    reading = reading_of(request)
    cards = cards_of(events[:6], reading)
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
