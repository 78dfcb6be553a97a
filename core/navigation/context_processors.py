"""What every template gets."""

from typing import Any

from django.http import HttpRequest


def chrome(request: HttpRequest) -> dict[str, Any]:
    """Return the frame around a page."""
    return {}
