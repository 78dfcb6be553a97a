"""Pictures and papers of closed collections, which correspondents, the portal's guests, neither choose nor see."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection, CollectionViewRestriction
from wagtail.permission_policies.collections import CollectionOwnershipPermissionPolicy
from wagtail.permissions import register_permission_policy

from accounts.enums import Role
from accounts.policies import has_role


def _is_guest(user: Any) -> bool:
    return has_role(user, Role.CORRESPONDENT) and not has_role(user, Role.EDITOR)


def _closed() -> list[int]:
    """Return the keys of the closed collections and of all below them. A search runs over keys, and knows no paths."""
    closed = Q(pk__in=[])
    for path in CollectionViewRestriction.objects.values_list("collection__path", flat=True):
        closed |= Q(path__startswith=path)
    return list(Collection.objects.filter(closed).values_list("pk", flat=True))


def open_to(user: Any, rows: QuerySet) -> QuerySet:
    """Return pictures or papers, for guests without those of closed collections."""
    return rows.exclude(collection__in=_closed()) if _is_guest(user) else rows


class OpenToGuests(CollectionOwnershipPermissionPolicy):
    """Wagtail's own policy, and for guests nothing of a closed collection, whatever way they ask for it."""

    def user_has_any_permission_for_instance(self, user: Any, actions: Iterable[str], instance: Any) -> bool:
        """Tell whether the user may do one of the actions with a picture or paper."""
        may = super().user_has_any_permission_for_instance(user, actions, instance)
        return may and not (_is_guest(user) and instance.collection_id in _closed())

    def instances_user_has_any_permission_for(self, user: Any, actions: Iterable[str]) -> QuerySet:
        """Return the pictures or papers the user may do one of the actions with."""
        return open_to(user, super().instances_user_has_any_permission_for(user, actions))

    def collections_user_has_any_permission_for(self, user: Any, actions: Iterable[str]) -> QuerySet:
        """Return the collections in which the user may do one of the actions."""
        rows = super().collections_user_has_any_permission_for(user, actions)
        return rows.exclude(pk__in=_closed()) if _is_guest(user) else rows


def close_to_guests() -> None:
    """Let pictures and papers be asked by this policy. The exact class goes before what Wagtail itself enters."""
    for model, rights in ((get_document_model(), "wagtaildocs.Document"), (get_image_model(), "wagtailimages.Image")):
        policy = OpenToGuests(model, auth_model=rights, owner_field_name="uploaded_by_user")
        register_permission_policy(model, policy, exact_class=True)
