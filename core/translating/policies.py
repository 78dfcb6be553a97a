"""Who may what with translations. What is not allowed here is refused."""

from typing import Any

from wagtail.models import GroupPagePermission, Locale, Page, TranslatableMixin
from wagtail.permission_policies import ModelPermissionPolicy

from core.reading.querysets import line_paths
from core.translating.groups import PREFIX, languages_of
from core.translating.querysets import translated_into

SEE = "translating.view_standing"


def may_see_board(user: Any) -> bool:
    """Tell whether a user sees what is translated and what is not."""
    return bool(user.has_perm(SEE))


def may_translate_to(user: Any, locale: Locale) -> bool:
    """Tell whether a user translates to a language."""
    return any(own.pk == locale.pk for own in languages_of(user))


def may_edit(user: Any, instance: TranslatableMixin) -> bool:
    """Tell whether a user may edit a translation: of a page as Wagtail says, of others in their languages."""
    if isinstance(instance, Page):
        return bool(instance.permissions_for_user(user).can_edit()) and may_edit_page(user, instance)
    changes = ModelPermissionPolicy(type(instance)).user_has_permission(user, "change")
    return bool(changes) and may_translate_to(user, instance.locale)


def may_edit_page(user: Any, page: Page) -> bool:
    """Tell whether a page is a translation, or else the user has a right to it that is no translator's."""
    if user.is_superuser or not user.groups.filter(name__startswith=PREFIX).exists():
        return True
    if Page.objects.filter(translated_into(), pk=page.pk).exists():
        return True
    others = GroupPagePermission.objects.filter(group__user=user).exclude(group__name__startswith=PREFIX)
    return bool(others.filter(page__path__in=[*line_paths(page), page.path[: Page.steplen]]).exists())
