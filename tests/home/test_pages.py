"""Every page type answers with its own words."""

import pytest

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
