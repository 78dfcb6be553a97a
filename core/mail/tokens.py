"""Links that let their holder do one thing: an HMAC over a row, a purpose and a version, stored nowhere.

The same link can be sent again; raising the version makes it invalid.
"""

import base64
import re

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

# 160 bits of the digest.
SIGNATURE_BYTES = 20
_SHAPE = re.compile(r"(?P<pk>[0-9]{1,18})-(?P<signature>[A-Za-z0-9_-]{27})")


def make(purpose: str, pk: int, version: int) -> str:
    """Return a token for a row."""
    return f"{pk}-{_signature(purpose, pk, version, settings.SECRET_KEY)}"


def claimed_pk(token: str) -> int | None:
    """Return which row a token says it is for, or None when it is no token. Proves nothing; see `verify`."""
    match = _SHAPE.fullmatch(token)
    return int(match["pk"]) if match else None


def verify(token: str, purpose: str, pk: int, version: int) -> bool:
    """Tell whether a token was made for this purpose, row and version, with the present key or an earlier one."""
    signature = token.partition("-")[2]
    return any(
        constant_time_compare(signature, _signature(purpose, pk, version, key))
        for key in [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    )


def _signature(purpose: str, pk: int, version: int, key: str | bytes) -> str:
    digest = salted_hmac(f"core.mail.tokens.{purpose}", f"{pk}:{version}", secret=key, algorithm="sha256").digest()
    return base64.urlsafe_b64encode(digest[:SIGNATURE_BYTES]).decode().rstrip("=")
