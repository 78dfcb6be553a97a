"""What must lie in the outbox for a moment and must not be readable there: encrypted with a key of the portal's own."""

import base64
import json
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.utils.crypto import salted_hmac


class UnreadableError(ValueError):
    """The content was sealed with another key, or has been tampered with."""


def _fernet() -> MultiFernet:
    """Return the cipher; keys that SECRET_KEY had before still open what was sealed with them."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet(
        Fernet(
            base64.urlsafe_b64encode(salted_hmac("core.mail.sealing", "v1", secret=key, algorithm="sha256").digest())
        )
        for key in keys
    )


def seal(data: dict[str, Any]) -> str:
    """Return `data` (what JSON can hold) encrypted and authenticated."""
    return _fernet().encrypt(json.dumps(data).encode()).decode()


def unseal(text: str) -> dict[str, Any]:
    """Return what was sealed.

    Raises UnreadableError when it cannot be read.
    """
    try:
        return json.loads(_fernet().decrypt(text.encode()))
    except InvalidToken as error:
        raise UnreadableError("The content of the mail cannot be read with the present key.") from error
