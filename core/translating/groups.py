"""Translators per language: a group for each, with the right to change what stands under the language's start page.

Each language is a tree of its own, so Wagtail's own permissions on pages say all of it: who is in no such group may
edit no translation.
"""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import Group, Permission
from django.utils.translation import gettext as _
from wagtail.models import GroupPagePermission, Locale, Page
from wagtail.permissions import page_permission_policy

from core.languages.names import language_codes, own_name

PREFIX = "translator-"
ADMIN_PERMISSIONS = [
    ("wagtailadmin", "access_admin"),
    ("translating", "view_standing"),
    ("navigation", "change_menu"),
    ("navigation", "change_banner"),
]


def group_name(locale: Locale) -> str:
    """Return the name of the group of a language's translators."""
    return f"{PREFIX}{locale.language_code}"


def label_of(name: str) -> str:
    """Return what a group of translators is called in the administration of users; empty for other groups."""
    code = name.removeprefix(PREFIX)
    if code == name or code not in language_codes():
        return ""
    return _("Translator: %(language)s") % {"language": own_name(code)}


def sync_groups(locales: Iterable[Locale] | None = None) -> None:
    """Make the group of each language that has a start page, and give it what is missing; safe to repeat."""
    homes = Page.objects.filter(depth=2, alias_of__isnull=True).select_related("locale")
    if locales is not None:
        homes = homes.filter(locale__in=list(locales))
    for home in homes:
        group, _made = Group.objects.get_or_create(name=group_name(home.locale))
        for label, codename in ADMIN_PERMISSIONS:
            group.permissions.add(*Permission.objects.filter(content_type__app_label=label, codename=codename))
        change = Permission.objects.filter(content_type__app_label="wagtailcore", codename="change_page").first()
        if change is not None:
            GroupPagePermission.objects.get_or_create(group=group, page=home, permission=change)


def drop_groups() -> None:
    """Take away the groups, without anybody in them, of languages that have no start page any more."""
    codes = Page.objects.filter(depth=2).values_list("locale__language_code", flat=True)
    kept = [f"{PREFIX}{code}" for code in codes]
    Group.objects.filter(name__startswith=PREFIX, user=None).exclude(name__in=kept).delete()


def languages_of(user: Any) -> list[Locale]:
    """Return the languages whose pages a user may change from the start page down, the default language first."""
    if not user.is_active:
        return []
    homes = page_permission_policy.instances_user_has_permission_for(user, "change").filter(depth=2)
    codes = language_codes()
    locales = {home.locale for home in homes.select_related("locale") if home.locale.language_code in codes}
    return sorted(locales, key=lambda locale: codes.index(locale.language_code))
