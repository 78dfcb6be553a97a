"""CSV and XLSX of rows, safe against formulas."""
