"""A form in words, for who wants to read it before signing in: what is asked, of whom, and how much may be said."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override, pgettext

from grants import form_structure
from grants.enums import ColumnKind, PartKind
from grants.parts import Part, part_of
from grants.parts.leaves import limit_in_characters, limit_in_words, limit_of_number

# Kinds whose own name says nothing that the question does not.
PLAIN = {PartKind.TEXT, PartKind.CHOICE, PartKind.CHOICES, PartKind.TABLE, PartKind.NOTE}


def sections_in_words(version: Any, language: str) -> list[dict[str, Any]]:
    """Return the sections of a version of a form: {id, label, help, parts}. No query."""
    return in_words(form_structure.in_language(version, language), language)


def in_words(sections: list[dict[str, Any]], language: str) -> list[dict[str, Any]]:
    """Return sections with words as what is read of them."""
    with override(language):
        return [
            {
                **section,
                "when": section_condition(section, sections),
                "parts": [part_in_words(question, section, language) for question in section["parts"]],
            }
            for section in sections
        ]


def part_in_words(question: dict[str, Any], section: dict[str, Any], language: str) -> dict[str, Any]:
    """Return what is read of a part: {label, help, required, notes, choices, asks, when}."""
    part = part_of(question, language)
    return {
        "label": question["label"],
        "help": question["help"],
        "required": question["required"] or question["kind"] == PartKind.NOTE,
        "optional": _("(optional)"),
        "notes": notes_of(question),
        "choices": [words for _key, words in question["choices"]],
        "asks": asks_of(part, question),
        "when": condition_of(question, section),
    }


def notes_of(question: dict[str, Any]) -> list[str]:
    """Return the kind of answer and its limit."""
    kind = PartKind(question["kind"])
    notes = [] if kind in PLAIN or question["label"] == kind.label else [str(kind.label)]
    if kind == PartKind.CHOICES:
        notes.append(_("More than one can be chosen."))
    if question.get("words"):
        notes.append(limit_in_words(question["words"]))
    if question.get("characters"):
        notes.append(limit_in_characters(question["characters"]))
    if question.get("format"):
        notes.append(str(ColumnKind(question["format"]).label))
    if kind == PartKind.NUMBER:
        notes += filter(None, [limit_of_number(question.get("least"), question.get("most"))])
    elif question.get("most"):
        notes.append(
            ngettext("Choose at most %(n)s.", "Choose at most %(n)s.", question["most"]) % {"n": question["most"]}
        )
    return notes


def asks_of(part: Part, question: dict[str, Any]) -> list[str]:
    """Return what is filled in within a part: the columns of a table, the fields and rows of a structure."""
    if question["headings"]:
        names = [words for _key, words in question.get("names") or []]
        named = [_("%(rows)s: %(columns)s") % {"rows": _("Rows"), "columns": ", ".join(names)}] if names else []
        return [words for _key, words in question["headings"]] + named
    if part.single is not None:
        return []
    own = [str(leaf.label) for leaf in part.leaves.values()]
    for rows in part.groups.values():
        columns = ", ".join(lowered(leaf.label) for leaf in rows.leaves.values())
        own.append(_("%(rows)s: %(columns)s") % {"rows": rows.label, "columns": columns})
    return own


def lowered(words: str | Promise) -> str:
    """Return words as they stand in a sentence: an abbreviation keeps its capitals."""
    text = str(words)
    return text if text[:2].isupper() else text[:1].lower() + text[1:]


def condition_of(question: dict[str, Any], section: dict[str, Any]) -> str:
    """Return when a part is asked, in words; empty when it always is."""
    condition = question.get("only_if")
    other = next((one for one in section["parts"] if condition and one["id"] == condition[0]), None)
    if condition is None or other is None:
        return ""
    answer = dict(other["choices"]).get(condition[1], "")
    return _("Only if you answered “%(answer)s” to “%(question)s”.") % {"answer": answer, "question": other["label"]}


def section_condition(section: dict[str, Any], sections: list[dict[str, Any]]) -> str:
    """Return when a section is asked, in words; empty when it always is."""
    parts = {part["id"]: part for one in sections for part in one["parts"]}
    given = [
        _("“%(answer)s” to “%(question)s”")
        % {"answer": dict(parts[part_id]["choices"]).get(option, ""), "question": parts[part_id]["label"]}
        for _section, part_id, option in section.get("only_if") or []
        if part_id in parts
    ]
    between = pgettext("answers", "or")
    either = f" {between} ".join(given)
    return _("This section is only for those who answered %(answers)s.") % {"answers": either} if given else ""
