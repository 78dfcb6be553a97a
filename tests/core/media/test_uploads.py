"""Uploads are judged by what they are, and what is wrong is said in words."""

import io
import struct
import zipfile
import zlib

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageFile

from core.media import uploads
from core.media.models import CustomDocument, CustomImage


def picture(kind="PNG", size=(20, 10)):
    file = io.BytesIO()
    Image.new("RGB", size, "teal").save(file, kind)
    return file.getvalue()


def archive(**parts):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as writer:
        for name, content in parts.items():
            writer.writestr(name, content)
    return file.getvalue()


def bomb_picture(width=60_000, height=60_000):
    """Return a PNG that claims to be enormous in a few bytes."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\x00" * 100)) + chunk(b"IEND", b"")
    )


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
DOCX = archive(**{"word/document.xml": "<w/>", "[Content_Types].xml": "<t/>"})
ODT = archive(mimetype="application/vnd.oasis.opendocument.text", **{"content.xml": "<o/>"})
BOMB_ARCHIVE = archive(**{"word/document.xml": "0" * 5_000_000})


def file(name, content):
    return SimpleUploadedFile(name, content)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP", "AVIF"])
def test_whole_pictures_are_taken(kind):
    uploads.verify_image(file("x", picture(kind)))


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"not a picture", "broken_image"),
        (SVG, "broken_image"),
        (picture("JPEG", (400, 400))[:300], "broken_image"),
        (picture("PNG", (400, 400))[:200], "broken_image"),
        (bomb_picture(), "too_many_pixels"),
        (bomb_picture(12_000, 8_000), "too_many_pixels"),
    ],
)
def test_what_is_not_a_whole_picture_of_reasonable_size_is_refused(content, code):
    with pytest.raises(ValidationError) as refusal:
        uploads.verify_image(file("x.png", content))
    assert refusal.value.code == code


def test_a_broken_picture_is_refused_also_when_a_library_has_told_pillow_to_take_such(monkeypatch):
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)
    with pytest.raises(ValidationError):
        uploads.verify_image(file("x.png", picture("PNG", (400, 400))[:200]))


def verdict(judge, *what):
    """Return the code of a refusal, or None when the file was taken; anything else is a crash."""
    try:
        judge(*what)
    except ValidationError as refusal:
        return refusal.code
    return None


@given(st.binary(max_size=300))
def test_no_bytes_at_all_break_the_judging_of_pictures(content):
    assert verdict(uploads.verify_image, file("x.png", content)) in {"empty", "broken_image", "too_many_pixels"}


@given(st.binary(max_size=300), st.sampled_from(["pdf", "docx", "odt", "csv", "txt", "zip", "vtt", "rtf"]))
def test_no_bytes_at_all_break_the_judging_of_documents(content, extension):
    code = verdict(uploads.verify_document, file(f"x.{extension}", content), extension)
    assert code in {None, "empty", "content_mismatch", "markup", "archive_bomb"}


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("x.pdf", PDF),
        ("x.docx", DOCX),
        ("x.odt", ODT),
        ("x.csv", "namn;ort\nÅsa;Ydre\n".encode()),
        ("x.csv", "namn;ort\nÅsa;Ydre\n".encode("latin-1")),
        ("x.txt", "\ufeffhej".encode()),
        ("x.vtt", b"WEBVTT\n\n00:00.000 --> 00:01.000\nHej\n"),
        ("x.rtf", b"{\\rtf1 hej}"),
        ("x.zip", archive(a="b")),
    ],
)
def test_documents_that_are_what_they_are_called_are_taken(name, content):
    uploads.verify_document(file(name, content), name.rpartition(".")[2])


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("x.pdf", b"", "empty"),
        ("x.pdf", b"MZ\x90\x00 an executable", "content_mismatch"),
        ("x.pdf", picture(), "content_mismatch"),
        ("x.docx", PDF, "content_mismatch"),
        ("x.docx", ODT, "content_mismatch"),
        ("x.odt", DOCX, "content_mismatch"),
        ("x.ods", ODT, "content_mismatch"),
        ("x.zip", b"hello", "content_mismatch"),
        ("x.txt", b"MZ\x00\x00", "content_mismatch"),
        ("x.txt", b"  <!DOCTYPE html><script>1</script>", "markup"),
        ("x.csv", SVG, "markup"),
        ("x.docx", BOMB_ARCHIVE, "archive_bomb"),
    ],
)
def test_documents_that_are_something_else_are_refused_with_a_reason(name, content, code):
    with pytest.raises(ValidationError) as refusal:
        uploads.verify_document(file(name, content), name.rpartition(".")[2])
    assert refusal.value.code == code


@pytest.mark.django_db
class TestInTheAdmin:
    """The same through the forms that editors use."""

    def upload_image(self, client, name, content, alt_text="Fyra personer"):
        return client.post(
            reverse("wagtailimages:add"), {"title": "Bild", "file": file(name, content), "alt_text": alt_text}
        )

    def upload_document(self, client, name, content):
        return client.post(reverse("wagtaildocs:add"), {"title": "Dokument", "file": file(name, content)})

    def test_an_editor_uploads_a_picture_and_a_document(self, editor_client):
        assert self.upload_image(editor_client, "x.png", picture()).status_code == 302
        assert self.upload_document(editor_client, "x.pdf", PDF).status_code == 302
        assert CustomImage.objects.count() == CustomDocument.objects.count() == 1

    @pytest.mark.parametrize(
        ("name", "content"),
        [
            ("x.png", b""),
            ("x.svg", SVG),
            ("x.png", SVG),
            ("x.png", bomb_picture()),
            ("x.png", picture()[:40]),
            ("x.jpg", picture()),
        ],
    )
    def test_a_bad_picture_is_refused_beside_the_field(self, editor_client, name, content):
        response = self.upload_image(editor_client, name, content)
        assert response.status_code == 200
        assert response.context["form"].errors["file"]
        assert not CustomImage.objects.exists()

    @pytest.mark.parametrize(
        ("name", "content"), [("x.pdf", b""), ("x.exe", b"MZ"), ("x.pdf", SVG), ("x", PDF), ("x.svg", SVG)]
    )
    def test_a_bad_document_is_refused_beside_the_field(self, editor_client, name, content):
        response = self.upload_document(editor_client, name, content)
        assert response.status_code == 200
        assert response.context["form"].errors["file"]
        assert not CustomDocument.objects.exists()

    def test_several_at_once_are_judged_one_by_one(self, editor_client):
        for name, content, ok in (("x.png", picture(), True), ("y.png", bomb_picture(), False)):
            answer = editor_client.post(
                reverse("wagtailimages:add_multiple"),
                {"title": "Bild", "files[]": file(name, content)},
                headers={"X-Requested-With": "XMLHttpRequest"},
            )
            assert answer.status_code == 200
            assert answer.json()["success"] is ok

    def test_a_picture_without_alternative_text_is_nagged_about_until_it_has_one(self, editor_client):
        self.upload_image(editor_client, "x.png", picture(), alt_text="")
        image = CustomImage.objects.get()
        report = reverse("images_without_alt")
        assert report in editor_client.get("/admin/").content.decode()
        assert image.title in editor_client.get(report).content.decode()
        form = editor_client.get(reverse("wagtailimages:edit", args=[image.pk])).context["form"]
        assert str(form.fields["alt_text"].help_text) != str(CustomImage._meta.get_field("alt_text").help_text)
        image.alt_text = "Fyra personer"
        image.save()
        assert "help-warning" not in editor_client.get("/admin/").content.decode()
        assert reverse("wagtailimages:edit", args=[image.pk]) not in editor_client.get(report).content.decode()

    def test_who_has_no_pictures_to_mend_is_not_nagged(self, client):
        from tests.factories.users import user_with_role

        CustomImage.objects.create(title="X", file=file("x.png", picture()), width=1, height=1)
        client.force_login(user_with_role("auditor"), backend="django.contrib.auth.backends.ModelBackend")
        assert reverse("images_without_alt") not in client.get("/admin/").content.decode()
        assert client.get(reverse("images_without_alt")).status_code == 302
