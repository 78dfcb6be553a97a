"""Menus, footer, logos, banner and site details."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NavigationConfig(AppConfig):
    """Menus, footer, logos, banner and site details."""

    name = "core.navigation"
    label = "navigation"
    verbose_name = _("Navigation and site details")

    def ready(self) -> None:
        """Have the frame's pages and pictures read together with those of the page."""
        from core.navigation.frame import needs_of_frame
        from core.reading import register_source

        register_source(needs_of_frame)
