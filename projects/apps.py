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
        from accounts import roles
        from accounts.enums import Role
        from projects import listings, participating, signals
        from projects.adopting import letters, panels

        signals.connect()
        listings.offer()
        participating.enter()
        letters.register()
        panels.enter()
        roles.grant([Role.EDITOR], *(f"projects.{verb}_adoption" for verb in ("view", "change", "delete")))
        roles.grant([Role.EDITOR, Role.CASE_OFFICER], *roles.crud("projects", "programmearea"))
        roles.grant([Role.EDITOR], *roles.crud("taxonomies", "ground", "level", "targetgroup", "theme"))
