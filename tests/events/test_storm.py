"""Hundreds at once in processes of their own, in two languages, some killed in the middle: it adds up afterwards."""

import os
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import OperationalError, connection, connections
from django.utils import timezone

from core import patience
from core.mail import outbox, services
from core.mail.enums import State as MailState
from core.mail.models import OutboxMessage
from events.models import Event, Registration
from events.services import places, registering, running
from portal.bench.storm import storm
from tests.factories.events import make_event, make_event_page, make_index, make_registration, pool_of, republish
from tests.support.site import build_site

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


@pytest.fixture
def list_of_seminars():
    return make_index(build_site().home)


def database_url():
    """The address of the database of the tests, for processes of their own."""
    values = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{values['NAME']}"
    where = f"{values['HOST']}:{values['PORT']}"
    return f"postgres://{values['USER']}:{values['PASSWORD']}@{where}/{values['NAME']}".replace(":@", "@")


def test_a_storm_with_kills_leaves_everything_in_order(list_of_seminars):
    event = make_event(list_of_seminars, capacity_on_site=10)
    environment = {"DATABASE_URL": database_url(), "DJANGO_SETTINGS_MODULE": "portal.settings.test"}
    outcome = storm(event, clients=60, processes=3, kills=2, environment={**os.environ, **environment})
    assert outcome.faults == []
    assert (outcome.killed, outcome.taken, outcome.registered) == (2, 10, 60)
    assert set(outcome.acknowledged) == set(range(60))
    assert set(Registration.objects.values_list("language", flat=True)) == {"sv", "en"}


def together(*works):
    """Run all works in threads that start at once, and return what each returned or raised."""
    gate = threading.Barrier(len(works))

    def one(work):
        try:
            gate.wait(timeout=30)
            return work()
        except Exception as error:  # noqa: BLE001 — the test looks at it
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(one, works))


def test_publishing_and_writing_to_all_do_not_wait_for_each_other(list_of_seminars):
    """Who publishes holds the seminar and wants the places; who registers has the places and refers to the seminar."""
    page = make_event_page(list_of_seminars, capacity_on_site=2)
    event = Event.objects.get()
    rows = [make_registration(event, number) for number in range(3)]

    def register(first):
        return lambda: [make_registration(event, first + number).pk for number in range(5)]

    def publish():
        return [republish(page, capacity_on_site=number).pk for number in (3, 4)]

    def write():
        return [running.send_message(event, ["held", "waiting"], "Hej", "Text", actor=None) for _ in range(3)]

    def change():
        return [registering.change_details(rows[0], registering.Person("Ny", "ny@example.org")) for _ in range(3)]

    answers = together(register(10), register(20), publish, write, change)
    assert [answer for answer in answers if isinstance(answer, Exception)] == []
    assert pool_of(event).taken == Registration.objects.filter(event=event).taking_a_place().count() == 4
    first = OutboxMessage.objects.filter(subject_ref=outbox.reference(rows[0]), kind="events.message")
    assert first.count() == 3


def test_who_moves_and_cancels_at_once_frees_the_right_place(list_of_seminars):
    event = make_event(list_of_seminars, format="hybrid", capacity_on_site=1, capacity_online=1)
    row = registering.confirm(make_registration(event, 1))
    waiting = make_registration(event, 2)
    online = pool_of(event, "online")
    together(lambda: registering.change_format(row, online), lambda: registering.cancel(row))
    waiting.refresh_from_db()
    assert waiting.state == "offered"
    assert (pool_of(event).taken, pool_of(event, "online").taken) == (1, 0)
    # Somebody who still holds what was read before the move.
    other = registering.confirm(make_registration(event, 3, kind="online"))
    assert other.state == "confirmed"
    assert places.position(other) is None


def test_a_mail_in_flight_at_a_kill_goes_again_with_the_same_message_id(list_of_seminars, mailoutbox):
    row = make_registration(make_event(list_of_seminars))
    services.deliver_due()
    # The worker died after the server had taken the mail and before it was written down.
    message = OutboxMessage.objects.get(subject_ref=outbox.reference(row), kind="events.confirm")
    long_ago = timezone.now() - services.STUCK_AFTER * 2
    OutboxMessage.objects.filter(pk=message.pk).update(state=MailState.IN_FLIGHT, in_flight_since=long_ago)
    services.deliver_due()
    sent = [mail.message()["Message-ID"] for mail in mailoutbox]
    assert len(sent) == 2
    assert len(set(sent)) == 1


def test_a_busy_file_is_waited_for(monkeypatch):
    tried = []

    @patience.patiently
    def work(fail):
        tried.append(fail)
        if len(tried) < fail:
            raise OperationalError("database is locked")
        return "done"

    monkeypatch.setattr(connection, "vendor", "sqlite")
    assert work(3) == "done"
    tried.clear()
    with pytest.raises(OperationalError, match="locked"):
        work(9)
    assert len(tried) == patience.ATTEMPTS

    @patience.patiently
    def broken():
        tried.append("broken")
        raise OperationalError("no such table")

    tried.clear()
    with pytest.raises(OperationalError, match="no such table"):
        broken()
    assert tried == ["broken"]
