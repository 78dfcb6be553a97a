"""Registers in the admin's menu, and what happens around bulk actions on users."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from accounts import policies
from accounts.models import User
from accounts.viewsets import RegisterViewSetGroup

register_snippet(RegisterViewSetGroup)


@hooks.register("before_bulk_action")
def guard_users(request: HttpRequest, _action: str, objects: Iterable[Any], _instance: Any) -> None:
    """Keep those who may do everything out of reach of those who may not, also many at a time."""
    for user in objects:
        if isinstance(user, User) and not policies.may_edit_user(request.user, user):
            raise PermissionDenied
