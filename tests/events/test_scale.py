"""Thousands of seminars: written in bulk like real ones, and as cheap to list."""

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import Page

from events.index import look
from events.models import Event, EventPage
from tests.factories.events import in_days, make_event_page

pytestmark = pytest.mark.django_db
LIST = "/sv/seminarier/"
ADDRESSES = (LIST, f"{LIST}past/", f"{LIST}calendar/", f"{LIST}map/", "/sv/event/calendar.ics", "/sv/event/feed.atom")


def test_made_up_seminars_are_like_real_ones_and_leave_no_trace(client, index):
    make_event_page(index, title="Ett riktigt seminarium", starts=in_days(3))
    before = Page.objects.count()
    call_command("seed_scale", events=40, verbosity=0)
    assert Event.objects.count() == 41
    assert Page.find_problems() == ([], [], [], [], [])
    page = EventPage.objects.filter(slug__startswith="skalprov-").first()
    assert client.get(page.url).status_code == 200
    word = page.introduction.split()[2]
    assert (
        page.url
        in client.get(f"{LIST}?q={word}").content.decode() + client.get(f"{LIST}past/?q={word}").content.decode()
    )
    call_command("seed_scale", events=3, verbosity=0)
    assert Event.objects.count() == 44
    call_command("seed_scale", clear=True)
    assert [one.title for one in EventPage.objects.all()] == ["Ett riktigt seminarium"]
    assert Page.objects.count() == before
    assert Page.find_problems() == ([], [], [], [], [])


@pytest.mark.parametrize("query", ["", "?format=hybrid&audience=open", "?q=handledare", "?free=on"])
def test_queries_do_not_depend_on_how_many_there_are(index, assert_max_queries, query):
    call_command("seed_scale", events=30, verbosity=0)
    few = [assert_max_queries(address + query, 10).total for address in ADDRESSES if "calendar/" not in address]
    call_command("seed_scale", events=90, verbosity=0)
    many = [assert_max_queries(address + query, 10).total for address in ADDRESSES if "calendar/" not in address]
    assert many == few


def test_without_a_list_nothing_is_made_up(site):
    with pytest.raises(CommandError):
        call_command("seed_scale", events=1)
    with pytest.raises(CommandError):
        call_command("seed_scale", events=0)


def test_a_record_that_is_deleted_is_missed_at_once_though_it_is_neither_the_last_nor_the_latest(client, index):
    for title in ("Det första", "Det andra"):
        make_event_page(index, title=title, starts=in_days(3))
    assert client.get("/sv/event/calendar.ics").text.count("BEGIN:VEVENT") == 2
    Event.objects.get(title="Det första").delete()
    assert client.get("/sv/event/calendar.ics").text.count("BEGIN:VEVENT") == 1


def test_whether_anything_has_changed_is_asked_without_counting(index, django_assert_num_queries):
    make_event_page(index, starts=in_days(3))
    look("sv")
    with django_assert_num_queries(1) as asked:
        look("sv")
    assert "COUNT(" not in asked.captured_queries[0]["sql"].upper()
