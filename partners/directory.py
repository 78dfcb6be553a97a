"""The directory: which partners there are, by filters in the address, by letter, and on a map."""

import unicodedata
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.models import Page

from accounts.enums import Sector
from core.languages.names import language_codes, own_name
from core.languages.sorting import swedish_key
from core.pages.paging import page_of, querystring
from core.reading import Reading, public, reading_of
from core.registry import Card
from partners.mapping import drawn
from partners.models.records import Partner, PartnershipMember
from partners.newsroom import news
from partners.showing import place_of

FACETS = ("country", "sector", "network", "workplace", "letter")
LABEL_OF: dict[str, Any] = {
    "country": _("Country"),
    "sector": _("Sector"),
    "network": _("Partnership"),
    "workplace": _("Model workplaces"),
    "letter": _("Letter"),
}
KNOWN = ("q", *FACETS)
PLACES = ("organisation__country", "organisation__municipality__county", "organisation__county")
MODEL = "model"
# Letters of their own in the alphabets of our languages; other accents are folded.
OWN_LETTERS = "ÅÄÖÆØ"


class ChosenField(forms.CharField):
    """A code chosen from a list: as long as a code is, which a select has no word for."""

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Return nothing: `maxlength` does not belong on a select."""
        return {}


class DirectoryForm(forms.Form):
    """The filter bar of the directory; only what some partner has is offered."""

    q = forms.CharField(
        label=_("Words"), required=False, max_length=100, widget=forms.TextInput(attrs={"type": "search"})
    )
    letter = forms.CharField(required=False, max_length=2, widget=forms.HiddenInput)

    def __init__(self, data: Any, options: dict[str, list[tuple[str, str]]] | None = None) -> None:
        super().__init__(data)
        for name in FACETS[:-1]:
            widget = forms.Select(choices=[("", _("All")), *(options or {}).get(name, [])])
            self.fields[name] = ChosenField(label=LABEL_OF[name], required=False, max_length=40, widget=widget)


@dataclass
class Entry:
    """A partner and what it can be chosen by."""

    partner: Partner
    card: Card
    address: str
    values: dict[str, set[str]]
    places: list[dict[str, Any]] = field(default_factory=list)

    @property
    def organisation(self) -> Any:
        """The organisation itself."""
        return self.partner.organisation

    def has_words(self, words: list[str]) -> bool:
        """Tell whether every word is somewhere in what the card shows."""
        if not words:
            return True
        text = f"{self.card.title} {self.organisation.name} {self.card.text} {self.card.meta}".casefold()
        return all(word in text for word in words)

    def matches(self, chosen: dict[str, str]) -> bool:
        """Tell whether the partner has all that was chosen."""
        return all(value in self.values[name] for name, value in chosen.items())


def letter_of(name: str) -> str:
    """Return the letter a name stands under; "#" for a figure or a sign."""
    first = name.strip()[:1].upper()
    if first in OWN_LETTERS and first:
        return {"Æ": "Ä", "Ø": "Ö"}.get(first, first)
    plain = unicodedata.normalize("NFKD", first)[:1]
    return plain if "A" <= plain <= "Z" else "#"


class Directory:
    """All partners that the reader may see, and those the address asks for: three queries, however many there are."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        reading = reading_of(request)
        partners = list(Partner.objects.filter(source_page__isnull=False).select_related(*PLACES))
        self.places: dict[int, list[dict[str, Any]]] = defaultdict(list)
        members = PartnershipMember.objects.filter(partnership__source_page__isnull=False)
        for row in members.values(
            "organisation_id", "partnership_id", "partnership__source_page_id", "role", "joined_on", "left_on"
        ):
            self.places[row["organisation_id"]].append(dict(row))
        reading.need(
            pages=[row["partnership__source_page_id"] for rows in self.places.values() for row in rows],
            pictured=[partner.source_page_id for partner in partners if partner.source_page_id],
        )
        self.labels: dict[str, dict[str, str]] = {name: {} for name in FACETS}
        entries = [self._entry(partner, reading) for partner in partners]
        self.entries = sorted(
            (entry for entry in entries if entry is not None), key=lambda entry: swedish_key(entry.card.title)
        )
        self._choose()

    def _entry(self, partner: Partner, reading: Reading) -> Entry | None:
        page = reading.page_for(partner.source_page_id or 0)
        if page is None:
            return None
        organisation = partner.organisation
        card = reading.card(page)
        card.kind, card.meta = self._sector(organisation.sector), place_of(organisation)
        values: dict[str, set[str]] = {name: set() for name in FACETS}
        values["sector"] = {organisation.sector}
        values["letter"] = {letter_of(card.title)}
        if organisation.country:
            values["country"] = {organisation.country.code}
            self.labels["country"][organisation.country.code] = organisation.country.label
        if partner.model_workplace_since:
            values["workplace"] = {MODEL}
            self.labels["workplace"][MODEL] = str(_("Only model workplaces"))
        places = []
        for row in self.places[organisation.pk]:
            network = reading.page_for(row["partnership__source_page_id"])
            if network is not None:
                places.append({**row, "title": network.title})
                if row["left_on"] is None:
                    values["network"].add(str(row["partnership_id"]))
                    self.labels["network"][str(row["partnership_id"])] = network.title
        return Entry(partner, card, card.url, values, places)

    def _sector(self, code: str) -> str:
        """Return what a sector is called; each is asked for once, since there can be thousands of partners."""
        labels = self.labels["sector"]
        if code not in labels:
            labels[code] = str(Sector(code).label)
        return labels[code]

    def _choose(self) -> None:
        asked = DirectoryForm(self.request.GET)
        self.is_valid = asked.is_valid()
        self.chosen = {name: value for name, value in asked.cleaned_data.items() if value} if self.is_valid else {}
        words = self.chosen.get("q", "").casefold().split()
        facets = {name: value for name, value in self.chosen.items() if name != "q"}
        self.worded = [entry for entry in self.entries if entry.has_words(words)]
        self.found = [entry for entry in self.worded if entry.matches(facets)] if self.is_valid else []
        self.form = DirectoryForm(self.request.GET, {name: self._options(name, facets) for name in FACETS[:-1]})
        self.form.is_valid()

    def _counts(self, name: str, facets: dict[str, str]) -> Counter[str]:
        others = {facet: value for facet, value in facets.items() if facet != name}
        return Counter(value for entry in self.worded if entry.matches(others) for value in entry.values[name])

    def _options(self, name: str, facets: dict[str, str]) -> list[tuple[str, str]]:
        counts = self._counts(name, facets)
        if name in facets:
            counts.setdefault(facets[name], 0)
        labels = self.labels[name]
        ordered = sorted(counts, key=lambda code: swedish_key(labels.get(code) or code))
        return [(code, f"{labels.get(code, code)} ({counts[code]})") for code in ordered]

    def letters(self) -> list[dict[str, Any]]:
        """Return the letters under which there are partners, each with its address; the chosen one leads back."""
        facets = {name: value for name, value in self.chosen.items() if name != "q"}
        counts = self._counts("letter", facets)
        chosen = self.chosen.get("letter", "")
        rows = [
            {
                "title": letter,
                "count": counts[letter],
                "current": letter == chosen,
                "url": f"?{querystring(self.request, known=KNOWN, letter=letter)}",
            }
            for letter in sorted(counts, key=swedish_key)
        ]
        return rows if len(rows) > 1 or chosen else []

    def active(self) -> list[dict[str, str]]:
        """Return what is chosen, each with the address without it."""
        names = {"q": _("Words"), **LABEL_OF}
        return [
            {
                "title": f"{names[name]}: {self.labels.get(name, {}).get(value, value)}",
                "url": f"?{querystring(self.request, known=KNOWN, **{name: None})}",
            }
            for name, value in self.chosen.items()
        ]


def addresses(page: Any, request: HttpRequest, directory: Directory) -> dict[str, str]:
    """Return the addresses of the list in its other forms, with what was chosen."""
    base = page.get_url(request) or ""
    query = querystring(request, known=KNOWN)
    tail = f"?{query}" if query and directory.is_valid else ""
    forms_of = {name: f"{base}{part}{tail}" for name, part in
                (("list_url", ""), ("map_url", "map/"), ("csv_url", "csv/"), ("xlsx_url", "xlsx/"))}  # fmt: skip
    return {
        **forms_of,
        "feed_url": f"{base}feed/",
        "all_url": base,
        "map_page_url": f"{base}map/",
        "join_url": reverse("partners:join"),
    }


def count_text(number: int) -> str:
    """Return how many, in words."""
    return ngettext("%(count)s partner", "%(count)s partners", number) % {"count": number}


def shared_context(page: Any, request: HttpRequest, directory: Directory) -> dict[str, Any]:
    """Return what list and map have in common."""
    urls = addresses(page, request, directory)
    return {
        **urls,
        "form": directory.form,
        "count_text": count_text(len(directory.found)),
        "active_filters": directory.active(),
        "any_partners": bool(directory.entries),
        "empty_actions": [{"title": _("See all partners"), "url": urls["all_url"]}],
    }


def directory_context(page: Any, request: HttpRequest) -> dict[str, Any]:
    """Return one page of the partners asked for, the alphabet, and the partnerships and countries."""
    reading = reading_of(request)
    reading.follow(page)
    directory = Directory(request)
    shown = page_of(request, directory.found, 24)
    cards = [entry.card for entry in shown]
    reading.illustrate(cards)
    return {
        **shared_context(page, request, directory),
        "cards": cards,
        "page_of_list": shown,
        "querystring": querystring(request, known=KNOWN) if directory.is_valid else "",
        "letters": directory.letters(),
        "around": pages_around(page, request),
        "feeds": feeds(page, request, directory),
    }


def feeds(page: Any, request: HttpRequest, directory: Directory) -> list[dict[str, Any]]:
    """Return the feeds of the partners' news by language, country and theme, in groups."""
    base = f"{page.get_url(request) or ''}feed/"
    themes = "partnernewspage__themes"
    columns = (f"{themes}__slug", f"{themes}__label_sv", f"{themes}__label_{reading_of(request).language}")
    told = news().filter(partnernewspage__themes__isnull=False).order_by().values_list(*columns).distinct()
    groups = {
        "lang": (_("By language"), [(code, own_name(code)) for code in language_codes()]),
        "country": (_("By country"), list(directory.labels["country"].items())),
        "theme": (_("By theme"), [(slug, own or swedish) for slug, swedish, own in told]),
    }
    return [
        {
            "title": title,
            "links": [
                {"title": label, "url": f"{base}?{urlencode({name: code})}"}
                for code, label in (rows if name == "lang" else sorted(rows, key=lambda row: swedish_key(row[1])))
            ],
        }
        for name, (title, rows) in groups.items()
        if rows
    ]


def pages_around(page: Any, request: HttpRequest) -> list[dict[str, Any]]:
    """Return the partnerships and countries under the directory, as links."""
    children = public(Page.objects.child_of(page).filter(partnerpage__isnull=True))
    reading = reading_of(request)
    return [{"title": row.title, "url": reading.address(row)} for row in children.order_by("path")]


def map_context(page: Any, request: HttpRequest) -> dict[str, Any]:
    """Return the partners asked for on a map of municipalities and one of countries."""
    reading_of(request).follow(page)
    directory = Directory(request)
    codes = [entry.organisation.municipality.code for entry in directory.found if entry.organisation.municipality]
    known = [entry.organisation.country for entry in directory.found if entry.organisation.country]
    countries = [(country.code, country.label) for country in known]
    return {**shared_context(page, request, directory), **drawn(codes, countries)}
