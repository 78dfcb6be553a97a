"""What is chosen in the address of the bank."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django import forms
from django.conf import settings
from django.forms.utils import flatatt
from django.http import QueryDict
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from core.languages.names import language_codes
from core.places.names import county_codes, county_names, municipality_names
from core.search.query import beginnings_for, understand
from projects.bank.index import FACETS, SORTS, BankIndex, bank_index
from projects.enums import Phase, Status
from projects.presentation.places import swedish_key

MAX_QUERY = 200
SELECTED = mark_safe(" selected")
LABELS: dict[str, Any] = {
    "programme": _("Programme"),
    "area": _("Programme area"),
    "phase": _("Phase"),
    "status": _("Status"),
    "county": _("County"),
    "municipality": _("Municipality"),
    "ground": pgettext_lazy("discrimination", "Ground"),
    "level": _("Level"),
    "target": _("Target group"),
    "theme": _("Theme"),
    "year": _("Year"),
    "funder": _("Funder"),
}
SORT_LABELS: dict[str, Any] = {
    "newest": pgettext_lazy("order of projects", "Newest first"),
    "title": pgettext_lazy("order of projects", "By title"),
    "amount": pgettext_lazy("order of projects", "Largest grant first"),
    "updated": pgettext_lazy("order of projects", "Recently updated first"),
}
# The bar shows the first five; the rest unfold.
FIELD_ORDER = ("q", "programme", "county", "ground", "sort")


class PlainSelect(forms.Select):
    """A select written in one go: Django's renders a template for each option, and there are hundreds."""

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        """Return the markup."""
        chosen = str(value or "")
        options = format_html_join(
            "\n",
            '<option value="{}"{}>{}</option>',
            ((key, SELECTED if str(key) == chosen else "", label) for key, label in self.choices),
        )
        # The field is a text to Django, which gives its control a length; a select has none.
        own_attrs = {key: kept for key, kept in self.build_attrs(self.attrs, attrs).items() if key != "maxlength"}
        own = flatatt({**own_attrs, "name": name})
        return format_html("<select{}>\n{}\n</select>", own, options)


class BankForm(forms.Form):
    """The filter bar. Only what leaves something is offered, with how much it leaves."""

    q = forms.CharField(
        label=_("Words"), required=False, max_length=MAX_QUERY, widget=forms.TextInput(attrs={"type": "search"})
    )

    def __init__(self, data: Any, options: dict[str, list[tuple[str, str]]] | None = None) -> None:
        super().__init__(data)
        self.fields["sort"] = forms.CharField(
            label=_("Order"),
            required=False,
            max_length=20,
            widget=PlainSelect(choices=list(SORT_LABELS.items())),
        )
        for name in FACETS:
            choices = (options or {}).get(name, [])
            widget = PlainSelect(choices=[("", _("All")), *choices])
            if options is None or choices:
                self.fields[name] = forms.CharField(label=LABELS[name], required=False, max_length=80, widget=widget)
        self.order_fields(FIELD_ORDER)


@dataclass
class Choice:
    """A valid choice, and what it leaves of the bank."""

    projects: Any
    query: str = ""
    chosen: dict[str, str] = field(default_factory=dict)
    sort: str = "newest"

    @cached_property
    def index(self) -> BankIndex:
        """The bank as of now."""
        return bank_index(self.projects, self._read[1])

    @cached_property
    def found(self) -> int | None:
        """The bits of the projects that the words are found in; None when none were asked for."""
        if not self.query:
            return None
        return self.index.bits_of(search_keys(self.projects, self.query))

    @cached_property
    def bits(self) -> int:
        """The bits of the projects left."""
        return self.index.mask(self.chosen, self.found)

    @cached_property
    def keys(self) -> list[int]:
        """The keys of the projects left, sorted."""
        return self.index.ordered(self.bits, self.sort)

    @cached_property
    def labels(self) -> dict[str, dict[str, str]]:
        """The label of every value of every facet."""
        return self._read[0]

    @cached_property
    def _read(self) -> tuple[dict[str, dict[str, str]], tuple[Any, ...]]:
        return labels_and_state(self.projects)

    def settle(self) -> None:
        """Read labels and keys now, in the active language, for an answer that is made after the view has ended."""
        _ready = self.labels, self.keys

    def options(self) -> dict[str, list[tuple[str, str]]]:
        """Return what can be chosen, each with how many it leaves; what is chosen now is always there."""
        offered = {}
        for name in FACETS:
            counts = self.index.counts(name, self.chosen, self.found)
            if name in self.chosen:
                counts.setdefault(self.chosen[name], 0)
            if name == "municipality" and "county" in self.chosen:
                counts = {code: number for code, number in counts.items() if self._in_county(code)}
            ordered = sorted(counts, key=lambda value, name=name: self._place(name, value))
            offered[name] = [(value, f"{self.label(name, value)} ({counts[value]})") for value in ordered]
        return offered

    def label(self, name: str, value: str) -> str:
        """Return the label of a value; the value itself when it is not known."""
        return self.labels[name].get(value, value)

    def _in_county(self, code: str) -> bool:
        return county_codes().get(code) == self.chosen["county"] or code == self.chosen.get("municipality")

    def _place(self, name: str, value: str) -> Any:
        if name == "year":
            return -int(value) if value.isdigit() else 0
        known = self.labels[name]
        if name in {"county", "municipality", "programme", "funder"}:
            return swedish_key(known.get(value, value))
        return list(known).index(value) if value in known else len(known)

    def parameters(self, **changes: str) -> dict[str, str]:
        """Return the address of this choice as parameters, with changes; an empty value takes one away."""
        own = {"q": self.query, **self.chosen, "sort": "" if self.sort == "newest" else self.sort, **changes}
        return {name: value for name, value in own.items() if value}

    def querystring(self, **changes: str) -> str:
        """Return the address of this choice as a query string."""
        query = QueryDict(mutable=True)
        query.update(self.parameters(**changes))
        return query.urlencode()


def choice_of(form: BankForm, projects: Any) -> Choice:
    """Return the choice of a valid form."""
    data = form.cleaned_data
    chosen = {name: data[name] for name in FACETS if data.get(name)}
    sort = data.get("sort") or "newest"
    return Choice(projects, data.get("q", "").strip(), chosen, sort if sort in SORTS else "newest")


def search_keys(projects: Any, text: str) -> list[int]:
    """Return the keys of the projects that have all the words asked for, or longer ones that begin so.

    In any language they are published in.
    """
    query = beginnings_for(understand(text), language_codes())
    if query is None:
        return []
    # Which of them the public may see is known to the index in memory.
    found = projects.model.objects.search(query, order_by_relevance=False)
    return list(found.get_queryset().values_list("pk", flat=True))


def labels_and_state(projects: Any) -> tuple[dict[str, dict[str, str]], tuple[Any, ...]]:
    """Return label by value by facet in the active language, in the order of the lists, and the state of the bank.

    One query for both.
    """
    state: tuple[Any, ...] = (0,)
    labels: dict[str, dict[str, str]] = {name: {} for name in FACETS}
    labels["phase"] = {value: str(label) for value, label in Phase.choices}
    labels["status"] = {value: str(label) for value, label in Status.choices}
    labels["county"] = county_names()
    labels["municipality"] = municipality_names()
    codes = [code for code, _name in settings.LANGUAGES]
    wanted = codes.index((get_language() or settings.LANGUAGE_CODE)[:2])
    swedish = codes.index("sv")
    rows = sorted(projects.facet_labels(), key=lambda row: (row[0], row[1] if row[1] is not None else 9999, row[3]))
    for kind, place, code, *names in rows:
        if kind == "state":
            state = (place, code, names[swedish])
            continue
        label = names[wanted] or names[swedish]
        labels[kind][code] = f"{place} {label}" if kind == "area" and place is not None else label
    return labels, state
