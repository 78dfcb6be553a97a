"""Blocks that lead on: a button, downloads, a list of pages."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from core.blocks import previews
from core.blocks.choosers import DocumentBlock, PageBlock
from core.reading import Reading
from core.registry import Card


class LinkValue(blocks.StructValue):
    """A link to a page of ours or an address elsewhere."""

    @property
    def href(self) -> str:
        """The address, of the page in the reader's language when there is one; empty when nothing is reachable."""
        page = self.get("page")
        if page is None:
            return self.get("url") or ""
        # A page that was read with the answer is already the reader's own; in a preview it may not be.
        return page.reader_url if hasattr(page, "reader_url") else page.localized.url or ""


class LinkBlock(blocks.StructBlock):
    """A link: a page or an address, never both."""

    link_text = blocks.CharBlock(label=_("Text of the link"), max_length=80)
    page = PageBlock(label=_("Page"), required=False)
    url = blocks.URLBlock(label=_("Address elsewhere"), required=False)

    class Meta:
        value_class = LinkValue

    def clean(self, value: Any) -> Any:
        """Ask for exactly one of page and address."""
        cleaned = super().clean(value)
        if bool(cleaned.get("page")) == bool(cleaned.get("url")):
            raise StructBlockValidationError(
                block_errors={"page": ValidationError(_("Choose a page or give an address, one of the two."))}
            )
        return cleaned


class CallToActionBlock(LinkBlock):
    """What we hope the reader does next."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=120)
    text = blocks.TextBlock(label=_("Text"), required=False, rows=2)

    class Meta:
        icon = "arrow-right-full"
        label = _("Call to action")
        description = _("One thing you hope the reader does next, as a button.")
        preview_value = staticmethod(previews.call_to_action)
        template = "blocks/call_to_action.html"
        group = _("Lead on")
        value_class = LinkValue


class DownloadBlock(blocks.StructBlock):
    """A document with a title of its own."""

    document = DocumentBlock(label=_("Document"))
    title = blocks.CharBlock(label=_("Title"), required=False, max_length=160)


class DownloadsBlock(blocks.StructBlock):
    """Documents to fetch, with type and size."""

    title = blocks.CharBlock(label=_("Heading"), required=False, max_length=120)
    items = blocks.ListBlock(DownloadBlock(), label=_("Documents"), min_num=1)

    class Meta:
        icon = "download"
        label = _("Downloads")
        description = _("Documents to fetch, with their kind and size.")
        preview_value = staticmethod(previews.downloads)
        template = "blocks/downloads.html"
        group = _("Lead on")


class PageListValue(blocks.StructValue):
    """Chosen pages; `cards` once they are read."""

    def bind_pages(self, reading: Reading) -> None:
        """Turn the pages into cards, leaving out what the reader may not see."""
        chosen = [page for page in self["pages"] if page is not None]
        # In a preview of unsaved words the pages come from the form, without the facts of their cards.
        known = [page if hasattr(page, "card_introduction") else reading.page_for(page.pk) for page in chosen]
        self.cards = [reading.card(page) for page in known if page is not None]
        reading.illustrate(self.cards)

    def shown(self) -> list[Card]:
        """Return the cards; in a preview of unsaved words they are made from the pages themselves."""
        if hasattr(self, "cards"):
            return self.cards
        pages = [page.localized.specific for page in self["pages"] if page is not None]
        return [
            Card(
                title=page.title,
                url=page.url or "",
                text=getattr(page, "introduction", ""),
                image=getattr(page, "listing_image", None),
                seed=str(page.translation_key),
            )
            for page in pages
            if page.live
        ]


class PageListBlock(blocks.StructBlock):
    """Chosen pages as cards."""

    title = blocks.CharBlock(label=_("Heading"), required=False, max_length=120)
    pages = blocks.ListBlock(PageBlock(), label=_("Pages"), min_num=1, max_num=12)

    class Meta:
        icon = "list-ul"
        label = _("Chosen pages")
        description = _("Pages that you choose, shown as cards.")
        preview_value = staticmethod(previews.page_list)
        template = "blocks/page_list.html"
        group = _("Lead on")
        value_class = PageListValue
