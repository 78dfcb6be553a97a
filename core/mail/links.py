"""Whole addresses, for links in mail."""

from urllib.parse import urljoin

from django.conf import settings
from django.urls import reverse
from django.utils import translation


def absolute(path: str) -> str:
    """Return a path as an address with scheme and host."""
    return urljoin(settings.WAGTAILADMIN_BASE_URL, path)


def absolute_url(name: str, *args: object, language: str) -> str:
    """Return the whole address of a named view in a language."""
    with translation.override(language):
        return absolute(reverse(name, args=args))
