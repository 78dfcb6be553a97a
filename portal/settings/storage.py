"""Where files go, from one address."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

MANIFEST_STATIC = {"BACKEND": "portal.static_files.PortalStaticFilesStorage"}


def storages_from_url(url: str, *, private_root: Path) -> dict[str, Any]:
    """Return Django's STORAGES for an address such as `s3://key:secret@host:9000/bucket?region=eu-north-1`.

    An empty address means local files. `private` is never served by the web server.
    Raises ImproperlyConfigured when the scheme is unknown or the bucket is missing.
    """
    if not url:
        return {
            "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
            "private": {
                "BACKEND": "django.core.files.storage.FileSystemStorage",
                "OPTIONS": {"location": str(private_root), "base_url": None},
            },
            "staticfiles": MANIFEST_STATIC,
        }
    parts = urlsplit(url)
    bucket = parts.path.strip("/")
    if parts.scheme not in {"s3", "s3+http"} or not bucket:
        raise ImproperlyConfigured(
            "STORAGE_URL must look like s3://KEY:SECRET@HOST/BUCKET (s3+http:// without TLS), got scheme "
            f"{parts.scheme!r} and bucket {bucket!r}."
        )
    query = parse_qs(parts.query)
    scheme = "http" if parts.scheme == "s3+http" else "https"
    options = {
        "access_key": unquote(parts.username or ""),
        "secret_key": unquote(parts.password or ""),
        "bucket_name": bucket,
        "endpoint_url": f"{scheme}://{parts.hostname}{f':{parts.port}' if parts.port else ''}",
        "region_name": query.get("region", ["us-east-1"])[0],
        "file_overwrite": False,
        # S3-compatible stores reject the newer default checksums.
        "client_config": _client_config(),
    }
    return {
        "default": {
            "BACKEND": "portal.stored_media.StoredMedia",
            "OPTIONS": {**options, "location": "media"},
        },
        "private": {
            "BACKEND": "storages.backends.s3.S3Storage",
            "OPTIONS": {**options, "location": "private", "querystring_auth": True, "default_acl": "private"},
        },
        "staticfiles": MANIFEST_STATIC,
    }


def _client_config() -> Any:
    """Return botocore's client configuration for S3-compatible stores."""
    from botocore.config import Config

    return Config(
        request_checksum_calculation="when_required",
        response_checksum_validation="when_required",
        s3={"addressing_style": "path"},
    )
