"""Records in a workbook: XLSX, or the OpenDocument that LibreOffice saves."""

import io
import re
import zipfile
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import openpyxl
from django.utils.translation import gettext as _

from projects.importing.faults import Notes, quoted
from projects.importing.opendocument import CONTENT, read_sheets
from projects.importing.raw import RawRecord
from projects.importing.reading import refuse
from projects.importing.sheets import Row, Sheet, Span, cell_text, column_number, currency_of
from projects.importing.tabular import has_record, headings_at, read_rows

# A table of ten thousand records unfolds to well below this; a bomb does not.
MAX_UNFOLDED = 200 * 1024 * 1024
MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]+)([0-9]+):([A-Z]+)([0-9]+)"')
FORMULA = re.compile(
    rb"<(?:\w+:)?c\s([^>]*)>\s*<(?:\w+:)?f\b[^>]*?(?:/>|>([^<]*)</(?:\w+:)?f>)\s*"
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v(?:\s[^>]*)?>([^<]*)</(?:\w+:)?v>)?"
)
CELL = re.compile(rb'\br="([A-Z]+)([0-9]+)"')
ROW, COLUMN = re.compile(rb"<(?:\w+:)?row\s[^>]*>"), re.compile(rb"<(?:\w+:)?col\s[^>]*>")
HIDDEN = re.compile(rb'\bhidden="(?:1|true)"')
ROW_NUMBER = re.compile(rb'\br="([0-9]{1,7})"')
COLUMN_FIRST, COLUMN_LAST = re.compile(rb'\bmin="([0-9]{1,6})"'), re.compile(rb'\bmax="([0-9]{1,6})"')
MAX_COLUMNS = 16_384
# Cells whose value is text may be blank: =IF(A2="";"";A2).
TEXT_CELL = re.compile(rb'\bt="str"')


def read_workbook(content: bytes, notes: Notes) -> list[RawRecord]:
    """Return the records of the first sheet with the headings that a record needs, else of the first with any.

    Formulas count as the values they had when the file was saved. Faults go to `notes`; FileFaultsError is raised
    for a file that is no workbook, damaged, or unfolds to too much.
    """
    try:
        sheets = _sheets(content, notes)
    except zipfile.BadZipFile as error:
        raise refuse(_("The workbook is damaged.")) from error
    except OverflowError as error:
        raise refuse(_("The workbook unfolds to too much. Divide it.")) from error
    except Exception as error:
        raise refuse(_("This is not a workbook that can be read. Save it as XLSX or CSV.")) from error
    for sheet in sheets:
        if sheet.hidden:
            notes.remark(_("The sheet “%(sheet)s” is hidden and is not read.") % {"sheet": sheet.title})
    filled = [sheet for sheet in sheets if sheet.rows and not sheet.hidden]
    if not filled:
        raise refuse(_("The file is empty."))
    headed = [sheet for sheet in filled if headings_at(sheet.rows)]
    chosen = next((sheet for sheet in headed if has_record(sheet.rows)), [*headed, *filled][0])
    others = [quoted(sheet.title) for sheet in filled if sheet is not chosen]
    if others:
        text = _("Only the sheet “%(first)s” is read; not %(others)s.")
        notes.remark(text % {"first": chosen.title, "others": ", ".join(others)})
    chosen.prepare(headings_at(chosen.rows) or chosen.rows[0][0], notes)
    return read_rows(chosen.rows, notes)


def _sheets(content: bytes, notes: Notes) -> list[Sheet]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        entries = archive.infolist()
        if sum(entry.file_size for entry in entries) > MAX_UNFOLDED:
            raise OverflowError
        if CONTENT in archive.namelist():
            with archive.open(CONTENT) as file:
                return read_sheets(file)
        workbook = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        return [
            _sheet(sheet, archive) if sheet.sheet_state == "visible" else Sheet(sheet.title, hidden=True)
            for sheet in workbook.worksheets
        ]


def _sheet(worksheet: Any, archive: zipfile.ZipFile) -> Sheet:
    source = archive.read(worksheet._worksheet_path)  # noqa: SLF001 — openpyxl tells only its own reader where it is
    rows = list(_rows(worksheet))
    formulas = _formulas(source) if rows else {}
    return Sheet(worksheet.title, rows, _merged(source), formulas, *_hidden(source))


def _rows(worksheet: Any) -> Iterator[Row]:
    worksheet.reset_dimensions()
    for number, cells in enumerate(worksheet.iter_rows(), start=1):
        texts = [_text(cell) for cell in cells]
        while texts and not texts[-1].strip():
            texts.pop()
        if texts:
            yield number, texts


def _text(cell: Any) -> str:
    value = cell.value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return cell_text(value, _currency(cell.number_format or ""))
    return cell_text(value)


_currency = lru_cache(maxsize=500)(currency_of)


def _merged(source: bytes) -> list[Span]:
    spans = []
    for match in MERGED.finditer(source):
        left, top, right, bottom = (part.decode() for part in match.groups())
        spans.append((int(top), column_number(left), int(bottom), column_number(right)))
    return spans


def _hidden(source: bytes) -> tuple[set[int], set[int]]:
    """Return the rows and the columns that are hidden, also by a filter."""
    rows = {int(match[1]) for tag in ROW.findall(source) if HIDDEN.search(tag) and (match := ROW_NUMBER.search(tag))}
    columns: set[int] = set()
    for tag in COLUMN.findall(source):
        first, last = COLUMN_FIRST.search(tag), COLUMN_LAST.search(tag)
        if HIDDEN.search(tag) and first and last:
            columns.update(range(int(first[1]), min(int(last[1]), MAX_COLUMNS) + 1))
    return rows, columns


def _formulas(source: bytes) -> dict[tuple[int, int], str]:
    """Return the formulas that the file has no value for."""
    found = {}
    for match in FORMULA.finditer(source) if b"<" in source else []:
        attributes, formula, value = match.groups()
        name = CELL.search(attributes)
        if name and not (value or b"").strip() and not TEXT_CELL.search(attributes):
            cell = (int(name[2]), column_number(name[1].decode()))
            found[cell] = (formula or b"").decode("utf-8", "replace")
    return found
