"""Queries beyond Wagtail's own routing: home 10, lists 10, detail 10, search 8; constant in the number of rows."""

import pytest

from tests.factories import home as make
from tests.home.conftest import full_body, make_articles

pytestmark = pytest.mark.django_db


def fill_home(home, pages):
    home.refresh_from_db()
    pictures = [make.make_image() for _ in range(3)]
    home.sections = make.stream(
        (
            "hero",
            {
                "heading": "Olika",
                "text": "",
                "image": pictures[0].pk,
                "links": make.listed({"link_text": "Nyheter", "page": pages[0].pk, "url": ""}),
            },
        ),
        ("page_list", {"title": "Utvalt", "pages": make.listed(*[page.pk for page in pages])}),
        ("latest_articles", {"title": "Nyheter", "count": 3}),
        (
            "platforms",
            {
                "title": "Två plattformar",
                "items": make.listed(
                    *[
                        {
                            "heading": "Experimentverkstaden",
                            "text": "Prövar",
                            "image": picture.pk,
                            "link_text": "Mer",
                            "page": pages[0].pk,
                            "url": "",
                        }
                        for picture in pictures[1:]
                    ]
                ),
            },
        ),
        ("partners", {"title": "Partner", "text": ""}),
        ("call_to_action", {"heading": "Sök", "text": "", "link_text": "Sök", "page": pages[-1].pk, "url": ""}),
    )
    home.save_revision().publish()


def test_home(assert_max_queries, furnished, archive):
    articles = make_articles(archive, 3)
    fill_home(furnished.home, articles)

    few = assert_max_queries("/sv/", 10)
    more = make_articles(archive, 9)
    fill_home(furnished.home, [*articles, *more][:12])

    assert assert_max_queries("/sv/", 10).total == few.total


def test_article(assert_max_queries, archive):
    article = make_articles(archive, 1)[0]

    few = assert_max_queries(article.url, 10)
    for number in range(10):
        article.tags.add(f"extra-{number}")
        article.author_links.create(contact=make.make_contact(f"Författare {number}"))
    article.save_revision(log_action=False).publish()

    assert assert_max_queries(article.url, 10).total == few.total


def test_archive(assert_max_queries, archive):
    make_articles(archive, 3)
    few = assert_max_queries(archive.url, 10)
    make_articles(archive, 27)

    assert assert_max_queries(archive.url, 10).total == few.total
    assert_max_queries(archive.url + "?tag=rekrytering&year=2020", 10)


def test_section(assert_max_queries, furnished):
    section = make.make_section(furnished.home, "Metoder")
    for number in range(3):
        make.make_standard(section, f"Metod {number}", listing_image=make.make_image())
    few = assert_max_queries(section.url, 10)
    for number in range(27):
        make.make_standard(section, f"Metod {number + 3}", listing_image=make.make_image(), body=full_body())

    assert assert_max_queries(section.url, 10).total == few.total


def test_search(assert_max_queries, archive):
    make_articles(archive, 3)
    few = assert_max_queries("/sv/search/?q=nyheter", 8)
    assert few.status == 200
    make_articles(archive, 27)

    assert assert_max_queries("/sv/search/?q=nyheter", 8).total == few.total
    assert_max_queries("/sv/search/?q=finnsinte", 8)
    assert_max_queries("/sv/search/?q=nyhet+finnsinte", 8)
    assert_max_queries("/sv/search/?q=nyheter&lang=all", 8)
