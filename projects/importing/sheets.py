"""A sheet of a workbook, whatever kind of file it comes from: rows of texts, merged cells, formulas without a value."""

import datetime as dt
import re
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from projects.importing.faults import Fault, Notes

MAX_LISTED = 20
# The number of a row, counted from 1 as spreadsheets do, and its cells.
Row = tuple[int, list[str]]
# First row, first column, last row, last column, counted from 1.
Span = tuple[int, int, int, int]


@dataclass
class Sheet:
    """What a sheet holds. Rows without anything in them are left out, and so are blank cells at the end of a row."""

    title: str
    rows: list[Row] = field(default_factory=list)
    merged: list[Span] = field(default_factory=list)
    # Formulas that the file has no value for, by row and column: a spreadsheet program has never worked them out.
    formulas: dict[tuple[int, int], str] = field(default_factory=dict)
    # What somebody has hidden, by number; it is read all the same, and told of.
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    # Hidden as a whole; such a sheet is not read.
    hidden: bool = False

    def prepare(self, headings_at: int, notes: Notes) -> None:
        """Fill what is merged downwards, and tell of what cannot be read, given the row that holds the headings."""
        headings = dict(self.rows).get(headings_at, [])
        for span in self.merged:
            self._fill(span, headings_at, notes)
        self._tell_hidden(headings_at, notes)
        for (row, column), formula in sorted(self.formulas.items()):
            if row > headings_at:
                named = headings[column - 1] if column <= len(headings) else ""
                reason = _("The formula has no saved value. Open the file in a spreadsheet program and save it there.")
                notes.faults.append(Fault(reason, row=row, field=named or cell_name(row, column), value=f"={formula}"))

    def _tell_hidden(self, headings_at: int, notes: Notes) -> None:
        filled = dict(self.rows)
        rows = [str(number) for number in sorted(self.hidden_rows & set(filled)) if number > headings_at]
        width = len(filled.get(headings_at, []))
        columns = [cell_name(1, number)[:-1] for number in sorted(self.hidden_columns) if number <= width]
        if rows:
            notes.remark(_("Rows that are hidden are read too: %(rows)s.") % {"rows": _listed(rows)})
        if columns:
            notes.remark(_("Columns that are hidden are read too: %(columns)s.") % {"columns": _listed(columns)})

    def _fill(self, span: Span, headings_at: int, notes: Notes) -> None:
        """Give every row of cells that are merged downwards their value; cells merged sideways are a fault."""
        first, column, last, last_column = span
        rows = dict(self.rows)
        above = rows.get(first, [])
        text = above[column - 1] if column <= len(above) else ""
        if last < headings_at or not text:
            return
        if first <= headings_at or last_column > column:
            cells = f"{cell_name(first, column)}:{cell_name(last, last_column)}"
            reason = _("The cells %(cells)s are merged. Part them, and write a value in each.") % {"cells": cells}
            notes.faults.append(Fault(reason, row=first, value=text))
            return
        for number in range(first + 1, last + 1):
            cells_of_row = rows.get(number)
            if cells_of_row is not None:  # a row with nothing else in it is no record
                cells_of_row.extend([""] * (column - len(cells_of_row)))
                cells_of_row[column - 1] = text


def _listed(names: list[str]) -> str:
    return ", ".join([*names[:MAX_LISTED], *(["…"] if len(names) > MAX_LISTED else [])])


def cell_name(row: int, column: int) -> str:
    """Return what a spreadsheet calls a cell: B7."""
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row}"


def column_number(letters: str) -> int:
    """Return the number of a column: B is 2, AA is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def cell_text(value: Any, currency: str = "") -> str:
    """Return a cell as somebody would have typed it in Swedish; `currency` is that of its number format, or "%"."""
    if value is None:
        return ""
    if currency == PERCENT and isinstance(value, int | float):
        value = value * 100.0
    if isinstance(value, bool):
        return "ja" if value else "nej"
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(sep=" ")
    if isinstance(value, float):
        whole = value.is_integer() and abs(value) < 1e15
        value = str(int(value)) if whole else f"{round(value, 6):f}".rstrip("0").rstrip(".").replace(".", ",")
    return f"{value} {currency}".strip()


PERCENT = "%"
# What of a number format is shown as it stands, or repeats another sign: "text", [Red], \\x, _x, *x.
LITERAL = re.compile(r'"[^"]*"|\[[^\]]*\]|[\\_*].')
NORWEGIAN = re.compile(r"\[\$kr\.?-(?:0*414|0*814|nb|nn|no)", re.IGNORECASE)
NAMED = re.compile(r"\b(SEK|NOK|EUR|DKK|USD|GBP|CHF|PLN)\b|([€$£¥])")


def currency_of(number_format: str) -> str:
    """Return the currency that a number format shows, "" for none and for "kr", which is that of the record.

    A format of percent gives "%".
    """
    if PERCENT in LITERAL.sub("", number_format):
        return PERCENT
    if NORWEGIAN.search(number_format):
        return "NOK"
    # [$kr-41D] shows kr: the dollar sign and the language are not shown.
    shown = re.sub(r"\[\$([^\]-]*)(?:-[^\]]*)?\]", r" \1 ", number_format)
    match = NAMED.search(shown)
    return (match[1] or match[2]) if match else ""
