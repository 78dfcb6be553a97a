"""What follows pages: programmes, methods, listings."""

import datetime as dt

import pytest

from core.registry import find_listing
from projects.models import Method, MethodIndexPage, MethodPage, MethodVersion, Programme
from tests.factories.projects import AreaFactory, OrganisationFactory, make_programme, make_project, publish
from tests.support.site import translate_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def method(bank):
    project = make_project(bank, title="Ett steg in")
    page = MethodPage(
        title="Klimatanalys",
        introduction="Åtta frågor.",
        locale=bank.locale,
        what_it_does="<p>Mäter hur gruppen har det.</p>",
        for_whom="<p>Grupper på åtta till trettio.</p>",
        steps=[{"type": "step", "value": {"heading": "Samla gruppen", "text": "<p>Bjud på kaffe.</p>"}}],
        effort="<p>Två timmar.</p>",
        evidence="<p>Prövad i sexton kommuner.</p>",
    )
    project.add_child(instance=page)
    page.versions.add(MethodVersion(number="2.0", date=dt.date(2024, 1, 1), change="Frågor om tillgänglighet."))
    return publish(page)


def test_a_method_page_tells_what_it_is_for_whom_how_and_from_where(client, method):
    text = client.get(method.url).text
    for part in ("Mäter hur", "Grupper på", "Samla gruppen", "Bjud på", "Två timmar", "sexton", "2.0", "Ett steg in"):
        assert part in text


def test_a_method_is_shown_on_its_project(client, method):
    assert "Klimatanalys" in client.get(method.get_parent().url).text


def test_a_method_has_one_record_for_all_its_languages(site, banks, method):
    translate_page(method, site.locale("en"), title="Climate survey", slug="climate-survey")
    record = Method.objects.get()
    assert (record.title, record.version, record.project.title) == ("Klimatanalys", "2.0", "Ett steg in")


def test_a_method_under_the_list_of_methods_names_its_project(client, site, bank):
    project = make_project(bank, title="Ett steg in")
    index = MethodIndexPage(title="Metoder", locale=site.locale("sv"))
    site.home.add_child(instance=index)
    index = publish(index)
    page = MethodPage(title="Kaffekartan", locale=site.locale("sv"), project_page=project)
    index.add_child(instance=page)
    publish(page)
    assert "Kaffekartan" in client.get(index.url).text
    assert "Ett steg in" in client.get(page.url).text
    assert "Kaffekartan" in client.get(project.url).text
    assert Method.objects.get().project.title == "Ett steg in"


def test_an_unpublished_method_is_not_shown(client, method):
    project_url = method.get_parent().url
    method.unpublish()
    assert "Klimatanalys" not in client.get(project_url).text
    assert not Method.objects.get().is_public


def test_a_method_page_costs_at_most_ten_queries(method, assert_max_queries):
    assert_max_queries(method.url, 10)


def test_a_programme_has_a_record_with_a_label_per_language(site):
    page = make_programme(site.home, "Verkstaden", programme_area=AreaFactory(), funder=OrganisationFactory())
    english = translate_page(page, site.locale("en"), title="The workshop", slug="the-workshop")
    record = Programme.objects.get(translation_key=page.translation_key)
    assert (record.label_in("sv"), record.label_in("en"), record.label_in("it")) == (
        "Verkstaden", "The workshop", "Verkstaden",
    )  # fmt: skip
    english.funder = None
    publish(english)
    record.refresh_from_db()
    assert record.funder == page.funder


def test_a_norwegian_programme_without_a_swedish_page_is_known_by_its_own_name(site):
    page = make_programme(site.homes["nb"], "Mangfoldsblikk")
    assert Programme.objects.get(translation_key=page.translation_key).label_in("sv") == "Mangfoldsblikk"


def test_a_programme_page_shows_its_parts_and_projects(client, site, bank):
    whole = make_programme(site.home, "Verkstaden", eligibility="<p>Öppet för alla arbetsgivare.</p>")
    part = make_programme(whole, "Språkdelen")
    make_project(bank, title="I delen", programme=Programme.objects.get(translation_key=part.translation_key))
    text = client.get(whole.url).text
    for words in ("Öppet för alla", "Språkdelen", "I delen"):
        assert words in text
    assert "Språkdelen" in client.get(whole.get_parent().url).text


def test_a_withdrawn_programme_is_not_public_and_keeps_its_projects(site, bank):
    page = make_programme(site.home, "Verkstaden")
    record = Programme.objects.get()
    make_project(bank, title="Ett", programme=record)
    page.unpublish()
    record.refresh_from_db()
    assert not record.is_public
    page.delete()
    assert record.projects.count() == 1


def test_a_programme_page_costs_at_most_ten_queries_however_many_projects(site, bank, assert_max_queries):
    page = make_programme(site.home, "Verkstaden", programme_area=AreaFactory(), funder=OrganisationFactory())
    record = Programme.objects.get()
    make_project(bank, title="Det första", programme=record)
    before = assert_max_queries(page.url, 10)
    for number in range(4):
        make_project(bank, title=f"Projekt {number}", programme=record, owner_organisation=OrganisationFactory())
    assert assert_max_queries(page.url, 10).total == before.total


def test_the_bank_offers_listings_to_other_pages(bank, site):
    make_project(bank, title="Pågår", status="ongoing", starts="2023")
    make_project(bank, title="Slut", status="completed", starts="2024")
    assert [card.title for card in find_listing("projects").fetch("sv", 5)] == ["Slut", "Pågår"]
    assert [card.title for card in find_listing("ongoing_projects").fetch("sv", 5)] == ["Pågår"]
    assert find_listing("projects").address("sv") == bank.url
    assert find_listing("projects").address("it") == ""


def test_a_programme_leads_to_all_its_projects_in_the_bank(client, site, bank):
    page = make_programme(site.home, "Verkstaden")
    record = Programme.objects.get(translation_key=page.translation_key)
    make_project(bank, title="Ett steg in", programme=record)
    make_project(bank, title="Utanför")

    address = f"{bank.url}?programme={record.pk}"

    assert address in client.get(page.url).text
    found = client.get(address).text
    assert "Ett steg in" in found
    assert "Utanför" not in found
