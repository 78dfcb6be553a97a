"""Files that applicants send: how many bytes are let in, and whether the content is what the name says."""

import re
from collections.abc import Callable
from functools import wraps
from pathlib import PurePath
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from core.media.uploads import refuse_empty, verify_document, verify_image

MEGABYTE = 1024 * 1024
# The largest file that is kept, and the largest request of which more than the head is read.
MAX_FILE = 20 * MEGABYTE
MAX_BODY = 250 * MEGABYTE
MAX_FILES = 20
LONGEST_NAME = 160

# The last bytes of a PDF, where it says at which byte its table of contents begins; and what such a table begins with.
TAIL = 2048
START_OF_TABLE = re.compile(rb"startxref\s+([0-9]{1,10})\s+%%EOF")
TABLE = re.compile(rb"\bxref|[0-9]+\s+[0-9]+\s+obj")

IMAGES = {"jpg": "image/jpeg", "jpeg": "image/jpeg", "png": "image/png"}
DOCUMENTS = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "rtf": "application/rtf",
    "csv": "text/csv",
    "txt": "text/plain",
}
CONTENT_TYPES = {**DOCUMENTS, **IMAGES}
ACCEPT = ",".join(f".{extension}" for extension in CONTENT_TYPES)


def extension_of(name: str) -> str:
    """Return the extension of a name in small letters, without its point."""
    return PurePath(name).suffix.lower().lstrip(".")


def clean_name(name: str) -> str:
    """Return a name that can be shown and sent: without folders and control characters, its extension kept."""
    plain = PurePath(name.replace("\\", "/")).name
    plain = " ".join("".join(char if char.isprintable() else " " for char in plain).split())
    plain = plain.encode("utf-8", "ignore").decode() or _("file")
    extension = PurePath(plain).suffix
    return plain if len(plain) <= LONGEST_NAME else plain[: LONGEST_NAME - len(extension)] + extension


def content_type_of(name: str) -> str:
    """Return the type a checked file is served as."""
    return CONTENT_TYPES.get(extension_of(name), "application/octet-stream")


def too_large() -> str:
    """Return what to say of a file that is too large."""
    return _("The file is too large: at most %(size)s. Make it smaller, or send it in parts.") % {
        "size": filesizeformat(MAX_FILE)
    }


def check(file: Any) -> None:
    """Raise ValidationError unless a file is of a kind we take, small enough, and its content what its name says."""
    extension = extension_of(file.name or "")
    if extension not in CONTENT_TYPES:
        kinds = ", ".join(extension for extension in CONTENT_TYPES if extension != "jpeg")
        raise ValidationError(
            _("Files of this kind are not taken. Send one of these: %(kinds)s.") % {"kinds": kinds}, code="extension"
        )
    refuse_empty(file)
    if file.size > MAX_FILE:
        raise ValidationError(too_large(), code="too_large")
    if extension in IMAGES:
        verify_image(file)
        _verify_kind_of_image(file, extension)
    else:
        verify_document(file, extension)
    if extension == "pdf":
        _verify_whole_pdf(file)


def _verify_whole_pdf(file: Any) -> None:
    """Raise ValidationError when a PDF has no end, or its end leads to no table of contents (ISO 32000-1, 7.5.5)."""
    file.seek(max(file.size - TAIL, 0))
    tail = file.read(TAIL)
    found = START_OF_TABLE.findall(tail)
    whole = bool(found)
    if found and int(found[-1]):
        # Some writers count from the mark and not from the first byte, so there may be a little before it.
        file.seek(max(int(found[-1]) - 16, 0))
        whole = TABLE.search(file.read(1024 + 64)) is not None
    file.seek(0)
    if not whole:
        raise ValidationError(_("The PDF is broken or cut off. Save it again and send that."), code="broken_pdf")


def _verify_kind_of_image(file: Any, extension: str) -> None:
    """Raise ValidationError when a picture is of another kind than its name says."""
    start = file.read(8)
    file.seek(0)
    is_png = start.startswith(b"\x89PNG")
    if is_png != (extension == "png") or not (is_png or start.startswith(b"\xff\xd8")):
        raise ValidationError(
            _("The picture is of another kind than its name says. Save it again as JPEG or PNG."), code="image_kind"
        )


class StopsLargeFiles(FileUploadHandler):
    """Counts the bytes of each file as they come, and lets one that is too large run past: nothing of it is kept."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Start to count."""
        super().new_file(*args, **kwargs)
        self.seen = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Let a piece through. Raises SkipFile when there have been too many."""
        self.seen += len(raw_data)
        if self.seen > MAX_FILE:
            too_big = getattr(self.request, "too_big", {})
            too_big[self.field_name] = clean_name(self.file_name or "")
            self.request.too_big = too_big  # type: ignore[union-attr]  # there is a request while a file is read
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """The next handler keeps the file."""


def limited(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let a view read a request with files only as far as is reasonable.

    A file that is too large is passed by (its field is in `request.too_big`) and the rest of the form is read; a
    request beyond all reason is refused by its head. Forgery is still checked, once the handlers are in their place.
    """
    protected = csrf_protect(view)

    @csrf_exempt
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            length = int(request.META.get("CONTENT_LENGTH") or 0)
        except ValueError:
            length = 0
        if length > MAX_BODY:
            response = render(request, "grants/too_large.html", {"limit": filesizeformat(MAX_FILE)}, status=413)
            response["Connection"] = "close"
            return response
        request.too_big = {}  # type: ignore[attr-defined]  # filled by the handler
        request.upload_handlers.insert(0, StopsLargeFiles(request))
        return protected(request, *args, **kwargs)

    return guarded
