"""Turning streams into Python with a fixed number of queries."""

import pytest
from django.core.exceptions import ValidationError
from django.test import RequestFactory
from django.utils import translation
from wagtail.blocks.struct_block import StructBlockValidationError

from core.blocks import FigureBlock, LinkBlock, ListingBlock
from core.blocks.gather import contacts_with_phones
from core.contacts.models import ContactPhone
from core.navigation.blocks import MenuLinkBlock
from core.registry import Card, Listing, find_listing, listing_choices, register_listing
from core.registry.listings import _listings
from home.models import StandardPage
from tests.factories import home as make
from tests.support.site import translate_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def listing():
    """A listing that is taken away again."""
    entered = Listing("test", "Prov", lambda language, count: [Card(f"{language} {n}", "/x/") for n in range(count)])
    register_listing(entered)
    yield entered
    _listings.pop("test")


def context_of(page, language="sv"):
    request = RequestFactory().get("/sv/")
    with translation.override(language):
        return page.get_context(request)


def test_choosers_cost_the_same_however_many_there_are(site, django_assert_max_num_queries):
    pages = [make.make_standard(site.home, f"Sida {n}") for n in range(8)]
    images = [make.make_image() for _ in range(4)]
    contacts = [make.make_contact(f"Roll {n}") for n in range(4)]
    body = make.stream(
        *[("page_list", {"title": "x", "pages": make.listed(page.pk)}) for page in pages],
        *[("image", {"image": image.pk, "decorative": False, "alt_text": "", "caption": ""}) for image in images],
        *[("contacts", {"title": "", "items": make.listed(contact.pk)}) for contact in contacts],
        *[
            ("call_to_action", {"heading": "x", "text": "", "link_text": "y", "page": page.pk, "url": ""})
            for page in pages
        ],
    )
    page = StandardPage.objects.get(pk=make.make_standard(site.home, "Allt", body=body).pk)

    # What the database can do is asked once in the life of a process.
    context_of(StandardPage.objects.get(pk=pages[0].pk))

    # Site, details, menus, pages, contacts, and twice for pictures that have no sizes yet.
    with django_assert_max_num_queries(7):
        context_of(page)
        shown = [child.value for child in page.body]
        links = [value.href for value in shown if hasattr(value, "href")]

    assert links == [other.url for other in pages]


def test_chosen_pages_come_in_the_language_of_the_reader(site):
    chosen = make.make_standard(site.home, "Historia")
    untranslated = make.make_standard(site.home, "Bara svenska")
    gone = make.make_standard(site.home, "Borta")
    translate_page(chosen, site.locale("en"), title="History", slug="history")
    body = make.stream(("page_list", {"title": "", "pages": make.listed(chosen.pk, untranslated.pk, gone.pk)}))
    page = make.make_standard(site.homes["en"], "Page", body=body)
    gone.unpublish()
    page = StandardPage.objects.get(pk=page.pk)

    context_of(page, "en")

    cards = page.body[0].value.shown()
    assert [(card.title, card.lang) for card in cards] == [("History", ""), ("Bara svenska", "sv")]


def test_listings_are_fetched_in_the_language_of_the_reader(site, listing):
    body = make.stream(("listing", {"title": "Prov", "listing": "test", "count": 2}))
    page = StandardPage.objects.get(pk=make.make_standard(site.home, "Lista", body=body).pk)

    context_of(page)

    assert [card.title for card in page.body[0].value.shown()] == ["sv 0", "sv 1"]


def test_a_listing_whose_app_is_gone_is_empty(site):
    body = make.stream(("listing", {"title": "Prov", "listing": "finns-inte", "count": 2}))
    page = StandardPage.objects.get(pk=make.make_standard(site.home, "Lista", body=body).pk)

    context_of(page)

    assert page.body[0].value.shown() == []
    assert page.body[0].value.address == page.body[0].value.empty_text == ""


def test_two_listings_cannot_have_one_code(listing):
    register_listing(listing)
    assert find_listing("test") is listing
    assert ("test", "Prov") in listing_choices()
    with pytest.raises(ValueError, match="test"):
        register_listing(Listing("test", "Annan", lambda language, count: []))


def test_contacts_come_with_their_numbers_in_one_query(db, django_assert_num_queries):
    contact = make.make_contact()
    ContactPhone.objects.create(contact=contact, number="+4613100001", note="växel")
    silent = make.make_contact("Tyst")
    ContactPhone.objects.filter(contact=silent).delete()

    with django_assert_num_queries(1):
        found = contacts_with_phones({contact.pk, silent.pk})
        numbers = [phone.number.as_e164 for phone in found[contact.pk].phones.all()]
        assert list(found[silent.pk].phones.all()) == []

    assert sorted(numbers) == ["+4613100000", "+4613100001"]


def test_a_picture_needs_words_or_is_decoration(db):
    block = FigureBlock()
    silent = make.make_image(alt_text="")

    with pytest.raises(StructBlockValidationError):
        block.clean(block.to_python({"image": silent.pk, "decorative": False, "alt_text": ""}))
    assert block.clean(block.to_python({"image": silent.pk, "decorative": True})).alt == ""
    assert block.clean(block.to_python({"image": silent.pk, "alt_text": "En bro"})).alt == "En bro"


@pytest.mark.parametrize("block", [LinkBlock(), MenuLinkBlock()])
def test_a_link_leads_to_one_place(site, block):
    words = {"link_text": "Mer", "label": "Mer"}

    for wrong in ({"page": None, "url": ""}, {"page": site.home.pk, "url": "https://example.org/"}):
        with pytest.raises(ValidationError):
            block.clean(block.to_python({**words, **wrong}))
    assert block.clean(block.to_python({**words, "page": None, "url": "https://example.org/"}))


def test_a_listing_is_chosen_among_those_entered(listing):
    choices = dict(ListingBlock().child_blocks["listing"].field.choices)

    assert choices["test"] == "Prov"
