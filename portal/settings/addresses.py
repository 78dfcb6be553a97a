"""Addresses of services in the environment, refused in a sentence when they cannot be read."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ImproperlyConfigured


def service(read: Callable[[], dict[str, Any]], name: str, needs: str, example: str) -> dict[str, Any]:
    """Return what `read` makes of the variable `name`.

    Raises ImproperlyConfigured when it cannot be read or lacks the key `needs`; the value is not
    repeated, since it holds a password.
    """
    try:
        settings = read()
    except (ImproperlyConfigured, ValueError, KeyError):
        settings = {}
    if not settings.get(needs):
        raise ImproperlyConfigured(f"{name} cannot be read: it must look like {name}={example}.")
    return settings
