"""Records in a table: CSV with any of the usual separators, or XLSX, with a heading for each column."""

import csv
import datetime as dt
import io
import zipfile
from collections.abc import Iterable, Iterator
from typing import Any

import openpyxl
from django.utils.translation import gettext as _

from projects.importing.faults import Fault, Notes, nearest
from projects.importing.fields import codes_by_name, known_names, plain_label
from projects.importing.lines import INVISIBLE, SPACES
from projects.importing.raw import RawRecord, RawValue
from projects.importing.reading import refuse

DELIMITERS = (";", ",", "\t", "|")
# A table of ten thousand records unfolds to well below this; a bomb does not.
MAX_UNFOLDED = 400 * 1024 * 1024
MAX_COLUMNS = 200

Row = tuple[int, list[str]]


def looks_tabular(text: str) -> bool:
    """Tell whether the first line holds at least two known headings, so that the text is a table whatever its name."""
    return _known_headings(_split(text[:10_000].split("\n", 1)[0], _delimiter(text))) > 1


def read_csv(text: str, notes: Notes) -> list[RawRecord]:
    """Return the records of a table in text; the separator is found out. Faults of the table go to `notes`."""
    delimiter = _delimiter(text)
    body = text.split("\n", 1)[-1] if text.casefold().startswith("sep=") else text
    try:
        return _records(enumerate(csv.reader(io.StringIO(body), delimiter=delimiter), start=1), notes)
    except csv.Error as error:
        raise refuse(_("The table cannot be read: %(reason)s.") % {"reason": error}) from error


def read_xlsx(content: bytes, notes: Notes) -> list[RawRecord]:
    """Return the records of the first sheet that has any; formulas are read as the values they had when saved."""
    try:
        _check_unfolded(content)
        workbook = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        sheets = [sheet for sheet in workbook.worksheets if sheet.sheet_state == "visible"]
        tables = {sheet.title: list(_sheet_rows(sheet)) for sheet in sheets}
    except zipfile.BadZipFile as error:
        raise refuse(_("The workbook is damaged.")) from error
    except OverflowError as error:
        raise refuse(_("The workbook unfolds to too much. Divide it.")) from error
    except Exception as error:
        raise refuse(_("This is not a workbook that can be read. Save it as XLSX or CSV.")) from error
    filled = {title: rows for title, rows in tables.items() if rows}
    if not filled:
        raise refuse(_("The file is empty."))
    first, *others = filled
    if others:
        notes.remark(
            _("Only the sheet “%(first)s” is read; not %(others)s.")
            % {"first": first, "others": ", ".join(f"“{title}”" for title in others)}
        )
    return _records(filled[first], notes)


def _check_unfolded(content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if sum(entry.file_size for entry in archive.infolist()) > MAX_UNFOLDED:
            raise OverflowError


def _sheet_rows(sheet: Any) -> Iterator[Row]:
    sheet.reset_dimensions()
    for number, cells in enumerate(sheet.iter_rows(max_col=MAX_COLUMNS, values_only=True), start=1):
        texts = [_cell_text(cell) for cell in cells]
        while texts and not texts[-1]:
            texts.pop()
        if texts:
            yield number, texts


def _cell_text(value: Any) -> str:
    """Return a cell as somebody would have typed it in Swedish."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nej"
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(sep=" ")
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else f"{round(value, 6):f}".rstrip("0").replace(".", ",")
    return str(value)


def _delimiter(text: str) -> str:
    """Return what separates the columns: that which makes the most known headings, else the most columns."""
    first = next((line for line in text.split("\n") if line.strip()), "")
    if first.casefold().startswith("sep=") and len(first.strip()) == 5:
        return first.strip()[-1]
    return max(DELIMITERS, key=lambda sign: (_known_headings(_split(first, sign)), len(_split(first, sign))))


def _split(line: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return []


def _known_headings(cells: Iterable[str]) -> int:
    return sum(plain_label(_clean(cell)) in codes_by_name() for cell in cells)


def _clean(text: str) -> str:
    text = INVISIBLE.sub("", SPACES.sub(" ", text)).replace("\r\n", "\n").replace("\r", "\n").replace("_x000D_", "")
    # The apostrophe that our own exports put before what a spreadsheet would run.
    return text[1:].strip() if text[:1] == "'" and text[1:2] in set("=+-@") else text.strip()


def _records(rows: Iterable[Row], notes: Notes) -> list[RawRecord]:
    records: list[RawRecord] = []
    columns: list[tuple[str, str]] | None = None
    for number, cells in rows:
        cells = [_clean(cell) for cell in cells]
        if not any(cells):
            continue
        if columns is None:
            columns = _columns(number, cells, notes)
            continue
        records.append(_record(number, cells, columns, notes))
    if columns is not None and not records:
        notes.faults.append(Fault(_("The table has no records below its headings.")))
    return records


def _columns(row: int, cells: list[str], notes: Notes) -> list[tuple[str, str]]:
    """Return the code ("" when unknown) and the heading of each column; say what is wrong with the headings."""
    columns: list[tuple[str, str]] = []
    for heading in cells:
        code = codes_by_name().get(plain_label(heading), "")
        if code and any(code == other for other, _heading in columns):
            notes.faults.append(Fault(_("Two columns mean the same."), row=row, field=heading))
        if heading and not code:
            text = _("Column “%(heading)s” is not a known heading; kept as a section of its own.")
            meant = nearest(heading, known_names())
            hint = " " + _("Did you mean “%(name)s”?") % {"name": meant} if meant else ""
            notes.remark(text % {"heading": heading} + hint)
        columns.append((code, heading))
    if "title" not in {code for code, _heading in columns}:
        message = _("There is no column for the title. The first row must hold the headings, e.g. Titel or Title.")
        notes.faults.append(Fault(message, row=row))
    return columns


def _record(number: int, cells: list[str], columns: list[tuple[str, str]], notes: Notes) -> RawRecord:
    record = RawRecord(row=number, is_table_row=True)
    for position, (code, heading) in enumerate(columns):
        text = cells[position] if position < len(cells) else ""
        if code:
            record.fields.setdefault(code, RawValue(heading, text.split("\n"), number))
        elif heading and text:
            record.extra.append(RawValue(heading, text.split("\n"), number))
        elif text:
            notes.faults.append(Fault(_("The value stands in a column without a heading."), row=number, value=text))
    for text in cells[len(columns) :]:
        if text:
            notes.faults.append(Fault(_("The row has more values than there are headings."), row=number, value=text))
    return record
