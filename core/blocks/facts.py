"""Facts in short, and whom to ask."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from core.blocks import previews
from core.blocks.choosers import ContactBlock


class FactBlock(blocks.StructBlock):
    """A label and what goes with it."""

    label = blocks.CharBlock(label=_("Label"), max_length=80)
    value = blocks.TextBlock(label=_("Value"), rows=2)


class FactsBlock(blocks.StructBlock):
    """The facts in short."""

    title = blocks.CharBlock(label=_("Heading"), required=False, max_length=120)
    items = blocks.ListBlock(FactBlock(), label=_("Facts"), min_num=1)

    class Meta:
        icon = "table"
        label = _("Facts")
        description = _("Labels and values in a box, e.g. time, place and price.")
        preview_value = staticmethod(previews.facts)
        template = "blocks/facts.html"
        group = _("Facts")


class ContactsBlock(blocks.StructBlock):
    """Contact points from the register, so that a changed number is changed once."""

    title = blocks.CharBlock(label=_("Heading"), required=False, max_length=120)
    items = blocks.ListBlock(ContactBlock(), label=_("Contacts"), min_num=1)

    class Meta:
        icon = "user"
        label = _("Contacts")
        description = _("Whom to ask, from the register of contacts.")
        preview_value = staticmethod(previews.contacts)
        template = "blocks/contacts.html"
        group = _("Facts")
