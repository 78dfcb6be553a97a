"""What menus, the footer and the row of logos are made of."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from core.blocks.choosers import ImageBlock, PageBlock
from core.navigation.enums import LogoRole


class MenuLinkBlock(blocks.StructBlock):
    """A page of ours or an address elsewhere, with words of its own if wanted."""

    page = PageBlock(label=_("Page"), required=False)
    url = blocks.URLBlock(
        label=_("Address elsewhere"),
        required=False,
        help_text=_("Only if no page is chosen, e.g. https://example.org/"),
    )
    label = blocks.CharBlock(
        label=_("Text in the menu"),
        required=False,
        max_length=60,
        help_text=_("Blank uses the title of the page. Needed when an address is given."),
    )

    class Meta:
        icon = "link"
        label = _("Link")

    def clean(self, value: Any) -> Any:
        """Ask for one of page and address, and for words when there is no title to borrow."""
        cleaned = super().clean(value)
        page, url = cleaned.get("page"), cleaned.get("url")
        if bool(page) == bool(url):
            raise StructBlockValidationError(
                block_errors={"page": ValidationError(_("Choose a page or give an address, one of the two."))}
            )
        if url and not cleaned.get("label"):
            raise StructBlockValidationError(
                block_errors={"label": ValidationError(_("Write the text that the menu is to show."))}
            )
        return cleaned


class MenuItemBlock(MenuLinkBlock):
    """An item of a menu, with items under it if wanted."""

    children = blocks.ListBlock(MenuLinkBlock(), label=_("Under this"), default=[])

    class Meta:
        icon = "list-ul"
        label = _("Item")


class MenuStreamBlock(blocks.StreamBlock):
    """The items of a menu, in order."""

    item = MenuItemBlock()


class LogoBlock(blocks.StructBlock):
    """The logo of a partner or funder."""

    name = blocks.CharBlock(label=_("Name"), max_length=120, help_text=_("e.g. Region Östergötland"))
    image = ImageBlock(label=_("Logo"))
    alt_text = blocks.CharBlock(
        label=_("Alternative text"),
        required=False,
        max_length=160,
        help_text=_("The words in the logo; blank uses the name, e.g. Medfinansieras av Europeiska unionen"),
    )
    url = blocks.URLBlock(label=_("Address"), required=False)
    role = blocks.ChoiceBlock(label=_("Role"), choices=LogoRole.choices, default=LogoRole.PARTNER)
    language = blocks.ChoiceBlock(
        label=_("Only in"),
        choices=settings.LANGUAGES,
        required=False,
        help_text=_("For emblems with words: one logo per language. Blank shows it in all languages."),
    )

    class Meta:
        icon = "image"
        label = _("Logo")


class LogoStreamBlock(blocks.StreamBlock):
    """The row of logos, in order."""

    logo = LogoBlock()


class SiteLinkBlock(blocks.StructBlock):
    """A link to where the organisation is found elsewhere."""

    label = blocks.CharBlock(label=_("Text of the link"), max_length=60, help_text=_("e.g. LinkedIn"))
    url = blocks.URLBlock(label=_("Address"))

    class Meta:
        icon = "link"
        label = _("Link")


class SiteLinkStreamBlock(blocks.StreamBlock):
    """Links elsewhere, in order."""

    link = SiteLinkBlock()
