"""Whatever is sent: a clear answer, nothing lost, nothing oversold."""

import datetime as dt
import uuid

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from events import links
from events.models import Event, Registration
from events.services import registering
from tests.events.test_views import hidden, send
from tests.factories.events import make_event, make_event_page, make_registration, pool_of, republish

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def patient(monkeypatch):
    """A visitor who takes the seconds that the form asks for."""
    monkeypatch.setattr("core.mail.antispam.MINIMUM_SECONDS", -1)


def address_of(event, language="sv"):
    return f"/{language}/event/{event.translation_key}/register/"


def test_the_same_form_twice_is_one_registration(client, index):
    event = make_event(index, capacity_on_site=5, group_size=2)
    html = client.get(address_of(event)).content.decode()
    form = {
        "name": "Kim",
        "email": "kim@example.org",
        "name_2": "Bo",
        "email_2": "bo@example.org",
        "form_key": hidden(html, "form_key"),
        "shown_at": hidden(html, "shown_at"),
    }
    answers = [client.post(address_of(event, language), form) for language in ("sv", "sv", "en")]
    assert [answer.status_code for answer in answers] == [302, 302, 302]
    assert Registration.objects.count() == 2
    assert pool_of(event).taken == 2


def test_somebody_elses_and_old_links_do_nothing(client, index):
    event = make_event(index)
    mine, other = make_registration(event, 1), make_registration(event, 2)
    token = links.manage_token(mine)
    swapped = f"{other.pk}-{token.partition('-')[2]}"
    registering.change_details(mine, registering.Person("Kim", "ny@example.org"))
    for bad in (swapped, token, links.check_in_code(other), links.invitation_token(event), "0-" + "A" * 27, "%00"):
        for rest in ("", "change/", "certificate.pdf"):
            assert client.get(f"/sv/event/registration/{bad}/{rest}").status_code in {400, 404}
        assert client.post(f"/sv/event/registration/{bad}/", {"action": "cancel"}).status_code in {400, 404}
    assert set(Registration.objects.values_list("state", flat=True)) == {"held"}


@pytest.mark.parametrize(("minutes", "taken"), [(14, 1), (16, 0)])
def test_closing_while_the_form_is_open(client, index, minutes, taken):
    event = make_event(index)
    closing = event.closing_moment
    with time_machine.travel(closing - dt.timedelta(minutes=5), tick=False):
        html = client.get(address_of(event)).content.decode()
    form = {
        "name": "Kim",
        "email": "kim@example.org",
        "organisation": "Kvar",
        "form_key": hidden(html, "form_key"),
        "shown_at": hidden(html, "shown_at"),
    }
    with time_machine.travel(closing + dt.timedelta(minutes=minutes), tick=False):
        # To one who comes now the form is closed, whatever the grace of those who had it open.
        assert "form_key" not in client.get(address_of(event)).content.decode()
        answer = client.post(address_of(event), form)
    assert Registration.objects.count() == taken
    assert answer.status_code == (302 if taken else 200)
    if not taken:
        assert 'value="Kvar"' in answer.content.decode()


def test_the_time_of_the_form_cannot_be_made_up(client, index):
    event = make_event(index)
    Event.objects.update(closes_at=timezone.now() - dt.timedelta(minutes=5))
    for shown_at in ("", "shown:1:forged", "x" * 10_000, "shown:1tSomE:" + "A" * 43):
        form = {"name": "Kim", "email": "kim@example.org", "form_key": str(uuid.uuid4()), "shown_at": shown_at}
        assert client.post(address_of(event), form).status_code == 200
    assert not Registration.objects.exists()


@pytest.mark.parametrize("field", ["name", "email", "organisation", "diet", "access_needs"])
@pytest.mark.parametrize(
    "value", ["x" * 10_000, "\x01\x02\x1b[31m", "a\r\nBcc: b@example.org", "\u202eevil\u2066", "😀" * 500]
)
def test_any_text_in_any_field_is_answered(client, index, field, value):
    event = make_event(index, ask_needs=True)
    answer = send(client, event, **{field: value})
    assert answer.status_code in {200, 302}
    row = Registration.objects.select_related("needs").first()
    assert (row is None) == (answer.status_code == 200)
    if row is not None:
        needs = getattr(row, "needs", None)
        texts = [row.name, row.email, row.organisation, getattr(needs, "diet", ""), getattr(needs, "access_needs", "")]
        assert all(char.isprintable() for text in texts for char in text)


def test_a_file_where_text_is_asked(client, index):
    event = make_event(index)
    html = client.get(address_of(event)).content.decode()
    form = {
        "name": SimpleUploadedFile("namn.exe", b"MZ\x00\x01"),
        "email": "kim@example.org",
        "form_key": hidden(html, "form_key"),
        "shown_at": hidden(html, "shown_at"),
    }
    answer = client.post(address_of(event), form)
    assert answer.status_code == 200
    assert 'id="id_name_error"' in answer.content.decode()
    assert not Registration.objects.exists()


def test_a_file_where_text_may_be_left_out_is_told_of_too(client, index):
    event = make_event(index)
    html = client.get(address_of(event)).content.decode()
    form = {
        "name": "Kim",
        "organisation": SimpleUploadedFile("bolag.txt", b"Bolaget"),
        "email": "kim@example.org",
        "form_key": hidden(html, "form_key"),
        "shown_at": hidden(html, "shown_at"),
    }
    answer = client.post(address_of(event), form)
    assert answer.status_code == 200
    assert 'id="id_organisation_error"' in answer.content.decode()
    assert not Registration.objects.exists()


@pytest.mark.parametrize(
    "values", [{"form_key": "nix"}, {"place": "moon"}, {"name": ["a", "b"]}, {"invitation": "x" * 900}]
)
def test_fields_that_the_form_does_not_have_so(client, index, values):
    event = make_event(index, format="hybrid")
    assert send(client, event, **values).status_code in {200, 302}
    assert Registration.objects.count() <= 1


def test_addresses_with_swedish_letters(client, index):
    event = make_event(index)
    said = send(client, event, email="åsa@example.org").content.decode()
    assert "å, ä" in said
    send(client, event, email="asa@malmö.example.org")
    assert Registration.objects.get().email == "asa@xn--malm-8qa.example.org"
    send(client, event, email="ASA@xn--malm-8qa.example.org")
    assert Registration.objects.count() == 1


def test_places_lowered_below_what_is_taken_and_raised_again(index):
    page = make_event_page(index, capacity_on_site=3)
    event = Event.objects.get()
    rows = [registering.confirm(make_registration(event, number)) for number in range(3)]
    republish(page, capacity_on_site=1)
    waiting = make_registration(event, 9)
    registering.cancel(rows[0])
    waiting.refresh_from_db()
    # Two still sit on what is now one place: nothing is free yet.
    assert (waiting.state, pool_of(event).taken) == ("waiting", 2)
    republish(page, capacity_on_site=3)
    waiting.refresh_from_db()
    assert (waiting.state, pool_of(event).taken) == ("offered", 3)


def test_the_page_deleted_while_the_form_is_open(client, index):
    page = make_event_page(index)
    event = Event.objects.get()
    row = make_registration(event, 1)
    link = f"/sv/event/registration/{links.manage_token(row)}/"
    page.delete()
    assert client.post(address_of(event), {"name": "Kim", "email": "bo@example.org"}).status_code == 404
    assert client.get(link).status_code == 200
    assert client.post(link, {"action": "cancel"}).status_code == 302
    row.refresh_from_db()
    assert row.state == "cancelled"


def test_nonsense_behind_a_link_changes_nothing(client, index):
    row = make_registration(make_event(index), 1)
    link = f"/sv/event/registration/{links.manage_token(row)}/"
    for values in (
        {},
        {"action": "x"},
        {"action": "place"},
        {"action": "place", "place": "online"},
        {"action": ["a", "b"]},
    ):
        assert client.post(link, values).status_code in {302, 409}
    assert client.put(link).status_code == 405
    row.refresh_from_db()
    assert row.state == "held"
