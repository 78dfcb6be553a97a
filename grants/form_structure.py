"""A form apart from the page it was composed on: one structure for all languages, words for each.

`structure`: a list of sections `{"id", "parts": [{"id", "kind", "required", "words", "options", "columns",
"characters"?, "format"?, "kinds"?, "filled"?, "limits"?, "offered"?, "lines"?, "least"?, "most"?, "only_if"?,
"also_if"?}], "only_if"?}`; ids are block ids, shared by translations. `only_if` of a part is `[part id, option id]`,
always of the same section and of an earlier part; `also_if` are such pairs that must hold as well. `only_if` of a
section is a list of `[section id, part id, option id]`, of earlier sections, one of which must hold. `offered` are the
ids of what can be chosen in a column, by column; their words stand among the options. `words`: by language and id
`{"label", "help", "options", "columns", "lines"?}`; a section's own words stand under its id. What stands with a
question mark is there when it says something.
"""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.utils.translation import override

from grants.enums import ColumnKind, PartKind

CHOICE_KINDS = {PartKind.CHOICE, PartKind.CHOICES}
# Always asked for, whatever the editor ticked.
ALWAYS = {PartKind.ORGANISATION, PartKind.SUMMARY, PartKind.DISSEMINATION}
LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)
Raw = dict[str, Any]
Conditions = list[list[str]]


def named(part: Raw, name: str) -> list[tuple[str, Any]]:
    """Return id and value of the items of a list of a part; an item written without an id has one by its place."""
    items = enumerate(part["value"].get(name) or [])
    return [
        (item["id"], item["value"])
        if isinstance(item, dict) and "value" in item and "id" in item
        else (f"{part['id'][:24]}-{name[0]}{number}", item)
        for number, item in items
    ]


def text_of(option: Any) -> str:
    """Return the words of an option: a text, or a text with follow-ups."""
    return str(option.get("text") or "") if isinstance(option, dict) else str(option or "")


def parts_of(section: Raw) -> Iterator[tuple[Raw, Conditions]]:
    """Yield the parts of a raw section in order with their conditions: what follows an answer comes after it."""
    yield from with_follow_ups(section["value"].get("parts") or [], [])


def with_follow_ups(parts: list[Raw], conditions: Conditions) -> Iterator[tuple[Raw, Conditions]]:
    """Yield parts, each with those under its answers after it; the nearest condition comes first."""
    for part in parts:
        yield part, conditions
        if part["type"] not in CHOICE_KINDS:
            continue
        for key, option in named(part, "options"):
            under = (option.get("follow_ups") or []) if isinstance(option, dict) else []
            yield from with_follow_ups(under, [[part["id"], key], *conditions])


def same_heading(one: str, other: str) -> bool:
    """Tell whether two headings are the same words."""
    return " ".join(str(one or "").split()).casefold() == " ".join(str(other or "").split()).casefold()


def openings(form: list[Raw]) -> dict[str, Conditions]:
    """Return, by section, the answers that lead to it; sections that all get are not there."""
    found: dict[str, Conditions] = {}
    for place, section in enumerate(form):
        for part in section["value"].get("parts") or []:
            for key, option in named(part, "options") if part["type"] in CHOICE_KINDS else []:
                for heading in opened_by(option):
                    opened = (one for one in form[place + 1 :] if same_heading(one["value"].get("heading"), heading))
                    for one in opened:
                        found.setdefault(one["id"], []).append([section["id"], part["id"], key])
    return found


def opened_by(option: Any) -> list[str]:
    """Return the headings of the sections that an option leads to."""
    listed = (option.get("sections") or []) if isinstance(option, dict) else []
    return [str(one["value"] if isinstance(one, dict) and "value" in one else one) for one in listed]


def compiled_part(part: Raw, conditions: Conditions) -> Raw:
    """Return a part without its words."""
    value = part["value"]
    compiled: Raw = {
        "id": part["id"],
        "kind": part["type"],
        "required": part["type"] in ALWAYS or bool(value.get("required")),
        "words": value.get("words") or None,
        "options": [key for key, _option in named(part, "options")],
        "columns": [key for key, _column in named(part, "columns")],
    }
    limits = ("characters", "format", "least", "most")
    compiled |= {name: value[name] for name in limits if value.get(name) not in {None, ""}}
    compiled |= table_of(part)
    if conditions:
        compiled["only_if"] = conditions[0]
    if conditions[1:]:
        compiled["also_if"] = conditions[1:]
    return compiled


def table_of(part: Raw) -> Raw:
    """Return what is said of the columns and rows of a table, beyond that they are there."""
    columns = [(key, column) for key, column in named(part, "columns") if isinstance(column, dict)]
    said: Raw = {
        "kinds": {key: column["kind"] for key, column in columns if column.get("kind") not in {None, ColumnKind.TEXT}},
        "filled": [key for key, column in columns if column.get("required")],
        "limits": {key: column["characters"] for key, column in columns if column.get("characters")},
        "offered": {key: [one for one, _word in offered] for key, offered in offers(part)},
        "lines": [key for key, _line in named(part, "lines")],
    }
    return {name: value for name, value in said.items() if value}


def offers(part: Raw) -> list[tuple[str, list[tuple[str, Any]]]]:
    """Return what can be chosen in those columns of a table that are chosen in: id of the column, ids and words."""
    return [
        (key, named({"id": key, "value": column}, "choices"))
        for key, column in named(part, "columns")
        if isinstance(column, dict) and column.get("kind") == ColumnKind.CHOICE
    ]


def compiled(page: Any) -> list[Raw]:
    """Return the structure of the form on a page, published or not."""
    form = list(page.form.raw_data)
    opened = openings(form)
    return [
        {"id": section["id"], "parts": [compiled_part(part, conditions) for part, conditions in parts_of(section)]}
        | ({"only_if": opened[section["id"]]} if section["id"] in opened else {})
        for section in form
    ]


def words_of(page: Any) -> dict[str, Raw]:
    """Return the words of the form on a page by id, in the language of the page."""
    words: dict[str, Raw] = {}
    for section in page.form.raw_data:
        value = section["value"]
        words[section["id"]] = {"label": value.get("heading") or "", "help": value.get("introduction") or ""}
        for part, _conditions in parts_of(section):
            lines = {key: text_of(line) for key, line in named(part, "lines")}
            words[part["id"]] = {
                "label": part["value"].get("label") or "",
                "help": part["value"].get("help_text") or "",
                "options": {
                    key: text_of(option)
                    for _column, options in [("", named(part, "options")), *offers(part)]
                    for key, option in options
                },
                "columns": {key: text_of(column) for key, column in named(part, "columns")},
                **({"lines": lines} if lines else {}),
            }
    return words


def in_language(version: Any, language: str) -> list[Raw]:
    """Return the sections of a version of a form with words in a language (two letters).

    Section: `id`, `label`, `help`, `parts`. Part: what the structure says, and `label`, `help`, `choices`,
    `headings` and `names` (of rows), lists of (id, words). What is not translated has the words of another language.
    No query.
    """
    return with_words(version.structure, version.words, language)


def with_words(structure: list[Raw], words: dict[str, dict[str, Raw]], language: str) -> list[Raw]:
    """Return a structure with words in a language; see `in_language`."""
    order = [words[code] for code in dict.fromkeys((language, *LANGUAGES)) if code in words]
    return [
        {
            **section,
            "label": first(order, section["id"], "label"),
            "help": first(order, section["id"], "help"),
            "parts": [worded(part, order, language) for part in section["parts"]],
        }
        for section in structure
    ]


def worded(part: Raw, order: list[dict[str, Raw]], language: str) -> Raw:
    """Return a part with its words, taken from the first language in `order` that has them."""
    key = part["id"]
    label = first(order, key, "label")
    if not label:
        with override(language):
            label = str(PartKind(part["kind"]).label)
    return {
        **part,
        "label": label,
        "help": first(order, key, "help"),
        "choices": [(option, first(order, key, "options", option)) for option in part["options"]],
        "headings": [(column, first(order, key, "columns", column)) for column in part["columns"]],
        "names": [(line, first(order, key, "lines", line)) for line in part.get("lines") or []],
        "offered": {
            column: [(option, first(order, key, "options", option)) for option in options]
            for column, options in (part.get("offered") or {}).items()
        },
    }


def first(order: list[dict[str, Raw]], key: str, name: str, item: str | None = None) -> str:
    """Return the first words that are there; empty when no language has any."""
    for words in order:
        found = words.get(key, {}).get(name) or ""
        if item is not None:
            found = found.get(item) if isinstance(found, dict) else ""
        if found:
            return str(found)
    return ""


def is_asked(part: Raw, answers: Raw) -> bool:
    """Tell whether a part is asked of somebody with these answers of its section."""
    conditions = [part["only_if"], *part.get("also_if", [])] if part.get("only_if") else []
    return all(is_given(option, answers.get(key)) for key, option in conditions)


def is_given(option: str, answer: Any) -> bool:
    """Tell whether an option is the answer, or among the answers."""
    return option in answer if isinstance(answer, list) else answer == option


def sections_asked(structure: list[Raw], answers: Raw) -> list[Raw]:
    """Return the sections that are asked of somebody with these answers, {section id: {part id: value}}."""
    asked: dict[str, Raw] = {}
    for section in structure:
        conditions = section.get("only_if")
        if not conditions or any(leads_on(condition, asked, answers) for condition in conditions):
            asked[section["id"]] = section
    return list(asked.values())


def leads_on(condition: list[str], asked: dict[str, Raw], answers: Raw) -> bool:
    """Tell whether the answer that leads to a section is given, to a question that is asked."""
    section_id, part_id, option = condition
    given = answers_in(answers, section_id)
    parts = asked[section_id]["parts"] if section_id in asked else []
    question = next((part for part in parts if part["id"] == part_id), None)
    return question is not None and is_asked(question, given) and is_given(option, given.get(part_id))


def answers_in(answers: Raw, section_id: str) -> Raw:
    """Return the answers of a section."""
    own = answers.get(section_id)
    return own if isinstance(own, dict) else {}


def asked_only(structure: list[Raw], answers: Raw) -> dict[str, Raw]:
    """Return the answers to what is asked: what is sent. Those to questions that are not asked any more are left."""
    sent: dict[str, Raw] = {}
    for section in sections_asked(structure, answers):
        if section["id"] not in answers:
            continue
        given = answers_in(answers, section["id"])
        sent[section["id"]] = {
            part["id"]: given[part["id"]] for part in section["parts"] if part["id"] in given and is_asked(part, given)
        }
    return sent


def parts_asked(structure: list[Raw], answers: Raw) -> set[str]:
    """Return the ids of the parts that are asked."""
    return {
        part["id"]
        for section in sections_asked(structure, answers)
        for part in section["parts"]
        if is_asked(part, answers_in(answers, section["id"]))
    }
