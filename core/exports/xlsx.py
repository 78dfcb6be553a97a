"""Excel sheets, written in constant memory."""

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import IO, Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from core.exports.columns import Cell, Column, cell_value
from core.exports.delimited import defuse

# Limits of the format itself (Microsoft, "Excel specifications and limits").
MAX_TEXT = 32_767
MAX_ROWS = 1_048_576
MAX_EXACT_DIGITS = 15
_FIRST_DATE = dt.date(1900, 3, 1)
# Characters that XML 1.0 cannot hold.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class TooManyRowsError(ValueError):
    """The rows do not fit in one Excel sheet; CSV has no such limit."""


def write_xlsx(file: IO[bytes], columns: Sequence[Column], rows: Iterable[Any], *, sheet: str = "Export") -> int:
    """Write a workbook with one sheet to `file`, and return the number of rows below the heading.

    Text is written as text, and defused as in CSV, since a sheet is often saved as one. Numbers stay numbers (those
    with more digits than Excel keeps become text), dates dates.

    Raises TooManyRowsError when the rows do not fit.
    """
    workbook = xlsxwriter.Workbook(
        file,
        {
            "constant_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    try:
        formats = {
            "head": workbook.add_format({"bold": True}),
            "date": workbook.add_format({"num_format": "yyyy-mm-dd"}),
            "moment": workbook.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"}),
        }
        worksheet = workbook.add_worksheet(_sheet_name(sheet))
        worksheet.freeze_panes(1, 0)
        for index, column in enumerate(columns):
            worksheet.write_string(0, index, _text(str(column.label)), formats["head"])
        return _write_rows(worksheet, columns, rows, formats)
    finally:
        workbook.close()


def _write_rows(
    worksheet: Worksheet, columns: Sequence[Column], rows: Iterable[Any], formats: dict[str, Format]
) -> int:
    number = 0
    for number, row in enumerate(rows, start=1):
        if number >= MAX_ROWS:
            raise TooManyRowsError("An Excel sheet holds 1,048,575 rows; export as CSV instead.")
        for index, column in enumerate(columns):
            _write_cell(worksheet, number, index, cell_value(column.value(row)), formats)
    return number


def _write_cell(worksheet: Worksheet, row: int, column: int, value: Cell, formats: dict[str, Format]) -> None:
    if value is None:
        return
    if isinstance(value, (int, float, Decimal)) and _is_exact(value):
        worksheet.write_number(row, column, value)
    elif isinstance(value, dt.datetime) and value.date() >= _FIRST_DATE:
        worksheet.write_datetime(row, column, value, formats["moment"])
    elif isinstance(value, dt.date) and not isinstance(value, dt.datetime) and value >= _FIRST_DATE:
        worksheet.write_datetime(row, column, dt.datetime.combine(value, dt.time.min), formats["date"])
    elif isinstance(value, str):
        worksheet.write_string(row, column, _text(value))
    else:
        worksheet.write_string(row, column, str(value))


def _is_exact(value: int | float | Decimal) -> bool:
    if isinstance(value, float):
        return True
    digits = Decimal(value).normalize().as_tuple()
    return len(digits.digits) <= MAX_EXACT_DIGITS and isinstance(digits.exponent, int) and abs(digits.exponent) < 300


def _text(value: str) -> str:
    return defuse(_FORBIDDEN.sub("", value))[:MAX_TEXT]


def _sheet_name(name: str) -> str:
    """Return a name that Excel accepts: at most 31 characters, none of `[]:*?/\\`, no apostrophe at the ends."""
    return re.sub(r"[\[\]:*?/\\]", " ", name).strip("' ")[:31].strip("' ") or "Export"
