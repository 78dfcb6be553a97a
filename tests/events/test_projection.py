"""From pages in many languages to one record."""

import datetime as dt

import pytest
from wagtail.models import PageViewRestriction

from core.mail.models import OutboxMessage
from core.taxonomies.models import Theme
from events.models import Event, EventPage
from tests.factories.events import in_days, make_event, make_event_page, make_registration, pool_of, republish
from tests.support.site import translate_page

pytestmark = pytest.mark.django_db


def test_publishing_writes_the_facts(index):
    theme = Theme.objects.first()
    start = in_days(10)
    event = make_event(index, starts=start, capacity_on_site=40, sets={"themes": [theme]})
    assert (event.starts_at, event.ends_at) == (start, start + dt.timedelta(hours=3))
    assert event.is_public
    assert list(event.themes.all()) == [theme]
    assert [(pool.kind, pool.capacity) for pool in event.pools.all()] == [("on_site", 40)]


def test_all_languages_share_one_record_and_its_places(site, index):
    page = make_event_page(index, capacity_on_site=10)
    translate_page(page, site.locale("en"), title="Seminar", slug="seminar")
    assert Event.objects.count() == 1
    assert pool_of(Event.objects.get()).capacity == 10


def test_a_translation_changes_no_facts(site, index):
    page = make_event_page(index, venue="Arbetets museum")
    english = translate_page(page, site.locale("en"), title="Seminar", slug="seminar")
    event = republish(english, venue="Somewhere else", capacity_on_site=1)
    assert (event.venue, pool_of(event).capacity) == ("Arbetets museum", None)


def test_a_draft_changes_nothing(index):
    page = make_event_page(index)
    page.venue = "Kulturhuset"
    page.save_revision()
    assert Event.objects.get().venue == "Arbetets museum"


def test_the_sequence_rises_only_when_time_place_or_status_changes(index):
    page = make_event_page(index)
    uid = Event.objects.get().uid
    assert republish(page, title="Ny rubrik", introduction="Mer").sequence == 0
    assert republish(page, venue="Kulturhuset").sequence == 1
    assert republish(page, starts=in_days(31)).sequence == 2
    assert republish(page, status="cancelled").sequence == 3
    assert republish(page, status="cancelled").sequence == 3
    assert Event.objects.get().uid == uid


def test_a_copy_is_another_seminar(index):
    page = make_event_page(index)
    copy = page.copy(update_attrs={"slug": "kopia"}, keep_live=True)
    copy.specific.save_revision().publish()
    events = Event.objects.all()
    assert len({event.uid for event in events}) == 2


def test_taking_the_page_down_keeps_the_record(index):
    page = make_event_page(index)
    make_registration(Event.objects.get())
    page.unpublish()
    event = Event.objects.get()
    assert not event.is_public
    assert event.registrations.count() == 1
    EventPage.objects.get(pk=page.pk).delete()
    assert Event.objects.get().registrations.count() == 1


def test_one_language_left_keeps_it_public(site, index):
    page = make_event_page(index)
    translate_page(page, site.locale("en"), title="Seminar", slug="seminar")
    page.unpublish()
    assert Event.objects.get().is_public


def test_a_restricted_seminar_is_not_public(index):
    make_event_page(index)
    restriction = PageViewRestriction.objects.create(page=index, restriction_type="login")
    assert not Event.objects.get().is_public
    restriction.delete()
    assert Event.objects.get().is_public


def test_a_hybrid_seminar_has_two_pools(index):
    event = make_event(index, format="hybrid", capacity_on_site=5, capacity_online=100)
    assert {pool.kind: pool.capacity for pool in event.pools.all()} == {"on_site": 5, "online": 100}


def test_places_that_are_no_longer_offered_are_closed_not_lost(index):
    page = make_event_page(index, format="hybrid")
    make_registration(Event.objects.get(), kind="online")
    event = republish(page, format="on_site")
    assert not pool_of(event, "online").is_open
    assert event.registrations.count() == 1


def test_those_registered_are_told_of_a_change_once(index):
    page = make_event_page(index)
    make_registration(Event.objects.get())
    republish(page, title="Bara rubriken")
    assert not OutboxMessage.objects.filter(kind="events.changed").exists()
    republish(page, starts=in_days(40))
    assert OutboxMessage.objects.filter(kind="events.changed").count() == 1
    republish(page, status="cancelled")
    assert OutboxMessage.objects.filter(kind="events.event_cancelled").count() == 1


def test_raising_the_capacity_offers_the_places_in_order(index):
    page = make_event_page(index, capacity_on_site=1)
    event = Event.objects.get()
    rows = [make_registration(event, number) for number in range(4)]
    republish(page, capacity_on_site=3)
    for row in rows:
        row.refresh_from_db()
    assert [row.state for row in rows] == ["held", "offered", "offered", "waiting"]
