"""The body of a page."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from core.blocks.actions import CallToActionBlock, DownloadsBlock, PageListBlock
from core.blocks.facts import ContactsBlock, FactsBlock
from core.blocks.listings import ListingBlock
from core.blocks.media import EmbedBlock, FigureBlock
from core.blocks.text import AccordionBlock, QuoteBlock, TextBlock


class BodyStreamBlock(blocks.StreamBlock):
    """Everything an editor may put in the body of a page."""

    rich_text = TextBlock()
    quote = QuoteBlock()
    image = FigureBlock()
    facts = FactsBlock()
    call_to_action = CallToActionBlock()
    accordion = AccordionBlock()
    embed = EmbedBlock()
    downloads = DownloadsBlock()
    contacts = ContactsBlock()
    page_list = PageListBlock()
    listing = ListingBlock()

    class Meta:
        label = _("Content")
