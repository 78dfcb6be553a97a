"""The composer of an application form.

A form is a list of sections, each with its parts. A part is known by its block id, which the translations of a page
share, so that an answer given in one language is read in another. A question asked only after a certain answer lies
under that answer: the two move, are copied and are taken away together. A section asked only after a certain answer is
named there by its heading.
"""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import blocks
from wagtail.blocks.list_block import ListBlockValidationError
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError

from grants.enums import PartKind
from grants.form_structure import same_heading
from grants.question_blocks import (
    ChoicePartBlock,
    ChoicesPartBlock,
    ConsentPartBlock,
    ContactPartBlock,
    DatePartBlock,
    DeMinimisPartBlock,
    FilePartBlock,
    IndispensableBlock,
    LongTextPartBlock,
    MoneyPartBlock,
    MunicipalitiesPartBlock,
    NotePartBlock,
    NumberPartBlock,
    StructureBlock,
    SummaryPartBlock,
    TablePartBlock,
    TargetGroupsPartBlock,
    TextPartBlock,
)

MOST_PARTS = 60
MOST_SECTIONS = 30
# What the portal itself needs of every form: who applies, what may be published, how it will be spread.
INDISPENSABLE = (PartKind.ORGANISATION, PartKind.SUMMARY, PartKind.DISSEMINATION)


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
    note = NotePartBlock()
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
        led_astray = openings_wrong(cleaned)
        if twice or led_astray:
            raise StreamBlockValidationError(block_errors=twice or led_astray)
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
        section: inside("parts", StreamBlockValidationError(block_errors=parts)) for section, parts in faults.items()
    }


def openings_wrong(form: Any) -> dict[int, ValidationError]:
    """Return what to say beside choices that lead to a section that is not further down, by section."""
    faults: dict[int, ValidationError] = {}
    for place, section in enumerate(form):
        parts: dict[int, ValidationError] = {}
        for number, part in enumerate(section.value["parts"]):
            options = options_wrong(part, list(form)[place + 1 :])
            if options:
                parts[number] = inside("options", ListBlockValidationError(block_errors=options))
        if parts:
            faults[place] = inside("parts", StreamBlockValidationError(block_errors=parts))
    return faults


def options_wrong(part: Any, further_down: list[Any]) -> dict[int, ValidationError]:
    """Return what to say beside the choices of a part, by choice."""
    faults: dict[int, ValidationError] = {}
    for number, option in enumerate(part.value["options"] if isinstance(part.block, ChoicePartBlock) else ()):
        headings = {
            place: ValidationError(reason)
            for place, heading in enumerate(option["sections"])
            if (reason := why_not_opened(heading, further_down))
        }
        if headings:
            faults[number] = inside("sections", ListBlockValidationError(block_errors=headings))
    return faults


def inside(name: str, error: ValidationError) -> ValidationError:
    """Return an error of a field of a struct."""
    return StructBlockValidationError(block_errors={name: error})


def why_not_opened(heading: str, further_down: list[Any]) -> Any:
    """Return why a choice cannot lead to the section with a heading; empty when it can."""
    found = [section for section in further_down if same_heading(section.value["heading"], heading)]
    if not found:
        return _("No section further down has this heading. Write it as it stands there.")
    if len(found) > 1:
        return _("Several sections further down have this heading. Give them different ones.")
    if any(part.block_type in INDISPENSABLE for part in found[0].value["parts"]):
        return _("That section has something that everybody must answer. Move it to another section first.")
    return ""
