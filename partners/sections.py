"""Correspondents: who may write in which section, and nowhere else.

A section is a partner's page in one language. Whoever writes there is in a group of that section, which may add pages
under it and change them, and publish nothing: what is written is sent for review and published by an editor.
"""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import Group, Permission
from django.core.exceptions import PermissionDenied
from django.db import transaction
from wagtail.models import GroupPagePermission

from accounts import policies
from accounts.enums import Role
from accounts.services import grant_role
from core.audit.services import record
from partners.models import Correspondent, PartnerPage

MAY = ("add_page", "change_page")


def may_choose_correspondents(actor: Any) -> policies.Answer:
    """Tell whether `actor` may say who writes for a partner. None is the system itself, and may."""
    return policies.may_manage_roles(actor)


def _group_name(page: PartnerPage) -> str:
    return f"section {page.pk}: {page.title}"[:150]


@transaction.atomic
def let_write(user: Any, page: PartnerPage, *, actor: Any) -> Correspondent:
    """Let a user write in a partner's section; return the place. Repeating it changes nothing.

    Raises PermissionDenied when `actor` may not say who writes.
    """
    answer = may_choose_correspondents(actor)
    if not answer:
        raise PermissionDenied(str(answer.reason))
    known = Correspondent.objects.filter(user=user, page=page).first()
    if known is not None:
        return known
    place = Correspondent.objects.filter(page=page).select_related("group").first()
    group = place.group if place is not None else Group.objects.get_or_create(name=_group_name(page))[0]
    for permission in Permission.objects.filter(content_type__app_label="wagtailcore", codename__in=MAY):
        GroupPagePermission.objects.get_or_create(group=group, page=page, permission=permission)
    grant_role(user, Role.CORRESPONDENT, actor=actor)
    user.groups.add(group)
    record(actor, "partners.correspondent_added", user, section=page.pk)
    return Correspondent.objects.create(user=user, page=page, group=group)


@transaction.atomic
def stop_writing(place: Correspondent, *, actor: Any) -> None:
    """Take a correspondent out of a section.

    Raises PermissionDenied when `actor` may not say who writes.
    """
    answer = may_choose_correspondents(actor)
    if not answer:
        raise PermissionDenied(str(answer.reason))
    record(actor, "partners.correspondent_removed", place.user, section=place.page_id)
    place.delete()


def place_gone(place: Correspondent) -> None:
    """Take the rights away with the place, however it went; a group that nobody is in any more goes too."""
    place.user.groups.remove(place.group_id)
    if not Correspondent.objects.filter(group=place.group_id).exists():
        Group.objects.filter(pk=place.group_id).delete()


def left_groups(user: Any, groups: Iterable[int]) -> None:
    """Take the places of a user who has been taken out of groups, e.g. because the account is erased."""
    for place in Correspondent.objects.filter(user=user, group__in=list(groups)):
        place.delete()
