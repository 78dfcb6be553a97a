"""Stemming, queries and highlights over Wagtail's index."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchTextConfig(AppConfig):
    """Stemming, queries and highlights over Wagtail's index."""

    name = "core.search"
    label = "search_text"
    verbose_name = _("Search")
