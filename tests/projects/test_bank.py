import csv
import io
from decimal import Decimal
from xml.etree import ElementTree as ET

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from projects.bank import export
from projects.enums import Phase, Status
from projects.models import Project
from tests.factories.projects import (
    AreaFactory,
    OrganisationFactory,
    county,
    ground,
    make_programme,
    make_project,
    municipality,
    publish,
)
from tests.support.site import translate_page

pytestmark = pytest.mark.django_db


def titles(client, url):
    """The titles of the cards of a list, in order."""
    text = client.get(url).text
    results = text[text.index('id="results"') :] if 'id="results"' in text else text
    return [part.split(">")[-1].split("</a>")[0] for part in _between(results, 'class="card__title"', "</a>")]


def _between(text, start, end):
    return [piece.split(end)[0] for piece in text.split(start)[1:]]


@pytest.fixture
def three(bank):
    """A project in Norrköping, one in all of Blekinge, one in Norway."""
    area = AreaFactory(number=1, label_sv="Kompetensförsörjning")
    return [
        make_project(
            bank,
            title="Öppna dörrar",
            starts="2019",
            ends="2021",
            phase=Phase.IMPLEMENTATION,
            status=Status.COMPLETED,
            granted_amount=Decimal(1000),
            programme_area=area,
            summary="<p>Mentorer på vårdcentraler.</p>",
            sets={"municipalities": [municipality("Norrköping")], "grounds": [ground("ethnicity")]},
        ),
        make_project(
            bank,
            title="Arbetsro",
            starts="2022-05",
            granted_amount=Decimal(0),
            sets={"counties": [county("10")], "grounds": [ground("age"), ground("ethnicity")]},
        ),
        make_project(
            bank,
            title="Mangfold",
            starts="2020-01-01",
            granted_amount=Decimal(800000),
            granted_currency="NOK",
            sets={"municipalities": [municipality("Arendal")]},
        ),
    ]


def test_the_bank_lists_the_newest_first(client, bank, three):
    assert titles(client, bank.url) == ["Arbetsro", "Mangfold", "Öppna dörrar"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("sort=title", ["Arbetsro", "Mangfold", "Öppna dörrar"]),
        ("sort=amount", ["Öppna dörrar", "Arbetsro", "Mangfold"]),
        ("county=10", ["Arbetsro"]),
        ("municipality=1083", ["Arbetsro"]),
        ("municipality=0581", ["Öppna dörrar"]),
        ("ground=ethnicity", ["Arbetsro", "Öppna dörrar"]),
        ("ground=ethnicity&county=05", ["Öppna dörrar"]),
        ("year=2020", ["Mangfold", "Öppna dörrar"]),
        ("status=completed", ["Öppna dörrar"]),
        ("phase=implementation", ["Öppna dörrar"]),
        ("q=mentorerna", ["Öppna dörrar"]),
        ("q=mento", ["Öppna dörrar"]),
        ("q=entor", []),
        ("q=blekinge+arbetsro", []),
        ("q=ronneby", ["Arbetsro"]),
        ("ground=unknown", []),
    ],
)
def test_the_address_filters_and_sorts(client, bank, three, query, expected):
    assert titles(client, f"{bank.url}?{query}") == expected


def test_what_can_be_chosen_is_offered_with_how_much_it_leaves(client, bank, three):
    form = client.get(f"{bank.url}?county=05").context["form"]
    choices = dict(form.fields["ground"].widget.choices)
    assert choices == {"": "Alla", "ethnicity": "Etnisk tillhörighet (1)"} or choices["ethnicity"].endswith("(1)")
    assert "age" not in choices
    assert dict(form.fields["county"].widget.choices)["10"] == "Blekinge län (1)"


def test_choosing_a_programme_takes_in_its_parts(client, site, bank):
    whole = make_programme(site.home, "Mangfoldsblikk")
    part = make_programme(whole, "Mangfoldsledelse")
    from projects.models import Programme

    record = Programme.objects.get(translation_key=part.translation_key)
    assert record.parent.translation_key == whole.translation_key
    make_project(bank, title="I delen", programme=record)
    make_project(bank, title="Utanför")
    assert titles(client, f"{bank.url}?programme={record.parent_id}") == ["I delen"]


def test_sums_are_told_per_currency_and_never_across(client, bank, three):
    text = client.get(bank.url).text
    assert "1\u202f000\u00a0kr" in text
    assert "NOK\u00a0800\u202f000" in text
    assert client.get(bank.url).context["sums"] == ["1\u202f000\u00a0kr", "NOK\u00a0800\u202f000"]


def test_a_project_in_two_languages_is_counted_once(client, site, banks, three):
    translate_page(three[0], site.locale("en"), title="Open doors", slug="open-doors")
    assert client.get(banks["sv"].url).context["count"] == 3
    assert client.get(banks["en"].url).context["count"] == 3
    assert titles(client, banks["en"].url) == ["Arbetsro", "Mangfold", "Open doors"]


def test_a_title_in_another_language_is_marked_as_such(client, banks, three):
    assert 'class="card__title" lang="sv"' in client.get(banks["en"].url).text
    assert 'lang="sv">' not in client.get(banks["sv"].url).text.split("<main")[1].split("</main>")[0]


def test_words_are_found_in_the_language_they_are_published_in(client, site, banks, three):
    english = translate_page(three[0], site.locale("en"), title="Open doors", slug="open-doors")
    english.summary = "<p>Clinics with mentors.</p>"
    publish(english)
    assert titles(client, f"{banks['en'].url}?q=clinic") == ["Open doors"]
    assert titles(client, f"{banks['sv'].url}?q=mentor") == ["Öppna dörrar"]


def test_drafts_unpublished_and_restricted_projects_are_not_in_the_bank(client, bank, three):
    make_project(bank, title="Utkast", live=False)
    three[0].unpublish()
    PageViewRestriction.objects.create(page=three[1], restriction_type="login")
    assert titles(client, bank.url) == ["Mangfold"]
    PageViewRestriction.objects.all().delete()
    assert titles(client, bank.url) == ["Arbetsro", "Mangfold"]


def test_an_edited_project_is_found_under_its_new_facts_at_once(client, bank, three):
    assert titles(client, f"{bank.url}?municipality=0581") == ["Öppna dörrar"]
    three[0].municipalities.set([municipality("Kinda")])
    publish(three[0])
    assert titles(client, f"{bank.url}?municipality=0581") == []
    assert titles(client, f"{bank.url}?municipality=0513") == ["Öppna dörrar"]


def test_an_empty_list_offers_a_way_on(client, bank, three):
    text = client.get(f"{bank.url}?q=zebra").text
    assert 'class="empty-state"' in text
    assert f'href="{bank.url}"' in text


@pytest.mark.parametrize(
    "query",
    [
        "q=" + "a" * 5000,
        "ground=" + "a" * 500,
    ],
)
def test_a_malformed_filter_is_answered_clearly(client, bank, three, query):
    response = client.get(f"{bank.url}?{query}")
    assert response.status_code == 400
    assert 'class="field__error"' in response.text


@pytest.mark.parametrize(
    "query", ["q=%27%3B+DROP+TABLE--", "q=%3Cscript%3E", "q=%22", "q=*", "q=AND+OR", "year=x", "sort=x", "county=%F0"]
)
def test_odd_filters_are_answered_without_fuss(client, bank, three, query):
    response = client.get(f"{bank.url}?{query}")
    assert response.status_code == 200
    assert "<script>" not in response.text


@pytest.mark.parametrize("number", ["0", "99", "x", "-1", "9" * 400])
def test_pages_beyond_the_list_are_not_found(client, bank, three, number):
    assert client.get(f"{bank.url}?page={number}").status_code == 404


@pytest.mark.parametrize("form", ["feed/", "csv/", "xlsx/"])
def test_the_other_forms_of_the_list_refuse_a_malformed_filter(client, bank, three, form):
    assert client.get(f"{bank.url}{form}?q={'a' * 5000}").status_code == 404


def test_the_csv_has_exactly_the_filtered_rows_in_order(client, bank, three):
    response = client.get(f"{bank.url}csv/?ground=ethnicity")
    rows = list(csv.reader(io.StringIO(b"".join(response).decode("utf-8-sig"))))
    assert [row[1] for row in rows[1:]] == ["Arbetsro", "Öppna dörrar"]
    amount = rows[0].index("Beviljat stöd")
    assert [row[amount] for row in rows[1:]] == ["0.00", "1000.00"]
    assert "Ronneby" in rows[1][rows[0].index("Kommuner")]


def test_the_csv_tells_of_advice_and_of_where_the_record_came_from(client, bank):
    facts = {"in_kind_hours": 12, "in_kind_adviser": "Region Skåne", "in_kind_subject": "Öppen rekrytering"}
    make_project(bank, title="Råd", eu_publicity=True, record_url="https://example.org/post", **facts)
    rows = list(csv.DictReader(io.StringIO(b"".join(client.get(f"{bank.url}csv/")).decode("utf-8-sig"))))
    assert [rows[0][name] for name in ("Rådgivare", "Rådgivningens ämne", "Medfinansieras av Europeiska unionen")] == [
        "Region Skåne",
        "Öppen rekrytering",
        "Ja",
    ]
    assert rows[0]["Ursprunglig post"] == "https://example.org/post"


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize("few", [2, 500])
def test_an_export_asks_the_database_as_often_for_few_rows_as_for_many(client, bank, three, kind, few, monkeypatch):
    monkeypatch.setattr(export, "FEW", few)
    address = f"{bank.url}{kind}/?ground=ethnicity"

    def exported():
        with CaptureQueriesContext(connection) as asked:
            b"".join(client.get(address))
        return len(asked)

    exported()
    before = exported()
    for number in range(12):
        make_project(bank, title=f"Till {number}", slug=f"till-{number}", sets={"grounds": [ground("ethnicity")]})
    exported()
    assert exported() == before


def test_an_export_of_many_has_exactly_the_filtered_rows_in_the_order_of_the_list(client, bank, three, monkeypatch):
    monkeypatch.setattr(export, "FEW", 1)
    response = client.get(f"{bank.url}csv/?ground=ethnicity&sort=amount")
    rows = list(csv.DictReader(io.StringIO(b"".join(response).decode("utf-8-sig"))))
    assert [(row["Titel"], row["Kommuner"]) for row in rows] == [
        ("Öppna dörrar", "Norrköping"),
        ("Arbetsro", "Karlshamn; Karlskrona; Olofström; Ronneby; Sölvesborg"),
    ]


def test_a_title_that_looks_like_a_formula_stays_text_in_exports(client, bank):
    make_project(bank, title="=HYPERLINK(1)", slug="formel")
    response = client.get(f"{bank.url}csv/")
    assert "'=HYPERLINK(1)" in b"".join(response).decode("utf-8-sig")


def test_the_workbook_has_exactly_the_filtered_rows(client, bank, three):
    response = client.get(f"{bank.url}xlsx/?county=10")
    sheet = openpyxl.load_workbook(io.BytesIO(b"".join(response))).active
    assert [row[1].value for row in sheet.iter_rows(min_row=2)] == ["Arbetsro"]


def test_the_feed_has_the_filtered_projects_with_identities_that_are_no_addresses(client, bank, three):
    root = ET.fromstring(client.get(f"{bank.url}feed/?ground=ethnicity").content)  # noqa: S314 — our own feed
    atom = "{http://www.w3.org/2005/Atom}"
    assert {entry.find(f"{atom}title").text for entry in root.iter(f"{atom}entry")} == {"Arbetsro", "Öppna dörrar"}
    assert all(entry.find(f"{atom}id").text.startswith("urn:uuid:") for entry in root.iter(f"{atom}entry"))
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "sv"


def test_the_map_shows_the_chosen_projects_with_a_table_beside_it(client, bank, three):
    response = client.get(f"{bank.url}map/?ground=age")
    assert response.text.count("<path") >= 290
    assert {row["cells"][0]["value"] for row in response.context["rows"]} == {
        "Karlshamn", "Karlskrona", "Olofström", "Ronneby", "Sölvesborg",
    }  # fmt: skip


def test_the_list_costs_at_most_ten_queries_whatever_its_length(bank, three, assert_max_queries):
    before = assert_max_queries(f"{bank.url}?q=mentorer&ground=ethnicity", 10)
    for number in range(12):
        make_project(
            bank,
            title=f"Nummer {number}",
            owner_organisation=OrganisationFactory(),
            summary="<p>Mentorer.</p>",
            sets={"grounds": [ground("ethnicity")], "counties": [county("05")]},
        )
    after = assert_max_queries(f"{bank.url}?q=mentorer&ground=ethnicity", 10)
    assert after.total == before.total


def test_a_stranger_gets_the_same_bytes_twice_and_no_cookie(client, bank, three):
    first, second = client.get(bank.url), client.get(bank.url)
    assert first.content == second.content
    assert not first.cookies


def test_deleting_a_project_takes_it_out_of_every_count(client, bank, three):
    three[0].delete()
    assert Project.objects.count() == 2
    assert client.get(f"{bank.url}?ground=ethnicity").context["count"] == 1


def test_what_is_chosen_is_a_link_that_says_that_it_takes_it_away(client, bank, three):
    text = " ".join(client.get(f"{bank.url}?ground=ethnicity").text.split())
    assert (
        '<span class="visually-hidden">Ta bort: </span>Grund: Etnisk tillhörighet <span class="tag__cross" aria-hidden'
        in text
    )


def test_a_project_whose_original_is_withdrawn_is_still_listed_in_every_language(client, bank, banks, three):
    translate_page(three[0], banks["en"].locale, title="Open doors", slug="open-doors")
    three[0].unpublish()
    response = client.get(bank.url)
    assert titles(client, bank.url) == ["Arbetsro", "Mangfold", "Open doors"]
    assert response.context["count"] == 3
    rows = list(csv.DictReader(io.StringIO(b"".join(client.get(f"{bank.url}csv/")).decode("utf-8-sig"))))
    assert [(row["Titel"], row["Språk"]) for row in rows][-1] == ("Open doors", "en")
