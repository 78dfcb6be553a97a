"""Organisations ask to join: by a form that robots learn nothing from, told of by mail, erased in time."""

import datetime as dt

import pytest
from django.core import mail
from django.utils import timezone

from core.mail import services as mailing
from core.navigation.models import SiteSettings
from partners.models import JoinRequest
from partners.privacy import erase_requests, export_requests
from partners.services import purge_requests

pytestmark = pytest.mark.django_db
ADDRESS = "/sv/partner/join/"


@pytest.fixture(autouse=True)
def _fast(monkeypatch):
    monkeypatch.setattr("core.mail.antispam.MINIMUM_SECONDS", 0)


def filled(client, **changes):
    shown = client.get(ADDRESS).context["form"]
    return {
        "organisation_name": "Dundee Women's Forum", "sector": "association", "country": "GB-SCT", "place": "Dundee",
        "website_url": "https://forum.example.org", "contact_name": "Kim Prov", "email": "kim@example.org",
        "text": "We want to learn.", "website": "", "form_id": str(shown["form_id"].value()),
        "shown_at": shown["shown_at"].value(), **changes,
    }  # fmt: skip


def test_a_request_is_kept_told_of_and_receipted(network, client):
    SiteSettings.objects.update_or_create(site=network.site.site, defaults={"email": "kansliet@example.org"})

    answer = client.post(ADDRESS, filled(client))

    assert answer.status_code == 302
    assert client.get(answer["Location"]).status_code == 200
    request = JoinRequest.objects.get()
    assert (request.country.code, request.state) == ("GB-SCT", "new")
    mailing.deliver_due()
    letters = {letter.to[0]: letter for letter in mail.outbox}
    assert set(letters) == {"kansliet@example.org", "kim@example.org"}
    assert letters["kansliet@example.org"].reply_to == ["kim@example.org"]
    assert "Dundee Women's Forum" in letters["kim@example.org"].body


def test_the_same_form_twice_is_one_request(network, client):
    sent = filled(client)
    client.post(ADDRESS, sent)
    client.post(ADDRESS, sent)

    assert JoinRequest.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"organisation_name": ""}, "organisation_name"),
        ({"contact_name": "see http://spam.example"}, "contact_name"),
        ({"organisation_name": "www.spam.example"}, "organisation_name"),
        ({"country": "nowhere"}, "country"),
        ({"country": "EU"}, "country"),
        ({"sector": "pirates"}, "sector"),
        ({"email": "kim"}, "email"),
        ({"website_url": "javascript:alert(1)"}, "website_url"),
        ({"text": ""}, "text"),
        ({"text": "x" * 3001}, "text"),
        ({"form_id": "7"}, "form_id"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(network, client, changes, field):
    answer = client.post(ADDRESS, filled(client, **changes))

    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert 'value="Dundee"' in answer.content.decode()
    assert not JoinRequest.objects.exists()


def test_a_robot_learns_nothing(network, client):
    assert client.post(ADDRESS, filled(client, website="https://spam.example")).status_code == 302
    assert not JoinRequest.objects.exists()


def test_many_requests_from_one_place_are_refused(network, client):
    answers = [client.post(ADDRESS, filled(client, email=f"kim{n}@example.org")).status_code for n in range(7)]

    assert answers == [302] * 5 + [429] * 2


def test_without_a_directory_there_is_no_form(site, client):
    assert client.get("/nl/partner/join/").status_code == 404


def test_an_editor_answers_by_changing_the_state_alone(network, client, editor_client):
    client.post(ADDRESS, filled(client))
    request = JoinRequest.objects.get()

    address = f"/admin/snippets/partners/joinrequest/edit/{request.pk}/"
    assert editor_client.get(address).status_code == 200
    assert editor_client.post(address, {"state": "accepted", "email": "x@example.org"}).status_code == 302
    request.refresh_from_db()
    assert (request.state, request.email) == ("accepted", "kim@example.org")


def test_requests_are_told_to_the_person_and_erased_in_time(network, client):
    client.post(ADDRESS, filled(client))

    assert export_requests("KIM@example.org")[0]["organisation"] == "Dundee Women's Forum"
    assert purge_requests(timezone.now()) == 0
    assert purge_requests(timezone.now() + dt.timedelta(days=366)) == 1
    client.post(ADDRESS, filled(client))
    assert erase_requests("kim@example.org") == 1
