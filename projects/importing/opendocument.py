"""Sheets of an OpenDocument spreadsheet, which is what LibreOffice saves unless told otherwise."""

from collections.abc import Iterator
from typing import IO, Any

from defusedxml.ElementTree import iterparse  # type: ignore[import-untyped]  # the package has no types

from projects.importing.sheets import PERCENT, Row, Sheet, cell_text

CONTENT = "content.xml"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
CELLS = {f"{TABLE}table-cell", f"{TABLE}covered-table-cell"}
# A cell or a row can say that it is there a million times.
MAX_CELLS = 5_000_000
MAX_COLUMNS = 16_384
# Parts of a cell that are no text of it.
ASIDE = {f"{OFFICE}annotation"}


def read_sheets(content: IO[bytes]) -> list[Sheet]:
    """Return the sheets of a document. Raises OverflowError when they hold more than five million cells."""
    sheets: list[Sheet] = []
    hiding: set[str] = set()
    left = MAX_CELLS
    number = column = 1
    for event, element in iterparse(content, events=("start", "end")):
        if event == "start" and element.tag == f"{TABLE}table":
            hidden = element.get(f"{TABLE}style-name") in hiding
            sheets.append(Sheet(element.get(f"{TABLE}name", ""), hidden=hidden))
            number = column = 1
        elif event == "end" and element.tag == f"{STYLE}style" and _hides(element):
            hiding.add(element.get(f"{STYLE}name", ""))
        elif event == "end" and element.tag == f"{TABLE}table-column" and sheets:
            repeated = _count(element, "number-columns-repeated")
            if _is_hidden(element):
                sheets[-1].hidden_columns.update(range(column, column + min(repeated, MAX_COLUMNS)))
            column += repeated
        elif event == "end" and element.tag == f"{TABLE}table-row" and sheets:
            repeated = _count(element, "number-rows-repeated")
            texts = _cells(element, sheets[-1], number, left)
            left -= len(texts) * repeated
            if left < 0:
                raise OverflowError
            sheets[-1].rows.extend(_copies(number, texts, repeated))
            if texts and _is_hidden(element):
                sheets[-1].hidden_rows.update(range(number, number + repeated))
            number += repeated
            element.clear()
    return sheets


def _hides(style: Any) -> bool:
    """Tell whether a style hides the sheets that have it."""
    return any(part.get(f"{TABLE}display") == "false" for part in style)


def _is_hidden(element: Any) -> bool:
    """Tell whether a row or a column is hidden, by hand or by a filter."""
    return element.get(f"{TABLE}visibility", "visible") != "visible"


def _copies(number: int, texts: list[str], repeated: int) -> Iterator[Row]:
    """Yield a row as many times as it stands there; one with nothing in it is left out."""
    for copy in range(repeated if texts else 0):
        yield number + copy, list(texts)


def _cells(row: Any, sheet: Sheet, number: int, limit: int) -> list[str]:
    texts: list[str] = []
    blanks = 0
    for cell in row:
        if cell.tag not in CELLS:
            continue
        text = _text(cell)
        repeated = _count(cell, "number-columns-repeated")
        if not text.strip():
            blanks += repeated
            continue
        if len(texts) + blanks + repeated > limit:
            raise OverflowError
        texts += [""] * blanks + [text] * repeated
        blanks = 0
        rows, columns = _count(cell, "number-rows-spanned"), _count(cell, "number-columns-spanned")
        if rows > 1 or columns > 1:
            first = len(texts) - repeated + 1
            sheet.merged.append((number, first, number + rows - 1, first + columns - 1))
    return texts


def _count(element: Any, name: str) -> int:
    text = element.get(f"{TABLE}{name}", "1")
    return int(text) if text.isdecimal() and len(text) < 9 else 1


def _text(cell: Any) -> str:
    kind = cell.get(f"{OFFICE}value-type", "")
    if cell.tag == f"{TABLE}covered-table-cell":
        return ""
    if kind in {"float", "currency", "percentage"}:
        currency = {"currency": cell.get(f"{OFFICE}currency", ""), "percentage": PERCENT}.get(kind, "")
        return cell_text(float(cell.get(f"{OFFICE}value", "0")), "" if currency == "SEK" else currency)
    if kind == "date":
        return str(cell.get(f"{OFFICE}date-value", "")).replace("T", " ").removesuffix(" 00:00:00")
    if kind == "boolean":
        return cell_text(cell.get(f"{OFFICE}boolean-value") == "true")
    return "\n".join("".join(_words(part)) for part in cell if part.tag == f"{TEXT}p")


def _words(element: Any) -> Iterator[str]:
    """Yield the text of a paragraph, with the spaces, tabs and line breaks that are elements of their own."""
    yield element.text or ""
    for part in element:
        if part.tag == f"{TEXT}s":
            yield " " * min(int(part.get(f"{TEXT}c", "1")), 100)
        elif part.tag in {f"{TEXT}tab", f"{TEXT}line-break"}:
            yield "\t" if part.tag == f"{TEXT}tab" else "\n"
        elif part.tag not in ASIDE:
            yield from _words(part)
        yield part.tail or ""
