"""The mailbox of the demo: every mail that was sent, for those who sit at the machine itself.

It shows sign-in codes. Its addresses exist only where the settings say so (never in production), and answer only to a
connection from the machine itself that no proxy has passed on.
"""

import ipaddress
from collections.abc import Callable
from functools import wraps
from typing import Any

from csp.decorators import csp_replace
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from core.mail import mailbox

_PASSED_ON = ("HTTP_X_FORWARDED_FOR", "HTTP_FORWARDED", "HTTP_X_REAL_IP", "HTTP_VIA", "HTTP_X_FORWARDED_HOST")


def is_local(request: HttpRequest) -> bool:
    """Tell whether the request comes from this machine and through no proxy."""
    if any(header in request.META for header in _PASSED_ON):
        return False
    try:
        return ipaddress.ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False


def local_only(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let nobody but this machine reach a view, and only where the demo's mailbox is on."""

    @require_safe
    @never_cache
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not (settings.LOCAL_MAILBOX_ENABLED and settings.DEMO and is_local(request)):
            raise Http404
        response = view(request, *args, **kwargs)
        response["Referrer-Policy"] = "no-referrer"
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return guarded


@local_only
def index(request: HttpRequest) -> HttpResponse:
    """List the mails, newest first."""
    return render(request, "mail/mailbox.html", {"mails": mailbox.stored(), "now": timezone.now()})


@local_only
def detail(request: HttpRequest, name: str) -> HttpResponse:
    """Show a mail: its text with links to follow, its HTML in a frame that runs nothing."""
    return render(request, "mail/mailbox_mail.html", {"mail": _find(name)})


@xframe_options_sameorigin
@csp_replace(
    {
        "default-src": ["'none'"],
        "style-src": ["'unsafe-inline'"],
        "img-src": ["data:"],
        "frame-ancestors": ["'self'"],
        "sandbox": ["allow-popups", "allow-popups-to-escape-sandbox"],
    }
)
@local_only
def html_part(request: HttpRequest, name: str) -> HttpResponse:
    """Return the HTML of a mail, sealed off: no script, nothing fetched, no origin of ours."""
    return HttpResponse(_find(name).html)


def _find(name: str) -> mailbox.StoredMail:
    mail = mailbox.find(name)
    if mail is None:
        raise Http404
    return mail
