"""Finding seminars: filters in the address, and how many there are of each."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.places.names import county_codes, county_names, municipality_names
from core.search.query import beginnings_for, understand
from events.enums import Audience, EventFormat, HeldIn
from events.index import FACETS, EventIndex
from events.models.pages import EventPage
from events.models.records import Event
from projects.bank.filters import PlainSelect

FILTERS = (
    "q", "from", "to", "theme", "county", "municipality", "audience", "format", "held_in", "free", "recording",
    "series",
)  # fmt: skip
OFFERED = ("theme", "county", "municipality", "audience", "format", "held_in")
LONGEST_TEXT = 200
MOST_HITS = 20_000
# The language that most is written in: found also by those who read the portal in another.
MOSTLY = "sv"


def labels(themes: dict[str, str]) -> dict[str, dict[str, str]]:
    """Return the words for the values of each filter, those of the themes being known."""
    return {
        "theme": themes,
        "county": county_names(),
        "municipality": municipality_names(),
        "audience": {code: str(words) for code, words in Audience.choices},
        "format": {code: str(words) for code, words in EventFormat.choices},
        "held_in": {code: str(words) for code, words in HeldIn.choices},
    }


class Choice:
    """What an address chooses among the seminars of an index."""

    def __init__(self, index: EventIndex, asked: "FilterForm", among: int, language: str) -> None:
        self.index = index
        self.chosen = asked.chosen_codes()
        self.among = among & asked.other_bits(index, language) if asked.is_valid() else 0
        self.bits = index.mask(self.chosen, self.among)

    def options(self, words: dict[str, dict[str, str]]) -> dict[str, list[tuple[str, str]]]:
        """Return what each filter offers, with how many each leaves when the other filters stay."""
        offered = {}
        for name in OFFERED:
            known = words[name]
            counts = self.index.counts(name, self.chosen, self.among)
            # Of a chosen county, its own municipalities only.
            county = self.chosen.get("county", "") if name == "municipality" else ""
            rows = [
                (code, f"{known[code]} ({number})")
                for code, number in counts.items()
                if code in known and (not county or county_codes().get(code) == county)
            ]
            offered[name] = sorted(rows, key=lambda row: row[1].casefold())
        return offered


class FilterForm(forms.Form):
    """What can be chosen in the address. What nobody has finds nothing; what is malformed is said beside the field."""

    q = forms.CharField(label=_("Words"), required=False, max_length=LONGEST_TEXT)
    theme = forms.SlugField(label=_("Theme"), required=False, max_length=60)
    county = forms.SlugField(label=_("County"), required=False, max_length=8)
    municipality = forms.SlugField(label=_("Municipality"), required=False, max_length=8)
    audience = forms.SlugField(label=_("For whom"), required=False, max_length=20)
    format = forms.SlugField(label=_("Format"), required=False, max_length=20)
    held_in = forms.SlugField(label=pgettext_lazy("seminars", "Held in"), required=False, max_length=20)
    free = forms.BooleanField(label=_("Only with free places"), required=False)

    recording = forms.BooleanField(label=_("Only with a recording"), required=False)
    series = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any) -> None:
        kept = {name: str(data.get(name, ""))[: LONGEST_TEXT + 1].replace("\0", "") for name in FILTERS if name in data}
        super().__init__(kept)
        for name, label in (("from", _("From")), ("to", _("To"))):
            self.fields[name] = forms.DateField(
                label=label,
                required=False,
                widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
                input_formats=["%Y-%m-%d"],
            )
        self.order_fields(FILTERS)

    def offer(self, options: dict[str, list[tuple[str, str]]], words: dict[str, dict[str, str]]) -> None:
        """Fill the filters with what leaves something, and with what was chosen even if it leaves nothing."""
        for name in OFFERED:
            rows = list(options[name])
            asked = self.data.get(name, "")
            if asked and asked not in dict(rows):
                rows.append((asked, f"{words[name].get(asked, asked)} (0)"))
            self.fields[name].widget = PlainSelect(choices=[("", _("All")), *rows])

    def chosen_codes(self) -> dict[str, str]:
        """Return the values chosen of the facets; nothing when the address makes no sense."""
        if not self.is_valid():
            return {}
        return {name: str(self.cleaned_data[name]) for name in FACETS if self.cleaned_data.get(name)}

    def other_bits(self, index: EventIndex, language: str) -> int:
        """Return the bits of those that match dates, free places and words."""
        chosen, bits = self.cleaned_data, index.all
        if chosen["from"]:
            bits &= index.ending_after(day_start(chosen["from"]))
        if chosen["to"] and chosen["to"] < dt.date.max:
            bits &= index.starting_before(day_start(chosen["to"] + dt.timedelta(days=1)))
        if chosen["free"]:
            rows = Event.objects.public().coming().with_free_places().order_by()
            bits &= index.bits_of(rows.values_list("pk", flat=True))
        if chosen["q"]:
            languages = {language, MOSTLY}
            hits = self._hits(languages)
            bits &= index.bits_of_pages(hits, languages)
        return bits

    def _hits(self, languages: set[str]) -> list[int]:
        """Return the keys of the pages with the words, or longer ones that begin so, in one query."""
        query = beginnings_for(understand(self.cleaned_data["q"]), sorted(languages))
        if query is None:
            return []
        # Ranking would ask the index once for every page; which may be read is known to the index in memory.
        found = EventPage.objects.search(query, order_by_relevance=False).get_queryset()
        return list(found.order_by().values_list("pk", flat=True)[:MOST_HITS])

    def chosen_labels(self, words: dict[str, dict[str, str]], series_title: Callable[[], str]) -> dict[str, str]:
        """Return what was chosen, by parameter, in words."""
        found: dict[str, str] = {}
        for name in FILTERS:
            value = str(self.data.get(name, ""))
            if not value or name in self.errors or not self.cleaned_data.get(name):
                continue
            if name in OFFERED:
                found[name] = words[name].get(value, value)
            elif name == "series":
                found[name] = series_title()
            else:
                label = str(self.fields[name].label)
                found[name] = label if name in {"free", "recording"} else f"{label}: {value}"
        return found


def day_start(date: dt.date) -> dt.datetime:
    """Return when a day begins by the portal's own clock; years that no seminar has are cut to some that zones hold."""
    kept = min(max(date, dt.date(1900, 1, 1)), dt.date(2200, 1, 1))
    return timezone.make_aware(dt.datetime.combine(kept, dt.time.min))
