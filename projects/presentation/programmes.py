"""Pages of programmes and the tree of them."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from core.reading import public
from projects.presentation.facts import shown


def programme_tree(request: HttpRequest, pages: Any) -> list[dict[str, Any]]:
    """Return the public programmes under a page as a tree of {title, url, text, children}, in one query."""
    roots: list[dict[str, Any]] = []
    by_path: dict[str, dict[str, Any]] = {}
    for page in public(pages).order_by("path").only("title", "path", "depth", "url_path", "introduction", "locale"):
        parent = by_path.get(page.path[: -page.steplen])
        node = {"title": page.title, "url": page.get_url(request) or "", "text": page.introduction, "children": []}
        # The heading level of the parts: one deeper than the programme's own, to h6 at most.
        node["level"] = min(parent["level"] + 1, 6) if parent else 3
        by_path[page.path] = node
        (parent["children"] if parent else roots).append(node)
    return roots


def programme_context(page: Any, request: HttpRequest, contacts: dict[int, Any]) -> dict[str, Any]:
    """Return facts, leads, sub-programmes and projects of a programme."""
    facts = shown(
        [
            {
                "label": _("Programme area"),
                "value": page.programme_area.full_label if page.programme_area else None,
            },
            {"label": _("Funder"), "value": page.funder.name if page.funder else None},
            {"label": _("Partners"), "lines": [partner.name for partner in page.partners.all()]},
        ]
    )
    leads = [contacts[key] for key in page.lead_ids if key in contacts]
    return {
        "facts": facts,
        "leads": leads,
        "tree": programme_tree(request, type(page).objects.descendant_of(page)),
        "projects": page.project_cards(request),
    }
