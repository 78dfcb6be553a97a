"""SVG patterns made from a seed, for whatever has no photograph."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PatternsConfig(AppConfig):
    """SVG patterns made from a seed, for whatever has no photograph."""

    name = "core.patterns"
    label = "patterns"
    verbose_name = _("Patterns")
