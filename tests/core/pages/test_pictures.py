"""The words of pictures are in the language of the page, or say which language they are in."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from core.media.words import words_of
from tests.factories import home as make
from tests.support.site import translate_page

pytestmark = pytest.mark.django_db


def figure_block(image, **words):
    return ("image", {"image": image.pk, "decorative": False, "alt_text": "", "caption": "", **words})


def figure_on(page):
    return soup_of(page).select_one("figure.figure")


def soup_of(page):
    return BeautifulSoup(Client().get(page.url).content, "html.parser")


def segments_of(page):
    return [segment.string.data for segment in extract_segments(page) if isinstance(segment, StringSegmentValue)]


def test_blank_words_are_taken_from_the_picture_so_that_they_can_be_translated(site):
    image = make.make_image(alt_text="En bro", caption="Bron invigs")
    inner = make.make_image(alt_text="En båt", caption="Båten kommer")
    archive = make.make_archive(site.home)

    page = make.make_article(archive, listing_image=image, body=make.stream(figure_block(inner)))

    assert (page.listing_image_alt, page.listing_image_caption) == ("En bro", "Bron invigs")
    assert page.body[0].value["alt_text"] == "En båt"
    assert {"En bro", "Bron invigs", "En båt", "Båten kommer"} <= set(segments_of(page))


def test_words_of_the_place_are_kept(site):
    image = make.make_image(alt_text="En bro", caption="Bron invigs")
    body = make.stream(figure_block(image, alt_text="Bron i kvällsljus", caption="Kväll"))

    page = make.make_article(make.make_archive(site.home), listing_image=image, listing_image_alt="Räcket", body=body)

    assert page.listing_image_alt == "Räcket"
    assert (page.body[0].value["alt_text"], page.body[0].value["caption"]) == ("Bron i kvällsljus", "Kväll")


def test_decoration_takes_no_alternative_text(site):
    image = make.make_image(alt_text="En bro")
    page = make.make_standard(site.home, body=make.stream(figure_block(image, decorative=True)))

    assert page.body[0].value["alt_text"] == ""
    assert figure_on(page).img["alt"] == ""


def test_words_in_another_language_are_not_taken_but_marked(site):
    image = make.make_image(alt_text="En bro", caption="Bron invigs")
    archive = make.make_archive(site.homes["en"], "News")

    page = make.make_article(archive, "An article", listing_image=image, body=make.stream(figure_block(image)))

    assert page.listing_image_alt == page.body[0].value["alt_text"] == ""
    figures = soup_of(page).select("figure.figure")
    assert [(figure.img["alt"], figure.img["lang"]) for figure in figures] == [("En bro", "sv")] * 2
    assert [figure.select_one("figcaption [lang=sv]").text for figure in figures] == ["Bron invigs"] * 2


def test_a_translated_page_shows_translated_words_without_a_mark(site):
    image = make.make_image(alt_text="En bro", caption="Bron invigs")
    page = make.make_article(make.make_archive(site.home), listing_image=image)

    words = {"listing_image_alt": "A bridge", "listing_image_caption": "The bridge is opened"}
    english = translate_page(page, site.locale("en"), title="An article", slug="an-article", **words)

    figure = figure_on(english)
    assert figure.img["alt"] == "A bridge"
    assert not figure.select("[lang]")
    assert figure.figcaption.text.strip() == "The bridge is opened"


def test_a_picture_can_be_described_in_another_language_than_swedish(site):
    image = make.make_image(alt_text="A bridge", language="en")

    page = make.make_article(make.make_archive(site.homes["en"], "News"), "An article", listing_image=image)

    assert page.listing_image_alt == "A bridge"


def test_no_picture_has_no_words():
    words = words_of(None)
    assert (words.alt, words.alt_lang, words.caption, words.caption_lang) == ("", None, "", None)
