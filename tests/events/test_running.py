"""Running a seminar through the admin: who may, what it shows, and what each button does."""

import csv
import io

import openpyxl
import pytest
from django.core import mail
from django.test import Client

from core.mail.services import deliver_due
from events.enums import Attendance, State
from events.models import Registration
from events.services import registering
from tests.factories.events import in_days, make_event, make_event_page, make_registration, republish
from tests.factories.users import user_with_role

pytestmark = pytest.mark.django_db


def signed_in(user):
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def host(db):
    return user_with_role("event_host")


@pytest.fixture
def host_client(host):
    return signed_in(host)


@pytest.fixture
def page(index, host):
    return make_event_page(index, title="Eget", capacity_on_site=2, sets={"hosts": [host]})


@pytest.fixture
def event(page):
    return republish(page)


def test_a_host_runs_the_own_seminars_only(host_client, event, index):
    other = make_event(index, title="Annans")
    row = make_registration(other, 1)
    html = host_client.get("/admin/seminars/").content.decode()
    assert "Eget" in html
    assert "Annans" not in html
    for rest in ("", "door/", "needs/", "evaluation/", "export.csv", "export.xlsx"):
        assert host_client.get(f"/admin/seminars/{event.pk}/{rest}").status_code == 200
        assert host_client.get(f"/admin/seminars/{other.pk}/{rest}").status_code in {302, 403}
    for rest in ("add/", "cancel/", "message/", "thanks/", "no-shows/", "retry/", "door/"):
        answer = host_client.post(
            f"/admin/seminars/{other.pk}/{rest}",
            {"registration": row.pk, "name": "X", "place": "on_site", "attendance": "present", "states": "held"},
        )
        assert answer.status_code in {302, 403}
    row.refresh_from_db()
    assert (row.state, row.attendance, other.registrations.count()) == ("held", "unknown", 1)
    # A registration of another seminar is not reached through one's own.
    assert host_client.post(f"/admin/seminars/{event.pk}/cancel/", {"registration": row.pk}).status_code == 404


@pytest.mark.parametrize("role", ["member", "translator", "correspondent", "auditor", "case_officer"])
def test_others_see_no_registrations(event, role):
    row = make_registration(event, 1)
    client = signed_in(user_with_role(role))
    for rest in ("", f"{event.pk}/", f"{event.pk}/door/", f"{event.pk}/needs/", f"{event.pk}/export.csv"):
        response = client.get(f"/admin/seminars/{rest}")
        assert response.status_code in {302, 403}
        assert row.email not in response.content.decode()


def test_the_overview_counts_and_finds(host_client, event):
    for number in range(4):
        make_registration(event, number, organisation="Kommunen" if number == 2 else "")
    html = host_client.get(f"/admin/seminars/{event.pk}/").content.decode()
    assert "2/2" in html
    assert html.count("@example.org") == 4
    for query, found in {"?q=kommunen": 1, "?q=kim3@": 1, "?state=waiting": 2, "?page=99": 4}.items():
        text = host_client.get(f"/admin/seminars/{event.pk}/{query}").content.decode()
        assert text.count("@example.org") == found, query
    for query in ("?q=%00", "?page=nix", f"?q={'x' * 5_000}"):
        assert host_client.get(f"/admin/seminars/{event.pk}/{query}").status_code < 500


def test_the_door_on_a_phone(host_client, event, page):
    rows = [registering.confirm(make_registration(event, number)) for number in range(2)]
    door = f"/admin/seminars/{event.pk}/door/"
    host_client.post(door, {"registration": rows[0].pk, "attendance": "present"})
    host_client.post(door, {"registration": rows[1].pk, "attendance": "nonsense"})
    assert list(Registration.objects.order_by("pk").values_list("attendance", flat=True)) == ["present", "unknown"]
    host_client.post(
        f"/admin/seminars/{event.pk}/add/",
        {"name": "Oanmäld", "place": "on_site", "walk_in": "on", "from": "door"},
    )
    walk_in = Registration.objects.get(name="Oanmäld")
    assert (walk_in.state, walk_in.attendance, walk_in.origin) == (State.CONFIRMED, Attendance.PRESENT, "walk_in")
    # Before it has begun nobody is absent.
    host_client.post(f"/admin/seminars/{event.pk}/no-shows/")
    assert Registration.objects.filter(attendance="absent").count() == 0
    republish(page, starts=in_days(-1))
    host_client.post(f"/admin/seminars/{event.pk}/no-shows/")
    assert Registration.objects.get(attendance="absent").pk == rows[1].pk
    for key in ("", "x", "9" * 30, "-1", "999999"):
        assert host_client.post(door, {"registration": key, "attendance": "present"}).status_code == 404


def test_a_message_to_a_selection(host_client, index, host):
    page = make_event_page(index, format="hybrid", sets={"hosts": [host]})
    event = republish(page)
    for number, kind in enumerate(["on_site", "online", "online"]):
        registering.confirm(make_registration(event, number, kind=kind))
    make_registration(event, 9, kind="online")
    deliver_due()
    mail.outbox.clear()
    host_client.post(
        f"/admin/seminars/{event.pk}/message/",
        {"states": ["confirmed"], "places": ["online"], "subject": "Länken", "text": "Den kommer."},
    )
    deliver_due()
    assert sorted(letter.to[0] for letter in mail.outbox) == ["kim1@example.org", "kim2@example.org"]
    host_client.post(f"/admin/seminars/{event.pk}/message/", {"states": ["nix"], "subject": "", "text": "x" * 9_000})
    deliver_due()
    assert len(mail.outbox) == 2


def test_exports_run_no_formulas(host_client, event):
    evil = '=HYPERLINK("x")'
    registering.confirm(make_registration(event, 1, name=evil, organisation="+cmd|' /C calc'!A0"))
    base = f"/admin/seminars/{event.pk}/export"
    text = b"".join(host_client.get(f"{base}.csv")).decode("utf-8-sig")
    heads, row = list(csv.reader(io.StringIO(text)))
    assert row[0] == f"'{evil}"
    assert row[2].startswith("'+")
    assert len(heads) == len(row)
    sheet = openpyxl.load_workbook(io.BytesIO(b"".join(host_client.get(f"{base}.xlsx").streaming_content))).active
    cells = [cell for line in sheet.iter_rows() for cell in line]
    assert not any(cell.data_type == "f" for cell in cells)
    assert f"'{evil}" in [cell.value for cell in cells]


def test_nobody_deletes_a_seminar_that_people_hold_places_in(admin_client, page, event):
    row = make_registration(event, 1)
    address = f"/admin/pages/{page.pk}/delete/"
    admin_client.post(address)
    assert type(page).objects.filter(pk=page.pk).exists()
    page.delete()
    # Deleted all the same, past the admin: the registrations and their links are still there.
    row.refresh_from_db()
    assert row.state == "held"
    assert registering.cancel(row).state == "cancelled"


def test_what_was_typed_is_kept_when_something_is_wrong(index, editor_client):
    event = make_event(index)
    address = f"/admin/seminars/{event.pk}/"
    text = "Ett långt brev som ingen vill skriva om."
    html = editor_client.post(
        f"{address}message/", {"states": ["waiting"], "subject": "", "text": text}
    ).content.decode()
    assert text in html
    assert 'value="waiting" id="id_states_2" checked' in html
    for extra in ({}, {"from": "door"}):
        sent = {"name": "Åsa Öberg", "email": "inte en adress", "place": "on_site", **extra}
        html = editor_client.post(f"{address}add/", sent).content.decode()
        assert "Åsa Öberg" in html
        assert "inte en adress" in html
        assert 'aria-invalid="true"' in html
    assert event.registrations.count() == 0
