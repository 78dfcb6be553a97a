"""Records in a table with a heading for each column, and CSV with any of the usual separators."""

import csv
import io
import re
from collections.abc import Iterable

from django.utils.translation import gettext as _

from projects.importing.faults import Fault, Notes, nearest
from projects.importing.fields import code_of, is_language, is_of_export, known_names, unit_of
from projects.importing.lines import INVISIBLE, SPACES
from projects.importing.raw import RawRecord, RawValue
from projects.importing.reading import refuse
from projects.importing.sheets import Row

# The code of a column that is not read.
LEFT_OUT = "-"
# The code of the column in which our own export says the language of a row.
LANGUAGE = "-language"
DELIMITERS = (";", ",", "\t", "|")
# So many rows may stand above the headings: a name of the table, the day it was made.
MAX_ABOVE = 30
BARE_NUMBER = re.compile(r"[-+]?[0-9][0-9 .,]*")
# What a spreadsheet shows where a formula has failed, in English and in Swedish.
FAILED = re.compile(
    r"#(?:N/A|DIV/0!|REF!|NAME\?|VALUE!|NUM!|NULL!|SAKNAS!|DIVISION/0!|REFERENS!|NAMN\?|VÄRDEFEL!|OGILTIGT!|SKÄRNING!)"
    r"|(?:Err|Fel):[0-9]{3}"
)


def looks_tabular(text: str) -> bool:
    """Tell whether a text is a table whatever its name.

    Its first line holds at least two known headings, or one near the top all that a record is known by.
    """
    delimiter = _delimiter(text)
    first, *others = [_split(line, delimiter) for line in text[:10_000].split("\n")[:MAX_ABOVE]]
    return _known_headings(first) > 1 or any(len(cells) > 2 and has_record([(1, cells)]) for cells in others)


def read_csv(text: str, notes: Notes) -> list[RawRecord]:
    """Return the records of a table in text; the separator is found out. Faults of the table go to `notes`."""
    delimiter = _delimiter(text)
    body = text.split("\n", 1)[-1] if text.casefold().startswith("sep=") else text
    # Strict, because a quotation mark that is never closed would swallow the rows below it.
    reader = csv.reader(io.StringIO(body), delimiter=delimiter, strict=True)
    try:
        rows = list(enumerate(reader, start=1))
    except csv.Error as error:
        reason = _("The table cannot be read from line %(line)s on: is a quotation mark missing? (%(reason)s)")
        raise refuse(reason % {"line": reader.line_num, "reason": error}) from error
    return read_rows(rows, notes)


def _delimiter(text: str) -> str:
    """Return what separates the columns: that which makes the most known headings, else the most columns."""
    lines = [line for line in text[:100_000].split("\n") if line.strip()][:MAX_ABOVE]
    if lines and lines[0].casefold().startswith("sep=") and len(lines[0].strip()) == 5:
        return lines[0].strip()[-1]
    return max(DELIMITERS, key=lambda sign: max((_weight(_split(line, sign)) for line in lines), default=(0, 0)))


def _weight(cells: list[str]) -> tuple[int, int]:
    return _known_headings(cells), len(cells)


def _split(line: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return []


def _known_headings(cells: Iterable[str]) -> int:
    return sum(bool(code_of(_clean(cell))) for cell in cells)


def _clean(text: str) -> str:
    text = INVISIBLE.sub("", SPACES.sub(" ", text)).replace("\r\n", "\n").replace("\r", "\n").replace("_x000D_", "")
    # The apostrophe that our own exports put before what a spreadsheet would run.
    return text[1:].strip() if text[:1] == "'" and text[1:2] in set("=+-@") else text.strip()


def headings_at(rows: Iterable[Row]) -> int | None:
    """Return the number of the row that holds the headings: the one with the title and the most other known ones."""
    best, found = 0, None
    for number, cells in list(rows)[:MAX_ABOVE]:
        codes = {code_of(_clean(cell)) for cell in cells} - {""}
        if "title" in codes and len(codes) > best:
            best, found = len(codes), number
    return found


def has_record(rows: list[Row]) -> bool:
    """Tell whether the headings name all that a record is known by: the title, and a number or an owner."""
    headings = dict(rows).get(headings_at(rows) or 0, [])
    codes = {code_of(_clean(cell)) for cell in headings}
    return "title" in codes and bool(codes & {"number", "owner"})


def read_rows(rows: list[Row], notes: Notes) -> list[RawRecord]:
    """Return the records of a table. What is wrong with it goes to `notes`, and so do the rows above its headings."""
    filled = [(number, cleaned) for number, cells in rows if any(cleaned := [_clean(cell) for cell in cells])]
    at = headings_at(filled) or (filled[0][0] if filled else 0)
    records: list[RawRecord] = []
    columns: list[tuple[str, str]] | None = None
    for number, cells in filled:
        if number < at:
            words = " ".join(cell for cell in cells if cell)
            notes.remark(
                _("Row %(row)s stands above the headings and is not read: “%(text)s”.") % {"row": number, "text": words}
            )
        elif columns is None:
            columns = _columns(number, cells, notes)
            if not any(code for code, _heading in columns):
                return []  # whatever follows, nobody can tell what it means
        else:
            records.append(_record(number, cells, columns, notes))
    if columns is not None and not records:
        notes.faults.append(Fault(_("The table has no records below its headings.")))
    return records


def _columns(row: int, cells: list[str], notes: Notes) -> list[tuple[str, str]]:
    """Return the code ("" when unknown) and the heading of each column; say what is wrong with the headings."""
    columns: list[tuple[str, str]] = []
    known = {code_of(heading) for heading in cells}
    for heading in cells:
        code = code_of(heading)
        if is_of_export(heading, known) and is_language(heading):
            columns.append((LANGUAGE, heading))
            continue
        if is_of_export(heading, known):
            notes.remark(_("Column “%(heading)s” is added by the export and is not read.") % {"heading": heading})
            columns.append((LEFT_OUT, heading))
            continue
        if code and any(code == other for other, _heading in columns):
            notes.faults.append(Fault(_("Two columns mean the same."), row=row, field=heading))
        if heading and not code:
            text = _("Column “%(heading)s” is not a known heading; kept as a section of its own.")
            meant = nearest(heading, known_names())
            hint = " " + _("Did you mean “%(name)s”?") % {"name": meant} if meant else ""
            notes.remark(text % {"heading": heading} + hint)
        columns.append((code, heading))
    if "title" not in {code for code, _heading in columns}:
        message = _("There is no column for the title. A row at the top must hold the headings, e.g. Titel or Title.")
        notes.faults.append(Fault(message, row=row))
    return columns


def _record(number: int, cells: list[str], columns: list[tuple[str, str]], notes: Notes) -> RawRecord:
    record = RawRecord(row=number, is_table_row=True)
    for position, (code, heading) in enumerate(columns):
        text = cells[position] if position < len(cells) else ""
        if code == LANGUAGE:
            record.language = text.casefold()
        if code in {LEFT_OUT, LANGUAGE}:
            continue
        if FAILED.fullmatch(text):
            notes.faults.append(Fault(_("The formula has failed."), row=number, field=heading, value=text))
        elif code:
            record.fields.setdefault(code, RawValue(heading, _with_unit(text, heading).split("\n"), number))
        elif heading and text:
            record.extra.append(RawValue(heading, text.split("\n"), number))
        elif text:
            notes.faults.append(Fault(_("The value stands in a column without a heading."), row=number, value=text))
    for text in cells[len(columns) :]:
        if text:
            notes.faults.append(Fault(_("The row has more values than there are headings."), row=number, value=text))
    return record


def _with_unit(text: str, heading: str) -> str:
    """Return an amount with the unit that its heading names: 500 under "Beviljat stöd (tkr)" is 500 tkr."""
    unit = unit_of(heading)
    return f"{text} {unit}" if unit and BARE_NUMBER.fullmatch(text) else text
