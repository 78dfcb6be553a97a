"""Menus, footer, logos, banner and site details."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NavigationConfig(AppConfig):
    """Menus, footer, logos, banner and site details."""

    name = "core.navigation"
    label = "navigation"
    verbose_name = _("Navigation and site details")
