"""Blocks that only project and method pages have."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import blocks

# The section of the record is the second level of headings, so that the text inside starts at the third.
RECORD_TEXT_FEATURES = ["h3", "h4", "bold", "italic", "ol", "ul", "link", "document-link"]


class ExtraSectionBlock(blocks.StructBlock):
    """A section that the record has and the portal has no field for, under its own heading."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=160)
    text = blocks.RichTextBlock(label=_("Text"), features=RECORD_TEXT_FEATURES)

    class Meta:
        icon = "pilcrow"
        label = _("Section")


class IndicatorBlock(blocks.StructBlock):
    """One measure: where it began, where it should go, where it came."""

    label = blocks.CharBlock(
        label=_("What is measured"), max_length=200, help_text=_("e.g. Workplace ambassadors trained")
    )
    unit = blocks.CharBlock(label=_("Unit"), max_length=40, required=False, help_text=_("e.g. people or %"))
    baseline = blocks.DecimalBlock(
        label=_("Baseline"), required=False, max_digits=14, decimal_places=2, help_text=_("Where it began, e.g. 0")
    )
    target = blocks.DecimalBlock(
        label=pgettext_lazy("indicator", "Target"),
        required=False,
        max_digits=14,
        decimal_places=2,
        help_text=_("Where it should go, e.g. 120"),
    )
    due = blocks.DateBlock(label=_("Due date"), required=False, help_text=_("When the target should be reached"))
    actual = blocks.DecimalBlock(
        label=pgettext_lazy("indicator", "Actual"),
        required=False,
        max_digits=14,
        decimal_places=2,
        help_text=_("Where it came; leave blank until it is measured"),
    )

    class Meta:
        icon = "order"
        label = _("Indicator")
        form_classname = "struct-block"


class StepBlock(blocks.StructBlock):
    """One step of a method."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=160)
    text = blocks.RichTextBlock(label=_("Text"), features=RECORD_TEXT_FEATURES, required=False)

    class Meta:
        icon = "list-ol"
        label = _("Step")
