"""What a feed tells of, and how it is recognised when it is told again."""

import datetime as dt
import hashlib
import re
from dataclasses import dataclass
from urllib.parse import urljoin

MAX_ITEMS = 300
"""Of each reading: more than anybody goes through, and few enough to write at once."""


@dataclass(frozen=True)
class Item:
    """What a feed tells of."""

    kind: str
    identity: str
    title: str
    link: str = ""
    words: str = ""
    place: str = ""
    published_at: dt.datetime | None = None
    starts_at: dt.datetime | None = None
    ends_at: dt.datetime | None = None
    all_day: bool = False
    rule: str = ""


def identity_of(guid: str, link: str, title: str, date: dt.datetime | None) -> str:
    """Return what an item is recognised by: its own mark, else its link, else title and date."""
    mark = guid.strip() or link or f"{title}|{date.isoformat() if date else ''}"
    return hashlib.sha256(mark.encode("utf-8", "replace")).hexdigest()


def web_link(address: str, base: str) -> str:
    """Return an address of the web, made whole; blank for anything else, such as a script."""
    try:
        whole = urljoin(base, address.strip())
    except ValueError:
        return ""
    fits = whole.lower().startswith(("http://", "https://")) and len(whole) <= 1000
    return whole if fits and not re.search(r"[\s<>\"]", whole) else ""
