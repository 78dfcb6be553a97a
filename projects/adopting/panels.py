"""Methods in use on the pages of methods and projects: a timeline, and a map with a table."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from core.periods import PartialDate, format_date
from core.places.names import municipality_names
from core.reading import Reading, active_language, reading_of
from core.registry import Panel, register_panel
from partners.mapping import drawn
from projects.models import Adoption

PANEL = "projects/parts/adoptions.html"
MOST_IN_TIMELINE = 12
MOST_ON_MAP = 1000


@dataclass(frozen=True)
class Use:
    """A method in use, as much of it as is shown."""

    name: str
    since: PartialDate | None
    purpose: str
    effect: str
    language: str
    municipality_code: str
    country_code: str
    country_label: str
    method: Any = ""

    @classmethod
    def of(cls, row: Adoption) -> "Use":
        """Return what is shown of a stored row."""
        country = row.country
        return cls(
            row.organisation_name, row.since, row.purpose, row.effect, row.language,
            row.municipality.code if row.municipality else "", country.code if country else "",
            country.label if country else "",
        )  # fmt: skip

    @property
    def place(self) -> str:
        """Where it is used, as near as is known."""
        return municipality_names().get(self.municipality_code, "") or self.country_label


def timeline(uses: Iterable[Use]) -> list[dict[str, Any]]:
    """Return methods in use as a timeline, those that began first first. Words in another language say which."""
    language = active_language()
    return [
        {
            "title": f"{use.name} ({use.place})" if use.place else use.name,
            "when": format_date(use.since) if use.since else "",
            "purpose": use.purpose,
            "effect": use.effect,
            "method": use.method,
            "lang": use.language if use.language != language else "",
        }
        for use in sorted(uses, key=lambda use: (str(use.since or "9"), use.name))
    ]


def on_map(uses: list[Use]) -> dict[str, Any]:
    """Return the parameters of the map."""
    codes = [use.municipality_code for use in uses if use.municipality_code]
    return drawn(codes, [(use.country_code, use.country_label) for use in uses if use.country_code])


def method_panel(page: Any, request: HttpRequest) -> dict[str, Any] | None:
    """Return who uses a method, and where to tell that one does."""
    if getattr(request, "is_preview", False):
        return None
    key = page.translation_key
    rows = Adoption.objects.published().filter(method__translation_key=key)
    uses = [Use.of(row) for row in rows.select_related("municipality", "country")]
    return {
        "items": timeline(uses),
        "map": on_map(uses) if uses else None,
        "tell_url": reverse("projects:adopt", args=[key]),
    }


def project_panel(page: Any, request: HttpRequest) -> dict[str, Any] | None:
    """Return what came of a project: who uses its methods. They were read with what the project is described by."""
    reading = reading_of(request)
    uses = []
    for told in getattr(page, "adoptions_told", []):
        facts = {
            **told,
            "municipality_code": told["municipality_code"] or "",
            "country_code": told["country_code"] or "",
        }
        # The methods of a project are among the pages it shows.
        method = reading.page_for(facts.pop("method_page") or 0)
        title = facts.pop("method_title")
        since = PartialDate.from_iso(facts["since"]) if facts["since"] else None
        uses.append(Use(**{**facts, "since": since, "method": method.title if method is not None else title}))
    return {"items": timeline(uses), "map": on_map(uses), "tell_url": ""} if uses else None


def _title_of(method: Any, reading: Reading) -> str:
    """Return what a method is called in the reader's language, else in its own."""
    page = reading.page_for(method.source_page_id or 0)
    return page.title if page is not None else method.title


def index_panel(page: Any, request: HttpRequest) -> dict[str, Any] | None:
    """Return who uses which method, the latest told, and all of them on a map; nothing beside a narrowed list."""
    if request.GET:
        return None
    rows = Adoption.objects.published().filter(method__is_public=True).order_by("-published_at", "-pk")
    adoptions = list(rows.select_related("municipality", "country", "method")[:MOST_ON_MAP])
    if not adoptions:
        return None
    reading = reading_of(request)
    reading.need(pages=[row.method.source_page_id for row in adoptions if row.method.source_page_id])
    shown = [
        # Looked at when the page is drawn: by then the list has read the pages of the methods.
        replace(Use.of(row), method=SimpleLazyObject(partial(_title_of, row.method, reading)))
        for row in adoptions[:MOST_IN_TIMELINE]
    ]
    return {"items": timeline(shown), "map": on_map([Use.of(row) for row in adoptions]), "tell_url": ""}


def enter() -> None:
    """Enter the panels."""
    register_panel(Panel("projects.adoptions_of_all", "projects.MethodIndexPage", PANEL, index_panel, order=20))
    register_panel(Panel("projects.adoptions_of_method", "projects.MethodPage", PANEL, method_panel, order=20))
    register_panel(Panel("projects.adoptions_of_project", "projects.ProjectPage", PANEL, project_panel, order=20))
