import datetime as dt
import io
import zipfile

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from projects.importing.faults import FileFaultsError, Notes
from projects.importing.services import read_records
from projects.importing.tabular import looks_tabular
from tests.projects.importing.records import outcome_of, row, table


def read(content, name="fil.csv"):
    notes = Notes()
    return read_records(name, content, notes), notes


def workbook(*rows, sheets=()):
    book = openpyxl.Workbook()
    for values in rows:
        book.active.append(values)
    for name in sheets:
        book.create_sheet(name).append(["Anteckning"])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_the_usual_kinds_of_csv_are_read(delimiter, encoding):
    content = table(row(Sammanfattning="Rad ett;\nrad två"), delimiter=delimiter).decode().encode(encoding)
    records, notes = read(content)
    assert records[0].get("title") == "Öppna dörrar"
    assert records[0].get("summary") == "Rad ett;\nrad två"
    assert records[0].row == 2
    assert notes.faults == []


def test_headings_may_be_english_and_in_any_case():
    records, _notes = read(b"PROJECT  owner,title,Municipality\nYdre kommun,Doors,Ydre\n")
    assert records[0].get("owner") == "Ydre kommun"
    assert records[0].get("municipalities") == "Ydre"


def test_unknown_columns_are_kept_and_told_of():
    records, notes = read(table(row(Projektägre="X", Metod="Samtal")))
    assert [(extra.label, extra.text) for extra in records[0].extra] == [("Projektägre", "X"), ("Metod", "Samtal")]
    assert "Projektägare" in notes.remarks[0]
    assert len(notes.remarks) == 2


@pytest.mark.parametrize(
    "content",
    [
        b"Nummer;Datum\n1;2\n",
        b"Titel;Titel\na;b\n",
        b"Titel;Nummer\na;b;c\n",
        b"Titel;;Nummer\na;b;c\n",
        b"Titel;Nummer\n",
    ],
)
def test_a_table_with_faults_is_told_of(content):
    _records, notes = read(content)
    assert notes.faults


def test_blank_rows_count_as_rows_and_are_no_records():
    records, _notes = read(b"Titel;Nummer\n\n;;\nA;1\n")
    assert [record.row for record in records] == [4]


def test_a_workbook_is_read_with_dates_and_numbers_as_such():
    content = workbook(
        ["Titel", "Startdatum", "Beviljat stöd", "Total budget", "Nummer", "EU-medfinansierat"],
        ["Dörrar", dt.datetime(2010, 3, 1), 1234567, 2500000.5, 2010001, True],  # noqa: DTZ001 — a sheet has no zones
    )
    records, notes = read(content, "bok.xlsx")
    record = records[0]
    assert record.get("starts") == "2010-03-01"
    assert record.get("granted") == "1234567"
    assert record.get("budget") == "2500000,5"
    assert record.get("number") == "2010001"
    assert record.get("eu_publicity") == "ja"
    assert notes.remarks == []


def test_other_sheets_are_told_of():
    _records, notes = read(workbook(["Titel"], ["A"], sheets=["Blad 2"]), "bok.xlsx")
    assert "Blad 2" in notes.remarks[0]


def test_damaged_workbooks_are_refused():
    empty = io.BytesIO()
    with zipfile.ZipFile(empty, "w") as archive:
        archive.writestr("a.txt", "x")
    good = workbook(["Titel"], ["A"])
    for content in (b"PK\x03\x04 rest", empty.getvalue(), good[: len(good) // 2]):
        with pytest.raises(FileFaultsError):
            read(content, "bok.xlsx")


@given(st.binary(max_size=200), st.sampled_from(["a.csv", "a.xlsx", "a.txt", "a", "ö.tsv"]))
def test_any_bytes_are_read_or_refused(content, name):
    for start in (b"", b"PK\x03\x04", b"Titel;Nummer\n"):
        outcome = outcome_of(lambda start=start: read(start + content, name))
        assert outcome.faults or outcome.result


@pytest.mark.parametrize(
    "heading",
    [
        "projekt_ägare",
        " PROJEKTÄGARE ",
        "Projektägare*",
        "Project  owner",
        "project-owner",
        "Projektägare (namn)",
        "Ägare:",
    ],
)
def test_a_heading_is_known_however_it_is_written(heading):
    records, notes = read(f"Titel;{heading}\nDörrar;Lunds kommun\n".encode())
    assert records[0].get("owner") == "Lunds kommun"
    assert notes.remarks == []


@pytest.mark.parametrize(
    ("heading", "cell", "value"),
    [
        ("Beviljat stöd (tkr)", "500", "500 tkr"),
        ("Beviljat stöd, kr", "1 500", "1 500 kr"),
        ("Granted support (EUR)", "5,50", "5,50 EUR"),
        ("Beviljat stöd (tkr)", "500 kr", "500 kr"),
        ("Beviljat stöd (tkr)", "", ""),
        ("Beviljat stöd (tkr)", "-", "-"),
    ],
)
def test_a_unit_in_the_heading_is_that_of_its_amounts(heading, cell, value):
    records, notes = read(f"Titel;{heading}\nDörrar;{cell}\n".encode())
    assert records[0].get("granted") == value
    assert notes.remarks == []


def test_a_heading_of_amounts_in_nothing_known_is_no_heading():
    records, notes = read("Titel;Beviljat stöd (2010 års priser)\nDörrar;500\n".encode())
    assert records[0].get("granted") == ""
    assert records[0].extra[0].text == "500"
    assert "Beviljat stöd" in notes.remarks[0]


def test_a_table_saved_as_text_is_a_table_also_with_a_name_above():
    text = "Våra projekt;;\n\nTitel;Projektägare;Startdatum\nDörrar;Ydre kommun;2019"
    records = read_records("lista.txt", text.encode(), Notes())
    assert [(record.get("title"), record.get("owner")) for record in records] == [("Dörrar", "Ydre kommun")]
    assert not looks_tabular("Titel, ägare och allt\n\nTitel, projektägare. Text följer.")
