"""Families of StreamField blocks shared by the apps. `body_blocks()` is the set a page's body is made of."""

from core.blocks.actions import CallToActionBlock, DownloadsBlock, LinkBlock, PageListBlock
from core.blocks.body import BodyStreamBlock
from core.blocks.facts import ContactsBlock, FactsBlock
from core.blocks.listings import ListingBlock
from core.blocks.media import EmbedBlock, FigureBlock
from core.blocks.text import RICH_TEXT_FEATURES, AccordionBlock, QuoteBlock, TextBlock

__all__ = [
    "RICH_TEXT_FEATURES",
    "AccordionBlock",
    "BodyStreamBlock",
    "CallToActionBlock",
    "ContactsBlock",
    "DownloadsBlock",
    "EmbedBlock",
    "FactsBlock",
    "FigureBlock",
    "LinkBlock",
    "ListingBlock",
    "PageListBlock",
    "QuoteBlock",
    "TextBlock",
]
