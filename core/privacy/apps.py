"""The register of personal data: model, field, purpose, legal basis, retention, who sees it."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class PrivacyConfig(AppConfig):
    """The register of personal data: model, field, purpose, legal basis, retention, who sees it."""

    name = "core.privacy"
    label = "privacy"
    verbose_name = _("Personal data")

    def ready(self) -> None:
        """Read every app's `privacy.py`."""
        autodiscover_modules("privacy")
