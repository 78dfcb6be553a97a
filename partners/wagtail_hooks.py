"""Enters partners in the admin."""

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from wagtail import hooks
from wagtail.models import Collection, CollectionViewRestriction
from wagtail.snippets.models import register_snippet

from accounts.enums import Role
from accounts.policies import has_role
from partners.inflow import bulk  # noqa: F401 — its hook is registered by being imported
from partners.newsletter import admin  # noqa: F401 — its hooks are registered by being imported
from partners.viewsets import PartnersViewSetGroup

register_snippet(PartnersViewSetGroup)


@hooks.register("construct_document_chooser_queryset")
def papers_to_choose(documents: QuerySet, request: HttpRequest) -> QuerySet:
    """Leave out papers of closed collections for correspondents, who are the portal's guests."""
    if has_role(request.user, Role.EDITOR) or not has_role(request.user, Role.CORRESPONDENT):
        return documents
    closed = Q(pk__in=[])
    for path in CollectionViewRestriction.objects.values_list("collection__path", flat=True):
        closed |= Q(path__startswith=path)
    # By key: the search that runs over what is left knows no paths.
    return documents.exclude(collection__in=list(Collection.objects.filter(closed).values_list("pk", flat=True)))
