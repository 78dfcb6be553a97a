"""Menus, footer, logos, banner and site details."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NavigationConfig(AppConfig):
    """Menus, footer, logos, banner and site details."""

    name = "core.navigation"
    label = "navigation"
    verbose_name = _("Navigation and site details")

    def ready(self) -> None:
        """Have the frame's pages and pictures read together with those of the page."""
        from core.navigation.frame import needs_of_frame
        from core.reading import register_source

        register_source(needs_of_frame)
        name_columns_of_sites()


def name_columns_of_sites() -> None:
    """Head Wagtail's list of sites with the names of the fields: it makes English ones of the columns' code names."""
    from django.utils.functional import lazy
    from django.utils.text import capfirst
    from wagtail.models import Site
    from wagtail.sites.views import IndexView

    named = lazy(capfirst, str)
    for column in IndexView.columns:
        if column.name in {"port", "site_name", "root_page"}:
            column.label = named(Site._meta.get_field(column.name).verbose_name)
