"""What machines read of a seminar: schema.org, calendars, and the pages it belongs with."""

import datetime as dt
import io
import json
import re
from zoneinfo import ZoneInfo

import icalendar
import pytest
import vobject
from dateutil.tz import tzical

from core.navigation.models import SiteSettings
from core.places.models import Municipality
from events.models import Event
from events.vtimezone import vtimezone
from tests.factories.events import STOCKHOLM, in_days, make_event_page, make_registration, occasion, republish
from tests.factories.home import make_archive, make_article
from tests.factories.projects import make_bank, make_project
from tests.support.site import translate_page

pytestmark = pytest.mark.django_db
SPRING = dt.datetime(2090, 3, 24, 9, tzinfo=STOCKHOLM)


@pytest.fixture(autouse=True)
def named(site):
    """A site that says whose it is."""
    SiteSettings.objects.create(site=site.site, organisation_name="Mångfaldens ansikten")


def things(client, page):
    """Every thing that the page tells of in JSON-LD, by type."""
    html = client.get(page.url).content.decode()
    texts = re.findall(r'<script type="application/ld\+json"[^>]*>(.*?)</script>', html, re.DOTALL)
    found = []
    for text in texts:
        read = json.loads(text)
        found.extend(read.get("@graph", [read]))
    return {thing["@type"]: thing for thing in found}


def described(client, index, **facts):
    return things(client, make_event_page(index, starts=SPRING, **facts))["Event"]


def test_on_site(client, index):
    place = Municipality.objects.get(code="0581")
    thing = described(client, index, municipality=place, address="Laxholmen", introduction="Om löner")
    assert thing["eventAttendanceMode"] == "https://schema.org/OfflineEventAttendanceMode"
    assert thing["eventStatus"] == "https://schema.org/EventScheduled"
    (where,) = thing["location"]
    assert (where["@type"], where["name"]) == ("Place", "Arbetets museum")
    assert where["address"] == {
        "@type": "PostalAddress",
        "streetAddress": "Laxholmen",
        "addressLocality": "Norrköping",
    }
    assert thing["startDate"] == "2090-03-24T09:00:00+01:00"
    assert thing["endDate"] == "2090-03-24T12:00:00+01:00"
    assert thing["isAccessibleForFree"] is True
    assert thing["description"] == "Om löner"
    assert thing["url"].startswith("http")


def test_online_points_to_the_page_and_not_to_the_meeting(client, index):
    thing = described(client, index, format="online", venue="", online_link="https://meet.example.org/hemlig")
    assert thing["eventAttendanceMode"] == "https://schema.org/OnlineEventAttendanceMode"
    (where,) = thing["location"]
    assert where == {"@type": "VirtualLocation", "url": thing["url"]}
    assert "hemlig" not in json.dumps(thing)


def test_a_price_is_an_offer_until_it_is_full(client, index):
    page = make_event_page(index, starts=SPRING, price_amount=350, capacity_on_site=1)
    offer = things(client, page)["Event"]["offers"]
    assert (offer["price"], offer["priceCurrency"]) == ("350.00", "SEK")
    assert offer["availability"] == "https://schema.org/InStock"
    make_registration(Event.objects.get())
    assert things(client, page)["Event"]["offers"]["availability"] == "https://schema.org/SoldOut"


def test_no_places_are_said_to_be_had_when_it_is_over_or_off(client, index):
    page = make_event_page(index, starts=SPRING)
    assert "availability" in things(client, page)["Event"]["offers"]
    republish(page, status="cancelled")
    assert "availability" not in things(client, page)["Event"]["offers"]
    past = make_event_page(index, starts=in_days(-9))
    assert "availability" not in things(client, past)["Event"]["offers"]


@pytest.mark.parametrize(
    ("status", "said"),
    [("cancelled", "EventCancelled"), ("postponed", "EventPostponed"), ("moved", "EventRescheduled")],
)
def test_the_status_is_said(client, index, status, said):
    page = make_event_page(index, starts=SPRING)
    republish(page, status=status)
    assert things(client, page)["Event"]["eventStatus"] == f"https://schema.org/{said}"


def test_new_hours_are_a_move_also_without_the_status(client, index):
    page = make_event_page(index, starts=SPRING)
    republish(page, starts=SPRING + dt.timedelta(days=7))
    said = client.get(page.get_url()).content.decode()
    assert "Flyttat" in said
    assert "Det skulle ha börjat" in said
    assert "EventRescheduled" in said
    assert "SEQUENCE:1\r\n" in calendar_of(client, Event.objects.get())


def test_a_new_place_is_said_on_the_page_and_in_the_calendar(client, index):
    page = make_event_page(index, starts=SPRING, venue="Stadshuset", address="Torget 1")
    assert "Ny plats" not in client.get(page.get_url()).content.decode()
    republish(page, venue="Museet", address="")
    said = client.get(page.get_url()).content.decode()
    assert "Ny plats" in said
    assert "Stadshuset, Torget 1" in said
    assert "EventScheduled" in said
    assert "SEQUENCE:1\r\n" in calendar_of(client, Event.objects.get())


def test_what_was_moved_online_says_so_to_machines_too(client, index):
    page = make_event_page(index, starts=SPRING, venue="Stadshuset")
    republish(page, format="online", online_link="https://example.org/möte")
    assert things(client, page)["Event"]["eventStatus"] == "https://schema.org/EventMovedOnline"


def test_the_place_of_what_was_never_public_may_change_unsaid(client, index):
    page = make_event_page(index, starts=SPRING, venue="Stadshuset")
    Event.objects.update(is_public=False)
    republish(page, venue="Museet")
    assert "Stadshuset" not in client.get(page.get_url()).content.decode()


def test_the_same_hours_again_are_no_move(client, index):
    page = make_event_page(index, starts=SPRING)
    republish(page, introduction="Annan ingress.")
    assert "Flyttat" not in client.get(page.get_url()).content.decode()


def test_what_was_moved_says_from_when(client, index):
    page = make_event_page(index, starts=SPRING)
    republish(page, starts=SPRING + dt.timedelta(days=7), status="moved")
    thing = things(client, page)["Event"]
    assert thing["previousStartDate"] == "2090-03-24T09:00:00+01:00"
    assert thing["startDate"] == "2090-03-31T09:00:00+02:00"
    assert "24 mars 2090, 09:00" in client.get(page.url).content.decode()


def calendar_of(client, event):
    return client.get(f"/sv/event/{event.translation_key}.ics").content.decode()


def test_both_parsers_read_the_same_hours_across_the_clock_change(client, index):
    page = make_event_page(index)
    page.occasions = [occasion(SPRING), occasion(SPRING + dt.timedelta(days=7))]
    page.save_revision().publish()
    event = Event.objects.get()
    text = calendar_of(client, event)
    assert "BEGIN:VTIMEZONE" in text
    assert "TZID=Europe/Stockholm" in text
    own = [one["DTSTART"].dt.astimezone(dt.UTC) for one in icalendar.Calendar.from_ical(text).walk("VEVENT")]
    other = [one.dtstart.value.astimezone(dt.UTC) for one in vobject.readOne(text).vevent_list]
    assert own == other == [row.starts_at for row in event.occasions.all()]
    assert [moment.hour for moment in own] == [8, 7]
    assert len({one.uid.value for one in vobject.readOne(text).vevent_list}) == 2


@pytest.mark.parametrize(
    "name",
    ["Europe/Stockholm", "Europe/Lisbon", "America/New_York", "Australia/Sydney", "Asia/Tokyo", "Asia/Kolkata", "UTC"],
)
def test_a_zone_is_read_as_it_is(name):
    zone = ZoneInfo(name)
    component = vtimezone(name, 2026, 2028).to_ical().decode()
    read = tzical(io.StringIO(component)).get()
    for day in range(0, 900, 7):
        local = dt.datetime(2026, 1, 3, 12) + dt.timedelta(days=day)  # noqa: DTZ001 — the clock on the wall
        assert local.replace(tzinfo=read).utcoffset() == local.replace(tzinfo=zone).utcoffset(), local


def test_the_zone_of_sweden_is_two_rules():
    text = vtimezone("Europe/Stockholm", 2026, 2027).to_ical().decode()
    assert text.count("RRULE:FREQ=YEARLY") == 2
    assert "DTSTART:20250330T020000" in text
    assert "BYDAY=-1SU;BYMONTH=3" in text


def test_every_line_is_one_that_a_calendar_takes(client, index):
    title = "Ett långt seminarium om åäö; med, skiljetecken \\ och mer " * 4
    page = make_event_page(index, starts=SPRING, title=title.strip(), introduction="Rad ett\nRad två\x07")
    text = client.get(f"/sv/event/{Event.objects.get().translation_key}.ics").content
    assert all(len(line) <= 75 for line in text.split(b"\r\n"))
    assert b"\n" not in text.replace(b"\r\n", b"")
    assert b"\x07" not in text
    assert vobject.readOne(text.decode()).vevent.summary.value == page.title


def test_the_sequence_of_the_file_rises_with_the_hours_alone(client, index):
    page = make_event_page(index, starts=SPRING)

    def entry():
        (found,) = icalendar.Calendar.from_ical(calendar_of(client, Event.objects.get())).walk("VEVENT")
        return int(found["SEQUENCE"]), str(found["STATUS"])

    republish(page, title="Ny rubrik", introduction="Mer", price_amount=10, capacity_on_site=5)
    assert entry() == (0, "CONFIRMED")
    republish(page, starts=SPRING + dt.timedelta(hours=1))
    assert entry() == (1, "CONFIRMED")
    republish(page, status="postponed")
    assert entry() == (2, "TENTATIVE")
    republish(page, status="cancelled")
    assert entry() == (3, "CANCELLED")


def test_a_project_shows_its_seminars_in_the_readers_language(client, site, index):
    bank = make_bank(site)["sv"]
    project = make_project(bank, title="Öppna dörrar")
    page = make_event_page(index, title="Vad vi lärde oss", starts=in_days(5))
    page.related_links.create(related_page=project)
    page.save_revision().publish()
    past = make_event_page(index, title="Så började det", starts=in_days(-50))
    past.documentation = [("pages", {"title": "", "pages": [project]})]
    past.save_revision().publish()
    make_event_page(index, title="Något helt annat")
    html = client.get(project.url).content.decode()
    assert html.index("Vad vi lärde oss") < html.index("Så började det")
    assert "Något helt annat" not in html
    assert "Öppna dörrar" in client.get(page.url).content.decode()
    assert "Öppna dörrar" in client.get(past.url).content.decode()
    translate_page(page, site.locale("en"), title="What we learnt", slug="learnt")
    english = translate_page(project, site.locale("en"), title="Open doors", slug="open-doors")
    assert "What we learnt" in client.get(english.url).content.decode()
    republish(page, title="Vad vi lärde oss")
    page.unpublish()
    assert "Vad vi lärde oss" not in client.get(project.url).content.decode()


def test_news_and_seminars_lead_to_each_other(client, site, index):
    article = make_article(make_archive(site.home), "Ny rapport")
    page = make_event_page(index, title="Samtal om rapporten")
    page.related_links.create(related_page=article)
    page.save_revision().publish()
    assert "Samtal om rapporten" in client.get(article.url).content.decode()
    assert "Ny rapport" in client.get(page.url).content.decode()
