"""Pages of lists, panels from other apps, and the words kept for search."""

import pytest
from django.http import Http404
from django.template import Context, Template
from django.test import RequestFactory

from core.languages.names import language_codes, own_name
from core.pages.paging import page_of, querystring
from core.registry import Panel, register_panel
from core.registry.panels import _panels
from home.models import StandardPage
from tests.factories import home as make


def get(query):
    return RequestFactory().get(f"/sv/?{query}")


def test_a_page_of_a_list():
    assert list(page_of(get("page=2"), list(range(30)))) == list(range(12, 24))
    assert page_of(get("page="), []).number == 1


@pytest.mark.parametrize("page", ["0", "4", "-1", "x", "1.5", "%C2%B2", "1" * 5000, "1%00"])
def test_a_page_that_is_not_there(page):
    with pytest.raises(Http404):
        page_of(get(f"page={page}"), list(range(30)))


def test_the_rest_of_the_address_is_kept():
    assert querystring(get("theme=x&page=3&y=")) == "theme=x"
    assert querystring(get("theme=x&evil=1"), known=("theme",)) == "theme=x"
    assert querystring(get("theme=x&tag=y"), theme=None, tag="z") == "tag=z"
    assert querystring(get("q=%3Cscript%3E")) == "q=%3Cscript%3E"


def test_languages_are_named_in_themselves():
    assert [own_name(code) for code in language_codes()] == [
        "Svenska",
        "English",
        "Norsk",
        "Nederlands",
        "Português",
        "Italiano",
    ]


@pytest.fixture
def panel():
    """A panel that is taken away again."""
    entered = Panel("test", "home.StandardPage", "components/tag.html", lambda page, request: {"title": page.title})
    register_panel(entered)
    yield entered
    _panels.pop("test")


@pytest.mark.django_db
def test_another_apps_panel_is_shown_on_its_page_type(site, panel):
    shown = Template(
        "{% load pages %}{% page_panels as p %}{% for x in p %}{{ x.template }} {{ x.panel.title }}{% endfor %}"
    )
    request = get("")

    assert shown.render(Context({"page": make.make_standard(site.home, "Om"), "request": request})) == (
        "components/tag.html Om"
    )
    assert shown.render(Context({"page": site.home, "request": request})) == ""
    assert shown.render(Context({})) == ""


def test_two_panels_cannot_have_one_code(panel):
    register_panel(panel)
    with pytest.raises(ValueError, match="test"):
        register_panel(Panel("test", "home.HomePage", "x.html", lambda page, request: None))


@pytest.mark.django_db
def test_published_words_are_kept_beside_the_page_and_drafts_are_not(site):
    page = make.make_standard(site.home, "Om", body=make.stream(("rich_text", "<p>Ett  <b>ord</b></p>")))
    assert page.plain_text == "Ett ord"
    page.body = make.stream(("rich_text", "<p>Utkast</p>"))
    page.save_revision()

    assert StandardPage.objects.get(pk=page.pk).plain_text == "Ett ord"


def test_what_an_editor_chose_is_no_words_of_the_page(site):
    quote = {"text": "Det gick", "source_name": "Mentorn", "source_role": "", "source_url": "", "language": ""}
    listing = {"title": "Projekt just nu", "listing": "projects", "count": 3}
    page = make.make_standard(site.home, body=make.stream(("quote", quote), ("listing", listing)))

    assert page.plain_text == "Det gick Mentorn Projekt just nu"
