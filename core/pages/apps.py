"""The abstract base page and what every page template needs."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PagesConfig(AppConfig):
    """The abstract base page and what every page template needs."""

    name = "core.pages"
    label = "pages"
    verbose_name = _("Pages")
