"""Answers as they are read: in the read-through, in the receipt, by those who handle the case, years later."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from grants.enums import PartKind
from grants.form_structure import answers_in, in_language, is_asked, parts_asked, sections_asked
from grants.parts import Part, part_of
from grants.parts.base import ROW_ID, Rows, currency_of


@dataclass
class GroupRead:
    """Rows as they are read: a table."""

    caption: str
    headers: list[str]
    rows: list["RowRead"]


@dataclass
class CellRead:
    """An answer in a row, with the heading it stands under."""

    header: str
    text: str


@dataclass
class RowRead:
    """A row as it is read."""

    cells: list[CellRead]


@dataclass
class PartRead:
    """A part as it is read. `text` for one answer, `facts` for some, `groups` for rows, `files` for attachments."""

    id: str
    label: str
    kind: str
    text: str = ""
    facts: list[tuple[str, str]] = field(default_factory=list)
    groups: list[GroupRead] = field(default_factory=list)
    sums: list[tuple[str, str]] = field(default_factory=list)
    files: list[Any] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is answered."""
        return not (self.text.strip() or self.facts or self.groups or self.files)


@dataclass
class SectionRead:
    """A section as it is read."""

    id: str
    label: str
    parts: list[PartRead]
    url: str = ""


def sections_read(
    version: Any, answers: dict[str, Any], attachments: Iterable[Any], language: str
) -> list[SectionRead]:
    """Return what was asked and answered, in a language, with the words of the version it was answered in.

    `answers` is {section id: {part id: value}}. A part or a section that was not asked, by its condition, is left out.
    """
    files = [one for one in attachments if one.removed_at is None]
    with override(language):
        return [
            SectionRead(
                section["id"], section["label"], parts_read(section, answers.get(section["id"]), files, language)
            )
            for section in sections_asked(in_language(version, language), answers)
        ]


def left_out(version: Any, answers: dict[str, Any], attachments: Iterable[Any], language: str) -> list[str]:
    """Return what is answered but not asked any more, and so not sent: section and question of each."""
    asked = parts_asked(version.structure, answers)
    with_files = {one.part_id for one in attachments if one.removed_at is None}
    found = []
    for section in in_language(version, language):
        given = answers_in(answers, section["id"])
        for question in section["parts"]:
            if question["id"] in asked:
                continue
            with override(language):
                is_empty = part_of(question, language).is_empty(given.get(question["id"]))
            if question["id"] in with_files or not is_empty:
                found.append(f"{section['label']}: {question['label']}")
    return found


def parts_read(section: dict[str, Any], given: Any, files: list[Any], language: str) -> list[PartRead]:
    """Return the parts of a section as they are read."""
    own = given if isinstance(given, dict) else {}
    asked = [one for one in section["parts"] if one["kind"] != PartKind.NOTE and is_asked(one, own)]
    return [part_read(part_of(question, language), own.get(question["id"]), files) for question in asked]


def part_read(part: Part, value: Any, files: Iterable[Any] = ()) -> PartRead:
    """Return a part as it is read, in the active language."""
    read = PartRead(part.id, part.label, part.question["kind"])
    if read.kind == PartKind.FILE:
        read.files = [one for one in files if one.part_id == part.id]
    elif part.single is not None:
        read.text = part.single.read(value, part.language)
    elif not part.is_empty(value):
        own = value if isinstance(value, dict) else {}
        for key, leaf in part.leaves.items():
            words = "" if leaf.is_empty(own.get(key)) else leaf.read(own.get(key), part.language, currency_of(own))
            read.facts += [(str(leaf.label), words)] if words else []
        groups = ((rows, part.rows(value, key)) for key, rows in part.groups.items())
        read.groups = [group_read(part, rows, stored, currency_of(own)) for rows, stored in groups if stored]
        read.sums = part.sums(value)
    return read


def group_read(part: Part, rows: Rows, stored: list[dict[str, Any]], currency: str) -> GroupRead:
    """Return a group of rows as a table. The currency stands in the amount, so it has no column of its own."""
    shown = {key: leaf for key, leaf in rows.leaves.items() if key != "currency"}
    names = dict(rows.names)
    first = _("Row")
    read = [
        RowRead(
            [CellRead(first, names.get(str(row.get(ROW_ID)), ""))] * bool(names)
            + [
                CellRead(str(leaf.label), leaf.read(row.get(key), part.language, currency_of(row, currency)))
                for key, leaf in shown.items()
            ]
        )
        for row in stored
    ]
    headers = [first] * bool(names) + [str(leaf.label) for leaf in shown.values()]
    return GroupRead(str(rows.label), headers, read)
