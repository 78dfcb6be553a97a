"""Makes plain words of what a feed sends: the right letters, no markup, dates that can be."""

import datetime as dt
import email.utils
import html
import re
from html.parser import HTMLParser

from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime

from core.pages.atom import without_control

MAX_WORDS = 20_000
BREAKS = {"p", "div", "br", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "section", "article"}
SILENT = {"script", "style", "template", "noscript", "svg", "math", "iframe", "object", "title", "head"}
_DECLARED = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._:-]{1,40})""")
_CHARSET = re.compile(r"""charset\s*=\s*["']?([A-Za-z0-9._:-]{1,40})""", re.IGNORECASE)
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_TEXT_CODECS = re.compile(r"^(utf|iso|latin|windows|cp|koi|mac|ascii|us-ascii|gb|big5|shift|euc)", re.IGNORECASE)


class _Words(HTMLParser):
    """Collects the words between the tags."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a line, or a part that is not for reading."""
        self.silent += tag in SILENT
        if tag in BREAKS:
            self.parts.append("\n")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Break the line at an empty element; it holds nothing."""
        if tag in BREAKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        """End the line, or the part that is not for reading."""
        self.silent = max(0, self.silent - (tag in SILENT))
        if tag in BREAKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        """Keep the words."""
        if not self.silent:
            self.parts.append(data)


def plain(markup: str) -> str:
    """Return the words of a piece of HTML, one paragraph a line; no markup is kept."""
    reader = _Words()
    reader.feed(markup[: MAX_WORDS * 5])
    reader.close()
    lines = (" ".join(line.split()) for line in "".join(reader.parts).split("\n"))
    return "\n".join(line for line in lines if line)[:MAX_WORDS]


def one_line(markup: str, length: int) -> str:
    """Return the words of a title on one line. Escaped twice, as many titles are, it is read twice."""
    words = plain(markup)
    if "&" in words:
        words = html.unescape(words)
    return " ".join(words.split())[:length]


def decoded(body: bytes, content_type: str) -> str:
    """Return the text of a body whose declared encoding may be untrue.

    What can be read as UTF-8 is UTF-8: other encodings hardly ever look like it by chance.
    """
    declared = _DECLARED.search(body[:1000])
    charset = _CHARSET.search(content_type)
    names = [name for mark, name in _BOMS if body.startswith(mark)]
    names += ["utf-8", declared.group(1).decode("ascii") if declared else "", charset.group(1) if charset else ""]
    for name in names:
        if not _TEXT_CODECS.match(name):
            continue
        try:
            return without_control(body.decode(name))
        except (LookupError, UnicodeError):
            continue
    return without_control(body.decode("cp1252", errors="replace"))


def moment(words: str) -> dt.datetime | None:
    """Return the moment that a feed tells of in the ways of RSS or Atom; None for one that cannot be."""
    words = words.strip()[:80]
    if not words:
        return None
    found: dt.datetime | None = None
    try:
        found = parse_datetime(words)
        if found is None and (day := parse_date(words[:10])) is not None:
            found = dt.datetime.combine(day, dt.time(12))
        if found is None:
            found = email.utils.parsedate_to_datetime(words)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return sensible(found)


def sensible(found: dt.datetime | None) -> dt.datetime | None:
    """Return a moment in UTC if it is one that news or a meeting can have: from 1990 to ten years from now."""
    if found is None or not 1990 <= found.year <= timezone.now().year + 10:
        return None
    if timezone.is_naive(found):
        found = found.replace(tzinfo=dt.UTC)
    return found.astimezone(dt.UTC)
