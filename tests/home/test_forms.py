"""Writing to us: what is kept, who is told, and what is refused."""

import datetime as dt
import uuid

import pytest
import time_machine
from django.core import mail

from core.mail.models import OutboxMessage
from core.mail.services import deliver_due
from core.privacy import retention, subjects
from home.models import Message
from tests.factories import home as make

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2027, 3, 1, 12, 0, tzinfo=dt.UTC)


@pytest.fixture
def contact(site):
    return make.make_contact_page(
        site.home, recipient="kansliet@example.org", retention_days=30, thanks_text="Vi svarar snart."
    )


def shown_form(client, path="/sv/write/contact/"):
    """What the form holds when it is shown."""
    form = client.get(path).context["form"]
    return {"form_id": form["form_id"].value(), "shown_at": form["shown_at"].value(), "website": ""}


def send(client, path="/sv/write/contact/", *, wait=10, **answers):
    """Fill in the form and send it some seconds later."""
    with time_machine.travel(NOW, tick=False) as clock:
        hidden = shown_form(client, path)
        clock.shift(wait)
        data = {"name": "Kim", "email": "kim@example.org", "text": "Hej!", **hidden, **answers}
        return client.post(path, {name: value for name, value in data.items() if value is not None})


def test_the_page_leads_to_the_form_and_has_no_token(client, contact):
    answer = client.get(contact.url)

    assert 'href="/sv/write/contact/"' in answer.content.decode()
    assert "csrfmiddlewaretoken" not in answer.content.decode()
    assert not answer.cookies


def test_a_message_is_kept_and_told_of(client, contact):
    answer = send(client)

    assert answer.status_code == 302
    message = Message.objects.get()
    assert (message.kind, message.language, message.email, message.text) == ("contact", "sv", "kim@example.org", "Hej!")
    assert message.purge_on == dt.date(2027, 3, 31)
    deliver_due(now=NOW + dt.timedelta(minutes=5))
    sent = mail.outbox[0]
    assert (sent.to, sent.reply_to) == (["kansliet@example.org"], ["kim@example.org"])
    assert "Hej!" in sent.body
    thanks = client.get(answer.headers["Location"]).content.decode()
    assert "Vi svarar snart." in thanks


def test_the_form_says_what_becomes_of_the_answers(client, contact):
    html = client.get("/sv/write/contact/").content.decode()

    assert "För att svara dig." in html
    assert '<li><a href="/sv/kontakt/">Kontakt</a></li>' in html, "the way back to the page"
    assert "30" in html


def test_a_form_sent_twice_counts_once(client, contact):
    key = str(uuid.uuid4())
    send(client, form_id=key)
    send(client, form_id=key)

    assert Message.objects.count() == OutboxMessage.objects.count() == 1


def test_what_is_wrong_is_said_beside_the_field_and_the_words_are_kept(client, contact):
    answer = send(client, email="inte en adress", text="Mina ord")
    html = answer.content.decode()

    assert answer.status_code == 422
    assert "data-error-summary" in html
    assert 'href="#id_email"' in html
    assert "Mina ord" in html
    assert "inte en adress" in html
    assert not Message.objects.exists()


@pytest.mark.parametrize("answers", [{"website": "http://spam.example"}])
def test_robots_are_thanked_and_forgotten(client, contact, answers):
    assert send(client, **answers).status_code == 302
    assert not Message.objects.exists()


@pytest.mark.parametrize("answers", [{"wait": 0}, {"shown_at": "x"}, {"shown_at": None}, {"wait": 60 * 60 * 24}])
def test_too_fast_too_late_or_forged_can_be_sent_again(client, contact, answers):
    answer = send(client, **answers)

    assert answer.status_code == 422
    assert "Hej!" in answer.content.decode()
    assert not Message.objects.exists()


@pytest.mark.parametrize(
    "answers",
    [
        {"text": ""},
        {"text": "x" * 5001},
        {"text": None},
        {"form_id": "x"},
        {"form_id": None},
        {"name": "x" * 121},
        {"name": "Köp https://spam.example"},
        {"email": "x" * 300 + "@example.org"},
    ],
)
def test_bad_answers_are_refused(client, contact, answers):
    assert send(client, **answers).status_code == 422
    assert not Message.objects.exists()


def test_many_messages_from_one_place_are_too_many(client, contact):
    answers = [send(client, email=f"kim{number}@example.org").status_code for number in range(7)]

    assert answers == [302] * 5 + [429] * 2
    assert Message.objects.count() == 5


def test_feedback_on_accessibility_needs_no_address(client, site):
    make.make_feedback_page(site.home)

    answer = send(client, "/sv/write/accessibility/", email="", about_url="Kalendern", text="Jag kommer inte åt den")

    assert answer.status_code == 302
    assert Message.objects.get().about_url == "Kalendern"


@pytest.mark.parametrize("path", ["/sv/write/contact/", "/sv/write/finns-inte/", "/sv/write/contact/thanks/"])
def test_there_is_no_form_without_its_page(client, site, path):
    assert client.get(path).status_code == 404


def test_there_is_no_form_for_a_page_taken_down(client, contact):
    contact.unpublish()

    assert client.get("/sv/write/contact/").status_code == 404


def test_messages_go_when_their_time_is_out(client, contact):
    send(client)
    retention.apply(NOW + dt.timedelta(days=29))
    assert Message.objects.exists()
    retention.apply(NOW + dt.timedelta(days=31))

    assert not Message.objects.exists()


def test_a_person_gets_and_erases_what_they_wrote(client, contact):
    send(client)

    assert subjects.export("KIM@example.org")["data"]["messages"][0]["text"] == "Hej!"
    subjects.erase("kim@example.org")
    assert not Message.objects.exists()
