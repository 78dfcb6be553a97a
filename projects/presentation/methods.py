"""Pages of methods."""

from typing import Any

from django.db.models import CharField, F, QuerySet, Value
from django.db.models.functions import Coalesce, NullIf
from django.http import HttpRequest
from django.utils.translation import gettext as _

from core.reading import active_language, reading_of
from projects.presentation.facts import shown


def terms_of(page: Any) -> dict[str, list[str]]:
    """Return the labels of target groups and themes in the active language: of a stored page in one query."""
    sets = {"target_groups": page.target_groups.all(), "themes": page.themes.all()}
    if not all(isinstance(rows, QuerySet) for rows in sets.values()):
        # A draft has its terms at hand.
        return {kind: [term.label for term in rows] for kind, rows in sets.items()}
    own = Coalesce(NullIf(F(f"label_{active_language()}"), Value("")), F("label_sv"))
    columns = ("kind", "sort_order", "label_sv", "own_label")
    queries = [
        rows.order_by().annotate(kind=Value(kind, CharField()), own_label=own).values_list(*columns)
        for kind, rows in sets.items()
    ]
    found: dict[str, list[str]] = {kind: [] for kind in sets}
    for kind, _order, _swedish, label in sorted(queries[0].union(*queries[1:], all=True)):
        found[kind].append(label)
    return found


def method_context(page: Any, request: HttpRequest) -> dict[str, Any]:
    """Return facts, sections and the project of a method."""
    reading = reading_of(request)
    project_key = page.from_project_id()
    project = reading.page_for(project_key) if project_key else None
    versions = list(page.versions.all())
    terms = terms_of(page)
    facts = shown(
        [
            {
                "label": _("From the project"),
                "value": project.title if project else None,
                "url": project.get_url(request) if project else "",
            },
            {"label": _("Version"), "value": versions[0].number if versions else None},
            {"label": _("Licence"), "value": page.get_licence_display()},
            {"label": _("Target groups"), "lines": terms["target_groups"]},
            {"label": _("Themes"), "lines": terms["themes"]},
        ]
    )
    headings = {
        "what_it_does": _("What it does"),
        "for_whom": _("For whom"),
    }
    later = {"effort": _("Effort"), "evidence": _("Evidence")}
    return {
        "facts": facts,
        "before": _texts(page, headings),
        "after": _texts(page, later),
        "versions": [{"title": version.number, "date": version.date, "text": version.change} for version in versions],
    }


def _texts(page: Any, headings: dict[str, str]) -> list[dict[str, Any]]:
    return [
        {"id": name, "heading": heading, "text": getattr(page, name)}
        for name, heading in headings.items()
        if getattr(page, name)
    ]
