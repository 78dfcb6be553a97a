"""What of the project bank a partner takes part in: its projects, and methods from them or used by it."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from partners.participation import Participation, register, rows
from projects.models import Adoption, Method, Project

PARTS = ("owner_organisation", "partners", "funders")


def project_rows(organisation: int) -> list[Any]:
    """Return the public projects that an organisation owns, is a partner in or funds."""
    public = Project.objects.public()
    return [
        rows(public.filter(**{part: organisation}), "projects", "source_page_id", starts="starts_on") for part in PARTS
    ]


def method_rows(organisation: int) -> list[Any]:
    """Return the public methods that come from an organisation's projects, and those it has adopted."""
    public = Method.objects.filter(is_public=True)
    made = [
        rows(public.filter(**{f"project__{part}": organisation}), "methods", "source_page_id")
        for part in ("owner_organisation", "partners")
    ]
    used = Adoption.objects.published().filter(organisation=organisation, method__is_public=True)
    return [*made, rows(used, "methods", "method__source_page_id")]


def enter() -> None:
    """Enter both kinds."""
    register(Participation("projects", _("Projects"), project_rows, order=20))
    register(Participation("methods", _("Methods"), method_rows, order=30))
