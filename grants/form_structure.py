"""A form apart from the page it was composed on: one structure for all languages, words for each.

`structure`: a list of sections `{"id", "parts": [{"id", "kind", "required", "words", "options", "columns",
"characters"?, "only_if"?}]}`; ids are block ids, shared by translations. `only_if` is `[part id, option id]`, always
of the same section and of an earlier part. `words`: by language and id `{"label", "help", "options", "columns"}`; a
section's own words stand under its id.
"""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.utils.translation import override

from grants.enums import PartKind

CHOICE_KINDS = {PartKind.CHOICE, PartKind.CHOICES}
# Always asked for, whatever the editor ticked.
ALWAYS = {PartKind.ORGANISATION, PartKind.SUMMARY, PartKind.DISSEMINATION}
LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)
Raw = dict[str, Any]


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


def parts_of(section: Raw) -> Iterator[tuple[Raw, list[str] | None]]:
    """Yield the parts of a raw section in order with their conditions: what follows an answer comes after it."""
    for part in section["value"].get("parts") or []:
        yield part, None
        if part["type"] not in CHOICE_KINDS:
            continue
        for key, option in named(part, "options"):
            for follow_up in (option.get("follow_ups") or []) if isinstance(option, dict) else []:
                yield follow_up, [part["id"], key]


def compiled_part(part: Raw, condition: list[str] | None) -> Raw:
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
    if value.get("characters"):
        compiled["characters"] = value["characters"]
    if condition:
        compiled["only_if"] = condition
    return compiled


def compiled(page: Any) -> list[Raw]:
    """Return the structure of the form on a page, published or not."""
    return [
        {"id": section["id"], "parts": [compiled_part(part, condition) for part, condition in parts_of(section)]}
        for section in page.form.raw_data
    ]


def words_of(page: Any) -> dict[str, Raw]:
    """Return the words of the form on a page by id, in the language of the page."""
    words: dict[str, Raw] = {}
    for section in page.form.raw_data:
        value = section["value"]
        words[section["id"]] = {"label": value.get("heading") or "", "help": value.get("introduction") or ""}
        for part, _condition in parts_of(section):
            words[part["id"]] = {
                "label": part["value"].get("label") or "",
                "help": part["value"].get("help_text") or "",
                "options": {key: text_of(option) for key, option in named(part, "options")},
                "columns": {key: text_of(column) for key, column in named(part, "columns")},
            }
    return words


def in_language(version: Any, language: str) -> list[Raw]:
    """Return the sections of a version of a form with words in a language (two letters).

    Section: `id`, `label`, `help`, `parts`. Part: what the structure says, and `label`, `help`, `choices` and
    `headings`, both lists of (id, words). What is not translated has the words of another language. No query.
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
    condition = part.get("only_if")
    if not condition:
        return True
    given = answers.get(condition[0])
    return condition[1] in given if isinstance(given, list) else given == condition[1]
