"""Grounds, levels, target groups and themes: one slug, a label per language."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TaxonomiesConfig(AppConfig):
    """Grounds, levels, target groups and themes: one slug, a label per language."""

    name = "core.taxonomies"
    label = "taxonomies"
    verbose_name = _("Taxonomies")
