import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.money import Money
from core.periods import PartialDate
from core.places.models import Municipality
from projects.enums import Status
from projects.importing.faults import Notes
from projects.importing.interpreting import interpret
from projects.importing.services import read_records
from projects.importing.values import AreaName, ContactFacts, area, says_none
from projects.importing.vocabulary import Vocabulary
from tests.projects.importing.records import RECORD, outcome_of, row, table

pytestmark = pytest.mark.django_db


def facts_of(content, name="fil.csv"):
    notes = Notes()
    records = read_records(name, content, notes)
    vocabulary = Vocabulary()
    return [interpret(record, vocabulary, notes) for record in records], notes


def values_of(**changes):
    facts, notes = facts_of(table(row(**changes)))
    assert notes.faults == []
    return facts[0].values


def faults_of(**changes):
    return facts_of(table(row(**changes)))[1].faults


def codes(*names):
    return tuple(sorted(Municipality.objects.filter(name__in=names).values_list("code", flat=True)))


def test_a_printed_record_is_understood():
    facts, notes = facts_of(RECORD.encode(), "post.txt")
    values = facts[0].values
    assert notes.faults == []
    assert values["programme_area"] == AreaName(2, "Ökat arbetskraftsutbud")
    assert values["phase"] == "implementation"
    assert values["owner_organisation"].name == "Motala Verkstadsring"
    assert values["contact"] == ContactFacts("Projektkontoret", "kontoret@example.org", "0141-20 20 20")
    assert values["granted"] == Money("1234567")
    assert values["budget"] == Money("2500000.50")
    assert (values["starts"], values["ends"]) == (PartialDate(2010, 3, 1), PartialDate(2012, 2, 29))
    assert values["municipalities"] == codes("Motala", "Vadstena", "Ödeshög")
    assert values["no_transnational"] is True
    assert values["transnational"] == "<p>Ingen transnationell verksamhet.</p>"
    assert "<ol><li>Utbilda trettio språkvänner.</li><li>Skriva ordlistor" in values["summary"]
    assert "svetsning &amp; målning" in values["summary"]


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("0 kr", Money(0)),
        ("-", None),
        ("", None),
        ("1\u202f234\u00a0567 kr", Money(1234567)),
        ("1.234.567,50", Money("1234567.50")),
        ("NOK 800 000", Money(800000, "NOK")),
    ],
)
def test_money_as_it_is_written(text, amount):
    assert values_of(**{"Beviljat stöd": text})["granted"] == amount


def test_a_date_may_be_a_number_of_days():
    facts, notes = facts_of(table(row(Startdatum="39569", Slutdatum="2012")))
    assert facts[0].values["starts"] == PartialDate(2008, 5, 1)
    assert "39569" in notes.remarks[0]
    assert [fault.value for fault in faults_of(Startdatum="99999", Slutdatum="123456")] == ["99999", "123456"]


def test_a_dash_in_the_name_of_a_place_is_a_hyphen():
    assert values_of(Kommuner="Upplands\u2013Bro; Dals\u2010Ed")["municipalities"] == codes("Upplands-Bro", "Dals-Ed")


@pytest.mark.parametrize("text", ["800 000 kr", "800 tkr", "0,8 mnkr", "800 000 kronor", "800 000 kroner", "800 000"])
def test_a_norwegian_record_counts_in_its_own_kroner(text):
    values = values_of(**{"Valuta": "NOK", "Beviljat stöd": text, "Total projektbudget": ""})
    assert values["granted"] == Money(800000, "NOK")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("malmö stad; KÄVLINGE KOMMUN; Stockholms stad", ("Malmö", "Kävlinge", "Stockholm")),
        ("Lund, Höör och Upplands Bro", ("Lund", "Höör", "Upplands-Bro")),
        ("1281\n1267", ("Lund", "Höör")),
        ("• Lund\n• Höör", ("Lund", "Höör")),
        ("Lund • Höör | Bjuv - Lomma", ("Lund", "Höör", "Bjuv", "Lomma")),
        ("Lund, Östra\nGöinge, Höör\nBjuv", ("Lund", "Östra Göinge", "Höör", "Bjuv")),
        ("Lund Upplands Väsby Upplands-Bro kommun Höör", ("Lund", "Upplands Väsby", "Upplands-Bro", "Höör")),
    ],
)
def test_municipalities_by_their_many_names(text, names):
    assert values_of(Kommuner=text)["municipalities"] == codes(*names)


@pytest.mark.parametrize(
    ("text", "counties"),
    [
        ("Skåne län; Hela Blekinge", ("10", "12")),
        ("Västra Götaland", ("14",)),
        ("alla kommuner i Östergötlands län", ("05",)),
        ("Uppsala län", ("03",)),
    ],
)
def test_a_county_among_the_municipalities_is_the_whole_of_it(text, counties):
    values = values_of(Kommuner=text)
    assert (values["counties"], values["municipalities"]) == (counties, ())


@pytest.mark.parametrize("text", ["0771-416 416 (vx)", "08\u2011570 470 00"])
def test_a_telephone_number_may_be_that_of_a_switchboard(text):
    assert values_of(Telefonnummer=text)["contact"].phone == text.replace("\u2011", "-")


def test_a_county_beside_its_municipalities_tells_where_they_lie():
    facts, notes = facts_of(table(row(Kommuner="Lund; Karlskrona", Län="Skåne; Blekinge; Gotland")))
    values = facts[0].values
    assert (values["municipalities"], values["counties"]) == (codes("Lund", "Karlskrona"), ("09",))
    assert [remark[:6] for remark in notes.remarks] == ["Blekin", "Skåne "]


@pytest.mark.parametrize("text", ["Skåne län: Lund, Höör", "Skåne län:\n• Lund\n• Höör", "Skåne län\n\n• Lund\n• Höör"])
def test_a_county_that_heads_its_municipalities_is_no_whole_county(text):
    facts, notes = facts_of(table(row(Kommuner=text)))
    assert (facts[0].values["municipalities"], facts[0].values["counties"]) == (codes("Lund", "Höör"), ())
    assert len(notes.remarks) == 1


@pytest.mark.parametrize("text", ["Skåne län: Karlskrona", "Skåne län\n• Karlskrona", "Skåne län:\nKarlskrona"])
def test_a_county_above_municipalities_of_another_stays_whole(text):
    values = values_of(Kommuner=text)
    assert (values["municipalities"], values["counties"]) == (codes("Karlskrona"), ("12",))


@pytest.mark.parametrize("text", ["Hela länet", "Samtliga kommuner i länet", "alla kommuner; Lund"])
def test_the_whole_county_is_the_one_that_the_record_names(text):
    values = values_of(Kommuner=text, Län="Skåne")
    assert (values["municipalities"], values["counties"]) == ((), ("12",))
    _facts, notes = facts_of(table(row(Kommuner="Hela länet")))
    assert [(fault.value, fault.nearest) for fault in notes.faults] == [("Hela länet", "")]


def test_the_budget_may_have_a_currency_of_its_own():
    amounts = {"Beviljat stöd": "5", "Total projektbudget": "7", "Valuta": "SEK", "Budgetens valuta": "EUR"}
    values = values_of(**amounts)
    assert (values["granted"], values["budget"]) == (Money(5), Money(7, "EUR"))


def test_the_whole_country_is_all_its_counties():
    assert len(values_of(Kommuner="Hela landet")["counties"]) == 21


def test_uppsala_is_the_municipality_unless_a_county_is_asked_for():
    assert values_of(Kommuner="Uppsala")["municipalities"] == codes("Uppsala")
    assert values_of(Län="Uppsala")["counties"] == ("03",)


def test_terms_are_known_by_label_in_any_language_and_by_slug():
    values = values_of(Diskrimineringsgrunder="Kön; Age; disability", Målgrupper="Chefer, Arbeidssøkere")
    assert values["grounds"] == ("age", "disability", "sex")
    assert values["target_groups"] == ("jobseekers", "managers")


@pytest.mark.parametrize(
    ("changes", "field", "nearest"),
    [
        ({"Kommuner": "Linköpnig"}, "Kommuner", "Linköping"),
        ({"Län": "Skåna"}, "Län", "Skåne län"),
        ({"Projektfas": "Genomföring"}, "Projektfas", "Genomförande"),
        ({"Nivåer": "Samhället"}, "Nivåer", "Samhälle"),
        ({"Titel": " "}, "Titel", ""),
        ({"Titel": "x" * 256}, "Titel", ""),
        ({"Beviljat stöd": "-5 kr"}, "Beviljat stöd", ""),
        ({"Beviljat stöd": "mycket"}, "Beviljat stöd", ""),
        ({"Total projektbudget": "NOK 5 000 000"}, "Total projektbudget", ""),
        ({"Total projektbudget": "5 kr"}, "Total projektbudget", ""),
        ({"Valuta": "USD"}, "Valuta", ""),
        ({"Projektägare": "Ett AB; Två AB"}, "Projektägare", ""),
        ({"Valuta": "NOK", "Beviljat stöd": "5 SEK"}, "Beviljat stöd", ""),
        ({"Slutdatum": "2009-12-31"}, "Slutdatum", ""),
        ({"Slutdatum": "2010-02-30"}, "Slutdatum", ""),
        ({"Projektperiod": "2011-01-01 till 2012-01-01"}, "Startdatum", ""),
        ({"E-post": "inte en adress"}, "E-post", ""),
        ({"Telefonnummer": "ring växeln"}, "Telefonnummer", ""),
        ({"Länk": "hej hopp"}, "Länk", ""),
        ({"Organisationsnummer": "123"}, "Organisationsnummer", ""),
        ({"Rådgivningstimmar": "-1"}, "Rådgivningstimmar", ""),
        ({"EU-medfinansierat": "kanske"}, "EU-medfinansierat", ""),
        ({"Program": "Okänt program"}, "Program", ""),
    ],
)
def test_a_fault_says_where_what_and_what_was_meant(changes, field, nearest):
    fault = faults_of(**changes)[0]
    assert (fault.row, fault.field, fault.nearest) == (2, field, nearest)
    assert fault.reason


def test_the_nearest_name_is_shown_as_the_portal_writes_it():
    assert faults_of(Status="Pågånde")[0].nearest == str(Status.ONGOING.label)


def test_all_faults_are_found_at_once():
    found = faults_of(Titel="", Kommuner="Malmoo; Lundd", Projektfas="x", Slutdatum="igår")
    assert [fault.value for fault in found] == ["", "x", "igår", "Malmoo", "Lundd"]


def test_a_field_that_the_table_lacks_is_not_touched():
    values = values_of()
    assert "summary" not in values
    assert "phase" not in values
    assert "budget" not in values


def test_groups_told_in_prose_become_a_section_of_a_printed_record():
    prose = "Målgrupper\n\nDen som söker arbete och den som redan har ett.\n\n"
    text = RECORD.replace("Transnationellt samarbete", prose + "Transnationellt samarbete")
    facts, notes = facts_of(text.encode(), "post.txt")
    assert notes.faults == []
    assert facts[0].values["extra_sections"] == (
        ("Målgrupper", "<p>Den som söker arbete och den som redan har ett.</p>"),
    )


@pytest.mark.parametrize(
    "text", ["Ingen transnationell verksamhet.", "Inget transnationellt samarbete planeras", "Nej", "None."]
)
def test_an_explicit_none_is_understood(text):
    assert says_none(text)


@pytest.mark.parametrize("text", ["", "Ingen vet ännu, men vi reser till Porto.", "Samarbete med Porto."])
def test_other_words_are_no_none(text):
    assert not says_none(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Programområde 1 Kompetensförsörjning", AreaName(1, "Kompetensförsörjning")),
        ("1. Kompetensförsörjning", AreaName(1, "Kompetensförsörjning")),
        ("Programme area 2: Supply", AreaName(2, "Supply")),
        ("Kompetensförsörjning", AreaName(None, "Kompetensförsörjning")),
        ("-", None),
    ],
)
def test_programme_areas_have_a_number_and_a_name(text, expected):
    assert area(text) == expected


TYPED = (
    *("Titel", "Kommuner", "Beviljat stöd", "Slutdatum", "E-post", "Telefonnummer", "Länk", "Projektperiod"),
    *("Programområde", "Rådgivningstimmar"),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(heading=st.sampled_from(TYPED), value=st.text(max_size=60))
def test_any_value_is_taken_or_is_a_fault(heading, value):
    outcome = outcome_of(lambda: facts_of(table(row(**{heading: value}))))
    assert outcome.faults or outcome.result[0] or outcome.result[1].faults


@pytest.mark.parametrize(
    ("written", "told"), [("03/01/2012", True), ("3/3/2012", False), ("15/01/2012", False), ("2012-01-03", False)]
)
def test_a_date_that_could_have_the_month_first_is_told_as_it_was_read(written, told):
    facts, notes = facts_of(table(row(Startdatum=written, Slutdatum="")))
    assert facts[0].values["starts"].year == 2012
    assert any(f"{written} läses som 2012-01-03" in remark for remark in notes.remarks) == told
