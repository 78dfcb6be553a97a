"""Countries, counties and municipalities."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PlacesConfig(AppConfig):
    """Countries, counties and municipalities."""

    name = "core.places"
    label = "places"
    verbose_name = _("Places")
