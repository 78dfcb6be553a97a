"""Methods in use on the pages of methods and projects: a timeline, and a map with a table."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from core.periods import format_date
from core.reading import active_language, reading_of
from core.registry import Panel, register_panel
from partners.mapping import drawn
from projects.models import Adoption

PANEL = "projects/parts/adoptions.html"


def timeline(adoptions: Iterable[Adoption], *, with_method: dict[int, str] | None = None) -> list[dict[str, Any]]:
    """Return adoptions as a timeline, those that began first first. Words in another language say which."""
    language = active_language()
    items = []
    for row in sorted(adoptions, key=lambda row: (str(row.since or "9"), row.pk)):
        place = row.municipality.name if row.municipality else row.country.label if row.country else ""
        title = f"{row.organisation_name} ({place})" if place else row.organisation_name
        items.append(
            {
                "title": title,
                "when": format_date(row.since) if row.since else "",
                "purpose": row.purpose,
                "effect": row.effect,
                "method": (with_method or {}).get(row.method_id, ""),
                "lang": row.language if row.language != language else "",
            }
        )
    return items


def _drawn(adoptions: list[Adoption]) -> dict[str, Any]:
    codes = [row.municipality.code for row in adoptions if row.municipality]
    return drawn(codes, [row.country for row in adoptions if row.country])


def _shown(rows: Any) -> list[Adoption]:
    return list(rows.select_related("municipality", "country"))


def method_panel(page: Any, request: HttpRequest) -> dict[str, Any] | None:
    """Return who uses a method, and where to tell that one does."""
    if getattr(request, "is_preview", False):
        return None
    key = page.translation_key
    adoptions = _shown(Adoption.objects.published().filter(method__translation_key=key))
    return {
        "items": timeline(adoptions),
        "map": _drawn(adoptions) if adoptions else None,
        "tell_url": reverse("projects:adopt", args=[key]),
    }


def project_panel(page: Any, request: HttpRequest) -> dict[str, Any] | None:
    """Return what came of a project: who uses its methods."""
    rows = Adoption.objects.published().filter(
        method__is_public=True, method__project__translation_key=page.translation_key
    )
    adoptions = list(rows.select_related("municipality", "country", "method"))
    if not adoptions:
        return None
    titles = {row.method_id: row.method.title for row in adoptions}
    reading = reading_of(request)
    for row in adoptions:
        known = reading.page_for(row.method.source_page_id) if row.method.source_page_id else None
        titles[row.method_id] = known.title if known is not None else row.method.title
    return {"items": timeline(adoptions, with_method=titles), "map": _drawn(adoptions), "tell_url": ""}


def enter() -> None:
    """Enter both panels."""
    register_panel(Panel("projects.adoptions_of_method", "projects.MethodPage", PANEL, method_panel, order=20))
    register_panel(Panel("projects.adoptions_of_project", "projects.ProjectPage", PANEL, project_panel, order=20))
