"""The style page shows every component, and renders in every language without a database."""

from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

from portal.styleguide import sample_context

COMPONENTS = settings.BASE_DIR / "templates" / "components"
# Parts of the frame, shown by base.html itself, and those that need a picture from the database.
ELSEWHERE = {
    "site_header", "site_footer", "site_logo", "logo", "head_meta", "banner", "breadcrumbs", "language_switch",
    "page_meta", "page_words", "back_to_top", "figure",
}  # fmt: skip


@pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES])
def test_the_style_page_renders_without_a_database(language):
    with translation.override(language):
        html = render_to_string("styleguide/index.html", sample_context())
    assert f'<html lang="{language}">' in html
    assert html.count("<h1") == 2  # the opening and the head of an ordinary page are both shown
    assert "{{" not in html
    assert "{%" not in html


def test_every_component_is_on_the_style_page():
    page = (settings.BASE_DIR / "templates" / "styleguide" / "index.html").read_text()
    inner = "".join(path.read_text() for path in COMPONENTS.glob("*.html"))
    missing = {
        path.stem
        for path in Path(COMPONENTS).glob("*.html")
        if f"components/{path.name}" not in page + inner and path.stem not in ELSEWHERE
    }
    assert missing == set()


def test_zero_is_shown_and_blank_is_left_out():
    html = render_to_string("components/facts.html", {"items": sample_context()["facts"], "title": "Fakta"})
    assert "0 kr" in html
    assert "Inte angivet" not in html


def test_the_frame_stands_without_chrome():
    html = render_to_string("base.html", {})
    assert "Mångfaldens ansikten" in html
    assert 'id="main"' in html


@pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES])
def test_the_demo_shows_the_style_page_to_everybody(site, client, settings, language):
    settings.DEMO = True

    response = client.get(f"/{language}/styleguide/")

    assert response.status_code == 200
    assert "noindex" in response.text
    assert not response.cookies
    assert client.get("/styleguide/").headers["Location"] == "/sv/styleguide/"


def test_elsewhere_only_those_who_work_here_see_it(site, client, editor_client):
    assert client.get("/sv/styleguide/").status_code == 404
    assert editor_client.get("/sv/styleguide/").status_code == 200
