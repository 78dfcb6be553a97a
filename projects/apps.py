"""Programmes, projects, results and methods."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProjectsConfig(AppConfig):
    """Programmes, projects, results and methods."""

    name = "projects"
    label = "projects"
    verbose_name = _("Project bank")

    def ready(self) -> None:
        """Connect the signals and offer the listings."""
        from projects import listings, signals

        signals.connect()
        listings.offer()
