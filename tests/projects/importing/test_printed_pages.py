"""What a printer adds to a record, page by page, is no part of it."""

import re

import pytest

from projects.importing.faults import Notes
from projects.importing.text_record import read_text
from tests.projects.importing.records import NEXT_RECORD, RECORD, TITLE

ADDRESS = "https://www.example.org/projekt?id=4711"


def only(text):
    notes = Notes()
    records = read_text(text, notes)
    assert [record.get("title") for record in records] == [TITLE]
    return records[0], notes


def said(record):
    texts = {code: re.sub(r"\n+", "\n", value.text) for code, value in record.fields.items()}
    return texts, [value.text for value in record.extra]


@pytest.mark.parametrize(
    "foot",
    [
        f"{ADDRESS} 1/3",
        "Utskrivet 2024-01-02",
        "Utskriven: 2024-01-02 kl. 13:45",
        f"{ADDRESS}\nUtskrivet 2024-01-02",
        "2024-01-02 Sida 2 av 3",
        f"Projektbanken | {ADDRESS} | 2024-01-02, 09:30",
        "Printed 2024-01-02 from https://example.org/",
        "Sida 2 av 3",
    ],
)
@pytest.mark.parametrize("before", [" • Vadstena", "Vi vill pröva", "Projektperiod2010", "Ordlistor fanns"])
def test_what_the_printer_writes_at_the_foot_is_left_out(foot, before):
    record, notes = only(RECORD.replace(before, f"{foot}\n{before}"))
    assert said(record) == said(only(RECORD)[0])
    assert set(foot.split("\n")) <= set(record.furniture)
    assert all("Sida 2 av 3" not in remark for remark in notes.remarks) or "2024" in foot


def test_what_is_left_out_is_told_of_once():
    _record, notes = only(
        RECORD.replace("Vi vill", f"{ADDRESS} 1/3\n\nVi vill").replace("Syfte\n", f"{ADDRESS} 2/3\n\nSyfte\n")
    )
    assert len(notes.remarks) == 1
    assert f"{ADDRESS} 1/3" in notes.remarks[0]
    assert f"{ADDRESS} 2/3" in notes.remarks[0]


@pytest.mark.parametrize("line", [ADDRESS, "2011-03-01", "Läs mer 2011-03-01.", f"Läs mer: {ADDRESS} (2 s.)"])
def test_an_address_or_a_day_of_the_record_itself_stays(line):
    record, notes = only(RECORD.replace("Ordlistorna finns", f"{line}\nOrdlistorna finns"))
    assert record.get("accessibility").startswith(f"{line}\n")
    assert notes.remarks == []


@pytest.mark.parametrize("head", ["ESF i Östergötland   Banken", TITLE])
def test_a_head_that_comes_back_on_every_page_is_left_out(head):
    text = RECORD.replace("Vi vill", f"\f{head}\nSida 2\n\nVi vill").replace(
        "Syfte\n", f"\f{head}\nSida 3\n\nSyfte\n", 1
    )
    record, notes = only(text)
    assert said(record) == said(only(RECORD)[0])
    assert len(notes.remarks) == 1


def test_a_sentence_over_two_pages_is_one():
    text = RECORD.replace("en halvtimme om dagen", f"en halvtimme\n\n{ADDRESS} 1/2\n\f{ADDRESS}\n\nom dagen")
    text = text.replace(" vara kvar", "\fSida 3\nLogotyp på utskrifter\n\nvara kvar").replace(" ett år", "\n\fett år")
    record, _notes = only(text)
    assert record.get("summary") == only(RECORD)[0].get("summary")
    assert record.get("goals").endswith("ska vara kvar efter ett år.")


def test_the_logotype_on_every_page_begins_no_record():
    text = RECORD.replace("Bakgrund\n", "Logotyp på utskrifter\n\nBakgrund\n").replace(
        " • Ödeshög", "Logotyp på utskrifter\n • Ödeshög"
    )
    assert said(only(text)[0]) == said(only(RECORD)[0])
    assert len(read_text(text + NEXT_RECORD, Notes())) == 2


def test_what_leads_in_to_a_record_is_no_record():
    record, notes = only(f"Projektbanken\nHär finns alla projekt.\nDu är här: Start / Banken\n\n{RECORD}")
    assert [value.text for value in record.extra] == ["Här finns alla projekt."]
    assert len(notes.remarks) == 1


def test_labels_may_be_parted_from_their_values_by_a_space_alone():
    text = RECORD
    for label in ("Programområde", "Projektfas", "Projektägare", "Kontaktperson", "E-post", "Telefonnummer", "Region"):
        text = text.replace(f"\n{label}", f"\n{label}\u00a0", 1)
    for label in ("Beviljat ESF-stöd", "Total projektbudget", "Projektperiod"):
        text = text.replace(label, f"{label} ", 1)
    assert said(only(text)[0]) == said(only(RECORD)[0])


def test_an_amount_in_words_is_the_value_of_its_label():
    record, _notes = only(
        RECORD.replace("stöd1 234 567 kr", "stöden miljon").replace("budget2 500 000,50 kr", "budget€ 5")
    )
    assert (record.get("granted"), record.get("budget")) == ("en miljon", "€ 5")


def test_what_follows_the_places_is_kept_apart():
    record, notes = only(f"{RECORD}\nAntal deltagare\n230\n\nSenast uppdaterad 2013-02-01\n")
    assert [value.label for value in record.extra] == ["Antal deltagare"]
    assert "2013-02-01" in record.extra[0].text
    assert record.get("municipalities").split() == ["•", "Motala", "•", "Vadstena", "•", "Ödeshög"]
    assert len(notes.remarks) == 1
