"""Exports open in a spreadsheet without running anything, and keep numbers and dates what they are."""

import csv
import datetime as dt
import io
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from core.exports import Column, csv_lines, csv_response, write_xlsx, xlsx_response
from core.exports.delimited import FORMULA_STARTS, defuse
from core.exports.xlsx import MAX_TEXT

VALUE = [Column("Value", lambda row: row)]
any_text = st.text(st.characters(codec="utf-8"), max_size=60)


def csv_cells(rows, *, bom=False):
    text = b"".join(csv_lines(VALUE, rows, bom=bom)).decode("utf-8")
    return [line[0] if line else "" for line in csv.reader(io.StringIO(text, newline=""))][1:]


def xlsx_cells(rows):
    file = io.BytesIO()
    write_xlsx(file, VALUE, rows)
    sheet = load_workbook(file).active
    return [cell for (cell,) in sheet.iter_rows(min_row=2)]


@given(any_text)
def test_no_text_in_csv_starts_like_a_formula(text):
    (cell,) = csv_cells([text])
    assert not cell.startswith(FORMULA_STARTS)
    assert cell.removeprefix("'") == text.replace("\x00", "").removeprefix("'")


@given(any_text)
def test_no_text_in_xlsx_becomes_a_formula_or_a_link(text):
    for cell in xlsx_cells([text]):
        assert cell.data_type != "f"
        assert cell.hyperlink is None


@given(st.one_of(st.integers(-(10**14), 10**14), st.decimals(-(10**9), 10**9, places=2)))
def test_numbers_stay_numbers_also_negative_ones(number):
    (csv_cell,) = csv_cells([number])
    (xlsx_cell,) = xlsx_cells([number])
    assert Decimal(csv_cell) == number
    assert xlsx_cell.data_type == "n"
    assert Decimal(repr(xlsx_cell.value)) == number


@given(st.lists(any_text, max_size=5))
def test_csv_reads_back_as_many_rows_as_were_written(rows):
    text = b"".join(csv_lines([*VALUE, Column("Length", len)], rows)).decode("utf-8-sig")
    assert len(list(csv.reader(io.StringIO(text, newline="")))) == len(rows) + 1


@pytest.mark.parametrize("text", ["=1+1", "+46", "-cmd", "@SUM(A1)", "\tx", "\rx", "  =1+1", "＝1"])
def test_a_formula_gets_an_apostrophe(text):
    assert defuse(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "Anna", "a=b", "12-13 mars"])
def test_ordinary_text_is_left_alone(text):
    assert defuse(text) == text


def test_zero_is_a_value_and_nothing_is_empty():
    assert csv_cells([0, None, Decimal("0.00")]) == ["0", "", "0.00"]


def test_dates_are_dates_and_moments_are_in_the_portals_own_zone():
    moment = dt.datetime(2026, 7, 1, 10, 0, tzinfo=dt.UTC)
    day, time = xlsx_cells([dt.date(2026, 7, 1), moment])
    assert (day.is_date, day.value.date()) == (True, dt.date(2026, 7, 1))
    assert time.value == moment.astimezone(ZoneInfo("Europe/Stockholm")).replace(tzinfo=None)
    assert csv_cells([dt.date(2026, 7, 1), moment]) == ["2026-07-01", "2026-07-01 12:00:00"]


def test_a_date_before_excels_own_calendar_is_kept_as_text():
    (cell,) = xlsx_cells([dt.date(1632, 11, 6)])
    assert cell.value == "1632-11-06"


def test_long_numbers_and_long_texts_lose_nothing_silently():
    number, text = xlsx_cells([12345678901234567890, "x" * (MAX_TEXT + 10)])
    assert number.value == "12345678901234567890"
    assert len(text.value) == MAX_TEXT


def test_infinity_is_text():
    assert xlsx_cells([float("inf")])[0].value == "inf"


def test_lists_and_yes_or_no_are_words():
    assert csv_cells([["a", "b"]]) == ["a; b"]
    assert csv_cells([True])[0] != "True"


def test_the_byte_order_mark_can_be_left_out():
    assert next(csv_lines(VALUE, [])).startswith(b"\xef\xbb\xbf")
    assert next(csv_lines(VALUE, [], bom=False)) == b"Value\r\n"


def test_rows_are_read_one_at_a_time():
    def rows():
        yield "first"
        raise AssertionError("the second row was read too early")

    lines = csv_lines(VALUE, rows())
    assert next(lines)
    assert next(lines) == b"first\r\n"


@pytest.mark.django_db
def test_downloads_have_a_name_a_type_and_no_cache():
    downloads = {"csv": csv_response("å.csv", VALUE, ["x"]), "xlsx": xlsx_response("å.xlsx", VALUE, ["x"])}
    for name, response in downloads.items():
        assert f"%C3%A5.{name}" in response["Content-Disposition"]
        assert response["Cache-Control"] == "private, no-store"
        assert b"".join(response.streaming_content)
        response.close()
