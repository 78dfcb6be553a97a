"""Blocks of the content files made into the stored form of a StreamField."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from portal.demo.content import Record
from portal.demo.keys import block_id
from portal.demo.markup import to_html

Value = dict[str, Any]


@dataclass
class Lookups:
    """Primary keys by the names that the content uses, and the words that go with each image."""

    pages: dict[str, int]
    images: dict[str, int]
    contacts: dict[str, int]
    image_words: dict[str, Record]


def items(place: str, values: list[Any]) -> list[Value]:
    """Return the stored form of a ListBlock."""
    return [
        {"type": "item", "value": value, "id": block_id(place, "item", number)} for number, value in enumerate(values)
    ]


class BodyWriter:
    """Writes the body of one page."""

    def __init__(self, page_key: str, lookups: Lookups) -> None:
        self.page_key = page_key
        self.lookups = lookups
        self.place = ""

    def write(self, blocks: list[Record], field: str = "body") -> str:
        """Return the JSON of a StreamField. Raises KeyError for a kind of block or a name nobody knows."""
        stored = []
        for number, block in enumerate(blocks):
            ((kind, given),) = block.items()
            self.place = f"{self.page_key}/{field}/{number}"
            name, writer = self.WRITERS[kind]
            stored.append({"type": name, "value": writer(self, given), "id": block_id(self.place)})
        return json.dumps(stored)

    def _text(self, given: str) -> str:
        return to_html(given)

    def _quote(self, given: Record) -> Value:
        return {
            "text": given["text"], "source_name": given["name"], "source_role": given["role"], "source_url": "",
            "language": given.get("language", ""),
        }  # fmt: skip

    def _image(self, given: str) -> Value:
        words = self.lookups.image_words[given]
        return {
            "image": self.lookups.images[given], "decorative": False, "alt_text": words["alt"],
            "caption": words["caption"],
        }  # fmt: skip

    def _facts(self, given: Record) -> Value:
        rows = [{"label": label, "value": value} for label, value in given["items"]]
        return {"title": given["title"], "items": items(self.place, rows)}

    def _accordion(self, given: list[list[str]]) -> Value:
        rows = [{"heading": heading, "content": to_html(text)} for heading, text in given]
        return {"items": items(self.place, rows)}

    def _action(self, given: Record) -> Value:
        link = self._link(given["link_text"], given["page"])
        return {**link, "heading": given["heading"], "text": given["text"]}

    def _link(self, text: str, page: str) -> Value:
        return {"link_text": text, "page": self.lookups.pages[page], "url": ""}

    def _contacts(self, given: Record) -> Value:
        keys = [self.lookups.contacts[name] for name in given["items"]]
        return {"title": given["title"], "items": items(self.place, keys)}

    def _pages(self, given: Record) -> Value:
        keys = [self.lookups.pages[name] for name in given["items"]]
        return {"title": given["title"], "pages": items(self.place, keys)}

    def _hero(self, given: Record) -> Value:
        links = [self._link(text, page) for text, page in given["links"]]
        image = self.lookups.images[given["image"]] if given.get("image") else None
        return {"heading": given["heading"], "text": given["text"], "image": image, "links": items(self.place, links)}

    def _platforms(self, given: Record) -> Value:
        rows = [
            {**self._link(link_text, page), "heading": heading, "text": text, "image": self.lookups.images[image]}
            for heading, text, image, link_text, page in given["items"]
        ]
        return {"title": given["title"], "items": items(self.place, rows)}

    def _numbers(self, given: Record) -> Value:
        rows = [{"value": value, "label": label, "source": source} for value, label, source in given["items"]]
        return {"title": given["title"], "items": items(self.place, rows)}

    def _as_given(self, given: Record) -> Value:
        return dict(given)

    def _step(self, given: Record) -> Value:
        return {"heading": given["heading"], "text": to_html(given["text"])}

    def _indicator(self, given: Record) -> Value:
        numbers = {name: given.get(name) for name in ("baseline", "target", "actual")}
        return {"label": given["label"], "unit": given["unit"], "due": given.get("due"), **numbers}

    # By the name in the content: the name of the block, and who writes it.
    WRITERS: dict[str, tuple[str, Callable[["BodyWriter", Any], Any]]] = {
        "text": ("rich_text", _text),
        "quote": ("quote", _quote),
        "image": ("image", _image),
        "facts": ("facts", _facts),
        "accordion": ("accordion", _accordion),
        "action": ("call_to_action", _action),
        "contacts": ("contacts", _contacts),
        "pages": ("page_list", _pages),
        "hero": ("hero", _hero),
        "platforms": ("platforms", _platforms),
        "articles": ("latest_articles", _as_given),
        "numbers": ("numbers", _numbers),
        "listing": ("listing", _as_given),
        "failure": ("failure", _as_given),
        "step": ("step", _step),
        "indicator": ("indicator", _indicator),
    }
