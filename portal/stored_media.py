"""Media in an object store, with addresses of the portal's own."""

from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.utils.encoding import filepath_to_uri
from storages.backends.s3 import S3Storage


class StoredMedia(S3Storage):
    """A bucket that visitors never ask themselves: the content policy lets them ask no host but the portal's.

    `portal.views.media` fetches what they ask for, so that the bucket may be closed to the world.
    """

    def url(self, name: str, *args: Any, **kwargs: Any) -> str:
        """Return an address under MEDIA_URL."""
        return urljoin(settings.MEDIA_URL, filepath_to_uri(name).lstrip("/"))

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        """Return how the task that deletes a file finds this store: by name, so that no secret lies with the task."""
        return f"{__name__}.store", [], {}


def store() -> Storage:
    """Return the store of the portal's media."""
    return storages["default"]
