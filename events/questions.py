"""The questions an editor composed, apart from the page: one structure for all languages, words for each.

A question and a choice are known by the block ids of the page, which its translations share, so that answers given in
two languages count together.
"""

from typing import Any

CHOICE_KINDS = {"choice", "choices"}


def options_of(item: dict[str, Any]) -> list[tuple[str, str]]:
    """Return id and words of each choice of a question; a choice written without an id has one by its place."""
    options = enumerate(item["value"].get("options") or [])
    return [
        (option["id"], option["value"]) if isinstance(option, dict) else (f"{item['id'][:24]}-{number}", str(option))
        for number, option in options
    ]


def compiled(raw: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the structure of a stream of questions: ids, kinds, what must be answered, and when it is asked."""
    questions: list[dict[str, Any]] = []
    for item in raw:
        value = item["value"]
        question = {
            "id": item["id"],
            "kind": item["type"],
            "required": bool(value.get("required")),
            "options": [key for key, _text in options_of(item)],
        }
        condition = _condition(value, questions)
        if condition:
            question["only_if"] = condition
        questions.append(question)
    return questions


def _condition(value: dict[str, Any], earlier: list[dict[str, Any]]) -> list[str] | None:
    """Return [question id, option id]; a condition on a later question, or on none, is no condition."""
    number, answer = value.get("only_if_number"), value.get("only_if_answer")
    if not number or not answer or number > len(earlier):
        return None
    asked = earlier[number - 1]
    if asked["kind"] not in CHOICE_KINDS or answer > len(asked["options"]):
        return None
    return [asked["id"], asked["options"][answer - 1]]


def words(raw: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Return the words of a stream of questions by question id."""
    return {
        item["id"]: {
            "label": item["value"].get("label") or "",
            "help": item["value"].get("help_text") or "",
            "options": dict(options_of(item)),
        }
        for item in raw
    }


def in_language(stored: dict[str, Any], language: str, fallback: str) -> list[dict[str, Any]]:
    """Return the questions with words in a language; what is not translated has the words of the original.

    `lang` names the language of the words where it is not the one asked for.
    """
    texts = stored.get("words", {})
    own, original = texts.get(language, {}), texts.get(fallback, {})
    questions = []
    for question in stored.get("questions", []):
        first = original.get(question["id"], {})
        asked_in = language if own.get(question["id"], {}).get("label") else fallback
        local = own.get(question["id"], first)
        options = {**first.get("options", {}), **local.get("options", {})}
        questions.append(
            {
                **question,
                "lang": "" if asked_in == language else asked_in,
                "label": local.get("label") or first.get("label", ""),
                "help": local.get("help") or first.get("help", ""),
                "choices": [(key, options.get(key, "")) for key in question["options"]],
            }
        )
    return questions


def is_asked(question: dict[str, Any], answers: dict[str, Any]) -> bool:
    """Tell whether a question is asked of somebody with these answers."""
    condition = question.get("only_if")
    if not condition:
        return True
    given = answers.get(condition[0])
    return condition[1] in given if isinstance(given, list) else given == condition[1]


def answer_text(question: dict[str, Any], answers: dict[str, Any]) -> str:
    """Return an answer in words, for a list or an export; empty when there is none."""
    given = answers.get(question["id"])
    if given is None or given == "":
        return ""
    labels = dict(question["choices"])
    if question["kind"] == "choices":
        return "; ".join(str(labels.get(key, "")) for key in given)
    if question["kind"] == "choice":
        return str(labels.get(given, ""))
    return str(given)
