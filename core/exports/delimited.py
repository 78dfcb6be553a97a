"""Comma-separated values after RFC 4180, in UTF-8."""

import csv
import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any

from core.exports.columns import Cell, Column, cell_value

BOM = "\ufeff"
# What Excel, LibreOffice and Numbers take for the start of a formula (OWASP, "CSV injection"), with the full-width
# forms that some of them read the same way.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


class _Line:
    """A file that remembers only the line last written."""

    def __init__(self) -> None:
        self.text = ""

    def write(self, text: str) -> int:
        self.text = text
        return len(text)


def csv_lines(columns: Sequence[Column], rows: Iterable[Any], *, bom: bool = True) -> Iterator[bytes]:
    """Yield the lines of a CSV file, headings first, one row at a time.

    The byte order mark makes Excel read it as UTF-8; leave it out for machines. Text that a spreadsheet would run as
    a formula gets an apostrophe before it; numbers stay numbers, also negative ones.
    """
    line = _Line()
    writer = csv.writer(line, dialect="excel", lineterminator="\r\n")
    writer.writerow([_csv_cell(str(column.label)) for column in columns])
    yield ((BOM if bom else "") + line.text).encode("utf-8", "replace")
    for row in rows:
        writer.writerow([_csv_cell(cell_value(column.value(row))) for column in columns])
        yield line.text.encode("utf-8", "replace")


def defuse(text: str) -> str:
    """Return `text` so that no spreadsheet runs it: an apostrophe goes before what looks like a formula."""
    if text.startswith(FORMULA_STARTS) or text.lstrip().startswith(FORMULA_STARTS):
        return f"'{text}"
    return text


def _csv_cell(value: Cell) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return defuse(value.replace("\x00", ""))
    if isinstance(value, dt.datetime):
        return value.isoformat(sep=" ", timespec="seconds")
    if isinstance(value, dt.date):
        return value.isoformat()
    return format(value, "f") if isinstance(value, Decimal) else repr(value)
