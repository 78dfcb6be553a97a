import datetime as dt
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from projects.importing import forms
from projects.models import ImportBatch, ProjectPage
from tests.factories.users import UserFactory, user_with_role
from tests.projects.importing.records import RECORD, TITLE, row, table


@pytest.fixture
def url(bank):
    return reverse("project_import")


def upload(client, url, bank, *files, **data):
    uploads = [SimpleUploadedFile(name, content) for name, content in files]
    return client.post(url, {"bank": bank.pk, "uploads": uploads, **data})


def text(response):
    return re.sub(r"\s+", " ", response.content.decode())


def test_upload_preview_import_and_undo(editor_client, url, bank):
    response = upload(editor_client, url, bank, ("post.txt", RECORD.encode()))
    assert response.status_code == 302
    preview = editor_client.get(response["Location"])
    assert TITLE in text(preview)
    assert not ProjectPage.objects.exists()
    done = editor_client.post(response["Location"], {"confirm": "1", "publish": "on"})
    batch = ImportBatch.objects.get()
    assert done["Location"] == reverse("project_import_result", args=[batch.pk])
    assert ProjectPage.objects.get().live
    assert bytes(batch.content) == b""
    assert TITLE in text(editor_client.get(done["Location"]))
    assert "post.txt" in text(editor_client.get(url))
    editor_client.post(done["Location"])
    assert not ProjectPage.objects.exists()
    assert editor_client.get(done["Location"]).status_code == 200


def test_the_preview_says_what_a_new_page_would_say(editor_client, url, bank):
    address = upload(editor_client, url, bank, ("post.txt", RECORD.encode()))["Location"]
    preview = text(editor_client.get(address))
    assert "Ödeshög, Motala, Vadstena" in preview
    assert "arbetskamrater som tränar svenska" in preview
    assert preview.index("Motala Verkstadsring") < preview.index("1 234 567 kr")


def test_several_files_are_each_taken_or_refused(editor_client, url, bank):
    files = [("post.txt", RECORD.encode()), ("fel.csv", table(row(Kommuner="Ydree")))]
    response = upload(editor_client, url, bank, *files)
    preview = text(editor_client.get(response["Location"]))
    assert TITLE in preview
    assert "Ydree" in preview
    again = editor_client.post(response["Location"], {"confirm": "1"})
    assert "Ydree" in text(editor_client.get(again["Location"]))
    assert [page.title for page in ProjectPage.objects.all()] == [TITLE]


def test_a_file_that_cannot_be_read_is_told_of_beside_the_field(editor_client, url, bank):
    response = upload(editor_client, url, bank, ("bild.png", b"\x89PNG\x00\x01"))
    assert response.status_code == 200
    assert "bild.png" in str(response.context["form"].errors["uploads"])
    assert not ImportBatch.objects.exists()


def test_no_file_is_told_of_beside_the_field(editor_client, url, bank):
    response = editor_client.post(url, {"bank": bank.pk})
    assert response.status_code == 200
    assert response.context["form"].errors["uploads"]


@pytest.mark.parametrize("data", [{}, {"bank": "x"}, {"bank": "999999"}, {"uploads": "text"}])
def test_an_incomplete_form_is_shown_again(editor_client, url, data):
    response = editor_client.post(url, data)
    assert response.status_code == 200
    assert response.context["form"].errors


def test_replacing_edited_pages_is_asked_about(editor_client, url, bank):
    first = upload(editor_client, url, bank, ("post.txt", RECORD.encode()))["Location"]
    editor_client.post(first, {"confirm": "1"})
    draft = ProjectPage.objects.get()
    draft.region = "Annan"
    draft.save_revision()
    preview = upload(editor_client, url, bank, ("post.txt", RECORD.encode()))["Location"]
    assert editor_client.get(preview).context["can_go_on"] is False
    assert editor_client.post(preview, {"replace_edited": "on"})["Location"] == preview
    assert editor_client.get(preview).context["can_go_on"] is True
    editor_client.post(preview, {"confirm": "1", "replace_edited": "on"})
    assert ProjectPage.objects.get().get_latest_revision_as_object().region == "Östra Mellansverige"


def test_files_can_be_thrown_away(editor_client, url, bank):
    preview = upload(editor_client, url, bank, ("post.txt", RECORD.encode()))["Location"]
    editor_client.post(preview, {"discard": "1"})
    assert not ImportBatch.objects.exists()
    assert editor_client.get(preview)["Location"] == url


def test_a_second_click_and_the_back_button_are_told_that_it_is_done(editor_client, url, bank):
    preview = upload(editor_client, url, bank, ("post.txt", RECORD.encode()))["Location"]
    editor_client.post(preview, {"confirm": "1"})
    for again in (editor_client.post(preview, {"confirm": "1"}), editor_client.get(preview)):
        assert again["Location"] == url
    assert len(list(editor_client.get(url).context["messages"])) == 3
    assert ProjectPage.objects.count() == 1


def test_whoever_has_been_signed_out_is_asked_to_sign_in(editor_client, url, bank):
    preview = upload(editor_client, url, bank, ("post.txt", RECORD.encode()))["Location"]
    editor_client.logout()
    for address in (url, preview):
        answer = editor_client.post(address, {"confirm": "1"})
        assert answer.status_code == 302
        assert "next=" in answer["Location"]
    assert not ProjectPage.objects.exists()


@pytest.mark.parametrize(
    "file",
    [
        ("tom.csv", b""),
        ("bild.csv", b"\x89PNG\r\n\x1a\n\x00\x00\x00"),
        ("bok.xlsx", b"PK\x03\x04 x"),
        ("a.xls", b"\xd0\xcf\x11\xe0"),
    ],
)
def test_bad_files_are_refused_beside_the_field(editor_client, url, bank, file):
    response = upload(editor_client, url, bank, file)
    assert response.status_code == 200
    assert response.context["form"].errors["uploads"]
    assert not ImportBatch.objects.exists()


def test_a_file_that_is_too_large_is_refused_beside_the_field(editor_client, url, bank, monkeypatch):
    monkeypatch.setattr(forms, "MAX_BYTES", 100)
    response = upload(editor_client, url, bank, ("stor.csv", b"Titel\n" + b"x" * 200))
    assert "stor.csv" in str(response.context["form"].errors["uploads"])


def test_a_preview_is_for_its_owner_and_for_a_day(editor_client, url, bank):
    preview = upload(editor_client, url, bank, ("post.txt", RECORD.encode()))["Location"]
    other = Client()
    other.force_login(user_with_role("editor"), backend="django.contrib.auth.backends.ModelBackend")
    assert other.get(preview)["Location"] == url
    assert other.post(preview, {"confirm": "1"})["Location"] == url
    ImportBatch.objects.update(created_at=timezone.now() - dt.timedelta(hours=25))
    assert editor_client.post(preview, {"confirm": "1"})["Location"] == url
    assert not ImportBatch.objects.exists()
    assert not ProjectPage.objects.exists()


@pytest.mark.parametrize("keys", ["x", "9" * 40, "1-x", "-"])
def test_odd_addresses_are_not_found(editor_client, bank, keys):
    assert editor_client.get(reverse("project_import_preview", args=[keys])).status_code == 404


@pytest.mark.parametrize("role", ["translator", "auditor", "member"])
def test_others_are_refused(role, url):
    client = Client()
    client.force_login(user_with_role(role), backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(url).status_code in {302, 403}
    assert client.post(url, {}).status_code in {302, 403}
    batch = ImportBatch.objects.create(filename="a", digest="b")
    assert client.post(reverse("project_import_result", args=[batch.pk])).status_code in {302, 403}


def test_strangers_are_sent_to_sign_in(client, url):
    assert client.get(url).status_code == 302
    client.force_login(UserFactory(), backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(url).status_code in {302, 403}


def test_a_form_from_elsewhere_is_refused(editor, url, bank):
    client = Client(enforce_csrf_checks=True)
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    assert upload(client, url, bank, ("post.txt", RECORD.encode())).status_code == 403
