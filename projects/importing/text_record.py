"""A record as a project bank prints it: labels glued to their values, then sections under headings.

Known labels and headings fill fields; unknown ones become sections of their own and are told of. No line is dropped.
"""

import re

from django.utils.translation import gettext as _

from core.places.loading import rows
from projects.importing.faults import Notes, plain_name, quoted
from projects.importing.fields import Field
from projects.importing.labels import CLEAR_LENGTH, Joint, Labelled, known_label, unknown_label
from projects.importing.lines import BULLET, FIRST_OF_PAGE, NUMBERED, Line, is_wrapped
from projects.importing.page_marks import lines_of
from projects.importing.places import BETWEEN
from projects.importing.printed_pages import pages_of
from projects.importing.raw import RawRecord, RawValue

MAX_LABELLED = 200
# Of the lines that are left out, so many are told of, each so long.
MAX_TOLD, MAX_SHOWN = 12, 80
LONG_LINE = 80
CLEAR_COLON = 8
# The end of a line that goes on in the next one.
UNFINISHED = re.compile(r"(?:[,:/&–-]|\b(?:och|eller|i|för|med|av|på|till|and|or|in|for|with|of|the))\Z", re.IGNORECASE)
# A value that ends so goes on in the next line.
UNFINISHED_VALUE = re.compile(r"\S(?:,|\s(?:[&–-]|och|samt|i|för|av|på|med|vid|till|and|of|in|for|with|to))$")


def read_text(text: str, notes: Notes) -> list[RawRecord]:
    """Return the records of a text file, one after another."""
    return [_Parser(page, notes).record for page in pages_of(lines_of(text))]


class _Parser:
    """Reads one record, line by line: first the labels, then the sections."""

    def __init__(self, lines: list[Line], notes: Notes) -> None:
        self.lines = lines
        self.notes = notes
        self.record = RawRecord(row=lines[0].number if lines else 1, is_wrapped=is_wrapped(lines))
        self.lead: list[Line] = []
        self.left_out: dict[str, None] = {}
        found = [known_label(line.text) for line in lines if line.stands_alone]
        # Sections that have a heading in a paragraph of its own somewhere.
        self.headed = {
            labelled.field.code
            for labelled in found
            if labelled and labelled.joint is Joint.ALONE and labelled.field.is_section
        }
        self.pending: tuple[Field, RawValue] | None = None
        # The value of the line before, if that was a label among labels.
        self.above: RawValue | None = None
        # Labels and values are parted by nothing but a space.
        self.is_spaced = False
        # A label has stood below the municipalities: what follows belongs to the foot of the page as well.
        self.has_foot = False
        self.section: RawValue | None = None
        self.section_field: Field | None = None
        for position, line in enumerate(lines):
            if not line.text:
                self.above = None
                if self.section is not None and self.section.lines:
                    self.section.lines.append("")
            elif line.is_of_page:
                self._leave_out(line)
            elif self.section is None:
                self._head(line, position)
            else:
                self._body(line, position)
        self._close_lead()
        self._tell_left_out()

    # The labels

    def _head(self, line: Line, position: int) -> None:
        labelled = known_label(line.text, among_labels=bool(self.record.fields))
        is_label = labelled is not None and (labelled.is_clear or self.is_spaced)
        is_value = not is_label and not line.is_furniture and not self._heads_prose(line, position)
        above, self.above = self.above, None
        if self.pending and is_value:
            self.pending[1].add(line.plain, line.number)
            self.pending = None
        elif above is not None and is_value and _goes_on(above, line):
            above.add(line.plain, line.number)
            self.above = above
        elif labelled and not self.lead and self._is_title(labelled, position):
            self.lead.append(line)
        elif line.is_furniture:
            self._furnish(line)
        elif labelled and self._is_label(labelled, position):
            self._close_lead()
            self._take(labelled, line)
        elif not self.record.fields:
            self.lead.append(line)
        else:
            self._unknown_in_head(line, position)

    def _is_label(self, labelled: Labelled, position: int) -> bool:
        """Tell whether the line is a label: before the first one, "Region Skåne växer" is likelier a title."""
        if labelled.joint is not Joint.SPACE:
            return True
        if not self.record.fields and not (self.lead and self._is_among_labels(position)):
            return False
        self.is_spaced = self.is_spaced or not labelled.field.is_section
        return not labelled.field.is_section or labelled.field.code == "municipalities"

    def _is_title(self, labelled: Labelled, position: int) -> bool:
        """Tell whether a line that reads as a label stands where a title does: alone, above the labels."""
        if self.record.fields or labelled.field.code == "title" or not self.lines[position].stands_alone:
            return False
        following = (at for at in range(position + 1, len(self.lines)) if self.lines[at].text)
        after = next(following, len(self.lines))
        heads = known_label(self.lines[after].text) if after < len(self.lines) else None
        is_block = heads is not None and heads.is_clear and heads.joint is not Joint.ALONE
        return is_block and not self._has_title() and self._is_among_labels(after)

    def _has_title(self) -> bool:
        """Tell whether the title has a label of its own."""
        found = (known_label(line.text) for line in self.lines)
        return any(labelled is not None and labelled.field.code == "title" and labelled.is_clear for labelled in found)

    def _is_among_labels(self, position: int) -> bool:
        """Tell whether the next line is a label too, with no blank line between."""
        after = self.lines[position + 1].text if position + 1 < len(self.lines) else ""
        labelled = known_label(after)
        return labelled is not None and not labelled.field.is_section

    def _take(self, labelled: Labelled, line: Line) -> None:
        """Keep a label with its value; a section that has no value yet begins."""
        field = labelled.field
        self.pending = None
        if field.is_section and (labelled.joint is Joint.ALONE or not self._is_short_list(field)):
            self._begin(field, labelled.label, line, labelled.value)
            return
        value = RawValue(labelled.label, [labelled.value] if labelled.value else [], line.number)
        if field.code in self.record.fields:
            if field.code in LISTS:
                # One label a name: KommunKävlinge, and KommunLund on the next line.
                self.record.fields[field.code].add(labelled.value, line.number)
            elif self.record.fields[field.code].text != value.text:
                self._keep_extra(labelled.label, [labelled.value], line, _("“%(label)s” is given twice"))
            else:
                self.record.furniture.append(line.plain)
            return
        self.record.fields[field.code] = value
        self.above = value
        if labelled.joint is Joint.ALONE:
            self.pending = (field, value)

    def _is_short_list(self, field: Field) -> bool:
        """Tell whether a list among the labels is one value: KommunKävlinge."""
        return self.section is None and field.code in {"municipalities", "counties"}

    def _unknown_in_head(self, line: Line, position: int) -> None:
        unknown = unknown_label(line.text, may_be_glued=True)
        if line.looks_like_heading and line.stands_alone and self._prose_follows(position) and not unknown:
            self._begin_unknown(line)
        elif unknown and len(line.text) <= MAX_LABELLED:
            self._keep_extra(unknown[0], [unknown[1]], line)
        elif len(line.text) > MAX_LABELLED:
            self._begin_other(line)
        else:
            self._keep_other(line)

    def _close_lead(self) -> None:
        """Take the last line before the first label as the title, unless the title has a label of its own.

        A title that is broken in two lines is made whole.
        """
        lead, self.lead = self.lead, []
        if lead and "title" not in self.record.fields:
            title = lead.pop()
            words, row = title.plain, title.number
            while lead and lead[-1].number == row - 1 and (words[0].islower() or UNFINISHED.search(lead[-1].plain)):
                words, row = f"{lead[-1].plain} {words}", lead.pop().number
            self.record.row = row
            self.record.fields["title"] = RawValue("", [words], row)
        for line in lead:
            if line.is_repeated:
                self._leave_out(line)
            else:
                self._keep_other(line)

    # The sections

    def _body(self, line: Line, position: int) -> None:
        labelled = known_label(line.text)
        if self.pending and not (labelled and labelled.is_clear):
            self.pending[1].lines.append(line.plain)
            self.pending = None
        elif line.is_furniture and (line.stands_alone or line.is_trail or self._is_in_places()):
            self._furnish(line)
        elif self._is_in_places() and line.plain.startswith("©"):
            self._leave_out(line)
        elif labelled and self._switches(labelled, line):
            self._take(labelled, line)
        elif labelled and labelled.joint is Joint.ALONE and labelled.field is self.section_field:
            self._append(line)  # the section under another name, or its heading once more
        elif self._is_after_places(line):
            self._end_places(line, position)
        elif self._is_unknown_heading(line, position):
            self._begin_unknown(line)
        elif self._is_label_after_list(line):
            label, value = unknown_label(line.text, may_be_glued=False) or ("", "")
            self._keep_extra(label, [value], line)
            self.has_foot = True
        else:
            self._append(line)

    def _append(self, line: Line) -> None:
        section = self.section
        if section is not None and line.goes_on and section.lines and section.lines[-1]:
            section.lines[-1] += f" {line.plain}"
        elif section is not None:
            section.add(line.plain, line.number)

    def _switches(self, labelled: Labelled, line: Line) -> bool:
        """Tell whether a line in a section begins another one, or is a label that stands among the sections."""
        field, joint = labelled.field, labelled.joint
        is_new = field.code not in self.record.fields
        if field.code in self.headed and not (joint is Joint.ALONE and line.stands_alone):
            return False  # "Mål:" inside a text, where Målsättning has a heading of its own further on
        if field.is_section:
            if joint is Joint.ALONE:
                return is_new or (line.stands_alone and field is not self.section_field)
            return is_new and (joint is Joint.GLUED or (joint in {Joint.COLON, Joint.TAB} and line.after_blank))
        if not is_new or len(line.text) > MAX_LABELLED:
            return False
        if joint is Joint.ALONE:
            return line.after_blank and len(labelled.label) >= CLEAR_LENGTH
        return joint in {Joint.GLUED, Joint.TAB} or (joint is Joint.COLON and len(labelled.label) > CLEAR_COLON)

    def _begin(self, field: Field, label: str, line: Line, first: str) -> None:
        value = self.record.fields.get(field.code)
        if value is None:
            value = self.record.fields[field.code] = RawValue(label, [], line.number)
        else:
            # The heading comes back: what follows belongs to the same section, and the heading stays in it.
            value.lines += ["", label, ""]
        if first:
            value.lines.append(first)
        self.section, self.section_field = value, field

    def _is_unknown_heading(self, line: Line, position: int) -> bool:
        if not (line.stands_alone and line.looks_like_heading) or line.text.endswith((":", "?", ")")):
            return False
        if NUMBERED.fullmatch(line.plain) or not self._prose_follows(position):
            return False
        if self.section_field is not None and self.section_field.code in LISTS:
            return len(self._next(position)) > LONG_LINE
        return True

    def _is_in_places(self) -> bool:
        return self.section_field is not None and self.section_field.code == "municipalities"

    def _is_label_after_list(self, line: Line) -> bool:
        """Tell whether a line after the municipalities is a label with a value: Senast ändrad: 2009-01-01."""
        return self._is_in_places() and bool(unknown_label(line.text, may_be_glued=False)) and not _names_places(line)

    def _is_after_places(self, line: Line) -> bool:
        """Tell whether a line stands after a list of places with bullets, has none, and names no place."""
        section = self.section
        if not self._is_in_places() or section is None:
            return False
        has_bullets = any(BULLET.fullmatch(other) for other in section.lines)
        is_bare = not BULLET.fullmatch(line.plain) and not line.goes_on
        return has_bullets and (line.after_blank or self.has_foot) and is_bare and not _names_places(line)

    def _end_places(self, line: Line, position: int) -> None:
        """Keep what follows the places: under its heading, its label, or with none."""
        unknown = unknown_label(line.text, may_be_glued=True)
        if unknown:
            self._keep_extra(unknown[0], [unknown[1]], line)
            self.has_foot = True
        elif line.looks_like_heading and self._next(position) and not any(map(str.isdigit, line.plain)):
            self._begin_unknown(line)
        else:
            self._begin_other(line)

    def _heads_prose(self, line: Line, position: int) -> bool:
        """Tell whether a line after a label without a value is a heading: sentences stand under it."""
        return line.stands_alone and line.looks_like_heading and self._next(position).endswith((".", "!", "?"))

    def _begin_unknown(self, line: Line) -> None:
        self.pending = None
        self.section = RawValue(line.plain.rstrip(":").strip() or line.plain, [], line.number)
        self.section_field = None
        self.record.extra.append(self.section)
        self._tell(line.plain)

    def _begin_other(self, line: Line) -> None:
        self._keep_other(line)
        self.section, self.section_field = self.record.extra[-1], None

    # What is kept aside

    def _furnish(self, line: Line) -> None:
        self.pending = None
        self.record.furniture.append(line.plain)

    def _leave_out(self, line: Line) -> None:
        """Keep a line of the printer apart, without an end to what it stands in."""
        self.record.furniture.append(line.plain)
        if not line.is_page_number and line.plain.casefold() not in FIRST_OF_PAGE:
            self.left_out[line.plain] = None

    def _tell_left_out(self) -> None:
        if self.left_out:
            shown = [quoted(text[:MAX_SHOWN]) for text in self.left_out][:MAX_TOLD]
            shown += ["…"] if len(self.left_out) > MAX_TOLD else []
            text = _("Left out, since it belongs to the printed page: %(lines)s.")
            self.notes.remark(text % {"lines": ", ".join(shown)})

    def _keep_extra(self, label: str, lines: list[str], line: Line, reason: str = "") -> None:
        self.record.extra.append(RawValue(label, lines, line.number))
        if reason:
            self.notes.remark(
                _("Line %(line)s: %(reason)s; kept as a section of its own.")
                % {"line": line.number, "reason": reason % {"label": label}}
            )
        else:
            self._tell(label, line)

    def _keep_other(self, line: Line) -> None:
        heading = _("Other information")
        last = self.record.extra[-1] if self.record.extra else None
        if last is not None and last.label == heading:
            last.lines.append(line.plain)
        else:
            self.record.extra.append(RawValue(heading, [line.plain], line.number))
        self.notes.remark(
            _("Line %(line)s: “%(text)s” has no label; kept under “%(heading)s”.")
            % {"line": line.number, "text": line.plain[:60], "heading": heading}
        )

    def _tell(self, label: str, line: Line | None = None) -> None:
        number = line.number if line else self.record.extra[-1].row
        self.notes.remark(
            _("Line %(line)s: “%(label)s” is not a known label; kept as a section of its own.")
            % {"line": number, "label": label}
        )

    # What follows

    def _next(self, position: int) -> str:
        following = self.lines[position + 1 :]
        return next((line.text for line in following if line.text and not line.is_of_page), "")

    def _prose_follows(self, position: int) -> bool:
        """Tell whether text follows that is no heading itself: else the line is the text of its section."""
        for line in self.lines[position + 1 :]:
            if line.text and not line.is_of_page:
                labelled = known_label(line.text)
                return not (labelled and labelled.joint is Joint.ALONE) and not line.is_furniture
        return False


LISTS = {"municipalities", "counties", "partners", "funders", "grounds", "levels", "target_groups", "themes"}


def _goes_on(value: RawValue, line: Line) -> bool:
    """Tell whether the value of a label is broken over this line too: Västsverige, Stockholm och / Gotland."""
    return UNFINISHED_VALUE.search(value.text) is not None and unknown_label(line.text, may_be_glued=True) is None


def _names_places(line: Line) -> bool:
    known = {plain_name(row["name"]) for name in ("municipalities.csv", "counties.csv") for row in rows(name)}
    match = BULLET.fullmatch(line.plain)
    names = re.split(BETWEEN, match["text"] if match else line.plain)
    return any(plain_name(name) in known for name in names)
