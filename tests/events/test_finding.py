"""The list, the month, feeds and calendars."""

import datetime as dt
import json
import re
import xml.etree.ElementTree as ET

import icalendar
import pytest
import vobject
from django.utils import timezone

from core.places.models import Municipality
from core.taxonomies.models import Theme
from events.models import Event
from tests.factories.events import (
    in_days,
    make_event,
    make_event_page,
    make_index,
    make_registration,
    occasion,
    republish,
)
from tests.support.atom import LANG, NS, check_atom
from tests.support.site import translate_page

pytestmark = pytest.mark.django_db
LIST = "/sv/seminarier/"


@pytest.fixture
def some(index):
    """Two coming seminars and one that has been."""
    theme = Theme.objects.get(slug="recruitment")
    place = Municipality.objects.get(code="0581")
    make_event(index, title="Jämställda löner", starts=in_days(5), municipality=place, sets={"themes": [theme]})
    make_event(
        index,
        title="Webbinarium om fattigdom",
        starts=in_days(9),
        format="online",
        capacity_online=0,
        waiting_list=False,
        held_in=",en,sv,",
    )
    make_event(index, title="Det var då", starts=in_days(-20))
    return index


def titles(response):
    return re.findall(r'card__title"[^>]*><a[^>]*>([^<]+)</a>', response.content.decode())


def test_coming_first_the_nearest_first(client, some):
    assert titles(client.get(LIST)) == ["Jämställda löner", "Webbinarium om fattigdom"]


def test_past_seminars_have_their_own_list(client, some):
    assert titles(client.get(f"{LIST}past/")) == ["Det var då"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("theme=recruitment", ["Jämställda löner"]),
        ("county=05", ["Jämställda löner"]),
        ("municipality=0581", ["Jämställda löner"]),
        ("municipality=0580", []),
        ("format=online", ["Webbinarium om fattigdom"]),
        ("held_in=en", ["Webbinarium om fattigdom"]),
        ("audience=open", ["Jämställda löner", "Webbinarium om fattigdom"]),
        ("free=on", ["Jämställda löner"]),
        ("q=fattigdomen", ["Webbinarium om fattigdom"]),
        ("q=finnsinte", []),
        ("theme=recruitment&format=online", []),
    ],
)
def test_filters_are_in_the_address(client, some, query, found):
    assert titles(client.get(f"{LIST}?{query}")) == found


def test_dates_narrow(client, some):
    day = in_days(9).date()
    assert titles(client.get(f"{LIST}?from={day}")) == ["Webbinarium om fattigdom"]
    assert titles(client.get(f"{LIST}?to={day - dt.timedelta(days=1)}")) == ["Jämställda löner"]


def test_filters_say_how_many(client, some):
    html = client.get(LIST).content.decode()
    assert "Rekrytering (1)" in html
    assert "Norrköping (1)" in html


@pytest.mark.parametrize(
    "query",
    [
        "from=igår",
        "to=9999-12-31",
        "from=0001-01-01",
        "theme='%20OR%201=1",
        "q=%22%27%28",
        "held_in=,,",
        "q=" + "x" * 3000,
        "page=2",
        "page=0",
        "page=nix",
        "format=%F0%9F%98%80",
    ],
)
def test_nonsense_in_the_address_is_answered(client, some, query):
    assert client.get(f"{LIST}?{query}").status_code in {200, 404}


def test_a_reader_in_another_language_gets_the_original_marked(client, site, some):
    english = make_index(site.homes["en"], title="Seminars", slug="seminars")
    html = client.get(english.url).content.decode()
    assert "Jämställda löner" in html
    assert 'class="card__title" lang="sv"' in html


def test_a_translation_is_listed_once_in_its_language(client, site, index):
    english = translate_page(index, site.locale("en"), title="Seminars", slug="seminars")
    page = make_event_page(index, title="Seminarium om löner")
    translate_page(page, site.locale("en"), title="Seminar on pay", slug="pay")
    assert titles(client.get(english.url)) == ["Seminar on pay"]
    assert titles(client.get(LIST)) == ["Seminarium om löner"]


def test_the_same_bytes_for_every_stranger(client, some):
    for address in (LIST, f"{LIST}calendar/", f"{LIST}past/", Event.objects.first() and f"{LIST}?theme=recruitment"):
        first, second = client.get(address), client.get(address)
        assert first.content == second.content
        assert not first.cookies


def test_query_budgets(index, assert_max_queries):
    for number in range(3):
        page = make_event_page(index, starts=in_days(number + 2))
    few = assert_max_queries(LIST, 10)
    detail = assert_max_queries(page.url, 10)
    month = assert_max_queries(f"{LIST}calendar/", 10)
    for number in range(8):
        make_event_page(index, starts=in_days(number + 2), format="hybrid")
    assert assert_max_queries(LIST, 10).total == few.total
    assert assert_max_queries(f"{LIST}calendar/", 10).total == month.total
    assert detail.status == 200


def test_the_month_is_a_table_with_the_seminar_on_its_day(client, index):
    make_event(index, title="Mitt i månaden", starts=dt.datetime(2027, 5, 12, 7, tzinfo=dt.UTC))
    html = client.get(f"{LIST}calendar/?month=2027-05").content.decode()
    cell = re.search(r'<time datetime="2027-05-12">.*?</td>', html, re.DOTALL).group()
    assert "Mitt i månaden" in cell
    assert "?month=2027-04" in html
    assert "?month=2027-06" in html


@pytest.mark.parametrize(
    ("month", "status"), [("", 200), ("2027-13", 404), ("x", 404), ("2099-12", 200), ("1900-01", 200)]
)
def test_other_months(client, index, month, status):
    assert client.get(f"{LIST}calendar/?month={month}").status_code == status


def components(response):
    calendar = icalendar.Calendar.from_ical(response.content)
    return calendar, list(calendar.walk("VEVENT"))


def test_the_calendar_feed_publishes_without_people(client, some):
    make_registration(Event.objects.get(title="Jämställda löner"))
    response = client.get("/sv/event/calendar.ics")
    calendar, events = components(response)
    assert calendar["METHOD"] == "PUBLISH"
    assert {str(event["SUMMARY"]) for event in events} >= {"Jämställda löner", "Webbinarium om fattigdom"}
    assert all("ATTENDEE" not in event and "ORGANIZER" not in event for event in events)
    assert b"BEGIN:VTIMEZONE" in response.content
    assert b"example.org/sv/event/registration" not in response.content


def test_an_independent_parser_reads_the_feed(client, some):
    parsed = vobject.readOne(client.get("/sv/event/calendar.ics").content.decode())
    event = Event.objects.get(title="Jämställda löner")
    found = next(one for one in parsed.vevent_list if one.uid.value == str(event.uid))
    assert found.dtstart.value.astimezone(dt.UTC) == event.starts_at


def test_the_feed_follows_the_filter(client, some):
    _calendar, events = components(client.get("/sv/event/calendar.ics?format=online"))
    assert [str(event["SUMMARY"]) for event in events] == ["Webbinarium om fattigdom"]
    assert client.get("/sv/event/calendar.ics?from=nix").status_code == 404


def test_cancelled_seminars_stay_in_the_feed(client, index):
    page = make_event_page(index)
    event = republish(page, status="cancelled")
    _calendar, (entry,) = components(client.get(f"/sv/event/{event.translation_key}.ics"))
    assert (str(entry["STATUS"]), entry["SEQUENCE"], str(entry["UID"])) == ("CANCELLED", 1, str(event.uid))


def test_the_online_link_is_nowhere_public(client, index):
    page = make_event_page(index, format="online", online_link="https://meet.example.org/hemlig")
    key = Event.objects.get().translation_key
    for address in (page.url, LIST, f"/sv/event/{key}.ics", "/sv/event/feed.atom", f"/sv/event/{key}/register/"):
        assert "hemlig" not in client.get(address).content.decode()


def test_atom(client, some):
    response = client.get("/sv/event/feed.atom?theme=recruitment")
    root = ET.fromstring(response.content)  # noqa: S314 — our own answer
    names = {"a": "http://www.w3.org/2005/Atom"}
    assert [entry.text for entry in root.findall("a:entry/a:title", names)] == ["Jämställda löner"]
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "sv"
    assert root.find("a:entry/a:id", names).text.startswith("urn:uuid:")


def test_atom_is_read_by_a_strict_reader_and_loses_nothing(client, index, site):
    make_event_page(index, title="Makt & lön", introduction="Löner < 30 000 & makt\nRad två")
    address = "/pt/event/feed.atom"
    response = client.get(address)
    (entry,) = check_atom(response.content, response["Content-Type"], address)
    assert entry.get(LANG) == "sv"
    summary = entry.find(f"{NS}summary")
    assert summary.get("type", "text") == "text"
    assert "Löner < 30 000 & makt\nRad två" in summary.text


def test_unknown_seminars_are_404(client, site):
    for rest in (".ics", "/register/", "/received/"):
        assert client.get(f"/sv/event/7c9f1f4e-5bb2-4c4c-9f0e-0a4b1d1c0000{rest}").status_code == 404


def test_the_page_says_what_machines_read(index):
    from events.showing import structured_event

    page = make_event_page(index, format="hybrid", status="postponed")
    thing = json.loads(json.dumps(structured_event(page, "https://example.org")))
    assert thing["eventStatus"] == "https://schema.org/EventPostponed"
    assert thing["eventAttendanceMode"] == "https://schema.org/MixedEventAttendanceMode"
    assert {place["@type"] for place in thing["location"]} == {"Place", "VirtualLocation"}
    assert dt.datetime.fromisoformat(thing["startDate"]) > timezone.now()


def test_the_facts_of_a_page(client, index):
    page = make_event_page(index, starts=dt.datetime(2027, 5, 12, 7, tzinfo=dt.UTC), access_offers=",hearing_loop,")
    html = client.get(page.url).content.decode()
    assert "12 maj 2027, 09:00–12:00" in html
    assert "Hearing loop" in html or "örslinga" in html


def test_a_cancelled_seminar_says_so(client, index):
    page = make_event_page(index)
    republish(page, status="cancelled", status_note="Föreläsaren är sjuk.")
    html = client.get(page.url).content.decode()
    assert "Föreläsaren är sjuk." in html
    assert "/register/" not in html


def test_listings_and_panels_are_entered(some):
    from core.registry import find_listing

    cards = find_listing("coming_events").fetch("sv", 1)
    assert [card.title for card in cards] == ["Jämställda löner"]
    assert find_listing("coming_events").address("sv") == LIST


def test_counts_follow_the_other_filters(client, some):
    html = client.get(f"{LIST}?format=online").content.decode()
    assert "Rekrytering (" not in html
    assert "Norrköping (" not in html
    # A filter that is chosen still shows what it would be without it.
    options = re.search(r'<select[^>]*name="format".*?</select>', html, re.DOTALL).group()
    assert '<option value="on_site">' in options
    assert 'value="online" selected' in options


def test_a_county_narrows_the_municipalities(client, some):
    make_event(some, starts=in_days(4), municipality=Municipality.objects.get(code="1480"))
    html = client.get(f"{LIST}?county=05").content.decode()
    options = re.search(r'<select[^>]*name="municipality".*?</select>', html, re.DOTALL).group()
    assert "Norrköping (1)" in options
    assert "Göteborg" not in options


def test_what_was_chosen_stays_chosen_when_it_leaves_nothing(client, some):
    html = client.get(f"{LIST}?municipality=0580").content.decode()
    assert "Linköping (0)" in html
    assert 'href="/sv/seminarier/past/"' in html
    assert "/subscribe/?kind=events&amp;events_municipalities=0580" in html


def test_nothing_at_all_offers_a_way_on(client, index):
    html = client.get(LIST).content.decode()
    assert html.count("empty-state__actions") == 1
    assert 'href="/sv/seminarier/past/"' in html


def test_the_map_counts_what_the_filters_leave(client, some):
    html = client.get(f"{LIST}map/").content.decode()
    assert "Norrköping: 1" in html
    assert f'href="{LIST}?municipality=0581"' in html
    assert "Norrköping: 0" in client.get(f"{LIST}map/?format=online").content.decode()
    assert (
        "Göteborg" not in client.get(f"{LIST}map/?county=05").content.decode().split("map__svg")[1].split("</svg>")[0]
    )
    assert client.get(f"{LIST}map/?from=nix&theme=%27").status_code == 200


def test_past_seminars_with_recordings(client, some):
    recording = {"title": "Film", "url": "https://video.example.org/1", "transcript": "<p>Hej</p>", "duration": ""}
    make_event(some, title="Inspelat", starts=in_days(-9), documentation=[("recording", recording)])
    assert titles(client.get(f"{LIST}past/")) == ["Inspelat", "Det var då"]
    assert titles(client.get(f"{LIST}past/?recording=on")) == ["Inspelat"]


def test_a_full_day_of_the_month_leads_to_its_list(client, index):
    day = dt.datetime(2090, 5, 12, 7, tzinfo=dt.UTC)
    for hour in range(6):
        make_event(index, starts=day + dt.timedelta(hours=hour))
    html = client.get(f"{LIST}calendar/?month=2090-05").content.decode()
    address = f"{LIST}?from=2090-05-12&amp;to=2090-05-12"
    assert html.count("/sv/seminarier/seminarium-") == 3
    assert address in html
    assert len(titles(client.get(address.replace("&amp;", "&")))) == 6


def test_a_seminar_until_midnight_stands_on_its_own_day(client, index):
    make_event(index, title="Sent", starts=dt.datetime(2090, 5, 12, 19, tzinfo=dt.UTC), hours=3)
    html = client.get(f"{LIST}calendar/?month=2090-05").content.decode()
    assert html.count(">Sent<") + html.count("</span> Sent") == 1


def test_a_reader_in_another_language_finds_what_is_only_in_swedish(client, site, some):
    english = make_index(site.homes["en"], title="Seminars", slug="seminars")
    assert titles(client.get(f"{english.url}?q=fattigdomen")) == ["Webbinarium om fattigdom"]


def test_a_change_is_seen_at_once(client, some):
    assert "Jämställda löner" in client.get(LIST).content.decode()
    page = make_event_page(some, title="Nyss tillagt", starts=in_days(3))
    assert titles(client.get(LIST))[0] == "Nyss tillagt"
    page.unpublish()
    assert "Nyss tillagt" not in titles(client.get(LIST))
    _calendar, events = components(client.get("/sv/event/calendar.ics"))
    assert "Nyss tillagt" not in {str(event["SUMMARY"]) for event in events}


def test_a_feed_is_bounded(client, index, monkeypatch):
    from events import feeds

    monkeypatch.setattr(feeds, "MOST_COMING", 2)
    monkeypatch.setattr(feeds, "MOST_PAST", 1)
    for days in (-500, -30, -10, 5, 10, 20, 900):
        make_event(index, title=f"Om {days}", starts=in_days(days))
    _calendar, events = components(client.get("/sv/event/calendar.ics"))
    assert [str(event["SUMMARY"]) for event in events] == ["Om -10", "Om 5", "Om 10"]


def test_a_course_stands_on_its_days_and_not_on_those_between(client, index):
    page = make_event_page(index, title="Fyra eftermiddagar", starts=dt.datetime(2090, 5, 2, 11, tzinfo=dt.UTC))
    page.occasions = [occasion(dt.datetime(2090, 5, day, 11, tzinfo=dt.UTC)) for day in (2, 9, 16)]
    page.save_revision(log_action=False).publish(log_action=False)

    html = client.get(f"{LIST}calendar/?month=2090-05").content.decode()
    assert html.count("Fyra eftermiddagar") == 3
    assert html.count('<span class="num">13:00</span>') == 3


def test_what_goes_on_over_nights_stands_on_each_day(client, index):
    make_event(index, title="Lägret", starts=dt.datetime(2090, 5, 2, 16, tzinfo=dt.UTC), hours=42)

    html = client.get(f"{LIST}calendar/?month=2090-05").content.decode()
    assert html.count("Lägret") == 3
