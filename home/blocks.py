"""Sections of the home page and blocks that only these pages have."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from core.blocks import CallToActionBlock, FigureBlock, LinkBlock, ListingBlock, PageListBlock, QuoteBlock, TextBlock
from core.blocks.actions import LinkValue
from core.blocks.choosers import ImageBlock
from core.reading import Reading
from core.registry import Card
from home.archive import article_cards
from home.enums import FailureReason


class HeroValue(blocks.StructValue):
    """The opening, with its links as buttons."""

    @property
    def actions(self) -> list[dict[str, str]]:
        """The links that lead somewhere the reader may go."""
        links = [{"title": link["link_text"], "url": link.href} for link in self.get("links") or []]
        return [link for link in links if link["url"]]


class HeroBlock(blocks.StructBlock):
    """The first thing a visitor reads: what this is, and where to go."""

    heading = blocks.CharBlock(
        label=_("Heading"), max_length=120, help_text=_("e.g. Olika erfarenheter, samma arbetsplats")
    )
    text = blocks.TextBlock(label=_("Text"), required=False, rows=3, max_length=400)
    image = ImageBlock(label=_("Image"), required=False, help_text=_("Without one, a pattern is drawn."))
    links = blocks.ListBlock(LinkBlock(), label=_("Links"), max_num=3, default=[])

    class Meta:
        icon = "home"
        label = _("Opening")
        description = _("The first thing a visitor reads: what this is, and where to go.")
        template = "home/sections/hero.html"
        group = _("Sections")
        value_class = HeroValue


class LatestArticlesValue(blocks.StructValue):
    """The newest articles; `cards` once they are read."""

    def shown(self) -> list[Card]:
        """Return the cards; in a preview of unsaved words they are fetched now."""
        if hasattr(self, "cards"):
            return self.cards
        return article_cards(Reading(None), self.get("count") or 3)


class LatestArticlesBlock(blocks.StructBlock):
    """The newest articles in the reader's language."""

    title = blocks.CharBlock(label=_("Heading"), max_length=120, help_text=_("e.g. News"))
    count = blocks.IntegerBlock(label=_("How many"), default=3, min_value=1, max_value=9)

    class Meta:
        icon = "doc-full"
        label = _("Latest news")
        description = _("The newest articles, always up to date.")
        template = "home/sections/latest_articles.html"
        group = _("Sections")
        value_class = LatestArticlesValue

    def reader_cards(self, raw: dict[str, Any], reading: Reading) -> list[Card]:
        """Return the newest articles in the reader's language."""
        return article_cards(reading, raw.get("count") or 3)


class NumberBlock(blocks.StructBlock):
    """A figure and what it counts."""

    value = blocks.CharBlock(label=_("Number"), max_length=20, help_text=_("e.g. 13 of 13"))
    label = blocks.CharBlock(
        label=_("What it counts"), max_length=120, help_text=_("e.g. municipalities with an ambassador")
    )
    source = blocks.CharBlock(label=_("Source and year"), required=False, max_length=160)


class NumbersBlock(blocks.StructBlock):
    """Highlighted numbers."""

    title = blocks.CharBlock(label=_("Heading"), max_length=120)
    items = blocks.ListBlock(NumberBlock(), label=_("Numbers"), min_num=1, max_num=6)

    class Meta:
        icon = "order"
        label = _("Numbers")
        description = _("Up to six figures and what they count.")
        template = "home/sections/numbers.html"
        group = _("Sections")


class PlatformBlock(LinkBlock):
    """One of the platforms: what it does and for whom."""

    heading = blocks.CharBlock(label=_("Name"), max_length=80, help_text=_("e.g. Experimentverkstaden"))
    text = blocks.TextBlock(label=_("Text"), rows=3, max_length=400)
    image = ImageBlock(label=_("Image"), required=False)

    class Meta:
        icon = "folder-open-inverse"
        label = _("Platform")
        value_class = LinkValue


class PlatformsBlock(blocks.StructBlock):
    """The two platforms side by side."""

    title = blocks.CharBlock(label=_("Heading"), max_length=120)
    items = blocks.ListBlock(PlatformBlock(), label=_("Platforms"), min_num=1, max_num=4)

    class Meta:
        icon = "grip"
        label = _("Platforms")
        description = _("Up to four ways in, side by side.")
        template = "home/sections/platforms.html"
        group = _("Sections")


class PartnersBlock(blocks.StructBlock):
    """The logos of the site, as they stand in the organisation's details."""

    title = blocks.CharBlock(label=_("Heading"), max_length=120, help_text=_("e.g. Twelve partners"))
    text = blocks.TextBlock(label=_("Text"), required=False, rows=2)

    class Meta:
        icon = "group"
        label = _("Partners")
        description = _("The logos from the organisation’s details.")
        template = "home/sections/partners.html"
        group = _("Sections")


class HomeStreamBlock(blocks.StreamBlock):
    """Everything an editor may put on a home page."""

    hero = HeroBlock()
    rich_text = TextBlock()
    page_list = PageListBlock()
    latest_articles = LatestArticlesBlock()
    numbers = NumbersBlock()
    quote = QuoteBlock()
    platforms = PlatformsBlock()
    image = FigureBlock()
    call_to_action = CallToActionBlock()
    listing = ListingBlock()
    partners = PartnersBlock()

    class Meta:
        label = _("Sections")
        block_counts = {"hero": {"max_num": 1}}


class FailureBlock(blocks.StructBlock):
    """A known accessibility problem, with its reason and what to do instead."""

    reason = blocks.ChoiceBlock(label=_("Reason"), choices=FailureReason.choices)
    description = blocks.TextBlock(
        label=_("What does not work"), rows=3, help_text=_("e.g. Older PDF files have no headings for screen readers.")
    )
    criterion = blocks.CharBlock(
        label=_("Requirement"), required=False, max_length=120, help_text=_("e.g. WCAG 1.3.1 Info and relationships")
    )
    explanation = blocks.TextBlock(
        label=_("Why"), required=False, rows=2, help_text=_("Required for a disproportionate burden.")
    )
    alternative = blocks.TextBlock(
        label=_("What to do instead"), required=False, rows=2, help_text=_("e.g. Ask us for the text in another form.")
    )
    planned = blocks.CharBlock(
        label=_("When it is mended"), required=False, max_length=80, help_text=_("e.g. During autumn 2027")
    )

    class Meta:
        icon = "warning"
        label = _("Known problem")


class FailureStreamBlock(blocks.StreamBlock):
    """The known problems, in order."""

    failure = FailureBlock()
