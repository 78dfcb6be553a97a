"""What the project bank offers to home pages and bodies."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from core.reading import public
from core.registry import Card, Listing, register_listing
from projects.enums import Status
from projects.models import Project, ProjectIndexPage
from projects.presentation.cards import project_cards


def latest_projects(language: str, count: int) -> Sequence[Card]:
    """Return the cards of the projects that started last."""
    return project_cards(Project.objects.public().newest_first(), language, count)


def ongoing_projects(language: str, count: int) -> Sequence[Card]:
    """Return the cards of ongoing projects, those that started last first."""
    return project_cards(Project.objects.public().filter(status=Status.ONGOING).newest_first(), language, count)


def bank_address(language: str) -> str:
    """Return the address of the bank in a language; empty where there is none."""
    page = public(ProjectIndexPage.objects.filter(locale__language_code=language)).first()
    return page.url or "" if page is not None else ""


def offer() -> None:
    """Enter the listings."""
    empty = _("No projects yet.")
    register_listing(Listing("projects", _("Latest projects"), latest_projects, bank_address, empty))
    register_listing(Listing("ongoing_projects", _("Ongoing projects"), ongoing_projects, bank_address, empty))
