"""Blocks that are mostly words."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from core.blocks import previews
from core.blocks.choosers import SettingBlock

# h1 is the page's title; an editor starts at h2, so that the outline has no gap.
RICH_TEXT_FEATURES = ["h2", "h3", "h4", "bold", "italic", "ol", "ul", "link", "document-link", "hr"]
PLAIN_TEXT_FEATURES = ["bold", "italic", "ol", "ul", "link", "document-link"]


class TextBlock(blocks.RichTextBlock):
    """Running text with headings."""

    def __init__(self, **kwargs: object) -> None:
        super().__init__(**{"features": RICH_TEXT_FEATURES, **kwargs})

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        description = _("Running text with headings, lists and links.")
        preview_value = staticmethod(previews.rich_text)
        template = "blocks/rich_text.html"
        group = _("Text")


class QuoteBlock(blocks.StructBlock):
    """Somebody's words, with who said them and where."""

    text = blocks.TextBlock(label=_("Quote"), help_text=_("Without quotation marks; they are added in the right form."))
    source_name = blocks.CharBlock(label=_("Who"), required=False, max_length=120)
    source_role = blocks.CharBlock(
        label=_("Role"), required=False, max_length=160, help_text=_("e.g. Coordinator, Norrköping municipality")
    )
    source_url = blocks.URLBlock(label=_("Source"), required=False)
    language = SettingBlock(
        label=_("Language of the quote"),
        choices=settings.LANGUAGES,
        required=False,
        help_text=_("Only if it differs from the language of the page; screen readers then change voice."),
    )

    class Meta:
        icon = "openquote"
        label = _("Quote")
        description = _("Somebody’s words, with who said them and where.")
        preview_value = staticmethod(previews.quote)
        template = "blocks/quote.html"
        group = _("Text")


class AccordionItemBlock(blocks.StructBlock):
    """A heading that opens to show its text."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=160)
    content = blocks.RichTextBlock(label=_("Text"), features=PLAIN_TEXT_FEATURES)


class AccordionBlock(blocks.StructBlock):
    """Questions and answers, opened one by one."""

    items = blocks.ListBlock(AccordionItemBlock(), label=_("Sections"), min_num=1)

    class Meta:
        icon = "list-ul"
        label = _("Accordion")
        description = _("Questions that open to show their answers.")
        preview_value = staticmethod(previews.accordion)
        template = "blocks/accordion.html"
        group = _("Text")
