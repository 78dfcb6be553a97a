"""Home page, articles, standard pages, site-wide search."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    """Home page, articles, standard pages, site-wide search."""

    name = "home"
    label = "home"
    verbose_name = _("Editorial pages")
