"""Public files are served so that none of them can act as a page of the portal; documents go through their check."""

import json
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils.module_loading import import_string

from portal.settings.storage import storages_from_url
from portal.stored_media import StoredMedia


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


@pytest.fixture
def store(settings):
    """Media in a store that is no folder of this machine."""
    settings.STORAGES = {**settings.STORAGES, "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"}}
    return default_storage


@pytest.mark.django_db
def test_media_in_a_store_is_served_by_the_portal_itself(site, client, store):
    store.save("images/a.png", ContentFile(b"\x89PNG not really"))

    response = client.get("/media/images/a.png")

    assert response.status_code == 200
    assert b"".join(response) == b"\x89PNG not really"
    assert response.headers["Content-Type"] == "image/png"
    assert response.headers["Content-Length"] == "15"
    assert response.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response.headers["Cache-Control"] == "public, max-age=86400"
    for path in ("images/missing.png", "../secret_key", "documents/report.pdf", "%00", "x" * 4000):
        assert client.get(f"/media/{path}").status_code in {400, 404}, path


def test_addresses_of_stored_media_are_the_portals_own(tmp_path):
    options = storages_from_url("s3://key:secret@store.example.org/bucket", private_root=tmp_path)["default"]["OPTIONS"]

    storage = StoredMedia(**options)

    assert storage.url("images/vår bild.png") == "/media/images/v%C3%A5r%20bild.png"


def test_the_task_that_deletes_a_stored_file_keeps_no_secret(tmp_path, store):
    options = storages_from_url("s3://key:secret@store.example.org/bucket", private_root=tmp_path)["default"]["OPTIONS"]

    path, arguments, named = StoredMedia(**options).deconstruct()

    assert "secret" not in json.dumps([path, arguments, named])
    name = store.save("images/a.png", ContentFile(b"x"))
    assert import_string(path)(*arguments, **named).exists(name)
