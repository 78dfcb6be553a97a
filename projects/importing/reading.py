"""From bytes to text, whatever wrote the file."""

import re
import unicodedata
from pathlib import Path

from django.utils.translation import gettext as _

from projects.importing.faults import Fault, FileFaultsError

# A record is some tens of kilobytes; ten thousand of them in a table are some tens of megabytes.
MAX_BYTES = 40 * 1024 * 1024
BOMS = {b"\xef\xbb\xbf": "utf-8", b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
# What no text holds: all control characters but tab, line ends, page break and the odd SUB at the end of old files.
CONTROL = re.compile("[\x00-\x08\x0e-\x19\x1b-\x1f\x7f]")
# å, ä, ö, Å, Ä, Ö, é, en dash and bullet in UTF-8 when they are read as Windows-1252.
MISREAD = re.compile("Ã[¥¤¶…„–©]|â€[“¢”]")
ZIP = b"PK\x03\x04"
OLD_EXCEL = b"\xd0\xcf\x11\xe0"
PDF = b"%PDF"
# Web pages, XML and RTF are text, but not for reading.
MARKUP = re.compile(r"\s*(?:<\?xml|<!doctype|<html|<!--|\{\\rtf)", re.IGNORECASE)


def refuse(reason: str) -> FileFaultsError:
    """Return the error for a file that cannot be read at all."""
    return FileFaultsError([Fault(reason)])


def is_workbook(content: bytes) -> bool:
    """Tell whether the file begins as XLSX (and every other kind of zip file) does."""
    return content.startswith(ZIP)


def check_size(content: bytes) -> None:
    """Raise FileFaultsError for a file with nothing in it, or too much."""
    if not content.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise refuse(_("The file is empty."))
    if len(content) > MAX_BYTES:
        raise refuse(_("The file is larger than %(limit)s MB. Divide it.") % {"limit": MAX_BYTES // 1024 // 1024})


def decode(content: bytes) -> str:
    """Return the text of a file in UTF-8 (with or without a byte order mark), UTF-16 with one, or Windows-1252.

    Lines end with a line feed. Raises FileFaultsError for a file that is empty, too large or not text.
    """
    check_size(content)
    if content.startswith((OLD_EXCEL, PDF)):
        raise refuse(_("This kind of file cannot be read. Save it as text, CSV or XLSX."))
    text = _unfolded(content)
    if MARKUP.match(text):
        raise refuse(_("This kind of file cannot be read. Save it as text, CSV or XLSX."))
    if not text.strip():
        raise refuse(_("The file is empty."))
    if CONTROL.search(text):
        raise refuse(_("The file is not text. Save it as text, CSV or XLSX."))
    return text


def _unfolded(content: bytes) -> str:
    for mark, encoding in BOMS.items():
        if content.startswith(mark):
            try:
                return _lines(content[len(mark) :].decode(encoding))
            except UnicodeDecodeError as error:
                raise refuse(
                    _("The file says that it is %(encoding)s, but it is not.") % {"encoding": encoding.upper()}
                ) from error
    try:
        return _lines(content.decode("utf-8"))
    except UnicodeDecodeError:
        return _lines(_windows(content))


def _windows(content: bytes) -> str:
    """Return text in Windows-1252, unless it gives itself away as UTF-8 with a fault, or as no text at all."""
    try:
        text = content.decode("cp1252")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        reason = _("The file is text neither in UTF-8 nor in Windows-1252 (line %(line)s). Save it again as UTF-8.")
        raise refuse(reason % {"line": line}) from error
    if MISREAD.search(text):
        raise refuse(_("The file mixes UTF-8 and Windows-1252. Save it again as UTF-8."))
    return text


def _lines(text: str) -> str:
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    # Files from a Mac have å as a and a ring.
    text = unicodedata.normalize("NFC", text)
    return text.replace("\u2028", "\n").replace("\u2029", "\n").replace("\x0b", "\n").replace("\x1a", "")


def digest_name(path: str) -> str:
    """Return the name of a file without its folders, whatever system named it."""
    return Path(path.replace("\\", "/")).name[:255] or "?"
