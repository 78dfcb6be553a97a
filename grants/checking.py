"""What is missing or wrong in a whole application, each thing with the way to its place on the page."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from core.money import Money, format_money
from grants.enums import PartKind, SupportKind
from grants.form_structure import answers_in as answers_of
from grants.form_structure import in_language, is_asked, sections_asked
from grants.forms import SectionForm, anchor_of
from grants.parts import Part
from grants.parts.base import currency_of
from grants.parts.leaves import Amount
from grants.parts.money import BudgetPart

Answers = dict[str, Any]


@dataclass(frozen=True)
class Missing:
    """Something that stands in the way of sending: where it is, what it is called, what to do about it."""

    section_id: str
    part_id: str
    field_id: str
    label: str
    reason: str


@dataclass(frozen=True)
class SectionState:
    """How far a section has come: `state` is done, todo or error; `left` is how many things are missing or wrong."""

    id: str
    label: str
    state: str
    left: int


def missing(
    version: Any, answers: Answers, attachments: Iterable[Any], language: str, call: Any = None
) -> list[Missing]:
    """Return all that is missing or wrong, in the order of the form, in words of a language.

    `answers` is {section id: {part id: value}}. With `call` the sums are held against what the call allows.
    """
    files = list(attachments)
    with override(language):
        forms = [
            SectionForm(section, language, answers_of(answers, section["id"]), attachments=files)
            for section in sections_asked(in_language(version, language), answers)
        ]
        found = [
            Missing(
                form.section["id"],
                part.id,
                field_of(form, part, fault.path),
                place_of(form, part, fault.path),
                fault.message,
            )
            for form in forms
            for part, fault in form.found
        ]
        return found + promise_missing(forms) + list(sums_wrong(forms, call))


def field_of(form: SectionForm, part: Part, path: str) -> str:
    """Return the id of the control where something is missing: of the first of the part when it has none of its own."""
    for candidate in (path, part.first_path):
        name = anchor_of(part.id, candidate)
        bound = form.fields.get(name.removeprefix("id_"))
        if bound is not None:
            return f"{name}_field" if bound.widget.use_fieldset else name
    return f"{anchor_of(part.id)}_part"


def place_of(form: SectionForm, part: Part, path: str) -> str:
    """Return what the place is called: the question, and the control within it."""
    bound = form.fields.get(anchor_of(part.id, path).removeprefix("id_"))
    if part.single is not None or bound is None or not path:
        return part.label
    return f"{part.label}, {bound.label}"


def promise_missing(forms: list[SectionForm]) -> list[Missing]:
    """Return that there is no dissemination plan to promise anything in: without one nothing is sent."""
    if any(part.question["kind"] == PartKind.DISSEMINATION for form in forms for part in form.parts):
        return []
    reason = _("This form has no dissemination plan, and nothing can be sent without one. Tell those who run the call.")
    first = forms[0].section["id"] if forms else ""
    return [Missing(first, "", "main", _("Dissemination plan"), reason)]


def parts_asked(forms: list[SectionForm], kind: str) -> list[tuple[SectionForm, Part, Any]]:
    """Return the parts of a kind that are asked, with their sections and answers."""
    return [
        (form, part, form.value.get(part.id))
        for form in forms
        for part in form.parts
        if part.question["kind"] == kind and form.asked(part)
    ]


def sums_wrong(forms: list[SectionForm], call: Any) -> Iterable[Missing]:
    """Return what does not add up between budget, support and call."""
    budgets, supports = parts_asked(forms, PartKind.BUDGET), parts_asked(forms, PartKind.SUPPORT)
    for form, part, value in supports:
        yield from over_the_most(form, part, value, call)
    for form, part, value in budgets:
        if isinstance(part, BudgetPart):
            yield from share_too_small(form, part, value, call)
            if len(budgets) == 1 and len(supports) == 1:
                yield from does_not_add_up(form, part, value, supports[0][2])


def wanted(value: Any) -> Money | None:
    """Return the money applied for; None when there is none, or only advice is wanted."""
    own = value if isinstance(value, dict) else {}
    amount = Amount("").amount(own.get("amount"))
    if own.get("kind") not in {SupportKind.MONEY, SupportKind.BOTH} or amount is None or amount < 0:
        return None
    return Money(amount, currency_of(own))


def over_the_most(form: SectionForm, part: Part, value: Any, call: Any) -> Iterable[Missing]:
    """Return that more is applied for than the call gives; amounts in different currencies are not compared."""
    money, most = wanted(value), getattr(call, "highest", None)
    if money is not None and most is not None and money.currency == most.currency and most < money:
        reason = _("You apply for %(wanted)s. The call gives at most %(most)s.") % {
            "wanted": format_money(money),
            "most": format_money(most),
        }
        yield told(form, part, "amount", reason)


def share_too_small(form: SectionForm, part: BudgetPart, value: Any, call: Any) -> Iterable[Missing]:
    """Return that others pay less of the costs than the call asks for."""
    asked, share = getattr(call, "cofinancing_percent", None), part.share(value)
    if asked and share is not None and share < asked:
        least = Money(part.costs(value).amount * Decimal(asked) / 100, currency_of(value))
        reason = _("The call asks for co-financing of at least %(percent)s per cent, here %(least)s. You have %(has)s.")
        values = {"percent": asked, "least": format_money(least), "has": format_money(part.cofinanced(value))}
        yield told(form, part, "cofinancing-0-amount", reason % values)


def does_not_add_up(form: SectionForm, part: BudgetPart, value: Any, support: Any) -> Iterable[Missing]:
    """Return that costs are not what is applied for and what others pay together."""
    money, costs, others = wanted(support), part.costs(value), part.cofinanced(value)
    if money is None or not costs.amount or others.amount > costs.amount:
        return
    if money.currency != costs.currency:
        reason = _("The budget is in %(budget)s and you apply for %(support)s. Use one currency.")
        yield told(form, part, "currency", reason % {"budget": costs.currency, "support": money.currency})
    elif money.amount + others.amount != costs.amount:
        reason = _(
            "The costs are %(costs)s, but you apply for %(wanted)s and others pay %(others)s: %(together)s together."
        )
        values = {"costs": costs, "wanted": money, "others": others, "together": money + others}
        yield told(form, part, "rows-0-amount", reason % {name: format_money(sum_) for name, sum_ in values.items()})


def told(form: SectionForm, part: Part, path: str, reason: str) -> Missing:
    """Return something at a control of a part."""
    return Missing(form.section["id"], part.id, field_of(form, part, path), part.label, reason)


def by_section(version: Any, found: list[Missing], language: str) -> list[tuple[dict[str, Any], list[Missing]]]:
    """Return the sections in which something is missing or wrong, each with what it is."""
    groups = []
    for section in in_language(version, language):
        own = [one for one in found if one.section_id == section["id"]]
        groups += [(section, own)] if own else []
    return groups


def states(version: Any, answers: Answers, found: list[Missing], language: str) -> list[SectionState]:
    """Return how far each section has come: nothing left, something left, or not begun."""
    result = []
    for section in sections_asked(in_language(version, language), answers):
        left = sum(one.section_id == section["id"] for one in found)
        asks = any(part["kind"] != PartKind.NOTE for part in section["parts"])
        begun = not asks or bool(answers_of(answers, section["id"]))
        result.append(SectionState(section["id"], section["label"], "done" if begun and not left else "todo", left))
    return result


def steps(
    version: Any, answers: Answers, found: list[Missing], language: str, url_of: Any, current: str = ""
) -> list[dict[str, Any]]:
    """Return the sections for components/stepper; `url_of` takes a section id."""
    return [
        {
            "title": one.label,
            "url": url_of(one.id),
            "state": "current" if one.id == current else one.state,
            "left": one.left,
            "note": left_text(one.left),
        }
        for one in states(version, answers, found, language)
    ]


def left_text(left: int) -> str:
    """Return how much is left, in words; empty when nothing is."""
    return ngettext("%(n)s thing left", "%(n)s things left", left) % {"n": left} if left else ""


def applied_for(version: Any, answers: Answers) -> Money | None:
    """Return the money applied for in an application; None when it applies for none."""
    for section in sections_asked(version.structure, answers):
        for part in section["parts"]:
            if part["kind"] == PartKind.SUPPORT and is_asked(part, answers_of(answers, section["id"])):
                return wanted(answers_of(answers, section["id"]).get(part["id"]))
    return None
