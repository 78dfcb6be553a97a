"""The roof: settings, addresses, error pages, health and demo content."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PortalConfig(AppConfig):
    """The project itself, so that its commands and templates are found."""

    name = "portal"
    verbose_name = _("Portal")
