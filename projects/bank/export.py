"""The filtered list as CSV and XLSX: exactly the rows of the list, in its order."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import F
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from core.exports import Column, csv_response, xlsx_response
from core.places.names import county_codes, county_names
from core.reading import active_language, public
from projects.bank.filters import Choice
from projects.bank.listing import asked_for
from projects.presentation.cards import nearness

# Up to this many projects are asked for by key; above it all are read, and those that are not chosen left out.
FEW = 500
# What a row needs of the record. Tuples of these take a fifth of the memory of model instances.
FACTS = (
    *("pk", "translation_key", "source_page_id", "number", "programme_area_id", "programme_id", "phase", "status"),
    *("owner_organisation__name", "granted_amount", "granted_currency", "budget_amount", "budget_currency"),
    *("in_kind_hours", "in_kind_adviser", "starts", "ends", "region", "eu_publicity", "record_url"),
)
Labels = dict[str, dict[str, str]]


@dataclass(frozen=True, slots=True)
class Told:
    """What the page says that is nearest to the reader."""

    title: str
    language: str
    subject: str
    address: str


@dataclass(frozen=True, slots=True)
class Row:
    """A project with its labels, in the language of the reader."""

    project: Any
    page: Told
    sets: dict[str, list[str]]
    labels: Labels

    def label(self, kind: str, code: Any) -> str:
        """Return the label of a code; nothing when there is none."""
        return self.labels[kind].get(str(code), "") if code else ""

    def names(self, kind: str) -> str:
        """Return the labels of a set, with semicolons."""
        labels = self.labels.get(kind, {})
        return "; ".join(sorted(labels.get(code, code) for code in self.sets.get(kind, [])))

    def counties(self) -> str:
        """Return the counties of the municipalities, each once."""
        codes = {county_codes()[code] for code in self.sets.get("municipality", [])}
        return "; ".join(sorted(county_names()[code] for code in codes))


def _fact(name: str) -> Any:
    return lambda row: getattr(row.project, name)


def _set(kind: str) -> Any:
    return lambda row: row.names(kind)


def _date(name: str) -> Any:
    return lambda row: str(getattr(row.project, name) or "")


def _currency(name: str) -> Any:
    return lambda row: (
        "" if getattr(row.project, f"{name}_amount") is None else getattr(row.project, f"{name}_currency")
    )


# The headings are those that an import reads, so that a list taken along can be brought back.
COLUMNS = [
    Column(pgettext_lazy("project", "Number"), _fact("number")),
    Column(_("Title"), lambda row: row.page.title),
    Column(_("Language"), lambda row: row.page.language),
    Column(_("Programme area"), lambda row: row.label("area", row.project.programme_area_id)),
    Column(_("Programme"), lambda row: row.label("programme", row.project.programme_id)),
    Column(_("Project phase"), lambda row: row.label("phase", row.project.phase)),
    Column(_("Status"), lambda row: row.label("status", row.project.status)),
    Column(_("Project owner"), _fact("owner_organisation__name")),
    Column(_("Granted support"), _fact("granted_amount")),
    Column(_("Currency"), _currency("granted")),
    Column(_("Hours of advice"), _fact("in_kind_hours")),
    Column(_("Adviser"), _fact("in_kind_adviser")),
    Column(_("Subject of the advice"), lambda row: row.page.subject),
    Column(_("Total project budget"), _fact("budget_amount")),
    Column(_("Currency of the budget"), _currency("budget")),
    Column(_("Start"), _date("starts")),
    Column(_("End"), _date("ends")),
    Column(pgettext_lazy("programme", "Region"), _fact("region")),
    Column(_("Counties"), lambda row: row.counties()),
    Column(_("Municipalities"), _set("municipality")),
    Column(_("Grounds of discrimination"), _set("ground")),
    Column(_("Levels"), _set("level")),
    Column(_("Target groups"), _set("target")),
    Column(_("Themes"), _set("theme")),
    Column(_("Partners"), _set("partner")),
    Column(_("Funders"), _set("funder")),
    Column(_("Co-funded by the European Union"), lambda row: row.label("answer", row.project.eu_publicity)),
    Column(_("Original record"), _fact("record_url")),
    Column(_("Address"), lambda row: row.page.address),
]


def rows_of(request: HttpRequest, choice: Choice, labels: Labels, base: str, language: str) -> Iterator[Row]:
    """Yield the rows in the order of the list, in three queries whatever their number; see decision 0063."""
    keys = set(choice.keys)
    projects = choice.projects.filter(pk__in=keys) if len(keys) <= FEW else choice.projects
    found = {row.pk: row for row in projects.order_by().values_list(*FACTS, named=True) if row.pk in keys}
    sets: dict[int, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for kind, key, code in projects.described_rows(funder="funders__name", partner="partners__name"):
        if key in keys:
            sets[key][kind].append(code)
    sources = {row.source_page_id for row in found.values()}
    pages = _told(request, projects, base, language, sources)
    for key in choice.keys:
        page = pages.get(found[key].translation_key) if key in found else None
        if page is not None:
            yield Row(found[key], page, sets.get(key, {}), labels)


def _told(request: HttpRequest, projects: Any, base: str, language: str, sources: set[int]) -> dict[Any, Told]:
    """Return what the pages of projects say, by translation key. A page that not all may read says nothing."""
    needed = ("title", "url_path", "path", "depth", "translation_key", "locale")
    pages = Page.objects.filter(translation_key__in=projects.order_by().values("translation_key"))
    rows = (
        public(pages)
        .only(*needed)
        .annotate(told_language=F("locale__language_code"), told_subject=F("projectpage__in_kind_subject"))
    )
    told: dict[Any, tuple[Any, Told]] = {}
    for page in rows.iterator():
        near = nearness(page.pk, page.told_language, language, sources)
        if page.translation_key not in told or near < told[page.translation_key][0]:
            address = base + (page.get_url(request) or "")
            told[page.translation_key] = near, Told(page.title, page.told_language, page.told_subject or "", address)
    return {key: said for key, (_near, said) in told.items()}


def bank_export(page: Any, request: HttpRequest, projects: Any, kind: str) -> HttpResponseBase:
    """Return the filtered list as a download. Raises Http404 when a filter is malformed."""
    choice = asked_for(request, projects)
    site = page.get_site()
    # The file is sent after the view has ended: headings and labels are taken in the reader's language now.
    choice.settle()
    # Organisations are named, the rest is known by code: their labels were read with the choice.
    labels = {**choice.labels, "funder": {}, "partner": {}, "answer": {"True": gettext("Yes")}}
    rows = rows_of(request, choice, labels, site.root_url if site is not None else "", active_language())
    columns = [Column(str(column.label), column.value) for column in COLUMNS]
    name = f"{page.slug}.{kind}"
    response = csv_response(name, columns, rows) if kind == "csv" else xlsx_response(name, columns, rows)
    response["X-Robots-Tag"] = "noindex"
    return response
