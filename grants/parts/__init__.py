"""The parts of a form: one class a kind. Each reads what was typed, says what is wrong or missing, and shows it."""

from typing import Any

from grants.enums import PartKind
from grants.parts import money, plain, structures
from grants.parts.base import Fault, Part, Posted, Rows

KINDS: dict[str, type[Part]] = {
    PartKind.TEXT: plain.TextPart,
    PartKind.LONG_TEXT: plain.LongTextPart,
    PartKind.NUMBER: plain.NumberPart,
    PartKind.MONEY: plain.MoneyPart,
    PartKind.DATE: plain.DatePart,
    PartKind.CHOICE: plain.ChoicePart,
    PartKind.CHOICES: plain.ChoicesPart,
    PartKind.CONSENT: plain.ConsentPart,
    PartKind.TABLE: plain.TablePart,
    PartKind.FILE: plain.FilePart,
    PartKind.NOTE: plain.NotePart,
    PartKind.CONTACT: plain.ContactPart,
    PartKind.MUNICIPALITIES: plain.MunicipalitiesPart,
    PartKind.TARGET_GROUPS: plain.TargetGroupsPart,
    PartKind.ORGANISATION: structures.OrganisationPart,
    PartKind.SUMMARY: structures.SummaryPart,
    PartKind.BUDGET: money.BudgetPart,
    PartKind.SUPPORT: structures.SupportPart,
    PartKind.TIME_PLAN: structures.TimePlanPart,
    PartKind.INDICATORS: structures.IndicatorsPart,
    PartKind.DE_MINIMIS: money.DeMinimisPart,
    PartKind.DISSEMINATION: structures.DisseminationPart,
}

__all__ = ["KINDS", "Fault", "Part", "Posted", "Rows", "part_of"]


def part_of(question: dict[str, Any], language: str) -> Part:
    """Return the part of a question with its words in a language. A kind that is gone is read as text."""
    return KINDS.get(question["kind"], plain.TextPart)(question, language)
