"""The register of personal data: model, field, purpose, legal basis, retention, who sees it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PrivacyConfig(AppConfig):
    """The register of personal data: model, field, purpose, legal basis, retention, who sees it."""

    name = "core.privacy"
    label = "privacy"
    verbose_name = _("Personal data")
