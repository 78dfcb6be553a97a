"""Home page, articles, standard pages, site-wide search."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from wagtail.signals import page_published


class HomeConfig(AppConfig):
    """Home page, articles, standard pages, site-wide search."""

    name = "home"
    label = "home"
    verbose_name = _("Editorial pages")

    def ready(self) -> None:
        """Enter what these pages bring to search, mail and roles."""
        from accounts import roles
        from accounts.enums import Role
        from home.models import ArticlePage
        from home.notifications import register_kinds
        from home.search import register, themes_of_articles
        from home.signals import tell_subscribers
        from partners.newsletter.contents import tell_of

        page_published.connect(tell_subscribers, sender=ArticlePage, dispatch_uid="home.tell_subscribers")
        register()
        tell_of("articlepage", themes_of_articles)
        register_kinds()
        roles.grant([Role.EDITOR], *roles.crud("navigation", "menu", "banner"), *roles.crud("home", "articletag"))
        roles.grant([Role.EDITOR], "navigation.change_sitesettings")
        roles.grant([Role.EDITOR], "home.view_message", "home.change_message", "home.delete_message")
        roles.grant([Role.TRANSLATOR], "navigation.change_menu", "navigation.change_banner")
