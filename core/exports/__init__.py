"""CSV and XLSX of rows, safe against formulas.

Say what the columns are, and hand over an iterable: rows are read one at a time, whatever their number.

    columns = [Column(_("Title"), lambda project: project.title), Column(_("Grant"), lambda project: project.amount)]
    return csv_response("projects.csv", columns, projects.iterator(chunk_size=500))
"""

from core.exports.columns import Column
from core.exports.delimited import csv_lines
from core.exports.responses import csv_response, xlsx_response
from core.exports.xlsx import write_xlsx

__all__ = ["Column", "csv_lines", "csv_response", "write_xlsx", "xlsx_response"]
