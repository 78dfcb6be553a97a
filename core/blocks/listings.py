"""Lists that other apps offer through the registry."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from core.blocks.choosers import SettingBlock
from core.reading import Reading, active_language
from core.registry import Card, find_listing, listing_choices


class ListingValue(blocks.StructValue):
    """A list kept elsewhere; `cards` once they are read."""

    def shown(self) -> list[Card]:
        """Return the cards; in a preview of unsaved words they are fetched now."""
        if hasattr(self, "cards"):
            return self.cards
        listing = find_listing(self.get("listing") or "")
        return list(listing.fetch(active_language(), self.get("count") or 3)) if listing else []

    @property
    def address(self) -> str:
        """Where all of the list is; empty when it has no page of its own."""
        listing = find_listing(self.get("listing") or "")
        return listing.address(active_language()) if listing else ""

    @property
    def empty_text(self) -> str:
        """What to say when there is nothing."""
        listing = find_listing(self.get("listing") or "")
        return str(listing.empty_text) if listing else ""


class ListingBlock(blocks.StructBlock):
    """The first rows of a list kept elsewhere, e.g. projects or coming seminars, with a link to all of it."""

    title = blocks.CharBlock(label=_("Heading"), max_length=120, help_text=_("e.g. Coming seminars"))
    listing = SettingBlock(label=_("List"), choices=listing_choices)
    count = blocks.IntegerBlock(label=_("How many"), default=3, min_value=1, max_value=12)

    class Meta:
        icon = "list-ul"
        label = _("List from the portal")
        description = _("The first of a list that keeps itself up to date, e.g. coming seminars.")
        template = "blocks/listing.html"
        group = _("Lead on")
        value_class = ListingValue

    def reader_cards(self, raw: dict[str, Any], reading: Reading) -> list[Card]:
        """Return the first rows of the list, in the reader's language."""
        listing = find_listing(raw.get("listing") or "")
        return list(listing.fetch(reading.language, raw.get("count") or 3)) if listing else []
