"""System checks that keep the architecture."""

from django.apps import AppConfig
from django.core import checks
from django.utils.translation import gettext_lazy as _


class ChecksConfig(AppConfig):
    """System checks that keep the architecture."""

    name = "core.checks"
    label = "checks"
    verbose_name = _("Checks")

    def ready(self) -> None:
        """Register the checks, so that every command runs them."""
        from core.checks.environment import settings_hold_together
        from core.checks.pages import page_types_have_what_they_need, translation_is_decided_for_every_field

        checks.register(page_types_have_what_they_need, checks.Tags.models)
        checks.register(translation_is_decided_for_every_field, checks.Tags.models)
        checks.register(settings_hold_together)
