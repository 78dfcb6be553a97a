"""Home page, articles, standard pages, site-wide search."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    """Home page, articles, standard pages, site-wide search."""

    name = "home"
    label = "home"
    verbose_name = _("Editorial pages")

    def ready(self) -> None:
        """Enter what these pages bring to search and mail."""
        from home.notifications import register_kinds  # noqa: PLC0415 — models are not loaded before this
        from home.search import register  # noqa: PLC0415 — as above

        register()
        register_kinds()
