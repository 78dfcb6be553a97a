"""Lists that other apps offer through the registry."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from core.registry import listing_choices


class ListingBlock(blocks.StructBlock):
    """The first rows of a list kept elsewhere, e.g. projects or coming seminars, with a link to all of it."""

    title = blocks.CharBlock(label=_("Heading"), max_length=120, help_text=_("e.g. Coming seminars"))
    listing = blocks.ChoiceBlock(label=_("List"), choices=listing_choices)
    count = blocks.IntegerBlock(label=_("How many"), default=3, min_value=1, max_value=12)

    class Meta:
        icon = "list-ul"
        label = _("List from the portal")
        template = "blocks/listing.html"
        group = _("Lead on")
