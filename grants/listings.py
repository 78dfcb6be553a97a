"""Lists of calls: on their own page and on the home page."""

from typing import Any

from django import forms
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.pages.paging import page_of, querystring
from core.reading import Reading, public, reading_of
from core.registry import Card, Listing, Panel, register_listing, register_panel
from grants.enums import CallKind, CallPhase
from grants.models.pages import CallIndexPage
from grants.models.records import Call
from grants.pages_of import told_in
from grants.services.projection import SUBSCRIPTION
from grants.showing import beside, card_told, cards_of
from projects.bank.filters import PlainSelect

PER_PAGE = 12
MOST_ON_PROGRAMME = 12
FILTERS = ("phase", "programme", "kind")
# Open first, then what comes, then what has been.
ORDER = (CallPhase.OPEN, CallPhase.UPCOMING, CallPhase.CLOSED)


class FilterForm(forms.Form):
    """What can be chosen in the address. What nobody has finds nothing; what is malformed is said beside the field."""

    phase = forms.ChoiceField(label=_("Status"), required=False, choices=[("", _("All")), *CallPhase.choices])
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[("", _("All")), *CallKind.choices])
    programme = forms.IntegerField(label=_("Programme"), required=False, min_value=1, max_value=2**31)

    def __init__(self, data: Any, calls: list[Call]) -> None:
        kept = {name: str(data.get(name, ""))[:40].replace("\0", "") for name in FILTERS if name in data}
        super().__init__(kept)
        labels = {call.programme_id: call.programme.label for call in calls if call.programme is not None}
        rows = sorted(labels.items(), key=lambda row: row[1].casefold())
        self.fields["programme"].widget = PlainSelect(choices=[("", _("All")), *rows])

    def matches(self, call: Call) -> bool:
        """Tell whether a call is among what the address chooses; of an address that makes no sense, none is."""
        if not self.is_valid():
            return False
        chosen = self.cleaned_data
        return (
            (not chosen["phase"] or call.phase() == chosen["phase"])
            and (not chosen["kind"] or call.kind == chosen["kind"])
            and (not chosen["programme"] or call.programme_id == chosen["programme"])
        )

    def chosen_labels(self) -> dict[str, str]:
        """Return what was chosen, by parameter, in words."""
        found: dict[str, str] = {}
        for name in FILTERS:
            value = str(self.data.get(name, ""))
            if value and name not in self.errors:
                choices = {str(key): str(words) for key, words in self.fields[name].widget.choices}
                found[name] = choices.get(value, value)
        return found


def all_calls() -> list[Call]:
    """Return the public calls: those that are open and close first, then the coming, then the latest closed."""
    calls = list(Call.objects.public().select_related("programme").defer("criteria"))
    return sorted(calls, key=place_of)


def place_of(call: Call) -> tuple[int, bool, float, int]:
    """Return where a call stands in a list; one without a last day comes after those with one."""
    phase = CallPhase(call.phase())
    moment = {CallPhase.UPCOMING: call.opens_at}.get(phase, call.closes_at)
    seconds = moment.timestamp() if moment is not None else 0.0
    return ORDER.index(phase), moment is None, -seconds if phase == CallPhase.CLOSED else seconds, call.pk


def list_context(request: HttpRequest) -> dict[str, Any]:
    """Return what the list shows, narrowed by the address. The number of queries does not depend on the rows."""
    reading = reading_of(request)
    calls = all_calls()
    form = FilterForm(request.GET, calls)
    found = [call for call in calls if form.matches(call)]
    page = page_of(request, found, PER_PAGE)
    known = tuple(name for name in FILTERS if name not in form.errors)
    query = querystring(request, known=known)
    return {
        "form": form,
        "page_of_list": page,
        "groups": groups_of(list(page.object_list), reading),
        "querystring": query,
        "active_filters": [
            {"title": label, "url": f"?{querystring(request, known=known, **{name: None})}"}
            for name, label in form.chosen_labels().items()
        ],
        "reset_url": request.path if query or form.errors else "",
        "feed_url": with_query(reverse("calls:feed"), query),
        "csv_url": with_query(reverse("calls:csv"), query),
        "mail_url": f"{reverse('mail:subscribe')}?kind={SUBSCRIPTION}",
        "nothing_open": not any(call.phase() == CallPhase.OPEN for call in calls),
    }


def groups_of(calls: list[Call], reading: Reading) -> list[dict[str, Any]]:
    """Return the calls of a page of the list under the headings of where they stand: two queries in all."""
    cards = cards_of(calls, reading)
    reading.illustrate(cards)
    for card in cards:
        # They are all calls.
        card.kind = ""
    by_seed = {card.seed: card for card in cards}
    groups = []
    for phase in ORDER:
        own = [by_seed.get(str(call.translation_key)) for call in calls if call.phase() == phase]
        rows = [card for card in own if card is not None]
        if rows:
            groups.append({"phase": phase, "label": HEADINGS[phase], "cards": rows})
    return groups


HEADINGS = {
    CallPhase.OPEN: _("Open now"),
    CallPhase.UPCOMING: _("Opening later"),
    CallPhase.CLOSED: _("Closed calls"),
}


def with_query(path: str, query: str) -> str:
    """Return an address with a query, if there is one."""
    return f"{path}?{query}" if query else path


def index_address(language: str, request: HttpRequest | None = None) -> str:
    """Return the address of the list of calls in a language, or an empty string."""
    page = public(CallIndexPage.objects.filter(locale__language_code=language)).first()
    return page.get_url(request) or "" if page is not None else ""


def fetch_current(language: str, count: int) -> list[Card]:
    """Return the cards of the calls that are open or coming."""
    reading = Reading(None)
    reading.language = language
    calls = [call for call in all_calls() if call.phase() != CallPhase.CLOSED]
    return cards_of(calls[:count], reading)


def programme_panel(page: Any, request: HttpRequest) -> dict[str, Any] | None:
    """Return the calls of a programme and of those under it: one query, whatever the number of calls."""
    if not page.pk:
        return None
    reading = reading_of(request)
    keys = type(page).objects.descendant_of(page, inclusive=True).values("translation_key")
    rows = Call.objects.public().filter(programme__translation_key__in=keys).defer("criteria")
    calls = sorted(rows.annotate(told=told_in(reading.language)), key=place_of)
    cards = [card_told(call, reading) for call in calls if call.told]
    return {"cards": cards[:MOST_ON_PROGRAMME]} if cards else None


def register() -> None:
    """Enter listings and panels."""
    register_listing(
        Listing(
            "current_calls",
            _("Open and coming calls"),
            fetch_current,
            index_address,
            empty_text=_("No call is open at the moment."),
        )
    )
    # Before the pictures of the page are read, so that theirs come in the same query.
    register_panel(Panel("grants.beside", "grants.CallPage", "grants/panel.html", beside, order=10))
    panel = "grants/programme_panel.html"
    register_panel(Panel("grants.of_programme", "projects.ProgrammePage", panel, programme_panel, order=10))
