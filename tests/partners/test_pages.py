"""What visitors see of partners, partnerships and countries."""

import csv
import datetime as dt
import io
import re

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import Page

from partners.models import Partner, Partnership, PartnershipMember
from tests.factories import partners as make
from tests.factories.pages import make_page
from tests.support.site import translate_page

pytestmark = pytest.mark.django_db


def text(response):
    return response.content.decode()


def rows_of_csv(response):
    content = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(content), delimiter=";" if ";" in content.splitlines()[0] else ","))


def test_the_directory_lists_every_partner_once_by_name(network, client):
    translate_page(network.fife, network.site.locale("en"), title="Fife Forum", slug="fife-forum")

    page = text(client.get(network.directory.url))

    names = ["Associação Porta Aberta", "Fife Equality Forum", "Norrköpings kommun", "Ångermanlands företagare"]
    assert [page.count(f">{name}</a>") for name in names] == [1, 1, 1, 1]
    assert sorted(names, key=page.index) == names
    assert "Fife, Skottland" in page


def test_a_partner_without_a_page_in_the_language_is_shown_in_its_own_and_marked(network, client):
    translate_page(network.fife, network.site.locale("en"), title="Fife Forum", slug="fife-forum")

    page = text(client.get(network.in_english.url))

    assert ">Fife Forum</a>" in page
    assert 'class="card__title" lang="sv"' in page


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("country=PT", {"Associação Porta Aberta"}),
        ("sector=association", {"Associação Porta Aberta", "Fife Equality Forum"}),
        ("letter=Å", {"Ångermanlands företagare"}),
        ("letter=A", {"Associação Porta Aberta"}),
        ("workplace=model", {"Ångermanlands företagare"}),
        ("q=kommun", {"Norrköpings kommun"}),
        ("q=skottland", {"Fife Equality Forum"}),
        ("country=PT&sector=union", set()),
        ("country=nowhere", set()),
    ],
)
def test_filters_in_the_address(network, client, query, expected):
    response = client.get(f"{network.directory.url}csv/?{query}")

    assert {row[0] for row in rows_of_csv(response)[1:]} == expected


def test_the_filter_by_partnership_leaves_out_those_that_have_left(network, client):
    key = Partnership.objects.get().pk

    rows = rows_of_csv(client.get(f"{network.directory.url}csv/?network={key}"))

    assert "Ångermanlands företagare" not in {row[0] for row in rows}
    assert len(rows) == 4


def test_the_export_tells_role_and_time_and_opens_as_a_workbook(network, client):
    rows = rows_of_csv(client.get(f"{network.directory.url}csv/"))
    by_name = {row[0]: dict(zip(rows[0], row, strict=True)) for row in rows[1:]}

    assert "2007" in by_name["Ångermanlands företagare"]["Partnerskap" if "Partnerskap" in rows[0] else "Partnerships"]
    assert b"".join(client.get(f"{network.directory.url}xlsx/").streaming_content)[:2] == b"PK"


@pytest.mark.parametrize("query", ["q=" + "x" * 200, "letter=ABC", "country=" + "y" * 99, "q=%00"])
def test_a_malformed_filter_is_said_and_not_a_fault(network, client, query):
    assert client.get(f"{network.directory.url}?{query}").status_code == 400
    assert client.get(f"{network.directory.url}map/?{query}").status_code == 400
    assert client.get(f"{network.directory.url}csv/?{query}").status_code in {400, 404}


def test_the_map_calls_every_country_by_its_name(network, client):
    page = client.get(f"{network.in_english.url}map/").content.decode()
    assert "<title>Iceland: 0</title>" in page
    assert "GB-SCT" not in re.sub(r'(href|value|src)="[^"]*"', "", page)


def test_the_map_counts_countries_and_municipalities(network, client):
    page = text(client.get(f"{network.directory.url}map/"))

    assert "<title>Norrköping: 1</title>" in page
    assert "<title>Portugal: 1</title>" in page


def test_a_profile_tells_what_is_known_of_the_organisation(network, client):
    organisation = network.fife.organisation
    organisation.website = "https://fife.example.org"
    organisation.links.create(label="Our plan", url="https://fife.example.org/plan", language="en")
    organisation.save()

    page = text(client.get(network.fife.url))

    assert "Fife, Skottland" in page
    assert "The X Train" in page
    assert '<li lang="en"><a href="https://fife.example.org/plan" rel="external">Our plan</a></li>' in page
    assert "fife.example.org" in page


def test_a_partnership_shows_members_now_and_before_and_its_countries(network, client):
    page = text(client.get(network.train.url))

    now, before = page.split("Ångermanlands företagare", 1)[0], page
    assert "Norrköpings kommun" in now
    assert "Portugal, Skottland, Sverige" in before
    assert "2005–" in page


def test_a_country_shows_its_partners_partnerships_and_news(network, client):
    page = make.make_country_page(network.directory, "PT")
    make.make_news(network.lisboa_pt, "Cem estágios")

    shown = text(client.get(page.url))

    assert "Associação Porta Aberta" in shown
    assert "The X Train" in shown
    assert "Cem estágios" in shown
    assert "Fife" not in shown.split("<main")[1].split("</main>")[0]


def test_an_organisation_has_one_profile(network):
    second = make_page(type(network.fife), network.directory, live=False, organisation=network.fife.organisation)

    with pytest.raises(Exception, match="profil") as caught:
        second.full_clean()
    assert "organisation" in caught.value.message_dict


def test_of_two_drafts_for_an_organisation_one_is_published(network):
    organisation = make.make_organisation("Två sidor")
    drafts = [
        make_page(type(network.fife), network.directory, live=False, organisation=organisation, title=title)
        for title in ("Den första", "Den andra")
    ]
    # Both are drafts: neither has a record yet that the other would be held against.
    first, second = (page.save_revision() for page in drafts)
    first.publish()
    with pytest.raises(ValidationError):
        second.publish()

    assert Partner.objects.get(organisation=organisation).title == "Den första"


def test_news_follows_the_section_it_is_moved_to_and_its_organisation(network):
    news = make.make_news(network.fife, "Flyttas")

    news.move(network.lisboa, pos="last-child")
    news.refresh_from_db()
    assert news.organisation == network.lisboa.organisation

    section = type(network.lisboa).objects.get(pk=network.lisboa.pk)
    section.organisation = make.make_organisation("Efterträdaren", land="PT")
    section.save_revision(log_action=False).publish(log_action=False)
    news.refresh_from_db()
    assert news.organisation.name == "Efterträdaren"


def test_a_translation_changes_no_fact_and_the_record_follows_the_original(network):
    english = translate_page(network.train, network.site.locale("en"), title="The Train", slug="the-train")
    english.first_year = 1999
    english.save_revision(log_action=False).publish(log_action=False)

    record = Partnership.objects.get()
    assert (record.title, record.first_year, record.members.count()) == ("The X Train", 2005, 4)


def test_a_member_taken_off_the_page_is_taken_off_the_record(network):
    page = type(network.train).objects.get(pk=network.train.pk)
    page.member_links = [link for link in page.member_links.all() if link.role != "associated"]
    page.save_revision(log_action=False).publish(log_action=False)

    assert PartnershipMember.objects.filter(organisation=network.lisboa.organisation).count() == 0


def test_the_record_goes_with_the_last_page(network):
    translate_page(network.fife, network.site.locale("en"), title="Fife Forum", slug="fife-forum")
    organisation = network.fife.organisation

    Page.objects.get(pk=network.fife.pk).specific.delete()
    assert Partner.objects.get(organisation=organisation).title == "Fife Forum"

    Page.objects.get(translation_key=network.fife.translation_key).specific.delete()
    assert not Partner.objects.filter(organisation=organisation).exists()


def test_an_unpublished_profile_is_nowhere(network, client):
    network.fife.unpublish()

    assert "Fife Equality Forum" not in text(client.get(network.directory.url))
    assert client.get(network.fife.url).status_code == 410


def test_pages_keep_their_budget_however_many_partners(network, assert_max_queries):
    for number in range(12):
        page = make.make_partner(network.directory, make.make_organisation(f"Fler {number}", land="PT"))
        make.make_news(page, f"Nytt {number}", date=dt.date(2026, 1, 1 + number))
    country = make.make_country_page(network.directory, "PT")
    news = make.make_news(network.lisboa, "Ett till")

    for page in (network.directory, network.lisboa, network.train, country, news):
        assert_max_queries(page.url, 10)
    assert_max_queries(f"{network.directory.url}map/", 10)
