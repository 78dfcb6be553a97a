"""The small blocks of a call: criteria, questions and answers. The composer of its form is `grants.form_blocks`."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError

from core.blocks.text import PLAIN_TEXT_FEATURES


class CriterionBlock(blocks.StructBlock):
    """What an application is judged by, and how much it counts."""

    label = blocks.CharBlock(label=_("Criterion"), max_length=120, help_text=_("e.g. Benefit for the target group"))
    text = blocks.TextBlock(
        label=_("What is judged"),
        required=False,
        rows=2,
        max_length=600,
        help_text=_("e.g. How clearly the need is shown, and for whom something will be better."),
    )
    weight = blocks.IntegerBlock(
        label=_("Weight, per cent"), min_value=1, max_value=100, help_text=_("All together 100, e.g. 30.")
    )

    class Meta:
        icon = "order"
        label = _("Criterion")
        label_format = "{label} {weight}"


class CriteriaBlock(blocks.StreamBlock):
    """Criteria whose weights are 100 together."""

    criterion = CriterionBlock()

    class Meta:
        label = _("Criteria")
        required = False
        max_num = 12

    def clean(self, value: Any) -> Any:
        """The weights make a whole."""
        cleaned = super().clean(value)
        total = sum(item.value["weight"] or 0 for item in cleaned)
        if len(cleaned) and total != 100 and not self.is_deferred_validation:
            text = _("The weights are %(total)d together. Change them so that they are 100.") % {"total": total}
            fault = StructBlockValidationError(block_errors={"weight": ValidationError(text)})
            raise StreamBlockValidationError(block_errors={len(cleaned) - 1: fault})
        return cleaned


class AnsweredBlock(blocks.StructBlock):
    """Something that was asked, and the answer to all."""

    question = blocks.CharBlock(label=_("Question"), max_length=300)
    answer = blocks.RichTextBlock(label=_("Answer"), features=PLAIN_TEXT_FEATURES)
    answered_on = blocks.DateBlock(label=_("Answered"), required=False)

    class Meta:
        icon = "help"
        label = _("Question and answer")
        label_format = "{question}"


class AnsweredStreamBlock(blocks.StreamBlock):
    """Questions and answers of a call."""

    answered = AnsweredBlock()

    class Meta:
        label = _("Questions and answers")
        required = False
        max_num = 60
