"""Who reaches the admin, and how they must have signed in."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts import policies
from accounts.acting import acting

# Told by the route that was resolved, not by the text of the path: no spelling of an address passes by it.
ADMIN_ROUTES = ("admin/", "django-admin/")
OPEN_ROUTES = ("admin/login/", "admin/logout/", "django-admin/login/", "django-admin/logout/")
FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


def has_second_factor(request: HttpRequest) -> bool:
    """Tell whether the user has a second factor and used one in this very session."""
    if not is_mfa_enabled(request.user, FACTORS):
        return False
    return any(record.get("method") == "mfa" for record in get_authentication_records(request, request.user))


class SecondFactorMiddleware:
    """Guards both admins, and remembers who acts while a request is answered.

    Nobody gets in who does not work there or, with REQUIRE_SECOND_FACTOR, has not signed in with a second factor.
    allauth asks for the second factor of those who have one; it cannot require that staff get one.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request, with its user as the one who acts."""
        with acting(getattr(request, "user", None)):
            return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Stop who may not go on; strangers are left to the admins, which send them to sign in."""
        route = request.resolver_match.route if request.resolver_match else ""
        if not route.startswith(ADMIN_ROUTES) or route.startswith(OPEN_ROUTES) or not request.user.is_authenticated:
            return None
        if not policies.is_staff(request.user):
            # The admins would send somebody signed in to sign in, and sign-in would send them back.
            raise PermissionDenied
        if settings.REQUIRE_SECOND_FACTOR and not has_second_factor(request):
            return self._ask(request)
        return None

    def _ask(self, request: HttpRequest) -> HttpResponse:
        """Send the user to use the second factor, or to get one first."""
        if is_mfa_enabled(request.user, FACTORS):
            there = request.get_full_path() if request.method == "GET" else reverse("wagtailadmin_home")
            # Codes and passkeys are asked for on pages of their own; who has only passkeys has no code to write.
            has_codes = is_mfa_enabled(request.user, [Authenticator.Type.TOTP])
            page = "mfa_reauthenticate" if has_codes else "mfa_reauthenticate_webauthn"
            return HttpResponseRedirect(f"{reverse(page)}?{urlencode({'next': there})}")
        messages.info(
            request, _("Who works here signs in with a second factor. Add an authenticator app or a passkey first.")
        )
        return HttpResponseRedirect(reverse("mfa_index"))
