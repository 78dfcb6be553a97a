"""Files of applicants: what is let in, and how little of the rest is read."""

import io
import zipfile
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from PIL import Image

from grants import uploading
from grants.forms import SectionForm
from tests.factories.grant_forms import attachment, form_section, question

# The smallest there is: a catalogue, its table of contents, and where that begins.
WHOLE_PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\nxref\n0 1\ntrailer<</Root 1 0 R>>\nstartxref\n45\n%%EOF\n"
SECTION = form_section(question("file", id="f"), question("text", id="t"))


def named(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def png(size: tuple[int, int] = (4, 4)) -> bytes:
    made = io.BytesIO()
    Image.new("1", size).save(made, "PNG")
    return made.getvalue()


def archive(*entries: tuple[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in entries:
            packed.writestr(name, content)
    return made.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("stadgar.pdf", WHOLE_PDF),
        ("bild.PNG", png()),
        ("budget.xlsx", archive(("xl/workbook.xml", b"<workbook/>"))),
        ("brev.txt", "Hej på er".encode()),
    ],
)
def test_files_that_are_what_they_are_called_are_taken(name: str, content: bytes) -> None:
    uploading.check(named(name, content))


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("tom.pdf", b"", "empty"),
        ("lurig.pdf", b"MZ\x90\x00", "content_mismatch"),
        ("huvud.pdf", b"%PDF-1.7\n", "broken_pdf"),
        ("avbruten.pdf", WHOLE_PDF[:-20], "broken_pdf"),
        ("slut.pdf", b"%PDF-1.7\nhej\nstartxref\n9\n%%EOF\n", "broken_pdf"),
        ("lurig.docx", b"%PDF-1.7", "content_mismatch"),
        ("sida.html", b"<html>", "extension"),
        ("program.exe", b"MZ", "extension"),
        ("utan", b"hej", "extension"),
        ("skript.txt", b"<script>alert(1)</script>", "markup"),
        ("foto.jpg", png(), "image_kind"),
        ("trasig.png", png()[:40], "broken_image"),
        ("bomb.png", png((12_000, 12_000)), "too_many_pixels"),
        ("bomb.docx", archive(("word/document.xml", b"0" * 5_000_000)), "archive_bomb"),
        ("stor.pdf", b"%PDF-" + b"0" * (uploading.MAX_FILE + 1), "too_large"),
    ],
)
def test_files_that_lie_or_burst_are_refused_in_words(name: str, content: bytes, code: str) -> None:
    with pytest.raises(ValidationError) as caught:
        uploading.check(named(name, content))
    assert caught.value.code == code
    assert caught.value.messages[0]


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Mina dokument\\stadgar.pdf", "stadgar.pdf"),
        ("a\x00b\r\nc.pdf", "a b c.pdf"),
        ("\u202egpj.pdf", "gpj.pdf"),
    ],
)
def test_a_name_is_only_a_name(given: str, kept: str) -> None:
    assert uploading.clean_name(given) == kept


def test_a_long_name_keeps_its_extension() -> None:
    name = uploading.clean_name("å" * 400 + ".pdf")
    assert len(name) == uploading.LONGEST_NAME
    assert name.endswith(".pdf")


def posted_to(view: Any, data: dict[str, Any]) -> tuple[HttpResponse, HttpRequest]:
    request = RequestFactory().post("/", data)
    request._dont_enforce_csrf_checks = True  # type: ignore[attr-defined]  # as Django's own test client does
    return uploading.limited(view)(request), request


def test_a_file_that_is_too_large_runs_past_and_the_text_beside_it_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploading, "MAX_FILE", 1000)

    def view(request: HttpRequest) -> HttpResponse:
        form = SectionForm(SECTION, "sv", {}, request.POST, request.FILES, too_big=request.too_big)  # type: ignore[attr-defined]  # set by the decorator
        assert form.value == {"t": "Kvar"}
        assert form.uploads == []
        assert "stor.pdf" in form.errors["p-f"][0]
        return HttpResponse("läst")

    data = {"p-f": named("stor.pdf", b"%PDF-" + b"0" * 200_000), "p-t": "Kvar"}
    response, request = posted_to(view, data)
    assert response.status_code == 200
    assert not request.FILES


def test_a_request_beyond_all_reason_is_refused_by_its_head(db: None, rf: RequestFactory) -> None:
    class Unreadable(io.BytesIO):
        def read(self, *_args: Any) -> bytes:
            pytest.fail("the body was read")

    request = rf.post("/sv/", CONTENT_LENGTH=str(uploading.MAX_BODY + 1))
    request._stream = Unreadable()  # the body as the server hands it over
    response = uploading.limited(lambda _request: pytest.fail("the view was asked"))(request)
    assert response.status_code == 413


def test_forgery_is_still_refused() -> None:
    request = RequestFactory(enforce_csrf_checks=True).post("/", {"p-t": "Förfalskat"})
    response = uploading.limited(lambda _request: HttpResponse("läst"))(request)
    assert response.status_code == 403


def test_good_files_are_kept_and_bad_ones_told_by_name() -> None:
    request = RequestFactory().post("/", {"p-f": [named("bra.pdf", WHOLE_PDF), named("dålig.pdf", b"MZ")]})
    form = SectionForm(SECTION, "sv", {}, request.POST, request.FILES)
    assert [(part, file.name) for part, file in form.uploads] == [("f", "bra.pdf")]
    assert "dålig.pdf" in form.errors["p-f"][0]
    assert not form.is_valid()


def test_there_is_an_end_to_how_many_files() -> None:
    many = [attachment("f") for _number in range(uploading.MAX_FILES)]
    request = RequestFactory().post("/", {"p-f": named("en.pdf", WHOLE_PDF)})
    form = SectionForm(SECTION, "sv", {}, request.POST, request.FILES, attachments=many)
    assert form.uploads == []
    assert form.refused["f"]
