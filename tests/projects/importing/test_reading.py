import pytest
from hypothesis import given
from hypothesis import strategies as st

from projects.importing import reading
from projects.importing.faults import FileFaultsError
from tests.projects.importing.records import outcome_of

TEXT = "Åse, Örjan och Änglarna – “en rad”\nnästa rad"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_text_is_read_whatever_program_saved_it(encoding):
    assert reading.decode(TEXT.encode(encoding)) == TEXT


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
def test_all_line_ends_are_the_same(end):
    assert reading.decode(TEXT.replace("\n", end).encode()) == TEXT


def test_letters_with_loose_rings_are_put_together():
    assert reading.decode("A\u030ase".encode()) == "Åse"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xef\xbb\xbf",
        b" \r\n\t",
        b"\x00\x01\x02",
        b"%PDF-1.7 x",
        b"\xd0\xcf\x11\xe0 old",
        b"\n<!DOCTYPE html><title>Projektbanken</title>",
        b'\xef\xbb\xbf<?xml version="1.0"?><a/>',
        b"{\\rtf1\\ansi Titel}",
        b"text\x07",
        b"Titel \x81\x8d",
        b"\xff\xfe\x00",
        "Malmö".encode() + "Växjö".encode("cp1252"),
    ],
)
def test_what_is_no_text_is_refused_in_words(content):
    with pytest.raises(FileFaultsError) as caught:
        reading.decode(content)
    assert str(caught.value)


def test_a_file_that_is_too_large_is_refused(monkeypatch):
    monkeypatch.setattr(reading, "MAX_BYTES", 10)
    with pytest.raises(FileFaultsError):
        reading.decode(b"12345678901")


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(content):
    outcome = outcome_of(lambda: reading.decode(content))
    assert outcome.faults or (outcome.result and "\r" not in outcome.result)
