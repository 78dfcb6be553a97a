"""The questions that a form can ask, as an editor composes them; `grants.blocks` puts them into sections."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.list_block import ListBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError

from grants.enums import ANSWER_FORMATS, ColumnKind, PartKind

QUESTIONS, STRUCTURES = _("Questions"), _("What the portal understands")
WITHIN_REASON = {"min_value": -1_000_000_000, "max_value": 1_000_000_000}
UNDER, UNDER_HELP = _("Asked only if this is chosen"), _("Leave empty if nothing more is asked.")


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


class WorkedOutBlock(blocks.StructBlock):
    """A struct that was a text in forms composed earlier: such a text is read as its `text`."""

    def to_python(self, value: Any) -> blocks.StructValue:
        """Read a struct, or a text."""
        return super().to_python(self.as_struct(value))

    def bulk_to_python(self, values: Any) -> list[blocks.StructValue]:
        """Read many."""
        return super().bulk_to_python([self.as_struct(value) for value in values])

    def normalize(self, value: Any) -> blocks.StructValue:
        """Take a struct, or a text."""
        return super().normalize(self.as_struct(value))

    @staticmethod
    def as_struct(value: Any) -> Any:
        """Return a text as a struct."""
        return {"text": value} if isinstance(value, str) else value


class NotePartBlock(blocks.StructBlock):
    """Something to read between the questions; nothing is answered."""

    label = blocks.CharBlock(label=_("Heading"), max_length=300, help_text=_("e.g. Before you go on"))
    help_text = blocks.TextBlock(
        label=_("Text"),
        required=False,
        rows=4,
        max_length=4000,
        help_text=_("An address that begins with https:// becomes a link."),
    )

    class Meta:
        icon = "info-circle"
        label = PartKind.NOTE.label
        description = _("A heading and a text between the questions, e.g. the terms of a declaration.")
        group = QUESTIONS


class TextPartBlock(PartBlock):
    """Answered in a line."""

    format = blocks.ChoiceBlock(
        label=_("What it must be"),
        required=False,
        choices=[(one.value, one.label) for one in ANSWER_FORMATS],
        help_text=_("Blank: any text. Else what is written is checked."),
    )
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

    least = blocks.IntegerBlock(
        label=_("Lowest number"), required=False, help_text=_("e.g. 1. Blank: no limit."), **WITHIN_REASON
    )
    most = blocks.IntegerBlock(
        label=_("Highest number"), required=False, help_text=_("e.g. 300. Blank: no limit."), **WITHIN_REASON
    )

    def clean(self, value: Any) -> Any:
        """Refuse limits that no number keeps."""
        cleaned = super().clean(value)
        least, most = cleaned["least"], cleaned["most"]
        if least is not None and most is not None and most < least:
            fault = ValidationError(_("The highest number is below the lowest."))
            raise StructBlockValidationError(block_errors={"most": fault})
        return cleaned

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


class ColumnBlock(WorkedOutBlock):
    """A column of a table."""

    text = blocks.CharBlock(max_length=80, label=_("Heading of the column"))
    kind = blocks.ChoiceBlock(
        label=_("What is written in it"),
        choices=ColumnKind.choices,
        default=ColumnKind.TEXT.value,
        help_text=_("Numbers and amounts of money are summed."),
    )
    choices = blocks.ListBlock(
        blocks.CharBlock(max_length=120, label=_("Choice")),
        label=_("Choices"),
        required=False,
        default=[],
        max_num=40,
        help_text=_("For a column with one choice, e.g. Low, Medium, High. Leave empty otherwise."),
    )
    characters = characters_block()
    required = blocks.BooleanBlock(label=_("Must be filled in in every row"), required=False)

    class Meta:
        icon = "table"
        label = _("Column")
        label_format = "{text}"

    def clean(self, value: Any) -> Any:
        """A column that is chosen in needs something to choose."""
        cleaned = super().clean(value)
        if not self.is_deferred_validation and cleaned["kind"] == ColumnKind.CHOICE and len(cleaned["choices"]) < 2:
            fault = ListBlockValidationError(non_block_errors=[ValidationError(_("Write at least two choices."))])
            raise StructBlockValidationError(block_errors={"choices": fault})
        return cleaned


class TablePartBlock(PartBlock):
    """Answered row by row under named columns; the rows may have names as well."""

    columns = blocks.ListBlock(ColumnBlock(), label=_("Columns"), min_num=1, max_num=12)
    lines = blocks.ListBlock(
        blocks.CharBlock(max_length=200, label=_("Name of the row")),
        label=_("Rows with names"),
        required=False,
        default=[],
        max_num=40,
        help_text=_("e.g. Women, Men, Others. Leave empty to let the applicant add as many rows as are needed."),
    )
    least = blocks.IntegerBlock(
        label=_("At least so many rows"),
        required=False,
        min_value=1,
        max_value=40,
        help_text=_("e.g. 3 for at least three partners. Blank: one, if it must be answered."),
    )

    class Meta:
        icon = "table"
        label = PartKind.TABLE.label
        description = _("Rows under columns that you name, e.g. one row for each partner, or rows with names of yours.")
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


class ChosenLastBlock(PartBlock):
    """A choice that leads to no further questions."""

    options = blocks.ListBlock(
        blocks.CharBlock(max_length=200), label=_("Choices"), min_num=2, max_num=40, default=["", ""]
    )

    class Meta:
        icon = "radio-full"
        group = QUESTIONS


class AskedUnderBlock(blocks.StreamBlock):
    """The questions that can stand under an answer."""

    text = TextPartBlock()
    long_text = LongTextPartBlock()
    number = NumberPartBlock()
    money = MoneyPartBlock()
    date = DatePartBlock()
    consent = ConsentPartBlock()
    table = TablePartBlock()
    file = FilePartBlock()
    contact = ContactPartBlock()
    municipalities = MunicipalitiesPartBlock()
    target_groups = TargetGroupsPartBlock()
    note = NotePartBlock()

    class Meta:
        required = False
        max_num = 20


class LastFollowUpsBlock(AskedUnderBlock):
    """Questions under an answer to a question that stands under an answer itself: no deeper."""

    choice = ChosenLastBlock(label=PartKind.CHOICE.label)
    choices = ChosenLastBlock(label=PartKind.CHOICES.label, icon="list-ul")


class FollowUpOptionBlock(WorkedOutBlock):
    """One choice of a question that stands under an answer, and what is asked of those who make it."""

    text = blocks.CharBlock(label=_("Choice"), max_length=200)
    follow_ups = LastFollowUpsBlock(label=UNDER, required=False, help_text=UNDER_HELP)

    class Meta:
        icon = "radio-full"
        label = _("Choice")
        label_format = "{text}"


class ChosenFollowUpBlock(PartBlock):
    """A choice that is asked after an answer; it may lead to questions once more."""

    options = blocks.ListBlock(FollowUpOptionBlock(), label=_("Choices"), min_num=2, max_num=40, default=[{}, {}])

    class Meta:
        icon = "radio-full"
        group = QUESTIONS


class FollowUpsBlock(AskedUnderBlock):
    """Questions that are asked only of who gave a certain answer."""

    choice = ChosenFollowUpBlock(label=PartKind.CHOICE.label)
    choices = ChosenFollowUpBlock(label=PartKind.CHOICES.label, icon="list-ul")
    de_minimis = DeMinimisPartBlock()


class OptionBlock(WorkedOutBlock):
    """One choice, and what is asked of those who make it: questions here, or whole sections further on."""

    text = blocks.CharBlock(label=_("Choice"), max_length=200)
    follow_ups = FollowUpsBlock(label=UNDER, required=False, help_text=UNDER_HELP)
    sections = blocks.ListBlock(
        blocks.CharBlock(max_length=120, label=_("Heading of the section")),
        label=_("Sections only for those who choose this"),
        required=False,
        default=[],
        max_num=10,
        help_text=_("The heading of a section further down, as you wrote it there, e.g. Partners."),
    )

    class Meta:
        icon = "radio-full"
        label = _("Choice")
        label_format = "{text}"


class ChoicePartBlock(PartBlock):
    """One of several."""

    options = blocks.ListBlock(OptionBlock(), label=_("Choices"), min_num=2, max_num=40, default=[{}, {}])

    class Meta:
        icon = "radio-full"
        label = PartKind.CHOICE.label
        description = _("One choice of several. Under a choice you can put questions that only those get.")
        group = QUESTIONS


class ChoicesPartBlock(ChoicePartBlock):
    """Any of several."""

    most = blocks.IntegerBlock(
        label=_("At most so many choices"), required=False, min_value=1, max_value=40, help_text=_("Blank: any number.")
    )

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
