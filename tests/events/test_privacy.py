"""What is sensitive is seen by few, and after its date it is nowhere."""

import datetime as dt
import json
import logging
import subprocess
from pathlib import Path

import pytest
from django.core import mail
from django.db import connection
from django.test import Client

from core.audit.models import AuditEntry
from core.mail.services import deliver_due
from core.privacy import retention, subjects
from events import links, privacy
from events.models import Event, Needs, Registration
from events.services import registering, sweeping
from tests.events.test_afterwards import path_of
from tests.events.test_views import send
from tests.factories.events import in_days, make_event, make_event_page, make_index, make_registration
from tests.factories.users import user_with_role
from tests.support.site import build_site

WORDS = ("Jordnötsanafylaxi", "Rullstolsramp", "Zirkonsson", "zirkon@example.org", "Sekretariatet")


def everything_stored():
    """All that the tables hold, and on SQLite all that the files hold."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 — the names of our tables
            yield table, repr(cursor.fetchall())
    if connection.vendor == "sqlite":
        name = Path(connection.settings_dict["NAME"])
        for path in (name, Path(f"{name}-wal")):
            if path.exists():
                # By another process: closing the file here would let go of the locks that our connections hold on it.
                stored = subprocess.run(["cat", str(path)], capture_output=True, check=True).stdout
                yield path.name, stored.decode("utf-8", "replace")


def found(words=WORDS):
    return {(place, word) for place, text in everything_stored() for word in words if word in text}


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_after_the_purge_the_words_are_nowhere(client, monkeypatch, caplog):
    monkeypatch.setattr("core.mail.antispam.MINIMUM_SECONDS", -1)
    caplog.set_level(logging.DEBUG)
    page = make_event_page(make_index(build_site().home), ask_needs=True, needs_purge_days=3, keep_days=30)
    event = Event.objects.get()
    host = user_with_role("event_host", is_staff=True)
    event.hosts.add(host)
    diet, access, name, address, organisation = WORDS
    send(client, event, name=name, email=address, organisation=organisation, diet=diet, access_needs=access)
    row = registering.confirm(Registration.objects.get())
    change = f"/sv/event/registration/{links.manage_token(row)}/change/"
    assert diet in client.get(change).content.decode()
    client.post(change, {"name": name, "email": address, "diet": f"{diet} alls", "access_needs": access})
    worker = Client()
    worker.force_login(host, backend="django.contrib.auth.backends.ModelBackend")
    assert diet in worker.get(f"/admin/seminars/{event.pk}/needs/").content.decode()
    for kind in ("csv", "xlsx"):
        assert worker.get(f"/admin/seminars/{event.pk}/export.{kind}").status_code == 200
    page.save_revision()
    deliver_due()
    assert {word for _place, word in found()} >= {diet, access, name, address}
    letters = "".join(str(letter.message()) + letter.body + str(letter.alternatives) for letter in mail.outbox)
    for word in (diet, access):
        assert word not in letters
        assert word not in caplog.text

    retention.apply(event.ends_at + dt.timedelta(days=4))
    assert found((diet, access)) == set()
    assert Registration.objects.get().name == name
    retention.apply(event.ends_at + dt.timedelta(days=31))
    assert found() == set()
    assert Registration.objects.count() == 1


@pytest.mark.django_db
def test_needs_are_seen_by_the_host_of_the_seminar_and_nobody_else(client, index, admin_client, editor_client):
    event = make_event(index, ask_needs=True)
    for number in range(3):
        registering.confirm(make_registration(event, number, diet="Vegan" if number else "Halal"))
    registering.confirm(make_registration(event, 7, access_needs="Hörslinga"))
    make_registration(event, 8, diet="Osäker")
    address = f"/admin/seminars/{event.pk}/needs/"
    own, other = user_with_role("event_host"), user_with_role("event_host")
    event.hosts.add(own)
    seen = {}
    for user in (own, other):
        person = Client()
        person.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        seen[user] = person.get(address)
    html = seen[own].content.decode()
    assert "Vegan: 2" in html
    assert "Halal: 1" in html
    assert "Hörslinga" in html
    assert "Osäker" not in html
    for response in (seen[other], editor_client.get(address), admin_client.get(address), client.get(address)):
        assert "Vegan" not in response.content.decode()
        assert response.status_code in {302, 403}
    assert AuditEntry.objects.filter(action="events.needs_seen").count() == 1


@pytest.mark.django_db
def test_needs_go_at_once_when_somebody_leaves(index):
    row = make_registration(make_event(index, ask_needs=True), diet="Vegan")
    registering.cancel(row)
    assert not Needs.objects.exists()


@pytest.mark.django_db
def test_a_persons_own_data_and_their_erasure(index):
    event = make_event(index, ask_needs=True, capacity_on_site=1)
    row = registering.confirm(make_registration(event, 1, diet="Vegan", organisation="Kommunen"))
    waiting = make_registration(event, 2)
    (own,) = subjects.export("KIM1@example.org")["data"]["events"]
    assert (own["name"], own["diet"], own["organisation"], own["state"]) == ("Kim 1", "Vegan", "Kommunen", "confirmed")
    assert "kim2" not in json.dumps(own)
    assert privacy.erase_registrations("kim1@EXAMPLE.org") == 1
    row.refresh_from_db()
    waiting.refresh_from_db()
    assert (row.name, row.email, row.state, waiting.state) == ("", "", "cancelled", "offered")
    assert subjects.export("kim1@example.org")["data"]["events"] == []
    assert not Needs.objects.exists()


@pytest.mark.django_db
def test_what_is_anonymised_has_no_way_back(client, index):
    event = make_event(index, starts=in_days(2), keep_days=5)
    row = make_registration(event, 1)
    link = f"/sv/event/registration/{links.manage_token(row)}/"
    sweeping.anonymise_old(event.ends_at + dt.timedelta(days=6))
    assert client.get(link).status_code == 404
    assert client.get(path_of(links.evaluation_url(row))).status_code == 404
    deliver_due()
    assert mail.outbox == []
