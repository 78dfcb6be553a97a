"""Bringing old project records in: read a file, work out what it would change, then change it all or nothing.

`reading` turns bytes into text, `text_record` and `tabular` text into raw records, `interpreting` raw records into
facts and faults, `plan` compares facts with what is stored, `apply` writes, `undoing` takes it back.
"""
