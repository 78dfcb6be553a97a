"""Places, the line, offers: nothing oversold, nobody lost."""

import datetime as dt
import uuid

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from core.mail.models import OutboxMessage
from events import links
from events.enums import State
from events.models import Event, Needs, Registration
from events.services import places, registering, sweeping
from events.services.registering import ClosedError, FullError, Sending
from events.workflow import NotAStepError, step
from tests.factories.events import (
    in_days,
    make_event,
    make_event_page,
    make_registration,
    pool_of,
    republish,
    someone,
)

pytestmark = pytest.mark.django_db


def states(event):
    return list(event.registrations.order_by("pk").values_list("state", flat=True))


@pytest.fixture
def event(index):
    return make_event(index, capacity_on_site=2)


def test_places_are_held_until_full_and_then_there_is_a_line(event):
    for number in range(4):
        make_registration(event, number)
    assert states(event) == ["held", "held", "waiting", "waiting"]
    assert [places.position(row) for row in event.registrations.order_by("pk")] == [None, None, 1, 2]
    pool = pool_of(event)
    assert (pool.taken, pool.waiting, pool.free) == (2, 2, 0)


def test_one_who_leaves_makes_way_for_the_first_in_line(event):
    rows = [make_registration(event, number) for number in range(4)]
    registering.cancel(rows[0])
    assert states(event) == ["cancelled", "held", "offered", "waiting"]


def test_leaving_the_line_moves_the_others_up(event):
    rows = [make_registration(event, number) for number in range(4)]
    registering.cancel(rows[2])
    rows[3].refresh_from_db()
    assert places.position(rows[3]) == 1


def test_a_newcomer_does_not_pass_those_who_wait(event):
    rows = [make_registration(event, number) for number in range(3)]
    # A place that is free but not yet offered, as between a crash and the next sweep.
    Registration.objects.filter(pk=rows[0].pk).update(state=State.CANCELLED)
    make_registration(event, 9)
    assert states(event) == ["cancelled", "held", "offered", "waiting"]


def test_a_hold_that_runs_out_is_offered_on(event):
    rows = [make_registration(event, number) for number in range(3)]
    sweeping.sweep(timezone.now() + dt.timedelta(minutes=61))
    assert states(event) == ["lapsed", "lapsed", "offered"]
    assert OutboxMessage.objects.filter(kind="events.lapsed").count() == 2
    assert rows


def test_an_offer_that_runs_out_goes_to_the_next(event):
    rows = [make_registration(event, number) for number in range(4)]
    for row in rows[:2]:
        registering.confirm(row)
    registering.cancel(rows[0])
    sweeping.sweep(timezone.now() + dt.timedelta(hours=25))
    assert states(event) == ["cancelled", "confirmed", "lapsed", "offered"]


def test_no_offers_close_to_the_start(index):
    event = make_event(index, capacity_on_site=1, starts=in_days(3))
    rows = [make_registration(event, number) for number in range(2)]
    registering.cancel(rows[0], event.starts_at - dt.timedelta(hours=11))
    assert states(event) == ["cancelled", "waiting"]


def test_an_offer_never_outlives_the_start(index):
    event = make_event(index, capacity_on_site=1, starts=in_days(3))
    rows = [make_registration(event, number) for number in range(2)]
    registering.cancel(rows[0], event.starts_at - dt.timedelta(hours=13))
    rows[1].refresh_from_db()
    assert (rows[1].state, rows[1].offered_until) == ("offered", event.starts_at)


def test_confirming_twice_changes_nothing(event):
    row = make_registration(event)
    first = registering.confirm(row)
    second = registering.confirm(row)
    assert (first.state, second.state) == ("confirmed", "confirmed")
    assert OutboxMessage.objects.filter(kind="events.receipt").count() == 1


def test_who_comes_back_too_late_gets_a_place_if_there_is_one(event):
    rows = [make_registration(event, number) for number in range(2)]
    later = timezone.now() + dt.timedelta(minutes=90)
    assert registering.confirm(rows[0], later).state == "confirmed"
    for number in (5, 6):
        make_registration(event, number, now=later)
    assert registering.confirm(rows[1], later).state == "waiting"


def test_without_a_waiting_list_full_is_full(index):
    event = make_event(index, capacity_on_site=1, waiting_list=False)
    make_registration(event, 1)
    with pytest.raises(FullError):
        make_registration(event, 2)
    assert states(event) == ["held"]


def test_no_places_at_all(index):
    event = make_event(index, capacity_on_site=0)
    assert make_registration(event).state == "waiting"


def test_no_limit(index):
    event = make_event(index, capacity_on_site=None)
    assert {make_registration(event, number).state for number in range(5)} == {"held"}


def test_the_same_form_twice_is_one_registration(event):
    key = uuid.uuid4()
    first, second = make_registration(event, 1, key=key), make_registration(event, 1, key=key)
    assert first.pk == second.pk
    assert OutboxMessage.objects.filter(kind="events.confirm").count() == 1


def test_the_same_address_twice_gets_its_link_again(event):
    first = make_registration(event, 1)
    second = make_registration(event, 1, email="KIM1@example.org")
    assert first.pk == second.pk
    assert OutboxMessage.objects.filter(kind="events.again").count() == 1


def test_the_database_itself_refuses_a_second_live_registration(event):
    row = make_registration(event, 1)
    row.pk, row.form_key, row.email = None, uuid.uuid4(), "KIM1@EXAMPLE.ORG"
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)


def test_one_who_cancelled_can_come_back(event):
    registering.cancel(make_registration(event, 1))
    assert make_registration(event, 1).state == "held"


def test_a_group_is_registered_together_each_with_an_own_link(event):
    people = [someone(number) for number in range(3)]
    rows = registering.register(Sending(pool_of(event), "sv", uuid.uuid4()), people)
    assert [row.state for row in rows] == ["held", "held", "waiting"]
    assert len({row.party for row in rows}) == 1
    assert len({links.manage_token(row) for row in rows}) == 3


def test_closed_is_closed_but_a_form_that_was_open_has_a_quarter(event):
    closing = event.starts_at
    sending = Sending(pool_of(event), "sv", uuid.uuid4(), shown_at=closing - dt.timedelta(minutes=5))
    assert registering.register(sending, [someone(1)], closing + dt.timedelta(minutes=14))
    with pytest.raises(ClosedError):
        registering.register(
            Sending(pool_of(event), "sv", uuid.uuid4(), shown_at=closing - dt.timedelta(minutes=5)),
            [someone(2)],
            closing + dt.timedelta(minutes=16),
        )
    with pytest.raises(ClosedError):
        registering.register(
            Sending(pool_of(event), "sv", uuid.uuid4(), shown_at=closing + dt.timedelta(minutes=1)),
            [someone(3)],
            closing + dt.timedelta(minutes=2),
        )


def test_changing_how_one_takes_part(index):
    event = make_event(index, format="hybrid", capacity_on_site=1, capacity_online=1)
    row = registering.confirm(make_registration(event, 1))
    waiting = make_registration(event, 2)
    moved = registering.change_format(row, pool_of(event, "online"))
    waiting.refresh_from_db()
    assert (moved.pool.kind, moved.state, waiting.state) == ("online", "confirmed", "offered")
    assert (pool_of(event).taken, pool_of(event, "online").taken) == (1, 1)


def test_a_full_place_keeps_one_where_one_is(index):
    event = make_event(index, format="hybrid", capacity_on_site=1, capacity_online=1)
    row, other = make_registration(event, 1), make_registration(event, 2, kind="online")
    with pytest.raises(FullError):
        registering.change_format(row, pool_of(event, "online"))
    row.refresh_from_db()
    assert (row.pool.kind, other.state) == ("on_site", "held")


def test_a_cancelled_registration_cannot_be_confirmed(event):
    row = registering.cancel(make_registration(event))
    with pytest.raises(NotAStepError):
        registering.confirm(row)
    with pytest.raises(NotAStepError):
        step(row, State.CONFIRMED)


def test_a_new_address_makes_the_old_link_useless(event):
    row = make_registration(event, 1)
    old = links.manage_token(row)
    registering.change_details(row, someone(7))
    assert links.registration_for(old) is None
    fresh = Registration.objects.get(pk=row.pk)
    assert links.registration_for(links.manage_token(fresh)) == fresh


def test_the_code_at_the_door_is_no_key_to_the_registration(event):
    row = make_registration(event)
    assert links.registration_for(links.check_in_code(row)) is None
    assert links.checked_in(links.check_in_code(row)) == row


def test_needs_are_erased_on_their_date(index):
    event = make_event(index, starts=in_days(2), needs_purge_days=3)
    make_registration(event, 1, diet="Nötallergi")
    end = event.ends_at
    assert sweeping.purge_needs(end + dt.timedelta(days=2)) == 0
    assert sweeping.purge_needs(end + dt.timedelta(days=4)) == 1
    assert not Needs.objects.exists()


def test_registrations_are_anonymised_and_still_counted(index):
    event = make_event(index, starts=in_days(2), keep_days=10)
    make_registration(event, 1)
    assert sweeping.anonymise_old(event.ends_at + dt.timedelta(days=9)) == 0
    assert sweeping.anonymise_old(event.ends_at + dt.timedelta(days=11)) == 1
    row = event.registrations.get()
    assert (row.name, row.email, row.answers) == ("", "", {})


def test_reminders_go_once_and_only_to_those_with_a_place(index):
    event = make_event(index, starts=in_days(10), reminder_days="7, 1")
    registering.confirm(make_registration(event, 1))
    make_registration(event, 2)
    for days in (8, 6.9, 6.5):
        sweeping.remind(event.starts_at - dt.timedelta(days=days))
    assert OutboxMessage.objects.filter(kind="events.reminder").count() == 1
    sweeping.remind(event.starts_at - dt.timedelta(hours=20))
    assert OutboxMessage.objects.filter(kind="events.reminder").count() == 2


def test_a_lowered_capacity_throws_nobody_out(index):
    page = make_event_page(index, capacity_on_site=3)
    event = Event.objects.get()
    for number in range(3):
        make_registration(event, number)
    republish(page, capacity_on_site=1)
    assert states(event) == ["held"] * 3
    assert make_registration(event, 9).state == "waiting"
