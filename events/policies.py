"""Who may see and run registrations, and if not, why."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.enums import Role
from accounts.policies import YES, Answer, has_role, no


def may_see_registrations(actor: Any, event: Any) -> Answer:
    """Tell whether `actor` may see who comes, and write to them; hosts at their own seminars.

    None means any seminar.
    """
    if sees_all(actor) or hosts(actor, event):
        return YES
    return no(_("Registrations are seen by editors, and by hosts at their own seminars."))


def sees_all(actor: Any) -> bool:
    """Tell whether `actor` runs every seminar."""
    return bool(actor.is_superuser or has_role(actor, Role.EDITOR))


def hosts(actor: Any, event: Any) -> bool:
    """Tell whether `actor` is a host: of this seminar, or with None at all."""
    if not has_role(actor, Role.EVENT_HOST):
        return False
    return event is None or event.hosts.filter(pk=actor.pk).exists()


def may_see_needs(actor: Any, event: Any) -> Answer:
    """Tell whether `actor` may see diet and access needs: only who arranges the seminar, whatever else others may."""
    if hosts(actor, event):
        return YES
    return no(_("Needs are seen only by those who arrange the seminar."))


def may_repeat(actor: Any, page: Any) -> Answer:
    """Tell whether `actor` may make a seminar a series: publish it, and publish beside it."""
    parent = page.get_parent()
    beside = parent.permissions_for_user(actor)
    if page.permissions_for_user(actor).can_publish() and beside.can_add_subpage() and beside.can_publish_subpage():
        return YES
    return no(_("Series are made by those who may publish seminars here."))
