"""A person's own account."""

import json

from allauth.account.decorators import reauthentication_required
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header, url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts import policies, roles
from accounts.forms import DetailsForm, EraseForm
from accounts.models import User
from core.audit.services import record
from core.privacy import subjects

MAX_NEXT = 2000


class SignedInRequest(HttpRequest):
    """A request that has passed `login_required`."""

    user: User


@never_cache
@login_required
@require_GET
def home(request: SignedInRequest) -> HttpResponse:
    """Show the account: who, how one signs in, what one may do."""
    user = request.user
    kinds = list(Authenticator.objects.filter(user=user).values_list("type", flat=True))
    context = {
        "verified": EmailAddress.objects.filter(user=user, verified=True).exists(),
        "passkeys": kinds.count(Authenticator.Type.WEBAUTHN),
        "has_app": Authenticator.Type.TOTP in kinds,
        "sessions": UserSession.objects.filter(user=user).count(),
        "roles": [roles.label_of(name) for name in user.groups.values_list("name", flat=True)],
        "memberships": user.memberships.select_related("organisation"),
        "is_staff": policies.is_staff(user),
    }
    return render(request, "accounts/home.html", context)


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def details(request: SignedInRequest) -> HttpResponse:
    """Change name and language."""
    form = DetailsForm(request.POST if request.method == "POST" else None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Your details have been saved."))
        return redirect("account_home")
    return render(request, "accounts/details.html", {"form": form}, status=422 if form.errors else 200)


@never_cache
@login_required
@require_POST
def export(request: SignedInRequest) -> HttpResponse:
    """Hand out everything that is held about the person, as a file."""
    record(request.user, "accounts.exported", request.user)
    content = json.dumps(subjects.export(request.user.email), ensure_ascii=False, indent=2, default=str)
    response = HttpResponse(content, content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename="my-data.json") or ""
    return response


@never_cache
@login_required
@reauthentication_required
@require_http_methods(["GET", "POST"])
def erase(request: SignedInRequest) -> HttpResponse:
    """Erase the account, after a last question; where it may not be, say why."""
    form = EraseForm(request.POST if request.method == "POST" else None)
    reasons = subjects.obstacles(request.user.email)
    if request.method == "POST" and form.is_valid() and not reasons:
        try:
            subjects.erase(request.user.email)
        except subjects.ErasureRefusedError as refusal:
            reasons = refusal.reasons
        else:
            logout(request)
            return redirect("account_erased")
    status = 422 if form.errors or (request.method == "POST" and reasons) else 200
    return render(request, "accounts/erase.html", {"form": form, "reasons": reasons}, status=status)


@require_GET
def erased(request: HttpRequest) -> HttpResponse:
    """Say that it is done."""
    return render(request, "accounts/erased.html")


@never_cache
def admin_login(request: HttpRequest, default: str) -> HttpResponse:
    """Send whoever wants to sign in to an admin to the portal's own sign-in, and back again afterwards."""
    wanted = request.GET.get("next", "")[:MAX_NEXT]
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    there = wanted if safe else reverse(default)
    return redirect(f"{reverse('account_login')}?{urlencode({'next': there})}")
