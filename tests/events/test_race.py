"""Many at once. First that the race is there without the lock; then that it is not."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections, transaction

from events.models import Event, Pool, Registration
from events.services import places
from tests.factories.events import make_event, make_index, make_registration
from tests.support.site import build_site

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)
CLIENTS, CAPACITY = 8, 3


def together(work, numbers):
    """Run `work(number)` for every number in threads that start at once, each with its own connection."""
    gate = threading.Barrier(len(numbers))

    def one(number):
        try:
            gate.wait(timeout=30)
            return work(number)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(numbers)) as pool:
        return list(pool.map(one, numbers))


@pytest.fixture
def event():
    return make_event(make_index(build_site().home), capacity_on_site=CAPACITY)


def taken(event):
    return Registration.objects.filter(event=event).taking_a_place().count()


def test_without_the_lock_places_are_oversold(event):
    """Count, let the others count, insert: what the lock is there for. It shows that this test can see a race."""
    pool = Pool.objects.get(event=event)
    counted = threading.Barrier(CLIENTS)

    def unlocked(number):
        # What each sees before any of the others has written.
        free = pool.capacity - pool.registrations.taking_a_place().count()
        counted.wait(timeout=30)
        if free > 0:
            with transaction.atomic():
                Registration.objects.create(
                    event=event, pool=pool, state="confirmed", language="sv", email=f"{number}@x.org"
                )

    together(unlocked, range(CLIENTS))
    assert taken(event) > CAPACITY


def test_with_the_lock_they_are_not(event):
    together(lambda number: make_registration(event, number).pk, range(CLIENTS))
    rows = Registration.objects.filter(event=event)
    assert (taken(event), rows.count()) == (CAPACITY, CLIENTS)
    line = list(rows.waiting_in_order().values_list("queue_number", flat=True))
    assert line == list(range(1, CLIENTS - CAPACITY + 1))


def test_the_same_address_at_once_is_one_registration(event):
    keys = together(lambda _number: make_registration(event, 1).pk, range(6))
    assert len(set(keys)) == 1
    assert Registration.objects.filter(event=event).count() == 1


def test_the_lock_is_the_first_statement_of_the_transaction(event):
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as captured:
        make_registration(Event.objects.get(pk=event.pk), 1)
    inside = [query["sql"] for query in captured.captured_queries]
    start = next(number for number, sql in enumerate(inside) if sql.startswith(("BEGIN", "SAVEPOINT")))
    assert inside[start + 1].startswith('UPDATE "events_pool"')
    assert places.position(Registration.objects.get()) is None
