"""Who may what with translations. What is not allowed here is refused."""

from typing import Any

from wagtail.models import Locale, Page, TranslatableMixin
from wagtail.permission_policies import ModelPermissionPolicy

from core.translating.groups import languages_of

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
        return bool(instance.permissions_for_user(user).can_edit())
    changes = ModelPermissionPolicy(type(instance)).user_has_permission(user, "change")
    return bool(changes) and may_translate_to(user, instance.locale)
