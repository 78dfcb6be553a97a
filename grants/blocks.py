"""The composer of an application form, and the small blocks of a call: criteria, questions and answers.

A form is a list of sections, each with its parts. A part is known by its block id, which the translations of a page
share, so that an answer given in one language is read in another. A question asked only after a certain answer lies
under that answer: the two move, are copied and are taken away together.
"""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import blocks
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError

from core.blocks.text import PLAIN_TEXT_FEATURES
from grants.enums import PartKind

MOST_PARTS = 60
MOST_SECTIONS = 30
# What the portal itself needs of every form: who applies, what may be published, how it will be spread.
INDISPENSABLE = (PartKind.ORGANISATION, PartKind.SUMMARY, PartKind.DISSEMINATION)
QUESTIONS, STRUCTURES = _("Questions"), _("What the portal understands")


class PartBlock(blocks.StructBlock):
    """What all questions have."""

    label = blocks.CharBlock(
        label=_("Question"), max_length=300, help_text=_("As the applicant reads it, e.g. What do you want to try?")
    )
    help_text = blocks.TextBlock(
        label=_("Help"),
        required=False,
        rows=2,
        max_length=1500,
        help_text=_("Shown under the question: what to think of, an example."),
    )
    required = blocks.BooleanBlock(label=_("Must be answered"), required=False)


def characters_block() -> blocks.IntegerBlock:
    """Return the field for a limit as printed forms set it: characters, spaces included."""
    return blocks.IntegerBlock(
        label=_("At most so many characters"),
        required=False,
        min_value=5,
        max_value=40_000,
        help_text=_("Spaces count, e.g. 2000. Blank: no limit of your own."),
    )


class TextPartBlock(PartBlock):
    """Answered in a line."""

    characters = characters_block()

    class Meta:
        icon = "pilcrow"
        label = PartKind.TEXT.label
        description = _("An answer in one line.")
        group = QUESTIONS


class LongTextPartBlock(PartBlock):
    """Answered in some paragraphs."""

    words = blocks.IntegerBlock(
        label=_("At most so many words"),
        required=False,
        min_value=5,
        max_value=5000,
        help_text=_("e.g. 300. Blank: no limit."),
    )
    characters = characters_block()

    class Meta:
        icon = "doc-full"
        label = PartKind.LONG_TEXT.label
        description = _("An answer in paragraphs, with a limit in words if you want one.")
        group = QUESTIONS


class NumberPartBlock(PartBlock):
    """Answered by a number."""

    class Meta:
        icon = "order"
        label = PartKind.NUMBER.label
        description = _("An answer in figures.")
        group = QUESTIONS


class MoneyPartBlock(PartBlock):
    """Answered by an amount and its currency."""

    class Meta:
        icon = "tag"
        label = PartKind.MONEY.label
        description = _("An amount with its currency.")
        group = QUESTIONS


class DatePartBlock(PartBlock):
    """Answered by a date."""

    class Meta:
        icon = "date"
        label = PartKind.DATE.label
        description = _("A date.")
        group = QUESTIONS


class ConsentPartBlock(PartBlock):
    """A box to tick, never ticked beforehand (GDPR recital 32)."""

    class Meta:
        icon = "check"
        label = PartKind.CONSENT.label
        description = _("A box to tick, e.g. that those who are to take part know of the application.")
        group = QUESTIONS


class TablePartBlock(PartBlock):
    """Answered row by row under named columns."""

    columns = blocks.ListBlock(
        blocks.CharBlock(max_length=80, label=_("Heading of the column")), label=_("Columns"), min_num=1, max_num=8
    )

    class Meta:
        icon = "table"
        label = PartKind.TABLE.label
        description = _("Rows under columns that you name; the applicant adds rows.")
        group = QUESTIONS


class FilePartBlock(PartBlock):
    """Answered by files."""

    class Meta:
        icon = "doc-empty"
        label = PartKind.FILE.label
        description = _("A document to attach, e.g. the statutes of an association.")
        group = QUESTIONS


class ContactPartBlock(PartBlock):
    """Answered by name, address and role of somebody."""

    class Meta:
        icon = "user"
        label = PartKind.CONTACT.label
        description = _("Name, e-mail, telephone and role of a person.")
        group = QUESTIONS


class MunicipalitiesPartBlock(PartBlock):
    """Answered by municipalities of the register."""

    class Meta:
        icon = "site"
        label = PartKind.MUNICIPALITIES.label
        description = _("One or more municipalities.")
        group = QUESTIONS


class TargetGroupsPartBlock(PartBlock):
    """Answered by target groups of the register."""

    class Meta:
        icon = "group"
        label = PartKind.TARGET_GROUPS.label
        description = _("One or more of the target groups of the portal.")
        group = QUESTIONS


class IndispensableBlock(blocks.StructBlock):
    """A structure that the portal understands, and that is always asked for."""

    label = blocks.CharBlock(
        label=_("Heading"), required=False, max_length=300, help_text=_("Blank: as the portal calls it.")
    )
    help_text = blocks.TextBlock(label=_("Help"), required=False, rows=2, max_length=1500)

    class Meta:
        group = STRUCTURES


class StructureBlock(IndispensableBlock):
    """A structure that the portal understands."""

    required = blocks.BooleanBlock(label=_("Must be answered"), required=False, default=True)


class DeMinimisPartBlock(StructureBlock):
    """Earlier aid of minor importance."""

    class Meta:
        icon = "clipboard-list"
        label = PartKind.DE_MINIMIS.label
        description = _("Earlier support of less importance over three years, Regulation (EU) 2023/2831.")
        group = STRUCTURES


class ChosenFollowUpBlock(PartBlock):
    """A choice that is asked after an answer; it leads to no further questions."""

    options = blocks.ListBlock(blocks.CharBlock(max_length=200), label=_("Choices"), min_num=2, max_num=40)

    class Meta:
        icon = "radio-full"
        group = QUESTIONS


class FollowUpsBlock(blocks.StreamBlock):
    """Questions that are asked only of who gave a certain answer."""

    text = TextPartBlock()
    long_text = LongTextPartBlock()
    number = NumberPartBlock()
    money = MoneyPartBlock()
    date = DatePartBlock()
    choice = ChosenFollowUpBlock(label=PartKind.CHOICE.label)
    choices = ChosenFollowUpBlock(label=PartKind.CHOICES.label, icon="list-ul")
    consent = ConsentPartBlock()
    table = TablePartBlock()
    file = FilePartBlock()
    contact = ContactPartBlock()
    municipalities = MunicipalitiesPartBlock()
    target_groups = TargetGroupsPartBlock()
    de_minimis = DeMinimisPartBlock()

    class Meta:
        required = False
        max_num = 20


class OptionBlock(blocks.StructBlock):
    """One choice, and what is asked of those who make it."""

    text = blocks.CharBlock(label=_("Choice"), max_length=200)
    follow_ups = FollowUpsBlock(
        label=_("Asked only if this is chosen"),
        required=False,
        help_text=_("Leave empty if nothing more is asked."),
    )

    class Meta:
        icon = "radio-full"
        label = _("Choice")
        label_format = "{text}"


class ChoicePartBlock(PartBlock):
    """One of several."""

    options = blocks.ListBlock(OptionBlock(), label=_("Choices"), min_num=2, max_num=40)

    class Meta:
        icon = "radio-full"
        label = PartKind.CHOICE.label
        description = _("One choice of several. Under a choice you can put questions that only those get.")
        group = QUESTIONS


class ChoicesPartBlock(ChoicePartBlock):
    """Any of several."""

    class Meta:
        icon = "list-ul"
        label = PartKind.CHOICES.label
        description = _("Any number of choices. Under a choice you can put questions that only those get.")
        group = QUESTIONS


class SummaryPartBlock(IndispensableBlock):
    """Title and a short text."""

    words = blocks.IntegerBlock(
        label=_("At most so many words"), required=False, min_value=30, max_value=500, help_text=_("Blank: 150.")
    )

    class Meta:
        icon = "openquote"
        label = PartKind.SUMMARY.label
        description = _("Title and a short text that is published if the application is granted.")
        group = STRUCTURES


class PartsBlock(blocks.StreamBlock):
    """The parts of a section."""

    text = TextPartBlock()
    long_text = LongTextPartBlock()
    choice = ChoicePartBlock()
    choices = ChoicesPartBlock()
    number = NumberPartBlock()
    money = MoneyPartBlock()
    date = DatePartBlock()
    table = TablePartBlock()
    file = FilePartBlock()
    contact = ContactPartBlock()
    municipalities = MunicipalitiesPartBlock()
    target_groups = TargetGroupsPartBlock()
    consent = ConsentPartBlock()
    organisation = IndispensableBlock(
        icon="group",
        label=PartKind.ORGANISATION.label,
        description=_("Name, organisation number (checked), kind, municipality and website of who applies."),
    )
    summary = SummaryPartBlock()
    support = StructureBlock(
        icon="tag", label=PartKind.SUPPORT.label, description=_("Money, advice in kind, or both, and how much.")
    )
    budget = StructureBlock(
        icon="table",
        label=PartKind.BUDGET.label,
        description=_("Costs by year and kind, co-financing in money and in kind, with sums that are worked out."),
    )
    time_plan = StructureBlock(
        icon="calendar", label=PartKind.TIME_PLAN.label, description=_("Activities with start and end.")
    )
    indicators = StructureBlock(
        icon="order", label=PartKind.INDICATORS.label, description=_("What is measured, from where, to where, by when.")
    )
    de_minimis = DeMinimisPartBlock()
    dissemination = IndispensableBlock(
        icon="site",
        label=PartKind.DISSEMINATION.label,
        description=_("Promises of activity, audience and date. No application can be sent without one."),
    )

    class Meta:
        max_num = MOST_PARTS
        # A form is long: an editor sees the questions as a list and opens one at a time.
        collapsed = True


class SectionBlock(blocks.StructBlock):
    """A step of the form."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=120, help_text=_("e.g. The idea"))
    introduction = blocks.TextBlock(
        label=_("Introduction"),
        required=False,
        rows=2,
        max_length=1500,
        help_text=_("What the section is about and roughly how long it takes."),
    )
    parts = PartsBlock(label=_("Questions"))

    class Meta:
        icon = "list-ol"
        label = pgettext_lazy("form", "Section")
        label_format = "{heading}"


class FormBlock(blocks.StreamBlock):
    """An application form."""

    section = SectionBlock()

    class Meta:
        label = _("Form")
        required = False
        max_num = MOST_SECTIONS

    def clean(self, value: Any) -> Any:
        """Ask for what no form may lack, each structure once. A draft may lack anything."""
        cleaned = super().clean(value)
        if self.is_deferred_validation:
            return cleaned
        found = list(structures_of(cleaned))
        twice = second_ones(found)
        if twice:
            raise StreamBlockValidationError(block_errors=twice)
        kinds = {kind for _section, _part, kind in found}
        missing = [kind for kind in INDISPENSABLE if kind not in kinds]
        if len(cleaned) and missing:
            text = _("The form needs also: %(parts)s. Add it to a section, under “What the portal understands”.")
            names = ", ".join(f"“{kind.label}”" for kind in missing)
            raise StreamBlockValidationError(non_block_errors=[ValidationError(text % {"parts": names})])
        return cleaned


def structures_of(form: Any) -> Iterator[tuple[int, int, PartKind]]:
    """Yield (place of the section, place of the part, kind) of what the portal understands in a form."""
    for place, section in enumerate(form):
        for number, part in enumerate(section.value["parts"]):
            if isinstance(part.block, IndispensableBlock):
                yield place, number, PartKind(part.block_type)


def second_ones(found: list[tuple[int, int, PartKind]]) -> dict[int, ValidationError]:
    """Return what to say beside structures that stand in the form for a second time, by section."""
    seen: set[PartKind] = set()
    faults: dict[int, dict[int, ValidationError]] = {}
    for section, part, kind in found:
        if kind in seen:
            text = _("This is already in the form. Take one of the two away.")
            fault = StructBlockValidationError(block_errors={"label": ValidationError(text)})
            faults.setdefault(section, {})[part] = fault
        seen.add(kind)
    return {
        section: StructBlockValidationError(block_errors={"parts": StreamBlockValidationError(block_errors=parts)})
        for section, parts in faults.items()
    }


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
