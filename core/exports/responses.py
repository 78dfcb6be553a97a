"""Exports as downloads."""

import tempfile
from collections.abc import Iterable, Sequence
from typing import Any

from django.http import FileResponse, StreamingHttpResponse
from django.utils.http import content_disposition_header

from core.exports.columns import Column
from core.exports.delimited import csv_lines
from core.exports.xlsx import write_xlsx

XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# Up to this many bytes a sheet stays in memory; a bigger one goes to a temporary file that vanishes when closed.
IN_MEMORY = 2 * 1024 * 1024


def csv_response(
    filename: str, columns: Sequence[Column], rows: Iterable[Any], *, bom: bool = True
) -> StreamingHttpResponse:
    """Return a CSV file as a download, streamed row by row and kept by no cache."""
    response = StreamingHttpResponse(csv_lines(columns, rows, bom=bom), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=filename) or "attachment"
    response["Cache-Control"] = "private, no-store"
    return response


def xlsx_response(filename: str, columns: Sequence[Column], rows: Iterable[Any]) -> FileResponse:
    """Return an Excel workbook as a download, kept by no cache.

    Raises TooManyRowsError when the rows do not fit in a sheet.
    """
    file = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 — FileResponse closes it when it is sent
    write_xlsx(file, columns, rows, sheet=filename.rsplit(".", 1)[0])
    file.seek(0)
    response = FileResponse(file, as_attachment=True, filename=filename, content_type=XLSX_TYPE)
    response["Cache-Control"] = "private, no-store"
    return response
