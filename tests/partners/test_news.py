"""News from partners: written in one language, read in several, listed with our own, followed as feeds."""

import datetime as dt
import re
from xml.etree import ElementTree

import pytest
from wagtail.models import Page

from core.reading import Reading
from core.taxonomies.models import Theme
from partners.models import PartnerNewsPage
from partners.newsroom import news, news_cards
from tests.factories import home as make_home
from tests.factories import partners as make
from tests.support.atom import check_atom
from tests.support.site import translate_page

pytestmark = pytest.mark.django_db
ATOM = {"a": "http://www.w3.org/2005/Atom"}


def entries(response):
    assert response.status_code == 200
    assert response["Content-Type"].startswith("application/atom+xml")
    return ElementTree.fromstring(response.content).findall("a:entry", ATOM)  # noqa: S314 — our own feed


def titles(response):
    return [entry.findtext("a:title", namespaces=ATOM) for entry in entries(response)]


@pytest.fixture
def placements(network):
    """News written in Portuguese."""
    return make.make_news(
        network.lisboa_pt, "Cem estágios", introduction="Começamos em janeiro.", date=dt.date(2026, 1, 5),
        themes=Theme.objects.filter(slug="recruitment"),
    )  # fmt: skip


def translated(page, site, code="sv", **changes):
    return translate_page(page, site.locale(code), **{"title": "Hundra praktikplatser", "slug": "hundra", **changes})


def test_news_knows_its_partner_country_and_language(network, placements):
    assert placements.organisation == network.lisboa.organisation
    assert placements.country.code == "PT"
    assert placements.original_language == "pt"


def test_a_translation_keeps_the_original_language(network, placements):
    swedish = translated(placements, network.site)
    swedish.save_revision(log_action=False).publish(log_action=False)

    assert type(swedish).objects.get(pk=swedish.pk).original_language == "pt"


def test_a_partner_shows_its_news_in_the_readers_language_or_as_written(network, placements, client):
    before = client.get(network.lisboa.url).content.decode()
    translated(placements, network.site)
    after = client.get(network.lisboa.url).content.decode()

    assert 'class="card__title" lang="pt"' in before
    assert "Cem estágios" in before
    assert "Hundra praktikplatser" in after
    assert "Cem estágios" not in after


def test_a_translation_says_so_and_leads_to_the_original(network, placements, client):
    swedish = translated(placements, network.site)

    page = client.get(swedish.url).content.decode()

    assert f'<a href="{placements.url}" hreflang="pt">' in page
    assert "notice--warn" not in page


def test_a_translation_older_than_its_original_says_so(network, placements, client):
    swedish = translated(placements, network.site)
    changed = PartnerNewsPage.objects.get(pk=placements.pk)
    changed.introduction = "Mais do que isso."
    changed.save_revision(log_action=False).publish(log_action=False)

    page = client.get(swedish.url).content.decode()
    original = client.get(placements.url).content.decode()

    assert "notice--warn" in page
    assert f'href="{placements.url}" hreflang="pt"' in page
    assert "notice--warn" not in original


def test_news_stands_in_our_archive_and_its_feed_with_our_articles(network, placements, client, assert_max_queries):
    archive = make_home.make_archive(network.site.home)
    article = make_home.make_article(archive, "Vår egen nyhet", date=dt.date(2026, 2, 1))
    translated(placements, network.site)

    page = client.get(archive.url).content.decode()

    assert page.index("Vår egen nyhet") < page.index("Hundra praktikplatser")
    assert "Associação Porta Aberta" in page
    assert titles(client.get(f"{archive.url}feed/")) == ["Vår egen nyhet", "Hundra praktikplatser"]
    assert "Vår egen nyhet" not in client.get(f"{archive.url}?theme=recruitment").content.decode()
    assert "Hundra praktikplatser" in client.get(f"{archive.url}?theme=recruitment&year=2026").content.decode()
    assert client.get(article.url).status_code == 200
    assert_max_queries(archive.url, 10)


def test_news_is_found_by_search_with_its_theme(network, placements, client):
    response = client.get("/pt/search/?q=est%C3%A1gios")

    assert "Cem" in response.content.decode()
    assert "recruitment" in response.content.decode()


def test_a_feed_has_each_piece_once_and_says_its_language(network, placements, client):
    make.make_news(network.fife, "En svensk nyhet", date=dt.date(2026, 1, 2))
    translated(placements, network.site, "en", title="A hundred placements", slug="placements")

    swedish = entries(client.get(f"{network.directory.url}feed/"))
    english = client.get(f"{network.in_english.url}feed/")

    lang = "{http://www.w3.org/XML/1998/namespace}lang"
    assert [entry.get(lang) for entry in swedish] == ["pt", None]
    assert titles(english) == ["A hundred placements", "En svensk nyhet"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("country=PT", ["Cem estágios"]),
        ("country=GB-SCT", ["From Fife"]),
        ("lang=pt", ["Cem estágios"]),
        ("lang=nl", []),
        ("theme=recruitment", ["Cem estágios"]),
        ("", ["Cem estágios", "From Fife"]),
    ],
)
def test_feeds_by_country_language_and_theme(network, placements, client, query, expected):
    make.make_news(network.fife, "From Fife", date=dt.date(2026, 1, 1))

    assert titles(client.get(f"{network.directory.url}feed/?{query}")) == expected


@pytest.mark.parametrize("query", ["country=XX", "country=%00", "lang=tlh", "theme=nope", "theme=%27--"])
def test_a_feed_for_what_there_is_not_is_not_there(network, client, query):
    assert client.get(f"{network.directory.url}feed/?{query}").status_code in {400, 404}


def test_a_partner_and_a_country_have_feeds_of_their_own(network, placements, client):
    make.make_news(network.fife, "From Fife")
    country = make.make_country_page(network.directory, "PT")

    assert titles(client.get(f"{network.fife.url}feed/")) == ["From Fife"]
    assert titles(client.get(f"{country.url}feed/")) == ["Cem estágios"]


def test_what_is_not_published_or_restricted_is_in_no_feed_and_no_list(network, placements, client):
    placements.view_restrictions.create(restriction_type="login")

    assert titles(client.get(f"{network.directory.url}feed/")) == []
    assert news_cards(news(), Reading(None), 5) == []


def test_letters_that_xml_cannot_hold_do_not_break_the_feed(network, client):
    page = make.make_news(network.fife, "Med tecken")
    Page.objects.filter(pk=page.pk).update(title="Med \x0b tecken & <märken>")

    assert titles(client.get(f"{network.directory.url}feed/")) == ["Med  tecken & <märken>"]


def test_our_feeds_are_as_the_standard_has_them(network, placements, client):
    make.make_news(network.fife, "Från Fife", date=dt.date(2026, 1, 2), introduction="Med <märken> & tecken")
    translated(placements, network.site, "en", title="A hundred placements", slug="placements")
    country = make.make_country_page(network.directory, "PT")
    feeds = {
        f"{network.directory.url}feed/": 2,
        f"{network.directory.url}feed/?lang=pt": 1,
        f"{network.directory.url}feed/?lang=en": 1,
        f"{network.directory.url}feed/?country=PT&theme=recruitment": 1,
        f"{network.directory.url}feed/?lang=nl": 0,
        f"{network.in_english.url}feed/": 2,
        f"{network.lisboa_pt.url}feed/": 1,
        f"{network.fife.url}feed/": 1,
        f"{country.url}feed/": 1,
    }
    identities = []
    for address, number in feeds.items():
        answer = client.get(address)
        assert len(check_atom(answer.content, answer["Content-Type"], address)) == number, address
        identities.append(re.search(rb"<id>(.*?)</id>", answer.content)[1])
    assert len(set(identities)) == len(feeds)
