"""Calls: one record for all languages, open and closed by the clock in Sweden, listed, followed, told by mail."""

import datetime as dt
import json
import re
from xml.dom import minidom

import pytest
from django.utils import translation
from wagtail.models import PageViewRestriction

from core.mail import subscriptions
from core.mail.models import OutboxMessage, Subscription
from grants import clock, rules
from grants.enums import AppealRoute, CallPhase
from grants.models import Call, ProgrammeRules
from grants.subscribing import tell
from grants.wording import left_text, when_text
from tests.factories.events import in_days, make_event_page
from tests.factories.events import make_index as make_event_index
from tests.factories.grants import key, make_call, make_call_page, make_calls_index, make_programme, republish, today
from tests.support.queries import report_queries
from tests.support.site import translate_page

pytestmark = pytest.mark.django_db
UTC = dt.UTC


def days(number):
    return today() + dt.timedelta(days=number)


# --- the clock ------------------------------------------------------------------------------


def at(year, month, day, hour=0, minute=0):
    return dt.datetime(year, month, day, hour, minute, tzinfo=UTC)


def test_a_whole_last_day_ends_at_midnight_in_sweden(index):
    call = make_call(index, opens_on=dt.date(2027, 1, 10), closes_on=dt.date(2027, 7, 1))

    assert (call.opens_at, call.closes_at) == (at(2027, 1, 9, 23), at(2027, 7, 1, 22))
    assert call.phase(at(2027, 1, 9, 22, 59)) == CallPhase.UPCOMING
    assert call.phase(at(2027, 1, 9, 23)) == CallPhase.OPEN
    assert call.phase(at(2027, 7, 1, 21, 59)) == CallPhase.OPEN
    assert call.phase(at(2027, 7, 1, 22)) == CallPhase.CLOSED


def test_a_time_is_read_on_the_clock_in_sweden_summer_and_winter(index):
    call = make_call(
        index,
        opens_on=dt.date(2027, 2, 1),
        opens_at_time=dt.time(9),
        closes_on=dt.date(2027, 6, 1),
        closes_at_time=dt.time(15),
    )

    assert (call.opens_at, call.closes_at) == (at(2027, 2, 1, 8), at(2027, 6, 1, 13))


def test_a_closing_time_that_comes_twice_is_the_later_one(index):
    call = make_call(index, closes_on=dt.date(2027, 10, 31), closes_at_time=dt.time(2, 30))

    assert call.closes_at == at(2027, 10, 31, 1, 30)


def test_sending_is_taken_for_a_quarter_of_an_hour_more_and_then_no_longer(index):
    call = make_call(index, opens_on=dt.date(2027, 1, 1), closes_on=dt.date(2027, 7, 1), closes_at_time=dt.time(15))

    assert call.takes_submissions(at(2027, 7, 1, 13, 14))
    assert not call.takes_submissions(at(2027, 7, 1, 13, 15))
    assert call.phase(at(2027, 7, 1, 13)) == CallPhase.CLOSED


def test_a_rolling_call_has_no_last_day(index):
    call = make_call(index, kind="rolling", closes_on=None)

    assert call.closes_at is None
    assert call.phase() == CallPhase.OPEN
    with translation.override("en"):
        assert when_text(call) == "Open until further notice"


def test_the_last_day_is_said_when_it_is_near(index):
    with translation.override("en"):
        assert left_text(make_call(index, closes_on=today())) == "Last day today"
        assert left_text(make_call(index, closes_on=days(3))) == "3 days left"
        assert left_text(make_call(index, closes_on=days(40))) == ""


# --- one record -----------------------------------------------------------------------------


def test_all_languages_have_one_record_with_the_facts_of_the_original(index, site):
    page = make_call_page(index, highest_amount=100)
    english = translate_page(page, site.locale("en"), title="A call", highest_amount=7, closes_on=days(99))

    call = Call.objects.get()
    assert call.translation_key == english.translation_key
    assert (call.title, call.highest_amount, call.closes_on) == (page.title, 100, days(30))


def test_a_call_is_public_while_some_language_of_it_is(index, site):
    page = make_call_page(index)
    english = translate_page(page, site.locale("en"))
    page.unpublish()
    assert Call.objects.get().is_public
    english.unpublish()
    assert not Call.objects.get().is_public


def test_a_call_under_a_closed_list_is_not_public(index):
    make_call_page(index)
    restriction = PageViewRestriction.objects.create(page=index, restriction_type="login")
    assert not Call.objects.get().is_public
    restriction.delete()
    assert Call.objects.get().is_public


def test_a_deleted_page_leaves_its_record(index):
    make_call_page(index).delete()

    assert not Call.objects.get().is_public


# --- rules ----------------------------------------------------------------------------------


def criterion(name, weight):
    return {"type": "criterion", "id": key(name), "value": {"label": name, "text": "", "weight": weight}}


def test_rules_of_the_programme_hold_unless_the_call_says_otherwise(index):
    programme = make_programme(legal_regime="state")
    call = make_call(index, programme=programme)
    assert rules.rules_of(call) == rules.Rules("state", AppealRoute.NONE, rules.KEPT_YEARS)

    above = ProgrammeRules.objects.create(
        programme=programme, legal_regime="municipality", appeal_route="judicial_review", retention_years=7
    )
    above.criteria.add(above.criteria.model(label_sv="Nytta", label_en="Benefit", weight=100))
    above.save()
    assert rules.rules_of(call) == rules.Rules("municipality", "judicial_review", 7)
    assert [(row.label, row.weight) for row in rules.criteria_of(call, "en")] == [("Benefit", 100)]

    own = republish(
        index.get_children().get().specific,
        retention_years=12,
        criteria=[criterion("Nyhet", 60), criterion("Plan", 40)],
    )
    assert rules.rules_of(own) == rules.Rules("municipality", "judicial_review", 12)
    assert [(row.label, row.weight) for row in rules.criteria_of(own, "en")] == [("Nyhet", 60), ("Plan", 40)]


# --- what is shown --------------------------------------------------------------------------


def test_the_page_says_in_short_whether_one_can_apply(index, client):
    page = make_call_page(
        index, highest_amount=250000, total_amount=1500000, cofinancing_percent=20, not_for="Privatpersoner"
    )

    text = client.get(page.url).content.decode()
    for words in ("Föreningar", "Privatpersoner", "250\u202f000\u00a0kr", "1\u202f500\u202f000\u00a0kr", "20"):
        assert words in text
    assert f"/calls/{page.translation_key}/form/" in text
    assert f"/apply/start/{page.translation_key}/" in text


@pytest.mark.parametrize(("opens", "closes"), [(5, 20), (-20, -2)])
def test_nobody_is_offered_to_apply_before_or_after(index, client, opens, closes):
    page = make_call_page(index, opens_on=days(opens), closes_on=days(closes))

    text = client.get(page.url).content.decode()
    assert "/apply/start/" not in text
    assert f"/calls/{page.translation_key}/form/" in text


def test_a_closed_call_leads_to_the_next_of_its_programme(index, client):
    closed = make_call_page(index, opens_on=days(-20), closes_on=days(-2))
    coming = make_call_page(index, opens_on=days(5), closes_on=days(20))
    other = make_call_page(index, programme=make_programme("Ett annat"))

    text = client.get(closed.url).content.decode()
    assert coming.url in text
    assert other.url not in text


def test_information_meetings_are_coming_seminars_chosen_or_about_the_call(index, site, client):
    seminars = make_event_index(site.home)
    chosen = make_event_page(seminars, title="Frågestund", starts=in_days(5))
    past = make_event_page(seminars, title="Det som var", starts=in_days(-5))
    page = make_call_page(index)
    page.meetings.add(page.meetings.model(meeting=chosen), page.meetings.model(meeting=past))
    republish_with = page.save_revision(log_action=False)
    republish_with.publish(log_action=False)

    text = client.get(page.url).content.decode()
    assert chosen.url in text
    assert past.url not in text


def test_a_page_and_the_list_keep_within_ten_queries_whatever_is_on_them(index, site, client):
    seminars = make_event_index(site.home)
    page = make_call_page(index, listing_image=None)
    for number in range(3):
        page.meetings.add(page.meetings.model(meeting=make_event_page(seminars, starts=in_days(5 + number))))
        make_call_page(index)
        make_call_page(index, opens_on=days(-40), closes_on=days(-3))
    page.save_revision(log_action=False).publish(log_action=False)
    closed = make_call_page(index, opens_on=days(-40), closes_on=days(-2))

    for url in (page.url, closed.url, index.url):
        report = report_queries(client, url)
        assert report.beyond_routing <= 10, str(report)


def test_machines_read_amount_times_and_funder(index, client):
    page = make_call_page(
        index, highest_amount=250000, opens_on=dt.date(2027, 2, 1), closes_on=dt.date(2027, 6, 1), title="Kom & sök"
    )

    found = re.findall(r'<script type="application/ld\+json">(.+?)</script>', client.get(page.url).content.decode())
    thing = next(one for one in json.loads(found[0])["@graph"] if one["@type"] == "MonetaryGrant")
    assert thing["name"] == "Kom & sök"
    assert thing["amount"] == {"@type": "MonetaryAmount", "maxValue": "250000.00", "currency": "SEK"}
    assert thing["funder"]["name"] == "Region Östergötland"
    assert thing["potentialAction"]["startTime"] == "2027-02-01T00:00:00+01:00"
    assert thing["potentialAction"]["endTime"] == "2027-06-02T00:00:00+02:00"


# --- lists, feeds, mail ---------------------------------------------------------------------


def test_the_list_has_open_calls_first_then_coming_then_closed(index, client):
    closed = make_call_page(index, title="Stängd", opens_on=days(-20), closes_on=days(-2))
    rolling = make_call_page(index, title="Löpande", kind="rolling", closes_on=None)
    coming = make_call_page(index, title="Kommande", opens_on=days(5), closes_on=days(20))
    late = make_call_page(index, title="Senare", closes_on=days(40))
    soon = make_call_page(index, title="Snart", closes_on=days(2))

    text = client.get(index.url).content.decode()
    places = [text.index(f'href="{page.url}"') for page in (soon, late, rolling, coming, closed)]
    assert places == sorted(places)


@pytest.mark.parametrize(
    "query", ["phase=nothing", "programme=x", "programme=99999999999999999999", "page=0", "kind=%00"]
)
def test_an_address_that_makes_no_sense_is_never_an_error_of_ours(index, client, query):
    make_call_page(index)

    assert client.get(f"{index.url}?{query}").status_code in {200, 400, 404}
    assert client.get(f"/sv/calls/feed.atom?{query}").status_code in {200, 400, 404}
    assert client.get(f"/sv/calls/calls.csv?{query}").status_code in {200, 400, 404}


def test_a_title_that_is_a_formula_is_text_in_the_sheet(index, client):
    make_call_page(index, title="=1+1")

    assert "'=1+1" in client.get("/sv/calls/calls.csv").getvalue().decode()


def test_a_filter_narrows_list_and_feed(index, client):
    kept = make_call_page(index, kind="rolling", closes_on=None)
    left_out = make_call_page(index)

    for address in (
        f"{index.url}?kind=rolling",
        "/sv/calls/feed.atom?kind=rolling",
        "/sv/calls/calls.csv?kind=rolling",
    ):
        response = client.get(address)
        text = (response.getvalue() if response.streaming else response.content).decode()
        assert kept.url in text
        assert left_out.url not in text


def test_the_feed_is_atom_with_an_identity_that_is_no_address(index, client):
    page = make_call_page(index, title="Lås & nyckel", introduction="Före \x0b efter")

    response = client.get("/sv/calls/feed.atom")
    feed = minidom.parseString(response.content)  # noqa: S318 — our own answer
    entry = feed.getElementsByTagName("entry")[0]
    assert response["Content-Type"].startswith("application/atom+xml")
    assert entry.getElementsByTagName("id")[0].firstChild.data == f"urn:uuid:{page.translation_key}"


def subscriber(**values):
    return Subscription.objects.create(
        email="reader@example.org", kind="calls", language="sv", confirmed_at=in_days(-1), **values
    )


def test_subscribers_are_told_of_a_new_call_once_in_whatever_languages(index, site):
    subscriber()
    page = make_call_page(index)
    translate_page(page, site.locale("en"))
    republish(page, title="Nytt namn")

    letters = OutboxMessage.objects.filter(kind="subscription.calls")
    assert letters.count() == 1
    reference, _bar, _pk = letters.get().subject_ref.rpartition("|")
    news = tell(reference, Subscription.objects.get())
    assert news is not None
    assert news.title == "Nytt namn"


def test_nobody_is_told_of_a_call_that_has_closed_or_was_withdrawn(index):
    subscriber()
    make_call_page(index, opens_on=days(-20), closes_on=days(-2))
    assert not OutboxMessage.objects.filter(kind="subscription.calls").exists()

    page = make_call_page(index)
    page.unpublish()
    call = Call.objects.for_page(page).get()
    assert tell(f"grants.call:{call.pk}", Subscription.objects.get()) is None


def test_calls_are_among_what_one_can_subscribe_to():
    assert subscriptions.get("calls").label


def test_a_day_is_written_as_the_language_has_it():
    with translation.override("sv"):
        assert clock.day_text(dt.date(2027, 3, 14), None) == "14 mars 2027"
        assert re.fullmatch(r"14 mars 2027, (kl\. )?15[.:]00", clock.day_text(dt.date(2027, 3, 14), dt.time(15)))


def test_a_call_in_one_language_alone_is_listed_in_the_other_with_its_language_said(index, site, client):
    page = make_call_page(index)
    english = make_calls_index(site.homes["en"], slug="calls", translation_key=index.translation_key)

    text = client.get(english.url).content.decode()
    assert page.title in text
    assert 'lang="sv"' in text
