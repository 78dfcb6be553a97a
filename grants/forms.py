"""The form of one section: everything that an applicant sees and types."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import ErrorDict
from django.utils.functional import cached_property
from django.utils.html import conditional_escape, format_html_join, urlize
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from grants import uploading
from grants.enums import PartKind
from grants.form_structure import is_asked
from grants.parts import Fault, Part, Posted, part_of
from grants.parts.base import Rows
from grants.parts.leaves import Leaf

GO = "go"
# Rows that stand ready to be written in, beyond those filled in; more come with the button that adds rows.
READY_ROWS = 1
MORE_ROWS = 3


def name_of(part_id: str, path: str = "") -> str:
    """Return what the control of a part is called in a form."""
    return f"p-{part_id}-{path}" if path else f"p-{part_id}"


def anchor_of(part_id: str, path: str = "") -> str:
    """Return the id on the page of the control of a part."""
    return f"id_{name_of(part_id, path)}"


@dataclass
class RowView:
    """A row as it is shown: what it is called, its controls, and the name of the button that takes it away."""

    label: str
    fields: list[Any]
    remove: str
    is_blank: bool


@dataclass
class GroupView:
    """A group of rows as it is shown."""

    name: str
    label: str
    add_label: str
    rows: list[RowView]


@dataclass
class PartView:
    """A part as it is shown."""

    part: Part
    anchor: str
    hint: str = ""
    single: Any = None
    fields: list[Any] = field(default_factory=list)
    groups: list[GroupView] = field(default_factory=list)
    sums: list[tuple[str, str]] = field(default_factory=list)
    files: list[Any] = field(default_factory=list)
    condition: list[str] | None = None


class SectionForm(forms.Form):
    """A section of a form in a language, with what is answered in it. What was typed is never lost.

    `section` is one of `form_structure.in_language`; `answers` are those of the section by part. With `data` (and
    `files`) it is what was posted; `value` is then what to store, always. `strict` shows also what is missing, and
    `more` is the group of rows that gets some empty ones.
    """

    use_required_attribute = False

    def __init__(
        self,
        section: dict[str, Any],
        language: str,
        answers: dict[str, Any] | None = None,
        data: Mapping[str, Any] | None = None,
        files: Any = None,
        *,
        attachments: Iterable[Any] = (),
        strict: bool = False,
        more: str = "",
        too_big: Mapping[str, str] | None = None,
    ) -> None:
        self.section = section
        self.language = language
        self.parts = [part_of(question, language) for question in section["parts"]]
        self.attachments = [one for one in attachments if getattr(one, "removed_at", None) is None]
        self.strict = strict
        self.more = more
        self.pressed = self._pressed(data)
        self.value = dict(answers or {}) if data is None else self._parsed(data, answers or {})
        self.refused: dict[str, list[str]] = {}
        self.uploads = self._checked(files, too_big or {}) if data is not None else []
        super().__init__(data={})
        self.views = [self._view(part) for part in self.parts]
        self.data = {name: shown for name, shown in self.shown.items() if name in self.fields}

    # What came in

    @staticmethod
    def _pressed(data: Mapping[str, Any] | None) -> tuple[str, str]:
        """Return the verb and the object of the button pressed."""
        verb, _sign, thing = str((data or {}).get(GO) or "").partition(":")
        return verb, thing

    @property
    def stays(self) -> bool:
        """Whether the button pressed only adds or takes away a row or a file: the same section is shown again."""
        return self.pressed[0] in {"add", "remove", "detach", "upload", "stay"}

    @property
    def way_back(self) -> str:
        """What to put after the address of the section when it is shown again: which rows, and where on the page."""
        verb, name = self.pressed
        if verb == "add" and any(name == group.name for view in self.views for group in view.groups):
            rows = next(group.rows for view in self.views for group in view.groups if group.name == name)
            first = next((row for row in rows if row.is_blank), rows[-1])
            return f"?more={name}#{first.fields[0].auto_id}"
        if verb in {"remove", "detach", "upload"}:
            part = next(
                (view for view in self.views if verb != "detach" and name.startswith(name_of(view.part.id))), None
            )
            files = next((view for view in self.views if view.part.question["kind"] == PartKind.FILE), None)
            view = part or files
            return f"#{view.anchor}" if view is not None else ""
        return ""

    @property
    def detached(self) -> list[str]:
        """The keys of the files to take away."""
        return [self.pressed[1]] if self.pressed[0] == "detach" else []

    def _parsed(self, data: Mapping[str, Any], before: dict[str, Any]) -> dict[str, Any]:
        dropped = frozenset({self.pressed[1]}) if self.pressed[0] == "remove" else frozenset()
        value = {}
        for part in self.parts:
            name = name_of(part.id)
            if part.question["kind"] in {PartKind.FILE, PartKind.NOTE}:
                continue
            if data.get(f"keep-{part.id}") == "stored":
                value[part.id] = before.get(part.id)
                continue
            # A part that was not on the page posted is left as it was: the form may have been changed meanwhile.
            if name_of(part.id, "here") in data or any(key == name or key.startswith(f"{name}-") for key in data):
                value[part.id] = part.parse(Posted(data, name, dropped))
            elif part.id in before:
                value[part.id] = before[part.id]
        return value

    def _checked(self, files: Any, too_big: Mapping[str, str]) -> list[tuple[str, Any]]:
        """Return the files to keep, each with its part, and note why others are refused."""
        kept: list[tuple[str, Any]] = []
        for part in self.parts:
            name = name_of(part.id)
            if part.question["kind"] != PartKind.FILE:
                continue
            if name in too_big:
                self.refused.setdefault(part.id, []).append(f"{too_big[name]}: {uploading.too_large()}")
            for file in files.getlist(name) if files is not None else []:
                self._keep(part.id, file, kept)
        return kept

    def _keep(self, part_id: str, file: Any, kept: list[tuple[str, Any]]) -> None:
        shown = uploading.clean_name(file.name or "")
        already = len(self.attachments) + len(kept)
        try:
            uploading.check(file)
            if already >= uploading.MAX_FILES:
                most = uploading.MAX_FILES
                message = ngettext("At most %(most)s file.", "At most %(most)s files.", most) % {"most": most}
                raise ValidationError(message, code="too_many")
        except ValidationError as error:
            self.refused.setdefault(part_id, []).append(f"{shown}: {' '.join(error.messages)}")
        else:
            kept.append((part_id, file))

    # What is right

    def asked(self, part: Part) -> bool:
        """Tell whether a part is asked of somebody with these answers."""
        return is_asked(part.question, self.value)

    def _faults(self, part: Part) -> list[Fault]:
        value = self.value.get(part.id)
        found = [Fault("", message) for message in self.refused.get(part.id, [])]
        if self.asked(part):
            found += part.faults(value) + self._gaps(part)
        return found

    def _gaps(self, part: Part) -> list[Fault]:
        """Return what is missing in a part, of its files too."""
        if part.question["kind"] == PartKind.FILE:
            there = any(one.part_id == part.id for one in self.attachments)
            return [part.missing_file()] if part.required and not there else []  # type: ignore[attr-defined]  # a FilePart
        return part.gaps(self.value.get(part.id))

    @cached_property
    def found(self) -> list[tuple[Part, Fault]]:
        """Everything wrong or missing, in the order of the page."""
        return [(part, fault) for part in self.parts for fault in self._faults(part)]

    def full_clean(self) -> None:
        """Tell what is wrong beside its control, and what is missing if that is asked for."""
        self._errors = ErrorDict(renderer=self.renderer)
        self.cleaned_data = dict(self.value)
        for part, fault in self.found:
            name = name_of(part.id, fault.path)
            if name not in self.fields:
                name = name_of(part.id, part.first_path)
            if name in self.fields and (self.strict or not fault.missing):
                self._errors.setdefault(name, self.error_class(renderer=self.renderer)).append(fault.message)

    @property
    def is_whole(self) -> bool:
        """Whether nothing is wrong and nothing missing."""
        return not self.found

    @property
    def told(self) -> dict[str, Any]:
        """What the browser's script is told after a save: what is wrong by control, and the sums by part."""
        sums = {view.part.id: view.sums for view in self.views if view.sums}
        return {"errors": self.errors_by_field, "sums": sums}

    @property
    def errors_by_field(self) -> dict[str, list[str]]:
        """The errors by the name of the control."""
        return {name: [str(message) for message in messages] for name, messages in self.errors.items()}

    @cached_property
    def shown(self) -> dict[str, Any]:
        """What stands in each control, by its name."""
        return {
            name_of(part.id, path): leaf.shown(stored)
            for part in self.parts
            for path, leaf, stored, _currency in part.places(self.value.get(part.id))
        }

    # What is shown

    def _view(self, part: Part) -> PartView:
        value = self.value.get(part.id)
        view = PartView(part, f"{anchor_of(part.id)}_part", condition=part.question.get("only_if"))
        view.hint = self._hint(part)
        if part.question["kind"] == PartKind.FILE:
            view.files = [one for one in self.attachments if one.part_id == part.id]
            view.single = self._add_file(part, view.hint)
        elif part.single is not None:
            view.single = self._add(part, "", part.single, value, hint=view.hint)
        else:
            own = value if isinstance(value, dict) else {}
            view.fields = [self._add(part, key, leaf, own.get(key)) for key, leaf in part.leaves.items()]
            view.groups = [self._group(part, key, rows, value) for key, rows in part.groups.items()]
            view.sums = part.sums(value)
        return view

    def _hint(self, part: Part) -> str:
        """Say in words when a part counts: the form works without a script."""
        condition = part.question.get("only_if")
        other = next((one for one in self.parts if condition and one.id == condition[0]), None)
        if condition is None or other is None:
            return ""
        answer = dict(other.question.get("choices") or []).get(condition[1], "")
        return _("Only if you answered “%(answer)s” to “%(question)s”.") % {"answer": answer, "question": other.label}

    def _add(self, part: Part, path: str, leaf: Leaf, stored: Any, *, hint: str = "") -> Any:
        """Put a control in the form and return it."""
        name = name_of(part.id, path)
        if part.single is leaf:
            made = leaf.field(stored, label=part.label, help_text="")
            # An address in the help becomes a link; `urlize` escapes all else.
            told = mark_safe(urlize(part.help, nofollow=True, autoescape=True))  # noqa: S308 — escaped by urlize
            texts = [conditional_escape(text) for text in (hint, told, made.help_text) if text]
            made.help_text = format_html_join("", "<span class='help-line'>{}</span>", ((text,) for text in texts))
            made.required = part.required
        else:
            made = leaf.field(stored)
        self.fields[name] = made
        return self[name]

    def _add_file(self, part: Part, hint: str) -> Any:
        made = forms.FileField(required=part.required, label=part.label)
        kinds = ", ".join(kind for kind in uploading.CONTENT_TYPES if kind != "jpeg")
        limit = _("At most %(size)s MB. Kinds of file: %(kinds)s.") % {
            "size": uploading.MAX_FILE // uploading.MEGABYTE,
            "kinds": kinds,
        }
        told = mark_safe(urlize(part.help, nofollow=True, autoescape=True))  # noqa: S308 — escaped by urlize
        texts = [text for text in (hint, told, limit) if text]
        made.help_text = format_html_join("", "<span class='help-line'>{}</span>", ((text,) for text in texts))
        made.widget = forms.FileInput(attrs={"accept": uploading.ACCEPT})
        self.fields[name_of(part.id)] = made
        return self[name_of(part.id)]

    def _group(self, part: Part, group: str, rows: Rows, value: Any) -> GroupView:
        """Return the rows written and some ready to be written in."""
        stored = part.rows(value, group)
        name = name_of(part.id, group)
        ready = MORE_ROWS if name in {self.more, self.pressed[1]} else READY_ROWS
        shown = []
        if rows.names:
            return GroupView(name, "", "", self._named_rows(part, group, rows, stored))
        for number in range(len(stored) + ready):
            row = stored[number] if number < len(stored) else {}
            path = f"{group}-{number}"
            fields = [self._add(part, f"{path}-{key}", leaf, row.get(key)) for key, leaf in rows.leaves.items()]
            label = str(rows.row_label) % {"number": number + 1}
            shown.append(RowView(label, fields, f"remove:{name}-{number}", is_blank=number >= len(stored)))
        heading = "" if part.is_list else str(rows.label)
        return GroupView(name, heading, str(rows.add_label), shown)

    def _named_rows(self, part: Part, group: str, rows: Rows, stored: list[dict[str, Any]]) -> list[RowView]:
        """Return the rows that are always there, under their names."""
        return [
            RowView(
                words,
                [
                    self._add(part, f"{group}-{number}-{key}", leaf, (stored[number] if stored else {}).get(key))
                    for key, leaf in rows.leaves.items()
                ],
                "",
                is_blank=False,
            )
            for number, (_key, words) in enumerate(rows.names)
        ]
