"""Home page, articles, standard pages, site-wide search."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    """Home page, articles, standard pages, site-wide search."""

    name = "home"
    label = "home"
    verbose_name = _("Editorial pages")

    def ready(self) -> None:
        """Enter what these pages bring to search, mail and roles."""
        from accounts import roles  # noqa: PLC0415 — models are not loaded before this
        from accounts.enums import Role  # noqa: PLC0415 — as above
        from home.notifications import register_kinds  # noqa: PLC0415 — as above
        from home.search import register  # noqa: PLC0415 — as above

        register()
        register_kinds()
        roles.grant([Role.EDITOR], *roles.crud("navigation", "menu", "banner"), *roles.crud("home", "articletag"))
        roles.grant([Role.EDITOR], "navigation.change_sitesettings")
        roles.grant([Role.EDITOR], "home.view_message", "home.change_message", "home.delete_message")
        roles.grant([Role.TRANSLATOR], "navigation.change_menu", "navigation.change_banner")
