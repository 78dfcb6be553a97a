"""Whose application an address is about: found for those who take part in it, not there for all others."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest

from grants import policies
from grants.models.applications import Application


def mine(request: HttpRequest, key: UUID) -> tuple[Application, str]:
    """Return an application and what the visitor is in it. Raises Http404, whether it is another's or none at all."""
    rows = Application.objects.select_related("call__programme", "form_version", "organisation")
    application: Any = rows.filter(key=key).first()
    role = policies.role_in(request.user, application) if application is not None else ""
    if not role:
        raise Http404
    return application, role
