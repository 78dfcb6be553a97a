"""Public files are served so that none of them can act as a page of the portal; documents go through their check."""

from pathlib import Path

import pytest
from django.conf import settings


@pytest.fixture
def media_root(tmp_path, settings) -> Path:
    settings.MEDIA_ROOT = str(tmp_path)
    return tmp_path


def test_a_picture_is_served_conditionally(client, media_root):
    (media_root / "images").mkdir()
    (media_root / "images" / "a.png").write_bytes(b"\x89PNG not really")
    first = client.get("/media/images/a.png")
    assert first.status_code == 200
    assert first.headers["Content-Type"] == "image/png"
    assert first.headers["X-Content-Type-Options"] == "nosniff"
    assert first.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert first.headers["Cache-Control"] == "public, max-age=86400"
    assert not first.cookies
    again = client.get("/media/images/a.png", headers={"if-modified-since": first.headers["Last-Modified"]})
    assert again.status_code == 304


@pytest.mark.parametrize("name", ["a.svg", "a.html", "a.xhtml", "a.xml", "a.js"])
def test_what_a_browser_would_run_is_saved_instead(client, media_root, name):
    (media_root / name).write_text("<svg onload='alert(1)'/>")
    assert client.get(f"/media/{name}").headers["Content-Disposition"] == "attachment"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path", ["documents/report.pdf", "images", "missing.png", "../secret_key", "%2e%2e/secret_key"]
)
def test_documents_folders_and_what_lies_outside_are_not_media(site, client, media_root, path):
    (media_root / "documents").mkdir()
    (media_root / "documents" / "report.pdf").write_text("secret")
    (media_root / "images").mkdir()
    assert client.get(f"/media/{path}").status_code == 404


def test_documents_are_always_served_through_the_permission_check():
    assert settings.WAGTAILDOCS_SERVE_METHOD == "serve_view"
