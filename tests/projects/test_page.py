import datetime as dt
import json
import re
from decimal import Decimal

import pytest

from core.contacts.models import Contact, ContactPhone
from core.places.models import Municipality
from projects.enums import Phase, Status
from projects.models import Project, RelatedProject
from tests.factories.projects import (
    AreaFactory,
    OrganisationFactory,
    county,
    ground,
    make_project,
    municipality,
    publish,
)
from tests.support.site import translate_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def full_project(bank):
    contact = Contact.objects.create(label_sv="Projektledare", name="", email="projekt@example.org")
    ContactPhone.objects.create(contact=contact, number="+46701740605")
    return make_project(
        bank,
        title="Ett steg in",
        number="2009-17",
        programme_area=AreaFactory(number=2, label_sv="Ökat arbetskraftsutbud"),
        phase=Phase.PRE_PROJECT,
        status=Status.COMPLETED,
        owner_organisation=OrganisationFactory(name="Finspångs lärcentrum"),
        contact=contact,
        granted_amount=Decimal(0),
        budget_amount=Decimal("1234567"),
        in_kind_hours=Decimal(40),
        in_kind_subject="Rekrytering utan sållning",
        starts="2009-03",
        ends="2009-08-31",
        region="Östra Mellansverige",
        summary="<p>Arton arbetsplatser prövar ett nytt sätt.</p>",
        background="<p>Det började med en lunch.</p>",
        problem_analysis="<p>Dörrarna är tunga.</p>",
        purpose="<p>Att öppna dem.</p>",
        goals="<ol><li>Nio arbetsplatser.</li></ol>",
        accessibility="<p>Alla lokaler har hörslinga.</p>",
        no_transnational=True,
        extra_sections=[{"type": "section", "value": {"heading": "Medfinansiärer", "text": "<p>Två sparbanker.</p>"}}],
        indicators=[
            {
                "type": "indicator",
                "id": "ind-1",
                "value": {
                    "label": "Arbetsplatser",
                    "unit": "st",
                    "baseline": "0",
                    "target": "18",
                    "due": "2009-08-31",
                    "actual": "9",
                },
            }
        ],
        sets={"counties": [county("10")], "municipalities": [municipality("Finspång")], "grounds": [ground("age")]},
    )


def test_a_reader_sees_every_part_of_the_record_in_its_order(client, full_project):
    text = client.get(full_project.url).text
    parts = [
        "Ett steg in",
        "2 Ökat arbetskraftsutbud",
        "Finspångs lärcentrum",
        "projekt@example.org",
        "070-174 06 05",
        "0\u00a0kr",
        "1\u202f234\u202f567\u00a0kr",
        "mars 2009 – 31 augusti 2009",
        "Östra Mellansverige",
        "Arton arbetsplatser",
        "Det började",
        "Dörrarna är tunga",
        "Att öppna dem",
        "Nio arbetsplatser",
        "hörslinga",
        "Två sparbanker",
        "Finspång</li>",
        "Sölvesborg</li>",
    ]
    main = text[text.index("<main") : text.index("</main>")]
    places = [main.find(part) for part in parts]
    assert [part for part, place in zip(parts, places, strict=True) if place < 0] == []
    assert places == sorted(places)


def test_advice_in_kind_is_shown_beside_the_money(client, full_project):
    text = client.get(full_project.url).text
    assert "40" in text
    assert "Rekrytering utan sållning" in text


def test_what_is_not_known_is_left_out(client, bank):
    page = make_project(bank, title="Kort")
    text = client.get(page.url).text
    assert "None" not in text
    assert "kr</dd>" not in text


def test_the_record_holds_the_facts_with_counties_opened_up(full_project):
    record = Project.objects.get(translation_key=full_project.translation_key)
    assert record.granted.amount == 0
    assert str(record.starts) == "2009-03"
    assert record.starts_on == dt.date(2009, 3, 1)
    assert record.ends_on == dt.date(2009, 8, 31)
    names = set(record.municipalities.values_list("name", flat=True))
    assert names == {"Finspång", "Karlshamn", "Karlskrona", "Olofström", "Ronneby", "Sölvesborg"}
    assert record.indicators.get().target == 18


def test_a_draft_changes_nothing_in_the_record(full_project):
    full_project.region = "Sydsverige"
    full_project.save_revision()
    assert Project.objects.get().region == "Östra Mellansverige"
    publish(full_project)
    assert Project.objects.get().region == "Sydsverige"


def test_sets_that_are_emptied_in_the_original_are_empty_in_the_translation(client, site, full_project):
    english = translate_page(full_project, site.locale("en"), title="One step in", slug="one-step-in")
    assert "Finspång</li>" in client.get(english.url).text
    full_project.counties.set([])
    full_project.municipalities.set([])
    publish(full_project)
    assert "Finspång</li>" not in client.get(english.url).text


def test_a_translation_shows_the_facts_of_the_record_and_never_writes_them(client, site, full_project):
    english = translate_page(full_project, site.locale("en"), title="One step in", slug="one-step-in")
    full_project.budget_amount = Decimal(99)
    publish(full_project)
    assert "SEK\u00a099" in client.get(english.url).text
    english.region = "Stockholm"
    publish(english)
    record = Project.objects.get()
    assert (record.region, record.title) == ("Östra Mellansverige", "Ett steg in")


def test_a_page_links_to_itself_in_other_languages(client, site, full_project):
    english = translate_page(full_project, site.locale("en"), title="One step in", slug="one-step-in")
    text = client.get(full_project.url).text
    facts = text[text.index("<dl>") : text.index("</dl>")]
    assert f'href="{english.url}"' in facts


def test_related_projects_are_shown_from_both_sides(client, bank, full_project):
    other = make_project(bank, title="Syskonprojektet")
    RelatedProject.objects.create(page=full_project, related_page=other)
    assert "Syskonprojektet" in client.get(full_project.url).text
    assert "Ett steg in" in client.get(other.url).text


def test_an_unpublished_related_project_is_not_shown(client, bank, full_project):
    other = make_project(bank, title="Syskonprojektet")
    RelatedProject.objects.create(page=full_project, related_page=other)
    other.unpublish()
    assert "Syskonprojektet" not in client.get(full_project.url).text


def test_the_emblem_of_the_union_is_shown_with_its_words_when_asked_for(client, bank):
    plain = make_project(bank, title="Utan")
    funded = make_project(bank, title="Med", eu_publicity=True)
    assert "eu-emblem" not in client.get(plain.url).text
    assert 'class="eu-emblem"' in client.get(funded.url).text


def test_machines_read_the_project_and_its_grants(client, full_project):
    full_project.funders.add(OrganisationFactory(name="Tryggfonden"))
    full_project.municipalities.set(Municipality.objects.filter(name="Finspång"))
    full_project.save_revision().publish()
    found = re.search(
        r'<script type="application/ld\+json">(.*?)</script>', client.get(full_project.url).text, re.DOTALL
    )
    thing = next(one for one in json.loads(found[1])["@graph"] if one["@type"] == "Project")
    money, advice = thing["funding"]
    assert money["amount"] == {"@type": "MonetaryAmount", "currency": "SEK", "value": 0.0}
    assert (advice["@type"], advice["description"]) == ("Grant", "40 timmar, Rekrytering utan sållning")
    assert thing["parentOrganization"]["name"] == "Finspångs lärcentrum"
    assert [funder["name"] for funder in thing["funder"]] == ["Tryggfonden"]
    assert {"Finspång", "Karlshamn"} <= {area["name"] for area in thing["areaServed"]}
    assert thing["contactPoint"]["telephone"] == "+46701740605"
    assert (thing["identifier"], thing["foundingDate"]) == ("2009-17", "2009-03")


def test_a_page_costs_at_most_ten_queries_whatever_hangs_on_it(bank, full_project, assert_max_queries):
    small = make_project(bank, title="Liten")
    for number in range(5):
        other = make_project(bank, title=f"Syskon {number}")
        RelatedProject.objects.create(page=full_project, related_page=other)
    assert_max_queries(small.url, 10)
    assert_max_queries(full_project.url, 10)


def test_unpublishing_hides_the_record_and_deleting_the_last_page_removes_it(site, full_project):
    english = translate_page(full_project, site.locale("en"), title="One step in", slug="one-step-in")
    full_project.unpublish()
    assert Project.objects.get().is_public
    english.unpublish()
    assert not Project.objects.get().is_public
    english.delete()
    assert Project.objects.exists()
    type(full_project).objects.get(pk=full_project.pk).delete()
    assert not Project.objects.exists()
