"""Workbooks as new users make them, in XLSX and in the OpenDocument of LibreOffice."""

import io
import zipfile

import openpyxl
import pytest

from projects.importing.faults import FileFaultsError, Notes
from projects.importing.services import read_records
from projects.importing.sheets import cell_name, column_number, currency_of

NAMESPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "style", "table", "text")
)


def read(content, name="bok.xlsx"):
    notes = Notes()
    return read_records(name, content, notes), notes


def workbook(fill):
    book = openpyxl.Workbook()
    fill(book.active)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def document(rows, head=""):
    body = f'<table:table table:name="Blad 1">{rows}</table:table>'
    text = f"{head}<office:document-content {NAMESPACES}><office:body>{body}</office:body></office:document-content>"
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", text)
    return file.getvalue()


def cell(*paragraphs, **attributes):
    names = {"columns": "table:number-columns-repeated", "down": "table:number-rows-spanned"}
    given = "".join(f' {names.get(name, "office:" + name.replace("_", "-"))}="{at}"' for name, at in attributes.items())
    return f"<table:table-cell{given}>{''.join(f'<text:p>{text}</text:p>' for text in paragraphs)}</table:table-cell>"


def line(*cells, repeated=1):
    return f'<table:table-row table:number-rows-repeated="{repeated}">{"".join(cells)}</table:table-row>'


def test_rows_above_the_headings_are_told_of():
    def fill(sheet):
        for values in (["Beviljade projekt"], [], ["Titel", "Projektägare"], ["Dörrar", "Lunds kommun"]):
            sheet.append(values)

    records, notes = read(workbook(fill))
    assert [(record.row, record.get("title")) for record in records] == [(4, "Dörrar")]
    assert "Beviljade projekt" in notes.remarks[0]
    assert notes.faults == []


def test_the_sheet_with_headings_is_read_wherever_it_lies():
    book = openpyxl.Workbook()
    book.active.append(["Läs detta först"])
    projects = book.create_sheet("Projekt")
    for values in (["Titel", "Nummer"], ["Dörrar", 7]):
        projects.append(values)
    file = io.BytesIO()
    book.save(file)
    records, notes = read(file.getvalue())
    assert [record.get("title") for record in records] == ["Dörrar"]
    assert "Projekt" in notes.remarks[0]


def test_a_sheet_of_notes_with_a_heading_is_not_taken_for_the_projects():
    book = openpyxl.Workbook()
    for values in (["Titel", "Vad som är kvar att göra"], ["Dörrar", "Ring"]):
        book.active.append(values)
    projects = book.create_sheet("Projekt")
    for values in (["Titel", "Projektägare"], ["Fönster", "Lunds kommun"]):
        projects.append(values)
    file = io.BytesIO()
    book.save(file)
    assert [record.get("title") for record in read(file.getvalue())[0]] == ["Fönster"]


def test_a_share_is_read_in_percent_as_it_is_shown():
    def fill(sheet):
        for values in (["Titel", "Nummer", "Andel", "Text"], ["Dörrar", 7, 0.455, 3]):
            sheet.append(values)
        sheet["C2"].number_format = "0.0%"
        sheet["D2"].number_format = '0" % av alla"'

    records, _notes = read(workbook(fill))
    assert [value.text for value in records[0].extra] == ["45,5 %", "3"]
    share = '<table:table-cell office:value-type="percentage" office:value="0.455"/>'
    rows = line(cell("Titel"), cell("Nummer"), cell("Andel")) + line(cell("Dörrar"), cell("7"), share)
    records, _notes = read(document(rows), "bok.ods")
    assert [value.text for value in records[0].extra] == ["45,5 %"]


def test_a_hidden_sheet_of_libreoffice_is_told_of_and_not_read():
    hides = '<style:table-properties table:display="false"/>'
    style = f'<style:style style:name="ta2" style:family="table">{hides}</style:style>'
    styles = f"<office:automatic-styles>{style}</office:automatic-styles>"
    shown = f'<table:table table:name="Projekt">{line(cell("Titel"))}{line(cell("Dörrar"))}</table:table>'
    hidden = (
        f'<table:table table:name="Utkast" table:style-name="ta2">{line(cell("Titel"))}{line(cell("X"))}</table:table>'
    )
    body = f"{styles}<office:body>{hidden}{shown}</office:body>"
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("content.xml", f"<office:document-content {NAMESPACES}>{body}</office:document-content>")
    records, notes = read(file.getvalue(), "bok.ods")
    assert [record.get("title") for record in records] == ["Dörrar"]
    assert "Utkast" in notes.remarks[0]


def test_what_is_hidden_is_told_of():
    def fill(sheet):
        for values in (["Titel", "Nummer", "Ort"], ["Ett", 1], ["Två", 2], ["Tre", 3]):
            sheet.append(values)
        sheet.row_dimensions[3].hidden = True
        sheet.column_dimensions["B"].hidden = True
        other = sheet.parent.create_sheet("Undan")
        other.append(["Titel"])
        other.sheet_state = "hidden"

    records, notes = read(workbook(fill))
    assert [record.get("title") for record in records] == ["Ett", "Två", "Tre"]
    assert ["Undan" in remark for remark in notes.remarks[:1]] == [True]
    assert [remark[-3:] for remark in notes.remarks[1:3]] == [" 3.", " B."]
    assert notes.faults == []


def test_what_is_hidden_in_an_open_document_is_told_of():
    rows = '<table:table-column table:number-columns-repeated="1"/><table:table-column table:visibility="collapse"/>'
    rows += line(cell("Titel"), cell("Nummer")) + line(cell("Ett"), cell("1"))
    rows += line(cell("Två"), cell("2")).replace("<table:table-row", '<table:table-row table:visibility="filter"')
    records, notes = read(document(rows), "bok.ods")
    assert [record.get("number") for record in records] == ["1", "2"]
    assert [remark[-3:] for remark in notes.remarks] == [" 3.", " B."]


def test_a_formula_that_was_never_worked_out_is_a_fault():
    def fill(sheet):
        sheet.append(["Titel", "Beviljat stöd"])
        sheet.append(["Dörrar", "=2*3"])

    _records, notes = read(workbook(fill))
    assert [(fault.row, fault.field, fault.value) for fault in notes.faults] == [(2, "Beviljat stöd", "=2*3")]


@pytest.mark.parametrize("text", ["#DIV/0!", "#SAKNAS!", "#N/A", "Err:502"])
def test_a_formula_that_failed_is_a_fault(text):
    _records, notes = read(f"Titel;Kontaktperson\nDörrar;{text}\n".encode(), "a.csv")
    assert [(fault.row, fault.field, fault.value) for fault in notes.faults] == [(2, "Kontaktperson", text)]


def test_what_is_merged_downwards_holds_for_every_row():
    def fill(sheet):
        for values in (["Titel", "Projektägare"], ["Ett", "Lunds kommun"], ["Två"], ["Tre", "Malmö stad"]):
            sheet.append(values)
        sheet.merge_cells("B2:B3")

    records, notes = read(workbook(fill))
    assert [record.get("owner") for record in records] == ["Lunds kommun", "Lunds kommun", "Malmö stad"]
    assert notes.faults == []


def test_cells_merged_sideways_are_a_fault_that_names_them():
    def fill(sheet):
        for values in (["Titel", "Projektperiod", None], ["Ett", 2010, 2011]):
            sheet.append(values)
        sheet.merge_cells("B1:C1")

    _records, notes = read(workbook(fill))
    assert any("B1:C1" in fault.reason for fault in notes.faults)


def test_the_currency_of_a_cell_is_that_of_its_amount():
    def fill(sheet):
        sheet.append(["Titel", "Beviljat stöd", "Total projektbudget"])
        sheet.append(["Ett", 100, 200])
        sheet["B2"].number_format = "#,##0 [$€-1]"
        sheet["C2"].number_format = '# ##0" kr"'

    records, _notes = read(workbook(fill))
    assert (records[0].get("granted"), records[0].get("budget")) == ("100 €", "200")


@pytest.mark.parametrize(
    ("number_format", "currency"),
    [
        ("General", ""),
        ("# ##0 [$kr-41D]", ""),
        ("# ##0 [$kr-414]", "NOK"),
        ("[$NOK] #,##0", "NOK"),
        ("[$-41D]YYYY-MM-DD", ""),
        ('#,##0.00 "EUR"', "EUR"),
        ("[$$-409]#,##0", "$"),
        ("[$£-809]#,##0", "£"),
    ],
)
def test_currencies_of_number_formats(number_format, currency):
    assert currency_of(number_format) == currency


def test_cells_have_the_names_that_spreadsheets_give_them():
    names = {1: "A9", 26: "Z9", 27: "AA9", 702: "ZZ9", 703: "AAA9"}
    assert {column: cell_name(9, column) for column in names} == names
    assert [column_number(name[:-1]) for name in names.values()] == list(names)


def test_a_table_without_any_known_heading_is_one_fault():
    def fill(sheet):
        for number in range(50):
            sheet.append([f"Rad {number}", "a", "b"])

    records, notes = read(workbook(fill))
    assert (records, len(notes.faults)) == ([], 1)


def test_without_a_title_column_the_other_faults_are_found_all_the_same():
    records, notes = read(b"Nummer;Kommun\n1;Lund\n", "a.csv")
    assert len(records) == 1
    assert len(notes.faults) == 1


def test_a_quotation_mark_that_is_never_closed_is_a_fault():
    with pytest.raises(FileFaultsError, match="3"):
        read(b'Titel;Nummer\n"Ett;1\nTv\xc3\xa5;2\n', "a.csv")


def test_an_open_document_is_read():
    rows = line(cell("Titel"), cell("Startdatum"), cell("Beviljat stöd"), cell("EU-medfinansierat"), cell("Ägare"))
    rows += line(cell(columns=16384), repeated=3)
    rows += line(
        cell("Dörrar", "och trappor"),
        cell("1 mars", value_type="date", date_value="2010-03-01"),
        cell("1 234,50 kr", value_type="currency", currency="SEK", value="1234.5"),
        cell("SANT", value_type="boolean", boolean_value="true"),
        cell("Lund<text:s text:c='1'/>kommun", down=2),
        cell(columns=16000),
    )
    rows += line(cell("Fönster"), cell(), cell("5 €", value_type="currency", currency="EUR", value="5"))
    rows += line(cell(columns=16384), repeated=1040000)
    records, notes = read(document(rows), "bok.ods")
    assert [record.row for record in records] == [5, 6]
    first = records[0]
    assert (first.get("title"), first.get("starts")) == ("Dörrar\noch trappor", "2010-03-01")
    assert (first.get("granted"), first.get("eu_publicity"), first.get("owner")) == ("1234,5", "ja", "Lund kommun")
    assert (records[1].get("granted"), records[1].get("owner")) == ("5 EUR", "Lund kommun")
    assert notes.faults == []


@pytest.mark.parametrize(
    "rows",
    [
        line(cell("x", columns=9_000_000)),
        line(cell("x"), repeated=9_000_000),
        line(cell("x", columns=99), repeated=99999),
    ],
)
def test_an_open_document_that_unfolds_to_too_much_is_refused(rows):
    with pytest.raises(FileFaultsError):
        read(document(rows), "bok.ods")


def test_an_open_document_with_entities_is_refused():
    with pytest.raises(FileFaultsError):
        read(document(line(cell("x")), head='<!DOCTYPE x [<!ENTITY a "b">]>'), "bok.ods")
