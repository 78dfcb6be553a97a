"""Choosers that take what they point at from what the answer has already read.

Wagtail's own choosers ask the database once per block type and place. Here all pictures, pages, contacts and documents
of a page are gathered from the raw stream first (`core.blocks.gather`) and handed out from memory. Outside that, e.g.
in the editor, they behave like Wagtail's.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock
from wagtail.snippets.blocks import SnippetChooserBlock

# By the `gathers` of a chooser: a function from key to what is shown.
Handout = Mapping[str, Callable[[int], Any]]
_handout: ContextVar[Handout | None] = ContextVar("handout", default=None)


@contextmanager
def handing_out(handout: Handout) -> Iterator[None]:
    """Let choosers that are turned into Python values meanwhile take from `handout`."""
    token = _handout.set(handout)
    try:
        yield
    finally:
        _handout.reset(token)


class GatheredMixin:
    """A chooser whose targets are gathered."""

    gathers = ""

    def bulk_to_python(self, values: list[int | None]) -> list[Any]:
        """Return what the keys stand for, from the handout when there is one."""
        handout = _handout.get()
        if handout is None or self.gathers not in handout:
            return super().bulk_to_python(values)
        find = handout[self.gathers]
        return [find(value) if value else None for value in values]


class SettingBlock(blocks.ChoiceBlock):
    """A choice that is no words of the page: neither found by search nor quoted in a hit, least of all when blank."""

    def get_searchable_content(self, value: Any) -> list[str]:
        """Return nothing."""
        return []


class PageBlock(GatheredMixin, blocks.PageChooserBlock):
    """A page. Readers get it in their own language when it is translated, and never one they may not read."""

    gathers = "pages"


class ImageBlock(GatheredMixin, ImageChooserBlock):
    """A picture."""

    gathers = "images"


class DocumentBlock(GatheredMixin, DocumentChooserBlock):
    """A document."""

    gathers = "documents"


class ContactBlock(GatheredMixin, SnippetChooserBlock):
    """A contact point from the register."""

    gathers = "contacts"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__("contacts.Contact", **kwargs)

    def deconstruct(self) -> tuple[str, tuple[Any, ...], dict[str, Any]]:
        """Leave the model out of migrations: it is always the same."""
        name, _args, kwargs = super().deconstruct()
        return name, (), kwargs
