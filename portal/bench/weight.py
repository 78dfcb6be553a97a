"""What a page weighs on the wire before images: page, style sheets, scripts and the fonts that its words need."""

import re
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import brotli
from django.conf import settings
from django.contrib.staticfiles import finders

LIMIT = 60 * 1024  # bytes
FONT_FACE = re.compile(r"@font-face\s*{([^}]*)}", re.S)
URL = re.compile(r"url\(\s*[\"']?([^\"')]+)")
RANGE = re.compile(r"unicode-range\s*:\s*([^;}]+)")
# Compressed already; sent as they are.
SENT_AS_THEY_ARE = {".woff2", ".woff"}


@dataclass(frozen=True)
class Part:
    """One file that a browser fetches for a page, and its size in bytes on the wire."""

    name: str
    size: int


class _Links(HTMLParser):
    """Gathers what the page loads, and the words it shows."""

    def __init__(self) -> None:
        super().__init__()
        self.files: list[str] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        loads = tag == "link" and {"stylesheet", "preload", "modulepreload"} & set(values.get("rel", "").split())
        if loads and values.get("as") != "image":
            self.files.append(values.get("href", ""))
        if tag == "script" and values.get("src"):
            self.files.append(values["src"])

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def weigh(path: str, html: str) -> list[Part]:
    """Return the parts of the page at `path`, the page itself first."""
    links = _Links()
    links.feed(html)
    needed = list(dict.fromkeys(urljoin(path, name) for name in links.files))
    words = set("".join(links.words))
    for address in [name for name in needed if name.split("?")[0].endswith(".css")]:
        style = static_file(address).read_text(encoding="utf-8")
        needed += [urljoin(address, font) for font in fonts_needed(style, words)]
        needed += [urljoin(address, name) for name in re.findall(r"@import\s+(?:url\()?[\"']([^\"']+)", style)]
    # A style sheet names a font without the digest that the page's own link has: the same file counts once.
    files = {static_file(name): name for name in reversed(needed)}
    page = Part(path, len(brotli.compress(html.encode(), quality=5)))
    return [page, *(Part(name, wire_size(file)) for file, name in reversed(files.items()))]


def fonts_needed(style: str, words: set[str]) -> list[str]:
    """Return the font files of a style sheet whose range holds one of the characters."""
    found = []
    for face in FONT_FACE.findall(style):
        wanted = RANGE.search(face)
        address = URL.search(face)
        if address and (wanted is None or any(_within(wanted.group(1), ord(character)) for character in words)):
            found.append(address.group(1))
    return found


def _within(ranges: str, code: int) -> bool:
    for part in ranges.split(","):
        low, _, high = part.strip().upper().removeprefix("U+").partition("-")
        first, last = low.replace("?", "0"), (high or low).replace("?", "F")
        if int(first, 16) <= code <= int(last, 16):
            return True
    return False


def static_file(address: str) -> Path:
    """Return the file behind an address under STATIC_URL, whether or not its name carries a digest.

    Raises FileNotFoundError when there is none.
    """
    name = urlsplit(address).path.removeprefix(settings.STATIC_URL)
    for candidate in (name, re.sub(r"\.[0-9a-f]{12}(\.[^.]+)$", r"\1", name)):
        found = finders.find(candidate)
        if found:
            return Path(str(found))
    raise FileNotFoundError(address)


def wire_size(path: Path) -> int:
    """Return the size of a static file as it is sent: with Brotli at its highest level, fonts as they are."""
    data = path.read_bytes()
    return len(data) if path.suffix in SENT_AS_THEY_ARE else min(len(brotli.compress(data)), len(data))
