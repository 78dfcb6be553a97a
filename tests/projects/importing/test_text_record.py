import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projects.importing.faults import Notes
from projects.importing.labels import Joint, known_label
from projects.importing.lines import INVISIBLE
from projects.importing.text_record import read_text
from tests.projects.importing.records import NEXT_RECORD, RECORD, TITLE


def only(text):
    notes = Notes()
    records = read_text(text, notes)
    assert len(records) == 1
    return records[0], notes


def plain(text):
    return re.sub(r"\W+", "", text)


def assert_nothing_dropped(text, record):
    """Every line of the file is in the record, in whatever part of it."""
    kept = plain("".join(record.words()))
    for line in text.splitlines():
        assert plain(line) in kept, line


def test_labels_are_parted_from_their_values():
    record, notes = only(RECORD)
    assert record.get("title") == TITLE
    assert record.get("programme_area") == "Programområde 2 Ökat arbetskraftsutbud"
    assert record.get("phase") == "Genomförande"
    assert record.get("owner") == "Motala Verkstadsring"
    assert record.get("contact_person") == "Projektkontoret"
    assert record.get("email") == "kontoret@example.org"
    assert record.get("phone") == "0141-20 20 20"
    assert record.get("granted") == "1 234 567 kr"
    assert record.get("budget") == "2 500 000,50 kr"
    assert record.get("period") == "2010-03-01 till 2012-02-29"
    assert record.get("region") == "Östra Mellansverige"
    assert notes.remarks == []
    assert notes.faults == []
    assert record.extra == []


def test_sections_run_from_heading_to_heading():
    record, _notes = only(RECORD)
    assert record.get("background").startswith("Regionförbundet")
    assert record.get("background").endswith("vård < omsorg")
    assert record.get("problem_analysis") == "Den som inte kan orden blir ensam. Syfte och mål: att bryta det."
    assert record.get("purpose").startswith("1. Pröva språkvänner\nVi gör det")
    assert record.get("transnational") == "Ingen transnationell verksamhet."
    assert record.get("municipalities").split() == ["•", "Motala", "•", "Vadstena", "•", "Ödeshög"]
    assert record.furniture == ["Logotyp på utskrifter", "In English"]


def test_nothing_is_dropped():
    assert_nothing_dropped(RECORD, only(RECORD)[0])


@pytest.mark.parametrize(
    ("line", "code", "value", "joint"),
    [
        ("RegionSydsverige", "region", "Sydsverige", Joint.GLUED),
        ("Region: Sydsverige", "region", "Sydsverige", Joint.COLON),
        ("Region\tSydsverige", "region", "Sydsverige", Joint.TAB),
        ("Region Sydsverige", "region", "Sydsverige", Joint.SPACE),
        ("Projektperiod2008", "period", "2008", Joint.GLUED),
        ("Projektägareföreningen Kul", "owner", "föreningen Kul", Joint.GLUED),
        ("Länkhttps://example.org/post", "record_url", "https://example.org/post", Joint.GLUED),
        ("Telefonnummer(0470) 10 00 00", "phone", "(0470) 10 00 00", Joint.GLUED),
        ("Länkwww.example.org", "record_url", "www.example.org", Joint.GLUED),
        ("E-postannat@example.org", "email", "annat@example.org", Joint.GLUED),
        ("Beviljat ESF-stöd0 kr", "granted", "0 kr", Joint.GLUED),
        ("Total projektbudget-", "budget", "-", Joint.GLUED),
        ("SAMMANFATTNING", "summary", "", Joint.ALONE),
        ("Granted ESF supportSEK 5", "granted", "SEK 5", Joint.GLUED),
    ],
)
def test_a_line_is_read_by_its_longest_label(line, code, value, joint):
    found = known_label(line)
    assert found is not None
    assert (found.field.code, found.value, found.joint) == (code, value, joint)


@pytest.mark.parametrize(
    "line",
    ["Regionförbundet", "Kommunal samverkan", "Projektägarens ansvar", "E-postfunktion saknas", "Syftet", "Målgruppen"],
)
def test_longer_words_are_not_labels(line):
    found = known_label(line)
    assert found is None or found.value not in line[1:] or found.joint is Joint.ALONE


def test_labels_may_have_colons_or_stand_on_lines_of_their_own():
    text = RECORD.replace("ProjektägareMotala", "Projektägare:\nMotala").replace("RegionÖ", "Region: Ö")
    text = text.replace("KontaktpersonProjektkontoret", "Kontaktperson\nProjektkontoret")
    record, _notes = only(text)
    assert record.get("owner") == "Motala Verkstadsring"
    assert record.get("contact_person") == "Projektkontoret"
    assert record.get("region") == "Östra Mellansverige"


def test_a_label_without_a_value_does_not_take_the_next_label():
    record, _notes = only(RECORD.replace("KontaktpersonProjektkontoret", "Kontaktperson"))
    assert record.get("contact_person") == ""
    assert record.get("email") == "kontoret@example.org"


def test_order_of_labels_does_not_matter():
    head, labels, rest = RECORD.partition("Programområde")
    labels, english, rest = (labels + rest).partition("In English")
    lines = labels.strip().split("\n")
    record, _notes = only(head + "\n".join(reversed(lines)) + "\n" + english + rest)
    assert record.get("title") == TITLE
    assert record.get("region") == "Östra Mellansverige"
    assert record.get("programme_area") == "Programområde 2 Ökat arbetskraftsutbud"


def test_a_title_may_begin_with_a_label():
    record, _notes = only(RECORD.replace(TITLE, "Region Skåne växer"))
    assert record.get("title") == "Region Skåne växer"
    assert record.get("region") == "Östra Mellansverige"


def test_spaces_tabs_and_line_ends_of_all_kinds():
    odd = (
        RECORD.replace("till 2012", "\u00a0till\u202f2012")
        .replace("Syfte\n", "\tSyfte  \n")
        .replace("2 500", "2\u202f500")
    )
    record, _notes = only(odd)
    assert record.get("period") == "2010-03-01 till 2012-02-29"
    assert record.get("purpose").startswith("1. Pröva")


def test_unknown_labels_are_kept_and_told_of():
    text = RECORD.replace("In English", "SamverkansområdeNorra Östergötland\nHandläggare: Kansliet\nIn English")
    record, notes = only(text)
    assert [(extra.label, extra.text) for extra in record.extra] == [
        ("Samverkansområde", "Norra Östergötland"),
        ("Handläggare", "Kansliet"),
    ]
    assert len(notes.remarks) == 2
    assert_nothing_dropped(text, record)


def test_unknown_headings_become_sections():
    text = RECORD.replace(
        "Transnationellt samarbete\n",
        "Jämställdhetsintegrering\n\nVi räknar kvinnor och män.\n\nTransnationellt samarbete\n",
    )
    record, notes = only(text)
    assert [(extra.label, extra.text) for extra in record.extra] == [
        ("Jämställdhetsintegrering", "Vi räknar kvinnor och män.")
    ]
    assert "Jämställdhetsintegrering" in notes.remarks[0]
    assert record.get("accessibility") == "Ordlistorna finns som ljud och lättläst."


def test_a_word_inside_a_text_is_no_heading_where_there_is_one():
    text = RECORD.replace("Ordlistor fanns för:\n", "Mål:\n- fler ord\n\nOrdlistor fanns för:\n")
    record, _notes = only(text)
    assert record.get("goals") == "Minst 75 % ska vara kvar efter ett år."
    assert "Mål:\n- fler ord" in record.get("background")
    assert_nothing_dropped(text, record)


def test_lines_after_the_places_are_not_places():
    text = RECORD + "\nSenast ändrad: 2012-05-01\n\nTill toppen\n"
    record, _notes = only(text)
    assert [(extra.label, extra.text) for extra in record.extra] == [("Senast ändrad", "2012-05-01")]
    assert "Till toppen" in record.furniture
    assert_nothing_dropped(text, record)


def test_lines_before_the_title_are_kept():
    text = "Startsida > Projektbanken > Sök\n\nEn okänd rad\n\n" + RECORD
    record, notes = only(text.replace("Logotyp på utskrifter\n", ""))
    assert record.get("title") == TITLE
    assert record.furniture[0] == "Startsida > Projektbanken > Sök"
    assert "En okänd rad" in record.extra[0].text
    assert "En okänd rad" in notes.remarks[0]


def test_the_english_page_is_read():
    text = """\
In Swedish

Language friends

Programme areaProgramme area 2 Labour supply
Project phaseImplementation
Project ownerMotala Ring
Granted ESF supportSEK 1,234,567
Project period2010-03-01 to 2012-02-29
RegionEast

Summary

A text.

Transnational cooperation

None.

Municipality

• Motala
"""
    record, _notes = only(text)
    assert record.get("title") == "Language friends"
    assert record.get("owner") == "Motala Ring"
    assert record.get("summary") == "A text."
    assert record.get("municipalities") == "• Motala"
    assert_nothing_dropped(text, record)


def test_two_printed_pages_in_a_file_are_two_records():
    records = read_text(RECORD + NEXT_RECORD, Notes())
    assert [record.get("title") for record in records] == [TITLE, "Handledare i par"]


def test_two_records_without_the_lines_of_the_page_are_two_records():
    text = (RECORD + NEXT_RECORD).replace("Logotyp på utskrifter\n", "")
    records = read_text(text, Notes())
    assert [record.get("title") for record in records] == [TITLE, "Handledare i par"]
    assert [record.get("municipalities").count("•") for record in records] == [3, 3]


def test_faulty_values_are_values_of_their_labels_all_the_same():
    text = RECORD.replace("E-postkontoret@example.org", "E-postkontoret").replace("stöd1 234 567 kr", "stöd-5 kr")
    record, notes = only(text.replace("ProjektfasGenomförande", "Projektfasgenomförande"))
    assert (record.get("email"), record.get("granted"), record.get("phase")) == ("kontoret", "-5 kr", "genomförande")
    assert notes.remarks == []


def test_a_heading_after_a_label_without_value_is_not_the_value():
    text = RECORD.replace("RegionÖstra Mellansverige\nIn English\n", "Region\n\nProjektidé\n\nVi övar varje dag.\n")
    record, _notes = only(text)
    assert record.get("region") == ""
    assert [(extra.label, extra.text) for extra in record.extra] == [("Projektidé", "Vi övar varje dag.")]


def test_lines_of_a_list_know_where_they_stand():
    record, _notes = only(RECORD)
    places = record.fields["municipalities"]
    lines = RECORD.split("\n")
    assert [lines[places.row_of(at) - 1].strip() for at in range(3)] == places.lines[:3]


WORD = st.sampled_from(
    ["nya", "vägar", "till", "arbete", "för", "alla", "i", "länet", "och", "kommunen", "regionen", "syftet"]
)
SENTENCE = st.lists(WORD, min_size=3, max_size=12).map(lambda words: " ".join(words).capitalize() + ".")
NAME = st.lists(WORD, min_size=1, max_size=4).map(lambda words: "Ö" + " ".join(words))
HEADINGS = {
    "summary": "Sammanfattning",
    "background": "Bakgrund",
    "purpose": "Syfte",
    "goals": "Målsättning",
    "accessibility": "Tillgänglighet för personer med funktionsnedsättning",
    "transnational": "Transnationellt samarbete",
}
LABELS = {"phase": "Projektfas", "owner": "Projektägare", "contact_person": "Kontaktperson", "region": "Region"}


@given(
    title=NAME,
    labels=st.dictionaries(st.sampled_from(sorted(LABELS)), NAME, min_size=1),
    sections=st.dictionaries(st.sampled_from(sorted(HEADINGS)), st.lists(SENTENCE, min_size=1, max_size=4)),
    end=st.sampled_from(["\n", "\r\n"]),
)
def test_what_is_printed_is_read_back(title, labels, sections, end):
    lines = ["Logotyp på utskrifter", "", title, ""]
    lines += [f"{LABELS[code]}{value}" for code, value in labels.items()]
    for code, paragraphs in sections.items():
        lines += ["", HEADINGS[code], ""]
        for paragraph in paragraphs:
            lines += [paragraph, ""]
    record, notes = only(end.join(lines).replace("\r\n", "\n"))
    assert record.get("title") == title
    assert {code: record.get(code) for code in labels} == labels
    assert {code: record.get(code).split("\n\n") for code in sections} == sections
    assert notes.remarks == []


LINES = st.lists(
    st.sampled_from([*RECORD.split("\n"), "", "Kommun:", "x", "Region\t", "Okänt: värde", "NyttVärde", "Budget"])
    | st.text(max_size=40)
)


@given(st.text(max_size=400) | LINES.map("\n".join))
def test_any_text_is_read_and_nothing_dropped(text):
    records = read_text(text, Notes())
    assert records
    kept = plain("".join("".join(record.words()) for record in records))
    for line in text.split("\n"):
        # A line end of any other kind, or a page break, is no part of what is said.
        for part in line.splitlines():
            assert plain(INVISIBLE.sub("", part)) in kept


@pytest.mark.parametrize("foot", ["Sida 2 av 3", "Sida 2", "2 (3)", "Page 2/3", "Side 2 av 3"])
@pytest.mark.parametrize("before", ["Vi vill pröva detta genom att:", "Ordlistor fanns för:"])
def test_the_number_of_a_printed_page_parts_no_section(foot, before):
    whole, _notes = only(RECORD)
    record, notes = only(RECORD.replace(before, f"{foot}\n\n{before}"))
    assert {code: plain(value.text) for code, value in record.fields.items()} == {
        code: plain(value.text) for code, value in whole.fields.items()
    }
    assert [value.label for value in record.extra] == [value.label for value in whole.extra]
    assert notes.faults == []


def test_the_number_of_a_printed_page_is_no_place():
    record, notes = only(RECORD.replace("• Motala", "• Motala\nSida 2 av 3"))
    assert "Sida" not in record.get("municipalities")
    assert "Motala" in record.get("municipalities")
    assert notes.faults == []


def test_a_label_for_each_municipality_is_one_list():
    record, notes = only(f"{TITLE}\n\nProjektägareMotala Verkstadsring\nKommunKävlinge\nKommunLund\nKommun: Motala\n")
    assert record.get("municipalities").split("\n") == ["Kävlinge", "Lund", "Motala"]
    assert notes.faults == []


@pytest.mark.parametrize("title", ["Mål: hundra jobb", "StartUp Värmland", "PartnerVerkstan", "Syfte", "Region2020"])
def test_a_title_that_reads_as_a_label_is_the_title_where_titles_stand(title):
    record, notes = only(RECORD.replace(TITLE, title))
    assert record.get("title") == title
    assert record.get("owner") == "Motala Verkstadsring"
    assert notes.remarks == []


def test_a_label_above_a_titleless_record_is_no_title():
    record, _notes = only(RECORD.replace(TITLE, "Diarienummer2010-1\n\nTitelOrd"))
    assert (record.get("number"), record.get("title")) == ("2010-1", "Ord")
    record, _notes = only(RECORD.replace(f"{TITLE}\n\n", ""))
    assert record.get("title") == ""


def test_a_value_broken_over_lines_is_whole():
    broken = "RegionVästsverige, Östra Mellansverige,\nSmåland och Öarna samt\nStockholm\nIn English"
    record, notes = only(RECORD.replace("RegionÖstra Mellansverige\nIn English", broken))
    region = "Västsverige, Östra Mellansverige, Småland och Öarna samt Stockholm"
    assert " ".join(record.get("region").split()) == region
    assert notes.remarks == []
    record, _notes = only(RECORD.replace("RegionÖstra Mellansverige", "RegionÖst,\nHandläggareEva Ek"))
    assert record.get("region") == "Öst,"
    assert [value.label for value in record.extra] == ["Handläggare"]


def test_a_section_under_another_of_its_names_is_the_same_section():
    goals = "Målsättning\n\nMinst 75 % ska vara kvar efter ett år."
    record, notes = only(RECORD.replace(goals, f"Mål\n\nTio jobb.\n\n{goals}"))
    assert record.get("goals") == f"Tio jobb.\n\n{goals}"
    assert notes.remarks == []


@pytest.mark.parametrize("title", ["Tillgänglighet", "Kommun", "Syfte"])
def test_a_title_may_be_called_what_a_section_is_called(title):
    record = only(RECORD.replace(TITLE, title))[0]
    assert record.get("title") == title
    assert record.get("purpose") == only(RECORD)[0].get("purpose")


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        ("Ambassadörer i Skåne och\nBlekinge", "Ambassadörer i Skåne och Blekinge"),
        ("Språkvänner på verkstäder –\nNya vägar", "Språkvänner på verkstäder – Nya vägar"),
        ("Språkvänner på verkstäder\nför unga i hela\nlänet", "Språkvänner på verkstäder för unga i hela länet"),
        ("Vi växer\nmed språket", "Vi växer med språket"),
        ("Socialfonden i Sverige\nEtt hus för alla", "Ett hus för alla"),
    ],
)
def test_a_title_that_is_broken_in_two_lines_is_made_whole(lines, title):
    assert only(RECORD.replace(TITLE, lines))[0].get("title") == title


def test_the_foot_of_a_page_right_under_the_municipalities_is_no_municipality():
    record, notes = only(f"{RECORD.rstrip()}\nSkriv ut\nTill toppen\n© 2011 Socialfonden\n")
    assert record.get("municipalities") == only(RECORD)[0].get("municipalities")
    assert "© 2011 Socialfonden" in " ".join(notes.remarks)
    assert record.furniture[-3:] == ["Skriv ut", "Till toppen", "© 2011 Socialfonden"]


def test_an_address_below_a_label_after_the_municipalities_is_none_of_them():
    foot = "Sidan uppdaterad: 2011-01-01\nSocialfonden, Box 1\nTel 08-00 00 00\n"
    record, _notes = only(f"{RECORD}\n{foot}")
    assert record.get("municipalities") == only(RECORD)[0].get("municipalities")
    assert_nothing_dropped(f"{RECORD}\n{foot}", record)
