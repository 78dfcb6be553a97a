"""Blocks that only seminars have: the programme, the questions of a form, what is kept afterwards."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from core.blocks import RICH_TEXT_FEATURES, DownloadsBlock, PageListBlock
from core.blocks.choosers import DocumentBlock, ImageBlock
from core.blocks.text import PLAIN_TEXT_FEATURES
from events.captions import fault_of


class SpeakerBlock(blocks.StructBlock):
    """Somebody who speaks."""

    name = blocks.CharBlock(label=_("Name"), max_length=120)
    role = blocks.CharBlock(label=_("Role and organisation"), required=False, max_length=160)
    image = ImageBlock(label=_("Picture"), required=False)

    class Meta:
        icon = "user"
        label = _("Speaker")


class DayBlock(blocks.StructBlock):
    """A heading in a programme of several days."""

    date = blocks.DateBlock(label=_("Date"))
    title = blocks.CharBlock(label=_("Heading"), required=False, max_length=120)

    class Meta:
        icon = "date"
        label = pgettext_lazy("programme", "Day")


class ItemBlock(blocks.StructBlock):
    """One point of the programme."""

    starts = blocks.TimeBlock(label=_("From"), required=False)
    ends = blocks.TimeBlock(label=_("To"), required=False)
    title = blocks.CharBlock(label=_("Heading"), max_length=200, help_text=_("e.g. Lunch, or the title of a talk"))
    text = blocks.RichTextBlock(label=_("Text"), required=False, features=PLAIN_TEXT_FEATURES)
    speakers = blocks.ListBlock(SpeakerBlock(), label=_("Speakers"), default=[])

    class Meta:
        icon = "time"
        label = pgettext_lazy("programme", "Point")


class ProgrammeBlock(blocks.StreamBlock):
    """A programme: days, if more than one, and points."""

    day = DayBlock()
    item = ItemBlock()

    class Meta:
        label = _("Programme")
        required = False


class QuestionBlock(blocks.StructBlock):
    """What all questions have. A question is known by its block id, the same in every language."""

    label = blocks.CharBlock(label=_("Question"), max_length=200)
    help_text = blocks.CharBlock(label=_("Help"), required=False, max_length=300, help_text=_("e.g. an example"))
    required = blocks.BooleanBlock(label=_("Must be answered"), required=False)
    only_if_number = blocks.IntegerBlock(
        label=_("Only asked if question number"),
        required=False,
        min_value=1,
        max_value=40,
        help_text=_("The number of an earlier question with choices, counted from the top, e.g. 1."),
    )
    only_if_answer = blocks.IntegerBlock(
        label=_("has the answer number"),
        required=False,
        min_value=1,
        max_value=40,
        help_text=_("The number of the choice, counted from the top, e.g. 2."),
    )

    def clean(self, value: Any) -> Any:
        """A condition is whole or not there."""
        cleaned = super().clean(value)
        if bool(cleaned.get("only_if_number")) != bool(cleaned.get("only_if_answer")):
            fault = ValidationError(_("Say both the question and the answer, or neither."))
            raise StructBlockValidationError(block_errors={"only_if_answer": fault})
        return cleaned


class TextQuestionBlock(QuestionBlock):
    """Answered in a line."""

    class Meta:
        icon = "pilcrow"
        label = pgettext_lazy("question", "Text")


class LongTextQuestionBlock(QuestionBlock):
    """Answered in some lines."""

    class Meta:
        icon = "doc-full"
        label = pgettext_lazy("question", "Longer text")


class NumberQuestionBlock(QuestionBlock):
    """Answered by a whole number."""

    class Meta:
        icon = "order"
        label = pgettext_lazy("question", "Number")


class ConsentQuestionBlock(QuestionBlock):
    """A box to tick. Never ticked beforehand (GDPR recital 32)."""

    class Meta:
        icon = "check"
        label = pgettext_lazy("question", "Consent")


class ChoiceQuestionBlock(QuestionBlock):
    """One of several."""

    options = blocks.ListBlock(blocks.CharBlock(max_length=160), label=_("Choices"), min_num=2, max_num=40)

    class Meta:
        icon = "radio-full"
        label = pgettext_lazy("question", "One choice")


class ChoicesQuestionBlock(ChoiceQuestionBlock):
    """Any of several."""

    class Meta:
        icon = "list-ul"
        label = pgettext_lazy("question", "Several choices")


class QuestionsBlock(blocks.StreamBlock):
    """The questions of a registration form, beside name and address."""

    text = TextQuestionBlock()
    long_text = LongTextQuestionBlock()
    number = NumberQuestionBlock()
    choice = ChoiceQuestionBlock()
    choices = ChoicesQuestionBlock()
    consent = ConsentQuestionBlock()

    class Meta:
        label = _("Questions")
        required = False
        max_num = 40


class RecordingBlock(blocks.StructBlock):
    """A recording elsewhere: a link, its captions as a file, its words in text (WCAG 2.2, 1.2.2 and 1.2.3)."""

    title = blocks.CharBlock(label=_("Title"), max_length=160)
    url = blocks.URLBlock(label=_("Address"), help_text=_("e.g. https://video.example.org/watch/123"))
    duration = blocks.CharBlock(label=_("Length"), required=False, max_length=20, help_text=_("e.g. 42 min"))
    poster = ImageBlock(label=_("Picture"), required=False)
    captions = DocumentBlock(label=_("Captions"), required=False, help_text=_("A WebVTT file (.vtt)."))
    transcript = blocks.RichTextBlock(
        label=_("Transcript"), features=["bold", "italic", "ol", "ul"], help_text=_("What is said and shown.")
    )

    class Meta:
        icon = "media"
        label = _("Recording")
        template = "events/blocks/recording.html"

    def clean(self, value: Any) -> Any:
        """Captions are WebVTT, which browsers and players read."""
        cleaned = super().clean(value)
        captions = cleaned.get("captions")
        fault = fault_of(captions) if captions is not None else None
        if fault is not None:
            raise StructBlockValidationError(block_errors={"captions": fault})
        return cleaned


class NotesBlock(blocks.RichTextBlock):
    """What was said, in short."""

    def __init__(self, **kwargs: object) -> None:
        super().__init__(**{"features": RICH_TEXT_FEATURES, **kwargs})

    class Meta:
        icon = "edit"
        label = _("Notes")
        template = "blocks/rich_text.html"


class DocumentationBlock(blocks.StreamBlock):
    """What is kept afterwards."""

    recording = RecordingBlock()
    slides = DownloadsBlock(label=_("Slides and other documents"))
    notes = NotesBlock()
    pages = PageListBlock(label=_("Methods, pilots and other pages"))

    class Meta:
        label = _("Documentation")
        required = False
