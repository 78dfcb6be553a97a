"""An editor at work: the form of a seminar, and what it refuses."""

import datetime as dt

import pytest
from bs4 import BeautifulSoup
from django.core.files.base import ContentFile
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from core.media.models import CustomDocument
from events.models import Event, EventPage
from tests.factories.events import in_days, make_event_page, make_registration, republish
from tests.support.site import translate_page

pytestmark = pytest.mark.django_db
YEAR = 2090
PUT_FORWARD = f"{YEAR}-03-26"
PUT_BACK = f"{YEAR}-10-29"


def hours(date=f"{YEAR}-05-10", start="09:00", end="16:00", **more):
    row = {"date": date, "start_time": start, "end_time": end, "end_date": "", "start_fold": "", "end_fold": ""}
    return row | more


def form_of(*occasions, streams=None, **values):
    """What the editor's form sends for a seminar, with `values` filled in."""
    blank = dict.fromkeys(
        [
            *(
                "address",
                "municipality",
                "online_link",
                "status_note",
                "price_amount",
                "price_note",
                "registration_url",
            ),
            *("closes_on", "closes_at_time", "capacity_on_site", "capacity_online", "introduction", "listing_image"),
            *("contact", "seo_title", "search_description", "text_confirmed", "text_reminder", "text_thanks"),
        ],
        "",
    )
    numbers = {
        "link_hours_before": "24", "hold_minutes": "60", "group_size": "1", "offer_hours": "24",
        "offer_cutoff_hours": "12", "needs_purge_days": "14", "keep_days": "180", "reminder_days": "7,1",
    }  # fmt: skip
    data = nested_form_data(
        {
            **blank,
            **numbers,
            "title": "Nytt seminarium",
            "slug": "nytt-seminarium",
            "venue": "Arbetets museum",
            "format": "on_site",
            "time_zone": "Europe/Stockholm",
            "status": "scheduled",
            "audience": "open",
            "registration": "here",
            "price_currency": "SEK",
            "venue_access": rich_text(""),
            **{name: streamfield([]) for name in ("body", "programme", "questions", "documentation")},
            **(streams or {}),
            "occasions": inline_formset(list(occasions) or [hours()]),
            "related_links": inline_formset([]),
            "comments": inline_formset([]),
            "action-publish": "1",
            **values,
        }
    )
    return {**data, "held_in": ["sv"], "waiting_list": "on"}


@pytest.fixture
def add_url(index):
    return reverse("wagtailadmin_pages:add", args=["events", "eventpage", index.pk])


def refusal(response):
    """The page with the form again: what it says is wrong, and nothing published."""
    assert response.status_code == 200, "it was let through"
    assert not EventPage.objects.filter(slug="nytt-seminarium", live=True).exists()
    return response.content.decode()


def errors_of(html, name):
    """What is said beside a field, which it is described by."""
    control = BeautifulSoup(html, "html.parser").find(attrs={"name": name})
    field = control.find_parent(attrs={"data-field": True})
    return [error.get_text(strip=True) for error in field.select(".error-message")]


def test_an_editor_announces_a_seminar(client, editor_client, add_url):
    response = editor_client.post(add_url, form_of(capacity_on_site="40"))
    assert response.status_code == 302, response.content.decode()[:2000]
    event = Event.objects.get()
    assert event.local_start == dt.datetime(YEAR, 5, 10, 9, tzinfo=event.zone)
    assert event.pools.get().capacity == 40
    assert "Nytt seminarium" in client.get("/sv/seminarier/").content.decode()


def test_a_time_that_does_not_exist_is_refused_beside_its_field(editor_client, add_url):
    html = refusal(editor_client.post(add_url, form_of(hours(PUT_FORWARD, "02:30", "05:00"))))
    assert errors_of(html, "occasions-0-start_time")
    assert not errors_of(html, "occasions-0-end_time")
    assert 'value="02:30' in html, "what was typed is kept"


def test_a_time_that_comes_twice_is_asked_about_and_the_answer_kept(editor_client, add_url):
    html = refusal(editor_client.post(add_url, form_of(hours(PUT_BACK, "02:30", "05:00"))))
    assert errors_of(html, "occasions-0-start_time")
    assert (
        editor_client.post(add_url, form_of(hours(PUT_BACK, "02:30", "05:00", start_fold="first"))).status_code == 302
    )
    first = Event.objects.get().starts_at
    page = EventPage.objects.get()
    assert page.occasions.get().start_fold == "first"
    kept = editor_client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert '<option value="first" selected' in kept
    again = republish(page, title="Ny rubrik")
    assert again.starts_at == first
    assert again.starts_at.hour == 0
    occasion = page.occasions.get()
    occasion.start_fold = "second"
    page.occasions = [occasion]
    page.save_revision().publish()
    assert Event.objects.get().starts_at == first + dt.timedelta(hours=1)


@pytest.mark.parametrize(
    ("occasions", "values"),
    [
        ([hours(start="16:00", end="09:00")], {}),
        ([hours(start="09:00", end="09:00")], {}),
        ([hours(end_date=f"{YEAR}-05-09")], {}),
        ([hours(date="")], {}),
        ([hours(date="9999-99-99")], {}),
        ([hours(start="25:00")], {}),
        ([hours()], {"time_zone": "Europe/Atlantis"}),
        ([hours()], {"time_zone": ""}),
        ([hours()], {"closes_on": f"{YEAR}-06-01"}),
        ([hours()], {"closes_at_time": "12:00"}),
        ([hours("2090-05-10")], {"closes_on": PUT_FORWARD, "closes_at_time": "02:30"}),
        ([hours()], {"venue": ""}),
        ([hours()], {"registration": "elsewhere"}),
        ([hours()], {"capacity_on_site": "-1"}),
        ([hours()], {"online_link": "javascript:alert(1)"}),
        ([hours()], {"reminder_days": "snart"}),
        ([hours()], {"title": "x" * 300}),
    ],
)
def test_what_makes_no_sense_is_said_beside_the_field(editor_client, add_url, occasions, values):
    html = refusal(editor_client.post(add_url, form_of(*occasions, **values)))
    assert "error-message" in html


def item(starts="", ends="", title="Lunch"):
    return ("item", {"starts": starts, "ends": ends, "title": title, "text": rich_text(""), "speakers": listed()})


def listed(*rows):
    return {"count": str(len(rows)), **{str(number): row for number, row in enumerate(rows)}}


def day(date):
    return ("day", {"date": date, "title": ""})


@pytest.mark.parametrize(
    "programme",
    [
        [item("08:00", "09:30")],
        [item("15:00", "16:30")],
        [item("11:00", "10:00")],
        [day(f"{YEAR}-05-11")],
        [day(f"{YEAR}-05-10"), item("17:00")],
    ],
)
def test_a_programme_outside_the_hours_is_refused(editor_client, add_url, programme):
    html = refusal(editor_client.post(add_url, form_of(streams={"programme": streamfield(programme)})))
    assert "Lunch" in html or f"{YEAR}-05-11" in html


def test_a_programme_within_the_hours_of_two_days_is_fine(editor_client, add_url):
    programme = [day(f"{YEAR}-05-10"), item("09:00", "10:00"), item(), day(f"{YEAR}-05-11"), item("13:00", "14:00")]
    two = [hours(), hours(f"{YEAR}-05-11", "13:00", "15:00")]
    response = editor_client.post(add_url, form_of(*two, streams={"programme": streamfield(programme)}))
    assert response.status_code == 302
    assert Event.objects.get().occasions.count() == 2


def edit_url(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def test_places_are_not_lowered_below_what_is_taken(editor_client, add_url):
    editor_client.post(add_url, form_of(capacity_on_site="3"))
    page, event = EventPage.objects.get(), Event.objects.get()
    for number in range(3):
        make_registration(event, number)
    row = hours(id=str(page.occasions.get().pk))
    lowered = form_of(capacity_on_site="2") | nested_form_data({"occasions": inline_formset([row], initial=1)})
    response = editor_client.post(edit_url(page), lowered)
    assert response.status_code == 200
    html = response.content.decode()
    assert errors_of(html, "capacity_on_site")
    assert Event.objects.get().pools.get().capacity == 3
    same = lowered | {"capacity_on_site": "3"}
    assert editor_client.post(edit_url(page), same).status_code == 302


def test_an_editor_cancels_and_the_page_says_so(client, editor_client, add_url):
    editor_client.post(add_url, form_of())
    page = EventPage.objects.get()
    row = hours(id=str(page.occasions.get().pk))
    said = form_of(status="cancelled", status_note="Föreläsaren är sjuk.")
    response = editor_client.post(
        edit_url(page), said | nested_form_data({"occasions": inline_formset([row], initial=1)})
    )
    assert response.status_code == 302
    assert "Föreläsaren är sjuk." in client.get(page.url).content.decode()
    assert Event.objects.get().sequence == 1


@pytest.fixture
def held(index):
    """A coming seminar that somebody is registered for."""
    page = make_event_page(index)
    make_registration(Event.objects.get())
    return page


@pytest.mark.parametrize("what", ["delete", "unpublish"])
def test_a_seminar_with_registrations_is_neither_deleted_nor_taken_down(admin_client, held, what):
    address = reverse(f"wagtailadmin_pages:{what}", args=[held.pk])
    response = admin_client.post(address, follow=True)
    assert EventPage.objects.get(pk=held.pk).live
    assert response.redirect_chain[0][0] == edit_url(held)
    assert len(response.context["messages"]) == 1


@pytest.mark.parametrize("what", ["delete", "unpublish"])
def test_nor_many_at_once(admin_client, index, held, what):
    other = make_event_page(index)
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", what])
    response = admin_client.post(f"{address}?id={other.pk}&id={held.pk}")
    assert response.url == edit_url(held)
    assert EventPage.objects.filter(live=True).count() == 2


@pytest.mark.parametrize("what", ["delete", "unpublish"])
def test_nor_the_list_above_it(admin_client, index, held, what):
    admin_client.post(reverse(f"wagtailadmin_pages:{what}", args=[index.pk]), {"include_descendants": "on"})
    assert EventPage.objects.get(pk=held.pk).live


@pytest.mark.parametrize("what", ["delete", "unpublish"])
def test_what_nobody_is_registered_for_may_go(admin_client, index, what):
    page = make_event_page(index)
    admin_client.post(reverse(f"wagtailadmin_pages:{what}", args=[page.pk]))
    assert not EventPage.objects.filter(pk=page.pk, live=True).exists()


def test_one_language_may_go_while_another_tells(admin_client, site, held):
    english = translate_page(held, site.locale("en"), title="Seminar", slug="seminar")
    admin_client.post(reverse("wagtailadmin_pages:unpublish", args=[english.pk]))
    assert not EventPage.objects.get(pk=english.pk).live


def document(content, name="film.vtt"):
    return CustomDocument.objects.create(title=name, file=ContentFile(content, name=name))


CAPTIONS = b"WEBVTT\n\n00:00:01.000 --> 00:00:04.000\nHej och v\xc3\xa4lkomna\n"


@pytest.mark.parametrize(
    ("content", "name", "good"),
    [
        (CAPTIONS, "film.vtt", True),
        (b"\xef\xbb\xbf" + CAPTIONS.replace(b"\n", b"\r\n"), "film.VTT", True),
        (b"WEBVTT - Film\n\nintro\n00:01.000 --> 00:04.000 align:start\nHej\n", "film.vtt", True),
        (b"1\n00:00:01,000 --> 00:00:04,000\nHej\n", "film.vtt", False),
        (b"WEBVTT\n\n", "film.vtt", False),
        (b"WEBVTTX\n\n00:01.000 --> 00:04.000\nHej\n", "film.vtt", False),
        (b"", "film.vtt", False),
        (b"\xff\xfe\x00W\x00E", "film.vtt", False),
        (b"%PDF-1.7", "film.pdf", False),
        (CAPTIONS, "film.txt", False),
    ],
)
def test_captions_are_webvtt(index, editor_client, add_url, content, name, good):
    recording = {
        "title": "Film",
        "url": "https://video.example.org/1",
        "duration": "42 min",
        "poster": "",
        "captions": str(document(content, name).pk),
        "transcript": rich_text("<p>Hej och välkomna</p>"),
    }
    response = editor_client.post(add_url, form_of(streams={"documentation": streamfield([("recording", recording)])}))
    assert (response.status_code == 302) is good
    if good:
        assert Event.objects.get().has_recording
    else:
        assert "WebVTT" in response.content.decode()


def test_bad_addresses_of_the_month_and_the_list_are_never_an_error_of_ours(client, index):
    make_event_page(index, starts=in_days(3))
    for rest in ("calendar/?month=%00", "past/?from=x", "?to=0000-00-00", "map/?county=%F0%9F%98%80", "series/x/"):
        assert client.get(f"/sv/seminarier/{rest}").status_code in {200, 400, 404}
