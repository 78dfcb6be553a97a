"""Projects as rows of lists, in the reader's language where there is one."""

from collections.abc import Container, Iterable, Sequence
from typing import Any

from django.db.models.functions import Substr
from django.http import HttpRequest
from wagtail.models import Page

from core.money import format_money
from core.periods import format_period
from core.reading import public, with_card_facts
from core.registry import Card
from projects.enums import Status

# More than a card shows, so that it ends in an ellipsis.
OPENING = 240
TONES = {Status.ONGOING: "good", Status.PLANNED: "warn"}


def pages_of(projects: Iterable[Any], language: str) -> dict[Any, Page]:
    """Return the page of each project by translation key: that which is nearest to the reader.

    One query. A project of which no page may be read by all has none.
    """
    projects = list(projects)
    keys = [project.translation_key for project in projects]
    sources = {project.source_page_id for project in projects}
    chosen = Page.objects.filter(translation_key__in=keys)
    pages: dict[Any, Page] = {}
    # An imported record has no introduction of its own: its first words stand in.
    for page in with_card_facts(public(chosen)).annotate(card_opening=Substr("projectpage__plain_text", 1, OPENING)):
        known = pages.setdefault(page.translation_key, page)
        pages[page.translation_key] = min(
            known, page, key=lambda each: nearness(each.pk, each.card_language, language, sources)
        )
    return pages


def nearness(key: int, spoken: str, language: str, sources: Container[int]) -> tuple[bool, bool, int]:
    """Return how near a page is to a reader, the nearest least: in their language, in the source language, in any."""
    return spoken != language, key not in sources, key


def meta_of(project: Any) -> str:
    """Return owner, period and granted support in one line."""
    period = project.period
    parts = [
        project.owner_organisation.name if project.owner_organisation else "",
        format_period(period) if period.start or period.end else "",
        format_money(project.granted),
    ]
    # The point stays with what stands before it: a line never begins with one.
    return "\u00a0· ".join(part for part in parts if part)


def card_of(project: Any, page: Page, language: str, request: HttpRequest | None = None) -> Card:
    """Return the card of a project on a page."""
    return Card(
        title=page.title,
        url=page.get_url(request) or "",
        text=page.card_introduction or page.search_description or page.card_opening or "",
        kind=project.programme.label if project.programme else "",
        meta=meta_of(project),
        status={"label": project.get_status_display(), "tone": TONES.get(project.status, "muted")},
        image_id=page.card_image_id,
        seed=str(project.translation_key),
        lang=page.card_language if page.card_language != language else "",
    )


def project_cards(projects: Any, language: str, count: int, request: HttpRequest | None = None) -> Sequence[Card]:
    """Return the cards of the first `count` projects of a queryset, in two queries."""
    rows = list(projects.with_row_facts()[:count])
    pages = pages_of(rows, language)
    return [card_of(row, pages[row.translation_key], language, request) for row in rows if row.translation_key in pages]
