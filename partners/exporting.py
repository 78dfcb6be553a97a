"""The directory as CSV and XLSX: exactly the rows of the list, in its order."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.translation import gettext_lazy as _

from core.exports import Column, csv_response, xlsx_response
from core.reading import reading_of
from partners.directory import Directory
from partners.showing import role_in_time


def _fact(name: str) -> Any:
    return lambda entry: getattr(entry.organisation, name)


def _label(name: str) -> Any:
    return lambda entry: getattr(getattr(entry.organisation, name), "label", "")


def _name(name: str) -> Any:
    return lambda entry: getattr(getattr(entry.organisation, name), "name", "")


def _networks(entry: Any) -> str:
    return "; ".join(
        f"{row['title']} ({role_in_time(row['role'], row['joined_on'], row['left_on'])})" for row in entry.places
    )


COLUMNS = [
    Column(_("Partner"), lambda entry: entry.card.title),
    Column(_("Organisation"), _fact("name")),
    Column(_("Organisation number"), _fact("org_number")),
    Column(_("Sector"), lambda entry: entry.card.kind),
    Column(_("Country"), _label("country")),
    Column(_("Municipality"), _name("municipality")),
    Column(_("County"), _name("county")),
    Column(_("Place"), _fact("locality")),
    Column(_("Website"), _fact("website")),
    Column(_("Partnerships"), _networks),
    Column(_("Model workplace since"), lambda entry: entry.partner.model_workplace_since),
]


def directory_export(page: Any, request: HttpRequest, kind: str) -> HttpResponseBase:
    """Return the filtered list as a download. Raises Http404 when a filter is malformed."""
    reading_of(request).follow(page)
    directory = Directory(request)
    if not directory.is_valid:
        raise Http404
    site = page.get_site()
    base = site.root_url if site is not None else ""
    # The file is sent after the view has ended: headings and values are taken in the reader's language now.
    found = [[column.value(entry) for column in COLUMNS] + [_whole(base, entry.address)] for entry in directory.found]
    labels = [str(column.label) for column in COLUMNS] + [str(_("Address"))]
    columns = [Column(label, _cell(number)) for number, label in enumerate(labels)]
    name = f"{page.slug}.{kind}"
    response = csv_response(name, columns, found) if kind == "csv" else xlsx_response(name, columns, found)
    response["X-Robots-Tag"] = "noindex"
    return response


def _whole(base: str, address: str) -> str:
    return address if address.startswith("http") else base + address


def _cell(number: int) -> Any:
    return lambda row: (
        str(row[number]) if row[number] is not None and not hasattr(row[number], "isoformat") else row[number]
    )
