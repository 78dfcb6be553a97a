"""Turning the streams of a page into Python with a fixed number of queries, whatever an editor put in them."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any, Protocol

from django.db import models
from wagtail import blocks
from wagtail.blocks import StreamValue
from wagtail.documents import get_document_model
from wagtail.fields import StreamField

from core.blocks.choosers import GatheredMixin, handing_out
from core.contacts.models import Contact, ContactPhone
from core.reading import Reading
from core.registry import Card


class ListsCards(Protocol):
    """A block at the top of a stream that shows cards fetched when the page is read."""

    def reader_cards(self, raw: dict[str, Any], reading: Reading) -> list[Card]:
        """Return the cards for the raw value of the block."""
        ...


def chosen(block: blocks.Block, raw: Any) -> Iterator[tuple[str, int]]:
    """Yield (what it gathers, key) for every chooser in a raw value."""
    if raw is None:
        return
    if isinstance(block, GatheredMixin):
        yield block.gathers, raw
    elif isinstance(block, blocks.BaseStreamBlock):
        for item in raw:
            child = block.child_blocks.get(item["type"])
            if child is not None:
                yield from chosen(child, item["value"])
    elif isinstance(block, blocks.BaseStructBlock):
        for name, child in block.child_blocks.items():
            yield from chosen(child, raw.get(name))
    elif isinstance(block, blocks.ListBlock):
        for item in raw:
            # Lists saved before Wagtail 2.16 hold bare values.
            wrapped = isinstance(item, dict) and item.get("type") == "item"
            yield from chosen(block.child_block, item["value"] if wrapped else item)


def streams_of(instance: models.Model) -> list[StreamValue]:
    """Return the values of all StreamFields of an object."""
    fields = [field for field in instance._meta.get_fields() if isinstance(field, StreamField)]
    return [getattr(instance, field.name) for field in fields]


class Gathering:
    """Reads all that the streams of a page point at, then turns them into Python."""

    def __init__(self, reading: Reading, streams: list[StreamValue]) -> None:
        self.reading = reading
        self.streams = streams
        self.keys: dict[str, set[int]] = defaultdict(set)
        self.cards: dict[str, list[Card]] = {}
        self.contacts: dict[int, Contact] = {}

    def run(self, before_pictures: Callable[[], object] | None = None) -> None:
        """Fetch and bind. Pages first, since their pictures are among those to fetch.

        `before_pictures` is called between the two, for what knows its pictures once the pages are there.
        """
        for stream in self.streams:
            for kind, key in chosen(stream.stream_block, list(stream.raw_data)):
                self.keys[kind].add(key)
        self.reading.need(pages=self.keys["pages"], images=self.keys["images"])
        pages = [self.reading.page_for(key) for key in self.keys["pages"]]
        self.reading.line()
        self._list_cards()
        if before_pictures is not None:
            before_pictures()
        self.reading.need(images=[page.card_image_id for page in pages if page is not None])
        for cards in self.cards.values():
            self.reading.need(images=[card.image_id for card in cards])
        self._bind()
        for cards in self.cards.values():
            self.reading.illustrate(cards)

    def _list_cards(self) -> None:
        for stream in self.streams:
            for item in stream.raw_data:
                block = stream.stream_block.child_blocks.get(item["type"])
                if hasattr(block, "reader_cards"):
                    self.cards[item["id"]] = block.reader_cards(item["value"], self.reading)

    def _bind(self) -> None:
        self.contacts = contacts_with_phones(self.keys["contacts"])
        documents = self._documents()
        with handing_out(
            {
                "pages": self.reading.page_for,
                "images": self.reading.image,
                "contacts": self.contacts.get,
                "documents": documents.get,
            }
        ):
            for stream in self.streams:
                for child in stream:
                    self._bind_child(child)

    def _bind_child(self, child: Any) -> None:
        if child.id in self.cards:
            child.value.cards = self.cards[child.id]
        elif hasattr(child.value, "bind_pages"):
            child.value.bind_pages(self.reading)

    def _documents(self) -> dict[int, Any]:
        keys = self.keys["documents"]
        return get_document_model().objects.in_bulk(keys) if keys else {}


def contacts_with_phones(keys: set[int]) -> dict[int, Contact]:
    """Return contacts by key with their telephone numbers at hand, in one query."""
    if not keys:
        return {}
    names = [field.name for field in Contact._meta.concrete_fields]
    rows = Contact.objects.filter(pk__in=keys).order_by("phones__sort_order")
    facts: dict[int, dict[str, Any]] = {}
    for row in rows.values(*names, "phones__pk", "phones__number", "phones__note"):
        known = facts.setdefault(row["id"], {**{name: row[name] for name in names}, "phones": []})
        if row["phones__pk"]:
            number = {"number": row["phones__number"], "note": row["phones__note"]}
            known["phones"].append(ContactPhone(pk=row["phones__pk"], **number))
    return {key: Contact(**known) for key, known in facts.items()}
