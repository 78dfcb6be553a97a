"""Captions of recordings: whether a file is WebVTT, which browsers and players read."""

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

# More than the captions of a whole day; nothing beyond is read.
MOST = 5 * 1024 * 1024
# W3C WebVTT, 4.1: the signature, alone on its line or followed by a blank.
SIGNATURE = re.compile(r"\ufeff?WEBVTT(?:[ \t][^\n]*)?(?:\n|\Z)")
TIMESTAMP = r"(?:\d{2,}:)?[0-5]\d:[0-5]\d\.\d{3}"
CUE = re.compile(rf"^{TIMESTAMP}[ \t]+-->[ \t]+{TIMESTAMP}(?:[ \t].*)?$", re.MULTILINE)


def fault_of(document: Any) -> ValidationError | None:
    """Return what is wrong with a document as captions; None when it is WebVTT with at least one cue."""
    if document.file_extension.lower() != "vtt":
        return ValidationError(_("Captions are a WebVTT file, whose name ends in .vtt."))
    try:
        with document.open_file() as file:
            content = file.read(MOST)
        text = content.decode().replace("\r\n", "\n").replace("\r", "\n")
    except (OSError, UnicodeDecodeError):
        return ValidationError(_("The captions cannot be read. Save them as WebVTT, in UTF-8."))
    if not SIGNATURE.match(text):
        return ValidationError(_("This is not WebVTT: such a file begins with the line WEBVTT."))
    if not CUE.search(text):
        return ValidationError(_("There are no captions in the file: no line such as 00:00:01.000 --> 00:00:04.000."))
    return None
