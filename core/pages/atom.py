"""Atom (RFC 4287) as readers expect it: with an author, plain text marked as such, and the language of each entry."""

import re
from typing import Any

from django.conf import settings
from django.utils.feedgenerator import Atom1Feed

# Letters that XML 1.0 cannot hold (2.2).
NO_LETTER = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def without_control(text: str) -> str:
    """Return a text that XML can hold."""
    return NO_LETTER.sub("", text)


class AtomFeed(Atom1Feed):
    """A feed whose author is the site unless another is named; `language` of an entry is said where it differs.

    Texts may hold anything: what XML cannot hold is left out.
    """

    def __init__(self, *args: Any, **values: Any) -> None:
        # RFC 4287, 4.1.1: a feed has an author unless each of its entries has.
        super().__init__(*args, **_writable({"author_name": settings.WAGTAIL_SITE_NAME, **values}))

    def add_item(self, *args: Any, **values: Any) -> None:
        """Add an entry; takes what Django's feeds take, and `language`."""
        super().add_item(*args, **_writable(values))

    def item_attributes(self, item: Any) -> dict[str, str]:
        """Return xml:lang where it differs."""
        language = item.get("language")
        return {"xml:lang": language} if language and language != self.feed["language"] else {}

    def add_item_elements(self, handler: Any, item: Any) -> None:
        """Write an entry. Its summary is plain text, which Django would call HTML: what follows a "<" was lost."""
        super().add_item_elements(handler, {**item, "description": None})
        if item["description"]:
            handler.addQuickElement("summary", item["description"])


def _writable(values: dict[str, Any]) -> dict[str, Any]:
    return {name: _writable_value(value) for name, value in values.items()}


def _writable_value(value: Any) -> Any:
    if isinstance(value, (list, tuple)):
        return [_writable_value(part) for part in value]
    return without_control(value) if isinstance(value, str) else value
