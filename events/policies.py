"""Who may see and run registrations, and if not, why."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.enums import Role
from accounts.policies import YES, Answer, has_role, no


def may_see_registrations(actor: Any, event: Any) -> Answer:
    """Tell whether `actor` may see who comes, and write to them."""
    if actor.is_superuser or has_role(actor, Role.EDITOR, Role.EVENT_HOST):
        return YES
    return no(_("Registrations are seen by editors and seminar hosts."))


def may_see_needs(actor: Any, event: Any) -> Answer:
    """Tell whether `actor` may see diet and access needs: only those who arrange the seminar."""
    if actor.is_superuser or has_role(actor, Role.EVENT_HOST):
        return YES
    return no(_("Needs are seen only by those who arrange the seminar."))


def may_repeat(actor: Any, page: Any) -> Answer:
    """Tell whether `actor` may make a seminar a series: publish it, and publish beside it."""
    parent = page.get_parent()
    beside = parent.permissions_for_user(actor)
    if page.permissions_for_user(actor).can_publish() and beside.can_add_subpage() and beside.can_publish_subpage():
        return YES
    return no(_("Series are made by those who may publish seminars here."))
