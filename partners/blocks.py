"""Blocks that only the pages of partners have."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import blocks

from partners.enums import Commitment


class CommitmentBlock(blocks.StructBlock):
    """What a model workplace promises, how much of it, and by when."""

    kind = blocks.ChoiceBlock(label=_("What"), choices=Commitment.choices)
    number = blocks.IntegerBlock(label=_("How many"), required=False, min_value=1, help_text=_("e.g. 4"))
    text = blocks.CharBlock(
        label=_("In words"), max_length=200, help_text=_("e.g. Four placements a year, eight weeks each, with a mentor")
    )
    due = blocks.DateBlock(label=_("By"), required=False, help_text=_("Leave blank if it goes on."))
    kept = blocks.BooleanBlock(label=pgettext_lazy("commitment", "Kept"), required=False)

    class Meta:
        icon = "tick-inverse"
        label = _("Commitment")
