"""Registers in the admin's menu, and what happens around bulk actions on users."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse
from wagtail import hooks
from wagtail.admin import messages
from wagtail.snippets.models import register_snippet

from accounts import policies
from accounts.models import Organisation, User
from accounts.viewsets import RegisterViewSetGroup

register_snippet(RegisterViewSetGroup)


@hooks.register("before_bulk_action")
def guard_users(request: HttpRequest, _action: str, objects: Iterable[Any], _instance: Any) -> None:
    """Keep those who may do everything out of reach of those who may not, also many at a time."""
    for user in objects:
        if isinstance(user, User) and not policies.may_edit_user(request.user, user):
            raise PermissionDenied


@hooks.register("before_delete_snippet")
def keep_organisations_in_use(request: HttpRequest, instances: Iterable[Any]) -> HttpResponseRedirect | None:
    """Say who refers to an organisation instead of deleting it, one or many at a time."""
    for organisation in instances:
        if isinstance(organisation, Organisation):
            answer = policies.may_delete_organisation(organisation)
            if not answer:
                messages.error(request, str(answer.reason))
                return HttpResponseRedirect(reverse("wagtailsnippets_accounts_organisation:list"))
    return None
