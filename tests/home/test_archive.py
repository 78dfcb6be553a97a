"""The archive of news: years, months, tags and themes in the address."""

import datetime as dt
import re

import pytest

from core.taxonomies.models import Theme
from home.models import ArticleTag
from tests.factories import home as make
from tests.support.site import translate_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def news(site):
    archive = make.make_archive(site.home)
    make.make_article(archive, "Mars", date=dt.date(2024, 3, 5), tags=("språk",))
    make.make_article(archive, "April", date=dt.date(2024, 4, 5))
    old = make.make_article(archive, "Gammal", date=dt.date(2020, 3, 5), tags=("språk", "mentorer"))
    old.theme_links.create(theme=Theme.objects.first())
    old.save_revision().publish()
    return archive


def titles(client, query=""):
    html = client.get(f"/sv/nyheter/{query}").content.decode()
    return re.findall(r'class="card__title"[^>]*><a href="[^"]*">([^<]*)</a>', html)


def test_the_newest_stand_first(client, news):
    assert titles(client) == ["April", "Mars", "Gammal"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?year=2024", ["April", "Mars"]),
        ("?year=2024&month=3", ["Mars"]),
        ("?month=3", ["Mars", "Gammal"]),
        ("?tag=sprak", ["Mars", "Gammal"]),
        ("?tag=sprak&year=2020", ["Gammal"]),
        ("?tag=finns-inte", []),
        ("?year=1999", []),
    ],
)
def test_filters_in_the_address(client, news, query, found):
    assert titles(client, query) == found


def test_themes_too(client, news):
    assert titles(client, f"?theme={Theme.objects.first().slug}") == ["Gammal"]


def test_choices_say_how_many_there_are(client, news):
    html = client.get("/sv/nyheter/").content.decode()

    assert '<option value="2024">2024 (2)</option>' in html
    assert '<option value="3">mars (2)</option>' in html
    assert '<option value="sprak">språk (2)</option>' in html


def test_tags_are_one_in_every_language_and_named_in_it(client, site, news):
    translate_page(news, site.locale("en"), title="News", slug="news")
    article = make.make_article(news, "Språkkafé", tags=("språk",))
    translate_page(article, site.locale("en"), title="Language café", slug="language-cafe")
    ArticleTag.objects.filter(slug="sprak").update(label_en="language")

    html = client.get("/en/news/?tag=sprak").content.decode()

    assert "Language café" in html
    assert ">language (1)</option>" in html


@pytest.mark.parametrize(
    "query", ["?year=abc", "?month=13", "?year=%C2%B2024", "?tag=a%20b", "?theme=%3Cscript%3E", "?year=" + "9" * 5000]
)
def test_malformed_filters_are_said_to_be(client, news, query):
    answer = client.get(f"/sv/nyheter/{query}")

    assert answer.status_code == 200
    assert "data-error-summary" in answer.content.decode()
    assert "<script>" not in answer.content.decode()


@pytest.mark.parametrize("page", ["0", "2", "x", "-1", "1" * 4000])
def test_pages_that_are_not_there(client, news, page):
    assert client.get(f"/sv/nyheter/?page={page}").status_code == 404


def test_an_empty_list_offers_a_way_on(client, news):
    assert 'class="button button--quiet" href="/sv/nyheter/"' in client.get("/sv/nyheter/?year=1999").content.decode()
