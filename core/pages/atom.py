"""Atom (RFC 4287) as readers expect it: with an author, plain text marked as such, and the language of each entry."""

from typing import Any

from django.conf import settings
from django.utils.feedgenerator import Atom1Feed


class AtomFeed(Atom1Feed):
    """A feed whose author is the site unless another is named; `language` of an entry is said where it differs."""

    def __init__(self, *args: Any, **values: Any) -> None:
        # RFC 4287, 4.1.1: a feed has an author unless each of its entries has.
        super().__init__(*args, **{"author_name": settings.WAGTAIL_SITE_NAME, **values})

    def item_attributes(self, item: Any) -> dict[str, str]:
        """Return xml:lang where it differs."""
        language = item.get("language")
        return {"xml:lang": language} if language and language != self.feed["language"] else {}

    def add_item_elements(self, handler: Any, item: Any) -> None:
        """Write an entry. Its summary is plain text, which Django would call HTML: what follows a "<" was lost."""
        super().add_item_elements(handler, {**item, "description": None})
        if item["description"]:
            handler.addQuickElement("summary", item["description"])
