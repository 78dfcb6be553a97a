"""The feed of news, as readers of feeds and validators want it."""

import datetime as dt
from xml.etree import ElementTree as ET

import pytest

from tests.factories import home as make
from tests.support.site import translate_page

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


def feed(client, path):
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ET.fromstring(answer.content)  # noqa: S314 — our own answer


def test_the_feed_says_who_it_is(client, site):
    archive = make.make_archive(site.home)
    make.make_article(archive, "Nyhet & <mer>", introduction="Kort", tags=("språk",))

    root = feed(client, "/sv/nyheter/feed/")

    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "sv"
    assert root.find(f"{ATOM}id").text.startswith("tag:")
    links = {link.get("rel"): link.get("href") for link in root.findall(f"{ATOM}link")}
    assert links == {"alternate": "http://localhost/sv/nyheter/", "self": "http://localhost/sv/nyheter/feed/"}
    entry = root.find(f"{ATOM}entry")
    assert entry.find(f"{ATOM}title").text == "Nyhet & <mer>"
    assert entry.find(f"{ATOM}category").get("term") == "språk"
    assert entry.find(f"{ATOM}updated") is not None


def test_the_identity_of_an_article_outlives_its_address(client, site):
    archive = make.make_archive(site.home)
    article = make.make_article(archive, "Nyhet")
    before = feed(client, "/sv/nyheter/feed/").find(f"{ATOM}entry/{ATOM}id").text
    article.slug = "annat-namn"
    article.save_revision().publish()

    assert feed(client, "/sv/nyheter/feed/").find(f"{ATOM}entry/{ATOM}id").text == before
    assert "nyhet" not in before


def test_each_language_has_a_feed_of_its_own(client, site):
    archive = make.make_archive(site.home)
    article = make.make_article(archive, "Nyhet")
    translate_page(archive, site.locale("en"), title="News", slug="news")
    translate_page(article, site.locale("en"), title="Story", slug="story")

    root = feed(client, "/en/news/feed/")

    assert [title.text for title in root.findall(f"{ATOM}entry/{ATOM}title")] == ["Story"]
    assert (
        root.find(f"{ATOM}entry/{ATOM}id").text != feed(client, "/sv/nyheter/feed/").find(f"{ATOM}entry/{ATOM}id").text
    )


def test_the_feed_is_narrowed_as_the_archive_is(client, site):
    archive = make.make_archive(site.home)
    make.make_article(archive, "Med", tags=("språk",), date=dt.date(2024, 2, 1))
    make.make_article(archive, "Utan", date=dt.date(2023, 2, 1))

    root = feed(client, "/sv/nyheter/feed/?tag=sprak")

    assert [title.text for title in root.findall(f"{ATOM}entry/{ATOM}title")] == ["Med"]
    assert root.find(f"{ATOM}id").text != feed(client, "/sv/nyheter/feed/").find(f"{ATOM}id").text
    assert client.get("/sv/nyheter/feed/?year=x").status_code == 404


def test_the_feed_is_announced(client, site):
    make.make_archive(site.home)

    html = client.get("/sv/nyheter/?tag=sprak").content.decode()

    assert 'type="application/atom+xml"' in html
    assert "/sv/nyheter/feed/?tag=sprak" in html


def test_letters_that_xml_cannot_hold_are_left_out(client, site):
    archive = make.make_archive(site.home)
    make.make_article(archive, "Nyhet", introduction="a\x0bb\x1bc")

    assert feed(client, "/sv/nyheter/feed/").find(f"{ATOM}entry/{ATOM}summary").text == "abc"
