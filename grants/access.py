"""Whose application an address is about: found for those who take part in it, not there for all others."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

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


def post_else(way_back: str) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """Let a view be posted to only; who comes there otherwise is led to the page with the same arguments.

    That happens when a page that answered with an error is loaded again, and when one has had to sign in anew.
    """

    def decorate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @require_http_methods(["GET", "HEAD", "POST"])
        @wraps(view)
        def wrapped(request: HttpRequest, **kwargs: Any) -> HttpResponse:
            if request.method != "POST":
                return HttpResponseRedirect(reverse(way_back, kwargs=kwargs))
            return view(request, **kwargs)

        return wrapped

    return decorate
