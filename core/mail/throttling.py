"""Counting attempts in the database, so that the limit holds for all processes and across a restart."""

import datetime as dt

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from core.mail.models import Attempt


def client_address(request: HttpRequest) -> str:
    """Return the address of the visitor: the connection's, or what the trusted proxies in front of us say.

    `ALLAUTH_TRUSTED_PROXY_COUNT` says how many proxies there are; what a stranger writes in the header before them is
    not believed.
    """
    remote = request.META.get("REMOTE_ADDR", "")
    proxies = getattr(settings, "ALLAUTH_TRUSTED_PROXY_COUNT", 0)
    if proxies:
        forwarded = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")]
        if len(forwarded) >= proxies:
            return forwarded[-proxies]
    return remote


@transaction.atomic
def allowed(scope: str, key: str, *, limit: int, within: dt.timedelta) -> bool:
    """Count an attempt and tell whether it is within the limit for this key (an address, an e-mail) in this scope.

    The key is stored as a keyed digest. The counting itself comes first, so that two at once do not both slip in.
    """
    digest = salted_hmac(f"core.mail.throttling.{scope}", key.strip().lower(), algorithm="sha256").hexdigest()
    now = timezone.now()
    Attempt.objects.create(scope=scope, key=digest, created_at=now)
    return Attempt.objects.filter(scope=scope, key=digest, created_at__gt=now - within).count() <= limit
