"""The path of one who comes: form, mail, link."""

import datetime as dt
import re
import uuid

import icalendar
import pytest
from django.core import mail
from django.utils import timezone

from core.mail.services import deliver_due
from events import links
from events.enums import State
from events.models import Event, Needs, Registration
from events.services import registering
from tests.factories.events import in_days, make_event, make_event_page, make_registration, pool_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def patient(monkeypatch):
    """A visitor who takes the seconds that the form asks for."""
    monkeypatch.setattr("core.mail.antispam.MINIMUM_SECONDS", -1)


def hidden(html, name):
    return re.search(rf'name="{name}" value="([^"]*)"', html).group(1)


def send(client, event, language="sv", **values):
    address = f"/{language}/event/{event.translation_key}/register/"
    html = client.get(address).content.decode()
    data = {
        "name": "Kim Larsson",
        "email": "kim@example.org",
        "form_key": hidden(html, "form_key"),
        "shown_at": hidden(html, "shown_at"),
        **values,
    }
    return client.post(address, data)


def letters(subject=""):
    deliver_due()
    return [letter for letter in mail.outbox if subject in letter.subject]


def link_in(letter):
    return re.search(r"https?://[^/\s]+(/\w\w/event/registration/[^\s]+)", letter.body).group(1)


def test_the_whole_path(client, index, patient):
    event = make_event(index, title="Språk på jobbet", capacity_on_site=5)
    response = send(client, event)
    assert response["Location"] == f"/sv/event/{event.translation_key}/received/"
    assert client.get(response["Location"]).status_code == 200
    link = link_in(letters()[0])
    client.get(link)
    client.get(link)
    assert Registration.objects.get().state == State.HELD
    assert client.post(link, {"action": "confirm"}).status_code == 302
    assert Registration.objects.get().state == State.CONFIRMED
    receipt = letters()[-1]
    (part,) = [part for part in receipt.attachments if part.get_content_type() == "text/calendar"]
    calendar = icalendar.Calendar.from_ical(part.get_payload(decode=True))
    (entry,) = calendar.walk("VEVENT")
    assert (calendar["METHOD"], str(entry["UID"])) == ("REQUEST", str(event.uid))
    assert str(entry["ATTENDEE"]) == "mailto:kim@example.org"
    assert "registration" not in part.get_payload(decode=True).decode()
    client.post(link, {"action": "cancel"})
    cancelled = icalendar.Calendar.from_ical(letters()[-1].attachments[0].get_payload(decode=True))
    assert (cancelled["METHOD"], str(cancelled.walk("VEVENT")[0]["STATUS"])) == ("CANCEL", "CANCELLED")


def test_the_page_of_the_link_leaks_nothing(client, index):
    row = make_registration(make_event(index))
    response = client.get(f"/sv/event/registration/{links.manage_token(row)}/")
    assert response["Referrer-Policy"] == "same-origin"
    assert "noindex" in response["X-Robots-Tag"]
    assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize(
    "change", [lambda t: t[:-1] + ("A" if t[-1] != "A" else "B"), lambda t: "1-x", lambda t: "x" * 900]
)
def test_forged_links(client, index, change):
    row = make_registration(make_event(index))
    assert client.get(f"/sv/event/registration/{change(links.manage_token(row))}/").status_code == 404


def test_the_answer_is_the_same_whether_the_address_is_known(client, index, patient):
    event = make_event(index)
    first, second = send(client, event), send(client, event)
    assert (first.status_code, first["Location"]) == (second.status_code, second["Location"])
    assert Registration.objects.count() == 1


def test_two_languages_are_one_seminar(client, site, index, patient):
    event = make_event(index, capacity_on_site=1)
    send(client, event)
    send(client, event, "en")
    send(client, event, "en", email="bo@example.org")
    assert list(Registration.objects.order_by("pk").values_list("state", "language")) == [
        ("held", "sv"),
        ("waiting", "en"),
    ]
    assert any("waiting list" in letter.subject for letter in letters())


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("name", "x" * 10_000),
        ("name", "Köp https://spam.example.org"),
        ("email", "nix"),
        ("email", "åsa@example.org"),
        ("email", "x" * 9_000 + "@example.org"),
    ],
)
def test_bad_input_is_said_beside_the_field_and_kept(client, index, patient, field, value):
    event = make_event(index)
    response = send(client, event, organisation="Kvar", **{field: value})
    html = response.content.decode()
    assert response.status_code == 200
    assert f'id="id_{field}_error"' in html
    assert 'value="Kvar"' in html
    assert not Registration.objects.exists()


def test_line_breaks_in_a_name_end_no_header(client, index, patient):
    send(client, make_event(index), name="Kim\r\nBcc: alla@example.org\x07")
    assert Registration.objects.get().name == "Kim Bcc: alla@example.org"
    assert letters()[0].to == ["kim@example.org"]


def test_a_domain_with_swedish_letters_is_written_as_mail_writes_it(client, index, patient):
    send(client, make_event(index), email="kim@räksmörgås.example.org")
    assert Registration.objects.get().email == "kim@xn--rksmrgs-5wao1o.example.org"


def test_robots_get_the_same_thanks_and_nothing_happens(client, index, patient):
    response = send(client, make_event(index), website="https://spam.example.org")
    assert "/received/" in response["Location"]
    assert not Registration.objects.exists()


def test_a_form_sent_too_fast_is_shown_again(client, index):
    response = send(client, make_event(index))
    assert response.status_code == 200
    assert not Registration.objects.exists()


def test_one_mailbox_is_not_flooded(client, index, patient, monkeypatch):
    monkeypatch.setattr("events.views.PER_RECIPIENT", 2)
    event = make_event(index)
    for _number in range(4):
        assert "/received/" in send(client, event)["Location"]
    assert len(letters()) == 2
    other = make_event(index)
    assert "/received/" in send(client, other)["Location"]
    assert other.registrations.count() == 1


def test_closed_and_cancelled_seminars_have_no_form(client, index):
    for values in ({"status": "cancelled"}, {"starts": in_days(-3)}, {"registration": "none"}):
        event = make_event(index, **values)
        html = client.get(f"/sv/event/{event.translation_key}/register/").content.decode()
        assert '<form method="post"' not in html


def test_by_invitation_only(client, index, patient):
    event = make_event(index, audience="invitation")
    address = f"/sv/event/{event.translation_key}/register/"
    assert "form_key" not in client.get(address).content.decode()
    other = make_event(index, audience="invitation")
    assert "form_key" not in client.get(f"{address}?invitation={links.invitation_token(other)}").content.decode()
    html = client.get(f"{address}?invitation={links.invitation_token(event)}").content.decode()
    assert "form_key" in html


def test_questions_conditions_and_groups(client, index, patient):
    page = make_event_page(index, group_size=3)
    page.questions = [
        {
            "type": "choice",
            "id": str(uuid.uuid4()),
            "value": {"label": "Lunch?", "required": True, "options": ["Ja", "Nej"]},
        },
        {
            "type": "text",
            "id": str(uuid.uuid4()),
            "value": {"label": "Vilken?", "required": True, "only_if_number": 1, "only_if_answer": 1},
        },
    ]
    page.save_revision().publish()
    event = Event.objects.get()
    first, second = event.questions["questions"]
    response = send(client, event, **{f"q_{first['id']}": first["options"][0]})
    assert f'id="id_q_{second["id"]}_error"' in response.content.decode()
    no = {f"q_{first['id']}": first["options"][1], f"q_{second['id']}": "glömd"}
    send(client, event, name_2="Bo", email_2="bo@example.org", **no)
    rows = Registration.objects.order_by("pk")
    assert [row.name for row in rows] == ["Kim Larsson", "Bo"]
    assert rows[0].answers == {first["id"]: first["options"][1]}


def test_needs_are_in_no_mail(client, index, patient):
    event = make_event(index, ask_needs=True)
    send(client, event, diet="Jordnötsallergi", access_needs="Rullstolsburen")
    registering.confirm(Registration.objects.get())
    assert Needs.objects.get().diet == "Jordnötsallergi"
    for letter in letters():
        text = letter.message().as_string() + letter.body + str(letter.alternatives)
        assert "Jordn" not in text
        assert "Rullstol" not in text


def test_the_online_link_is_shown_from_its_time_to_those_registered(client, index):
    event = make_event(index, format="online", online_link="https://meet.example.org/hemlig", link_hours_before=24)
    row = make_registration(event, kind="online")
    address = f"/sv/event/registration/{links.manage_token(row)}/"
    registering.confirm(row)
    assert "hemlig" not in client.get(address).content.decode()
    Event.objects.update(starts_at=timezone.now() + dt.timedelta(hours=2))
    assert "hemlig" in client.get(address).content.decode()


def test_changing_details(client, index):
    row = make_registration(make_event(index))
    address = f"/sv/event/registration/{links.manage_token(row)}/change/"
    assert 'value="Kim 1"' in client.get(address).content.decode()
    client.post(address, {"name": "Kim Ny", "email": row.email})
    assert Registration.objects.get().name == "Kim Ny"


def test_an_address_that_is_taken_is_refused(client, index):
    event = make_event(index)
    make_registration(event, 1)
    row = make_registration(event, 2)
    response = client.post(
        f"/sv/event/registration/{links.manage_token(row)}/change/", {"name": "X", "email": "kim1@example.org"}
    )
    assert response.status_code == 200
    assert Registration.objects.get(pk=row.pk).email == "kim2@example.org"


def test_staff_run_it_and_others_do_not(client, editor_client, index):
    event = make_event(index, capacity_on_site=1)
    registering.confirm(make_registration(event, 1, diet="Jordnöt"))
    base = f"/admin/seminars/{event.pk}/"
    assert client.get(base).status_code == 302
    for rest in ("", "?q=kim&state=held", "door/"):
        assert editor_client.get(base + rest).status_code == 200
    assert editor_client.get(f"{base}needs/").status_code in {302, 403}
    export = b"".join(editor_client.get(f"{base}export.csv")).decode()
    assert "kim1@example.org" in export
    assert "Jordnöt" not in export
    assert editor_client.get(f"{base}export.xlsx").status_code == 200
    editor_client.post(f"{base}add/", {"name": "Siv", "email": "siv@example.org", "place": "on_site"})
    assert Registration.objects.get(name="Siv").state == State.WAITING
    editor_client.post(f"{base}add/", {"name": "Gunilla", "place": "on_site", "walk_in": "on", "from": "door"})
    assert Registration.objects.get(name="Gunilla").attendance == "present"
    editor_client.post(f"{base}message/", {"states": ["confirmed"], "subject": "Sal\r\nBcc: x", "text": "Ny sal."})
    assert any(letter.subject == "Sal Bcc: x" for letter in letters())
    assert pool_of(event).taken == 2
