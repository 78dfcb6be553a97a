"""System checks that keep the architecture."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ChecksConfig(AppConfig):
    """System checks that keep the architecture."""

    name = "core.checks"
    label = "checks"
    verbose_name = _("Checks")
