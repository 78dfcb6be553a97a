"""A translated page has an address in its own language, also when nobody thought of it."""

import pytest
from wagtail.models import Locale, Page

from tests.core.translating.conftest import translate
from tests.factories import home as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(site):
    return make.make_standard(site.home, "Om oss", introduction="Välkommen")


def in_english(page) -> Page:
    return Page.objects.get(translation_key=page.translation_key, locale__language_code="en")


def test_the_address_follows_the_translated_title(site, page):
    translate(page, Locale.objects.get(language_code="en"), {"Om oss": "About us, in brief"})
    assert in_english(page).slug == "about-us-in-brief"


def test_an_address_that_a_translator_chose_stays(site, page):
    english = Locale.objects.get(language_code="en")
    translate(page, english, {page.slug: "our-story", "Om oss": "About us"})
    assert in_english(page).slug == "our-story"


def test_an_address_that_is_out_stays_when_the_title_changes(site, page):
    english = Locale.objects.get(language_code="en")
    translate(page, english, {"Om oss": "About us"})
    translate(page, english, {"Om oss": "Who we are"})
    assert in_english(page).title == "Who we are"
    assert in_english(page).slug == "about-us"


def test_two_titles_alike_get_an_address_each(site, page):
    english = Locale.objects.get(language_code="en")
    twin = make.make_standard(site.home, "Vilka vi är", introduction="Välkommen")
    translate(page, english, {"Om oss": "About us"})
    translate(twin, english, {"Vilka vi är": "About us"})
    assert {in_english(page).slug, in_english(twin).slug} == {"about-us", "about-us-1"}


def test_a_title_without_letters_keeps_the_address_of_the_original(site, page):
    translate(page, Locale.objects.get(language_code="en"), {"Om oss": "???"})
    assert in_english(page).slug == page.slug
