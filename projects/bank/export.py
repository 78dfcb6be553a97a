"""The filtered list as CSV and XLSX: exactly the rows of the list, in its order."""

from collections.abc import Iterator
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.exports import Column, csv_response, xlsx_response
from core.reading import active_language
from projects.bank.listing import read_choice
from projects.presentation.cards import pages_of

CHUNK = 500
SETS = ("municipalities", "grounds", "levels", "target_groups", "themes", "partners", "funders")


class Row:
    """A project with the page that a reader of this language would get."""

    def __init__(self, project: Any, page: Any, base: str) -> None:
        self.project = project
        self.title = page.title if page is not None else project.title
        self.language = page.card_language if page is not None else project.locale.language_code
        self.url = base + (page.get_url() or "") if page is not None else ""

    def names(self, name: str) -> str:
        """Return the labels of a set, with semicolons."""
        return "; ".join(str(item) for item in getattr(self.project, name).all())

    def counties(self) -> str:
        """Return the counties of the municipalities, each once."""
        return "; ".join(sorted({str(place.county) for place in self.project.municipalities.all()}))


def _fact(name: str) -> Any:
    return lambda row: getattr(row.project, name)


def _text(name: str) -> Any:
    return lambda row: str(getattr(row.project, name) or "")


def _set(name: str) -> Any:
    return lambda row: row.names(name)


# The headings are those that an import reads, so that a list taken along can be brought back.
COLUMNS = [
    Column(pgettext_lazy("project", "Number"), _fact("number")),
    Column(_("Title"), lambda row: row.title),
    Column(_("Language"), lambda row: row.language),
    Column(_("Programme area"), _text("programme_area")),
    Column(_("Programme"), _text("programme")),
    Column(_("Project phase"), lambda row: row.project.get_phase_display()),
    Column(_("Status"), lambda row: row.project.get_status_display()),
    Column(_("Project owner"), _text("owner_organisation")),
    Column(_("Granted support"), _fact("granted_amount")),
    Column(_("Currency"), lambda row: row.project.granted_currency if row.project.granted is not None else ""),
    Column(_("Hours of advice"), _fact("in_kind_hours")),
    Column(_("Adviser"), _fact("in_kind_adviser")),
    Column(_("Total project budget"), _fact("budget_amount")),
    Column(
        _("Currency of the budget"), lambda row: row.project.budget_currency if row.project.budget is not None else ""
    ),
    Column(_("Start"), _text("starts")),
    Column(_("End"), _text("ends")),
    Column(pgettext_lazy("programme", "Region"), _fact("region")),
    Column(_("Counties"), lambda row: row.counties()),
    Column(_("Municipalities"), _set("municipalities")),
    Column(_("Grounds of discrimination"), _set("grounds")),
    Column(_("Levels"), _set("levels")),
    Column(_("Target groups"), _set("target_groups")),
    Column(_("Themes"), _set("themes")),
    Column(_("Partners"), _set("partners")),
    Column(_("Funders"), _set("funders")),
    Column(_("Address"), lambda row: row.url),
]


def rows_of(projects: Any, keys: list[int], base: str) -> Iterator[Row]:
    """Yield the rows in the order of the keys, a chunk at a time, so that memory stays small."""
    language = active_language()
    for start in range(0, len(keys), CHUNK):
        chunk = keys[start : start + CHUNK]
        found = projects.with_row_facts().prefetch_related("municipalities__county", *SETS[1:]).in_bulk(chunk)
        pages = pages_of(found.values(), language)
        for key in chunk:
            if key in found and found[key].translation_key in pages:
                yield Row(found[key], pages[found[key].translation_key], base)


def bank_export(page: Any, request: HttpRequest, projects: Any, kind: str) -> HttpResponseBase:
    """Return the filtered list as a download. Raises Http404 when a filter is malformed."""
    form, choice = read_choice(request, projects)
    if form.errors:
        raise Http404
    site = page.get_site()
    rows = rows_of(projects, choice.keys, site.root_url if site is not None else "")
    name = f"{page.slug}.{kind}"
    response = csv_response(name, COLUMNS, rows) if kind == "csv" else xlsx_response(name, COLUMNS, rows)
    response["X-Robots-Tag"] = "noindex"
    return response
