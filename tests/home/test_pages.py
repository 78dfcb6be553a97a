"""Every page type answers with its own words."""

import pytest
from bs4 import BeautifulSoup
from django.utils import translation
from django.utils.translation import gettext

from core.navigation.models import SiteSettings
from tests.factories import home as make

pytestmark = pytest.mark.django_db


def test_home_page_shows_its_sections(client, site):
    home = site.home
    home.sections = make.stream(
        (
            "hero",
            {
                "heading": "Olika erfarenheter",
                "text": "Vi prövar.",
                "links": make.listed({"link_text": "Läs mer", "page": home.pk, "url": ""}),
            },
        ),
        (
            "numbers",
            {"title": "I siffror", "items": make.listed({"value": "13 av 13", "label": "kommuner", "source": ""})},
        ),
    )
    home.save_revision().publish()

    html = client.get("/sv/").content.decode()

    assert html.count("<h1") == 1
    assert "Olika erfarenheter" in html
    assert "13 av 13" in html
    assert 'href="/sv/">Läs mer</a>' in html


def test_every_page_type_answers(client, site):
    archive = make.make_archive(site.home)
    pages = [
        make.make_standard(site.home),
        make.make_section(site.home),
        archive,
        make.make_article(archive),
        make.make_contact_page(site.home),
        make.make_feedback_page(site.home),
    ]
    for page in pages:
        response = client.get(page.url)
        assert response.status_code == 200, page
        assert f"<h1>{page.title}</h1>" in response.content.decode()


def test_the_latest_news_lead_on_to_all_of_them(client, site):
    archive = make.make_archive(site.home)
    make.make_article(archive)
    SiteSettings.objects.create(site=site.site, news_page=archive)
    site.home.sections = make.stream(("latest_articles", {"title": "Nytt", "count": 3}))
    site.home.save_revision().publish()

    onward = BeautifulSoup(client.get("/sv/").content, "html.parser").select_one("main .section-heading a.onward")

    assert onward is not None
    assert onward["href"] == archive.url


@pytest.mark.parametrize("path", ["/sv/finns-inte/", "/sv/write/contact/999999/", "/sv/nyheter/?page=999"])
def test_an_error_page_leads_to_the_start_page_in_every_language(client, site, path):
    make.make_archive(site.home)
    response = client.get(path)
    panel = BeautifulSoup(response.content, "html.parser").select_one(".languages__panel")

    assert response.status_code == 404
    assert [link["href"] for link in panel.select("a")] == ["/sv/", "/en/", "/nb/", "/nl/", "/pt/", "/it/"]
    with translation.override("sv"):
        assert gettext("To the start page in:") in panel.text
        assert gettext("Not translated here; these lead to the nearest page that is:") not in panel.text


def test_the_title_of_the_start_page_says_the_name_once(client, site):
    SiteSettings.objects.create(site=site.site, organisation_name="Startsida")

    assert BeautifulSoup(client.get("/sv/").content, "html.parser").title.text == "Startsida"
    assert BeautifulSoup(client.get("/en/").content, "html.parser").title.text == "Start – Startsida"
