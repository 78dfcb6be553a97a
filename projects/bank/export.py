"""The filtered list as CSV and XLSX: exactly the rows of the list, in its order."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.exports import Column, csv_response, xlsx_response
from core.places.names import county_codes, county_names
from core.reading import active_language
from projects.bank.filters import Choice
from projects.bank.listing import asked_for
from projects.presentation.cards import pages_of

CHUNK = 500
Labels = dict[str, dict[str, str]]


@dataclass
class Row:
    """A project with its labels, in the language of the reader."""

    project: Any
    page: Any
    address: str
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
    return lambda row: getattr(row.project, f"{name}_currency") if getattr(row.project, name) is not None else ""


# The headings are those that an import reads, so that a list taken along can be brought back.
COLUMNS = [
    Column(pgettext_lazy("project", "Number"), _fact("number")),
    Column(_("Title"), lambda row: row.page.title),
    Column(_("Language"), lambda row: row.page.card_language),
    Column(_("Programme area"), lambda row: row.label("area", row.project.programme_area_id)),
    Column(_("Programme"), lambda row: row.label("programme", row.project.programme_id)),
    Column(_("Project phase"), lambda row: row.label("phase", row.project.phase)),
    Column(_("Status"), lambda row: row.label("status", row.project.status)),
    Column(
        _("Project owner"), lambda row: row.project.owner_organisation.name if row.project.owner_organisation else ""
    ),
    Column(_("Granted support"), _fact("granted_amount")),
    Column(_("Currency"), _currency("granted")),
    Column(_("Hours of advice"), _fact("in_kind_hours")),
    Column(_("Adviser"), _fact("in_kind_adviser")),
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
    Column(_("Address"), lambda row: row.address),
]


def rows_of(request: HttpRequest, choice: Choice, base: str, language: str) -> Iterator[Row]:
    """Yield the rows in the order of the list, a chunk at a time: three queries each, and memory stays small."""
    # Organisations are named, the rest is known by code: their labels were read with the choice.
    labels = {**choice.labels, "funder": {}, "partner": {}}
    for start in range(0, len(choice.keys), CHUNK):
        chunk = choice.projects.filter(pk__in=choice.keys[start : start + CHUNK])
        found = {project.pk: project for project in chunk.select_related("owner_organisation").defer("search_stems")}
        sets: dict[int, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for kind, key, code in chunk.described_rows(funder="funders__name", partner="partners__name"):
            sets[key][kind].append(code)
        pages = pages_of(found.values(), language, bare=True)
        for key in choice.keys[start : start + CHUNK]:
            page = pages.get(found[key].translation_key) if key in found else None
            if page is not None:
                yield Row(found[key], page, base + (page.get_url(request) or ""), sets[key], labels)


def bank_export(page: Any, request: HttpRequest, projects: Any, kind: str) -> HttpResponseBase:
    """Return the filtered list as a download. Raises Http404 when a filter is malformed."""
    choice = asked_for(request, projects)
    site = page.get_site()
    rows = rows_of(request, choice, site.root_url if site is not None else "", active_language())
    # The file is sent after the view has ended: headings and labels are taken in the reader's language now.
    choice.settle()
    columns = [Column(str(column.label), column.value) for column in COLUMNS]
    name = f"{page.slug}.{kind}"
    response = csv_response(name, columns, rows) if kind == "csv" else xlsx_response(name, columns, rows)
    response["X-Robots-Tag"] = "noindex"
    return response
