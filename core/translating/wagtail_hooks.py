"""The board in the admin's menu, and translations only for those who translate to the language."""

from typing import Any

from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.models import Page, TranslatableMixin
from wagtail.snippets.models import register_snippet

from core.translating import guards, policies, views
from core.translating.viewsets import EasyVersionViewSet, GlossaryViewSet

register_snippet(GlossaryViewSet)
register_snippet(EasyVersionViewSet)


class BoardMenuItem(MenuItem):
    """Shown to those who may see the board."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Tell whether the user may."""
        return policies.may_see_board(request.user)


@hooks.register("register_admin_menu_item")
def register_menu_item() -> MenuItem:
    """Return the entry in the menu."""
    return BoardMenuItem(
        _("Translations"), reverse("translating_board"), name="translations", icon_name="globe", order=360
    )


@hooks.register("register_admin_urls", order=-1)
def register_urls() -> list[URLPattern]:
    """Return the addresses of the board, and those that are answered before wagtail-localize does."""
    one = "translations/<int:pk>/<slug:language>/"
    return [
        path("translations/", views.index, name="translating_board"),
        path(one, views.detail, name="translating_detail"),
        path(f"{one}start/", views.start, name="translating_start"),
        path(f"{one}refresh/", views.refresh, name="translating_refresh"),
        path(f"{one}approve/", views.approve, name="translating_approve"),
        path(f"{one}import/", views.bring_in, name="translating_import"),
        *guards.urlpatterns(),
    ]


@hooks.register("before_edit_page", order=-1)
def keep_to_translations(request: HttpRequest, page: Page) -> None:
    """Refuse a translator the pages that were written in the language rather than translated to it."""
    if not policies.may_edit_page(request.user, page):
        raise PermissionDenied


@hooks.register("before_edit_snippet", order=-1)
def keep_to_own_languages(request: HttpRequest, instance: Any) -> None:
    """Refuse menus and banners in languages that the user does not translate to."""
    translatable = isinstance(instance, TranslatableMixin) and not isinstance(instance, Page)
    if translatable and not policies.may_translate_to(request.user, instance.locale):
        raise PermissionDenied


@hooks.register("register_permissions")
def register_permissions() -> QuerySet[Permission]:
    """Let the permission be given to a group in the admin."""
    return Permission.objects.filter(content_type__app_label="translating", codename="view_standing")
