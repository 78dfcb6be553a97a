"""The facts of a project as labels with values, in the order of the project record."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _
from phonenumber_field.phonenumber import PhoneNumber, to_python

from core.money import format_money
from core.money.formatting import format_number
from core.periods import format_period

Item = dict[str, Any]
SWEDEN = 46


def active() -> str:
    """Return the two letters of the active language."""
    return (get_language() or settings.LANGUAGE_CODE)[:2]


def hours_text(hours: Decimal) -> str:
    """Return hours in words, e.g. "40 hours"."""
    number = format_number(hours, active(), cents=False)
    # Languages with other plural forms than by the whole number have none among ours.
    return ngettext("%(number)s hour", "%(number)s hours", int(hours) if hours == int(hours) else 2) % {
        "number": number
    }


def award_lines(facts: Any, subject: str) -> list[str]:
    """Return what was granted: money, advice in kind, or both; nothing when neither is known."""
    lines = []
    if facts.granted is not None:
        lines.append(format_money(facts.granted))
    if facts.in_kind_hours or facts.in_kind_adviser or subject:
        advice = [_("advice in kind")]
        if facts.in_kind_hours:
            advice.append(hours_text(facts.in_kind_hours))
        advice += [text for text in (facts.in_kind_adviser, subject) if text]
        text = ", ".join(advice)
        lines.append(text[:1].upper() + text[1:])
    return lines


def identity_items(facts: Any, contact: Any) -> list[Item]:
    """Return programme, phase, owner and contact."""
    items: list[Item] = [
        {"label": _("Programme area"), "value": facts.programme_area.full_label if facts.programme_area else None},
        {"label": _("Programme"), "value": facts.programme.label if facts.programme else None},
        {"label": _("Project phase"), "value": facts.get_phase_display()},
        {"label": _("Status"), "value": facts.get_status_display()},
        {"label": pgettext("project", "Number"), "value": facts.number},
    ]
    owner = facts.owner_organisation
    items.append(
        {"label": _("Project owner"), "value": owner.name if owner else None, "url": owner.website if owner else ""}
    )
    if contact is not None:
        phone = phone_number(contact)
        items += [
            {"label": _("Contact person"), "value": contact.name or contact.role},
            {"label": _("E-mail"), "value": contact.email, "url": f"mailto:{contact.email}"},
        ]
        if phone:
            items.append({"label": _("Phone"), "value": phone_text(phone), "url": f"tel:{phone.as_e164}"})
    return items


def phone_number(contact: Any) -> PhoneNumber | None:
    """Return the first number of a contact that was read with its numbers."""
    phones = list(contact.phones.all())
    return to_python(str(phones[0].number)) if phones else None


def phone_text(number: PhoneNumber) -> str:
    """Return a number as it is dialled: without the country's code for Swedish numbers in Swedish."""
    is_domestic = active() == "sv" and number.country_code == SWEDEN
    return number.as_national if is_domestic else number.as_international


def award_items(facts: Any, subject: str) -> list[Item]:
    """Return support, budget, period and region. 0 kr is shown; what is not known is left out."""
    awarded = award_lines(facts, subject)
    period = facts.period
    return [
        {"label": _("Granted support"), "lines": awarded},
        {"label": _("Total project budget"), "value": format_money(facts.budget)},
        {"label": _("Project period"), "value": format_period(period) if period.start or period.end else None},
        {"label": pgettext("programme", "Region"), "value": facts.region},
    ]


def word_items(sets: dict[str, Any]) -> list[Item]:
    """Return grounds, levels, groups, themes, partners and funders."""
    labels = {
        "grounds": _("Grounds of discrimination"),
        "levels": _("Levels"),
        "target_groups": _("Target groups"),
        "themes": _("Themes"),
        "partners": _("Partners"),
        "funders": _("Funders"),
    }
    return [{"label": label, "lines": [word.label for word in sets.get(name, [])]} for name, label in labels.items()]


def shown(items: Iterable[Item]) -> list[Item]:
    """Leave out what is not known; an empty text is not a value, 0 is."""
    return [item for item in items if item.get("lines") or item.get("value") not in (None, "")]
