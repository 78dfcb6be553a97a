"""What every template gets."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from core.navigation.frame import frame_of


def chrome(request: HttpRequest) -> dict[str, Any]:
    """Return the frame around a page, read only if the template uses it."""
    return {"chrome": SimpleLazyObject(lambda: frame_of(request))}
