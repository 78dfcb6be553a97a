"""Pages of methods."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from core.reading import reading_of
from projects.presentation.facts import shown


def method_context(page: Any, request: HttpRequest) -> dict[str, Any]:
    """Return facts, sections and the project of a method."""
    reading = reading_of(request)
    project_key = page.from_project_id()
    project = reading.page_for(project_key) if project_key else None
    versions = list(page.versions.all())
    facts = shown(
        [
            {
                "label": _("From the project"),
                "value": project.title if project else None,
                "url": project.get_url(request) if project else "",
            },
            {"label": _("Version"), "value": versions[0].number if versions else None},
            {"label": _("Licence"), "value": page.get_licence_display()},
            {"label": _("Target groups"), "lines": [term.label for term in page.target_groups.all()]},
            {"label": _("Themes"), "lines": [term.label for term in page.themes.all()]},
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
