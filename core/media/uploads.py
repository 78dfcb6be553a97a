"""What an uploaded file really is, whatever it is called."""

import io
import warnings
import zipfile
from typing import Any

import puremagic
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageFile, UnidentifiedImageError

# Where the content shows what it is, by extension: the first bytes, or a part that must lie in the archive.
_STARTS: dict[str, tuple[bytes, ...]] = {
    "pdf": (b"%PDF-",),
    "rtf": (b"{\\rtf",),
    "zip": (b"PK\x03\x04", b"PK\x05\x06"),
    "vtt": (b"WEBVTT", b"\xef\xbb\xbfWEBVTT"),
}
_PARTS = {
    "docx": "word/document.xml",
    "xlsx": "xl/workbook.xml",
    "pptx": "ppt/presentation.xml",
    "odt": "content.xml",
    "ods": "content.xml",
}
_MEDIA_TYPES = {
    "odt": b"application/vnd.oasis.opendocument.text",
    "ods": b"application/vnd.oasis.opendocument.spreadsheet",
}
_TEXT = {"csv", "txt", "vtt"}
# Text that a browser would run if it were served as what it is.
_MARKUP = (b"<!doctype", b"<html", b"<svg", b"<script", b"<?xml", b"<?php")
# An archive that unpacks to more than this many times its size, or to more than this many bytes, is a bomb.
MAX_RATIO = 200
MAX_UNPACKED = 1024 * 1024 * 1024
MAX_PIXELS = 80_000_000
_SAMPLE = 8192


def refuse_empty(file: Any) -> None:
    """Raise ValidationError when a file has no bytes."""
    if not file.size:
        raise ValidationError(_("The file is empty (0 bytes). Choose another, or save it again."), code="empty")


def verify_image(file: Any) -> None:
    """Raise ValidationError unless a file is a whole raster image of reasonable size.

    The image is decoded, so that a broken one is found out now and not when it is shown. Decompression bombs are
    refused by their size in pixels, before they are unpacked.
    """
    refuse_empty(file)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(_rewound(file)) as image:
                width, height = image.size
                if width * height * getattr(image, "n_frames", 1) > MAX_PIXELS:
                    raise Image.DecompressionBombError
                _load_whole(image)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise ValidationError(
            _("The picture is too big to unpack: at most %(pixels)s million pixels. Make it smaller and try again."),
            code="too_many_pixels",
            params={"pixels": MAX_PIXELS // 1_000_000},
        ) from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError) as error:
        raise ValidationError(
            _("The picture cannot be read: the file is broken, or is not a picture. Save it again as JPEG or PNG."),
            code="broken_image",
        ) from error
    finally:
        file.seek(0)


def verify_document(file: Any, extension: str) -> None:
    """Raise ValidationError unless the content of a file is what its extension says."""
    refuse_empty(file)
    extension = extension.lower().lstrip(".")
    try:
        if extension in _PARTS or extension == "zip":
            _verify_archive(file, extension)
        elif extension in _STARTS:
            _verify_start(file, extension)
        if extension in _TEXT:
            _verify_text(file)
    finally:
        file.seek(0)


def _load_whole(image: Image.Image) -> None:
    """Decode an image. Raises OSError where some of it is missing.

    A library loaded by the same process may have told Pillow to fill up what is missing; here it must not.
    """
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    image.load()


def _rewound(file: Any) -> Any:
    file.seek(0)
    return file if hasattr(file, "temporary_file_path") else io.BytesIO(file.read())


def _mismatch(file: Any, extension: str) -> ValidationError:
    """Return the error that says what the file seems to be instead."""
    file.seek(0)
    try:
        found = puremagic.from_string(file.read(_SAMPLE)).lstrip(".").upper() or "?"
    except (puremagic.PureError, ValueError):
        found = "?"
    return ValidationError(
        _("The file is called .%(extension)s but its content is something else (%(found)s)."),
        code="content_mismatch",
        params={"extension": extension, "found": found},
    )


def _verify_start(file: Any, extension: str) -> None:
    file.seek(0)
    # PDF readers accept a few bytes before the mark; editors' files from the field have them.
    head = file.read(1024)
    if extension == "pdf" and b"%PDF-" in head:
        return
    if not head.startswith(_STARTS[extension]):
        raise _mismatch(file, extension)


def _verify_text(file: Any) -> None:
    file.seek(0)
    head = file.read(_SAMPLE)
    if b"\x00" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise _mismatch(file, "txt")
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_MARKUP):
        raise ValidationError(_("The file is called a text but holds markup or code."), code="markup")


def _verify_archive(file: Any, extension: str) -> None:
    file.seek(0)
    try:
        with zipfile.ZipFile(file) as archive:
            infos = archive.infolist()
            names = {info.filename for info in infos}
            unpacked = sum(info.file_size for info in infos)
            packed = max(sum(info.compress_size for info in infos), 1)
            media_type = archive.read("mimetype")[:100] if "mimetype" in names and extension in _MEDIA_TYPES else b""
    # RuntimeError: encrypted, or packed in a way that Python does not know.
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError) as error:
        raise _mismatch(file, extension) from error
    if unpacked > MAX_UNPACKED or unpacked / packed > MAX_RATIO:
        raise ValidationError(
            _("The file unpacks to %(size)s, which is more than can be trusted."),
            code="archive_bomb",
            params={"size": filesizeformat(unpacked)},
        )
    if _PARTS.get(extension, "") not in {*names, ""} or _MEDIA_TYPES.get(extension, media_type) != media_type:
        raise _mismatch(file, extension)
