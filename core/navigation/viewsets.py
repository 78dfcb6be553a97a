"""Menus and banners in the admin."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from core.navigation.models import Banner, Menu


class MenuViewSet(SnippetViewSet):
    """The main menu, the columns of the footer and the row at the bottom."""

    model = Menu
    icon = "bars"
    menu_label = _("Menus")
    list_display = ["__str__", "site", "sort_order", "locale"]
    list_filter = ["slot", "site"]
    copy_view_enabled = False


class BannerViewSet(SnippetViewSet):
    """Dated messages over every page."""

    model = Banner
    icon = "info-circle"
    menu_label = _("Banners")
    list_display = ["text", "starts_at", "ends_at", "site", "locale"]
    list_filter = ["site", "starts_at"]
    search_fields = ["text"]


class FrameViewSetGroup(SnippetViewSetGroup):
    """What stands round every page."""

    items = (MenuViewSet, BannerViewSet)
    menu_label = _("Menus and banner")
    menu_name = "frame"
    menu_icon = "bars"
    menu_order = 250
