"""Sections of a form with every kind of part, as the portal reads them from a version, and what is posted in them."""

from types import SimpleNamespace
from typing import Any

from grants.enums import PartKind


def question(kind: str, **values: Any) -> dict[str, Any]:
    """Return a question of a kind, called as its kind, that must be answered."""
    made: dict[str, Any] = {
        "id": kind.replace("_", ""),
        "kind": kind,
        "required": True,
        "words": None,
        "options": [],
        "columns": [],
        "label": f"Om {kind}",
        "help": "",
        "choices": [],
        "headings": [],
    }
    if kind in {PartKind.CHOICE, PartKind.CHOICES}:
        made |= {"options": ["ja", "nej"], "choices": [("ja", "Ja"), ("nej", "Nej")]}
    if kind == PartKind.TABLE:
        made |= {"columns": ["vem", "vad"], "headings": [("vem", "Vem"), ("vad", "Vad")]}
    return {**made, **values}


def form_section(*questions: dict[str, Any], key: str = "s") -> dict[str, Any]:
    """Return a section of questions."""
    return {"id": key, "label": "Avsnittet", "help": "", "parts": list(questions)}


def form_version(*sections: dict[str, Any]) -> Any:
    """Return something that is read as a version of a form in Swedish."""
    words: dict[str, Any] = {}
    for one in sections:
        words[one["id"]] = {"label": one["label"], "help": one["help"]}
        for part in one["parts"]:
            words[part["id"]] = {
                "label": part["label"],
                "help": part["help"],
                "options": dict(part["choices"]),
                "columns": dict(part["headings"]),
            }
    return SimpleNamespace(structure=list(sections), words={"sv": words})


def attachment(part_id: str, **values: Any) -> Any:
    """Return something that is read as a file of a question."""
    return SimpleNamespace(part_id=part_id, key="k", name="stadgar.pdf", size=12, removed_at=None, **values)
