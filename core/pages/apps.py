"""The abstract base page and what every page template needs."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from core.languages.months import write_months_small


class PagesConfig(AppConfig):
    """The abstract base page and what every page template needs."""

    name = "core.pages"
    label = "pages"
    verbose_name = _("Pages")

    def ready(self) -> None:
        """Let dates be written as each language writes them."""
        write_months_small()
