"""What the mails are like: previewed by those who write them, sent in the reader's language."""

import pytest
from django.test import RequestFactory

from events import previewing
from events.models import EventPage, Registration
from tests.factories.events import make_event_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(index):
    return make_event_page(index, title="Språk på jobbet", text_confirmed="Kaffe från åtta.\n\nTa med en vän.")


@pytest.mark.parametrize("kind", previewing.MODES)
def test_every_mail_has_a_preview(page, kind):
    page.title = "Ännu inte sparat"
    response = page.make_preview_request(preview_mode=kind)
    html = response.content.decode()
    assert response.status_code == 200
    assert "Ännu inte sparat" in html
    assert "Kim " in html
    assert not Registration.objects.exists()


def test_the_preview_has_the_words_as_they_are_being_written(page):
    page.text_confirmed = "Kaffe från <nio>."
    html = page.make_preview_request(preview_mode="events.receipt").content.decode()
    assert "Kaffe från &lt;nio&gt;." in html
    assert html.count("Kaffe från") == 2
    assert "åtta" not in html


def test_a_draft_that_was_never_published_has_previews_too(index):
    page = EventPage(title="Utkast", slug="utkast", locale=index.locale, live=False)
    index.add_child(instance=page)
    for kind in ("events.receipt", "events.thanks", ""):
        assert page.make_preview_request(preview_mode=kind).status_code == 200


def test_the_page_itself_is_previewed_as_before(page):
    assert page.preview_modes[0][0] == ""
    response = page.serve_preview(RequestFactory().get("/"), "")
    assert response.status_code == 200
