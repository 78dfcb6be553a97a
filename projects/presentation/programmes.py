"""Pages of programmes and the tree of them."""

from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from core.reading import public
from projects.presentation.facts import active, shown


@dataclass
class ProgrammeOutline:
    """What is known of a programme besides its words."""

    area: str = ""
    funder: str = ""
    partners: list[str] = field(default_factory=list)
    lead_ids: list[int] = field(default_factory=list)
    # The path of the bank in its language and the programme's number there, if both exist.
    bank_path: str = ""
    programme_id: int | None = None

    @classmethod
    def of_rows(cls, pages: Any) -> "ProgrammeOutline":
        """Read it for a stored page in one query, a row for each pair of partner and lead.

        The pages are annotated with `bank_path` and `programme_id`.
        """
        outline = cls()
        rows = pages.order_by("lead_links__sort_order", "partners__name").values_list(
            "programme_area__number",
            f"programme_area__label_{active()}",
            "programme_area__label_sv",
            "funder__name",
            "partners__name",
            "lead_links__contact_id",
            "bank_path",
            "programme_id",
        )
        for number, label, swedish, funder, partner, lead, bank_path, programme_id in rows:
            outline.bank_path, outline.programme_id = bank_path or "", programme_id
            name = label or swedish or ""
            outline.area = f"{number} {name}" if number is not None else name
            outline.funder = funder or ""
            if partner and partner not in outline.partners:
                outline.partners.append(partner)
            if lead and lead not in outline.lead_ids:
                outline.lead_ids.append(lead)
        return outline

    @classmethod
    def of_draft(cls, page: Any) -> "ProgrammeOutline":
        """Read it from a page that may not be stored as it is."""
        return cls(
            page.programme_area.full_label if page.programme_area else "",
            page.funder.name if page.funder else "",
            [partner.name for partner in page.partners.all()],
            [link.contact_id for link in page.lead_links.all()],
        )


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
    outline = page.outline()
    facts = shown(
        [
            {"label": _("Programme area"), "value": outline.area},
            {"label": _("Funder"), "value": outline.funder},
            {"label": _("Partners"), "lines": outline.partners},
        ]
    )
    leads = [contacts[key] for key in outline.lead_ids if key in contacts]
    return {
        "facts": facts,
        "leads": leads,
        "tree": programme_tree(request, type(page).objects.descendant_of(page)) if page.numchild else [],
        "projects": page.project_cards(request),
        "bank_url": page.bank_url(request),
    }
