"""Series: rules, dates, and what a changed rule leaves alone."""

import datetime as dt
import re

import pytest
from django.urls import reverse
from wagtail.models import Page

from core.mail.models import OutboxMessage, Subscription
from events.enums import Frequency
from events.models import Event, EventPage, Series
from events.recurrence import MOST_DATES, Rule, TooManyDatesError
from events.services import series as services
from tests.factories.events import STOCKHOLM, make_event_page, make_registration, occasion, republish
from tests.support.site import translate_page

D = dt.date


@pytest.mark.parametrize(
    ("rule", "dates"),
    [
        (Rule(Frequency.WEEKLY, 1, D(2027, 3, 1), count=3), [D(2027, 3, 1), D(2027, 3, 8), D(2027, 3, 15)]),
        (Rule(Frequency.WEEKLY, 2, D(2027, 3, 1), until=D(2027, 3, 29)), [D(2027, 3, d) for d in (1, 15, 29)]),
        (Rule(Frequency.MONTHLY_DATE, 1, D(2027, 1, 31), count=3), [D(2027, 1, 31), D(2027, 3, 31), D(2027, 5, 31)]),
        (Rule(Frequency.MONTHLY_WEEKDAY, 1, D(2027, 1, 12), count=3), [D(2027, 1, 12), D(2027, 2, 9), D(2027, 3, 9)]),
        (Rule(Frequency.MONTHLY_WEEKDAY, 1, D(2027, 1, 29), count=2), [D(2027, 1, 29), D(2027, 4, 30)]),
        (Rule(Frequency.MONTHLY_LAST, 1, D(2027, 1, 29), count=3), [D(2027, 1, 29), D(2027, 2, 26), D(2027, 3, 26)]),
        (Rule(Frequency.MONTHLY_DATE, 12, D(2028, 2, 29), count=2), [D(2028, 2, 29), D(2032, 2, 29)]),
    ],
)
def test_the_dates_of_a_rule(rule, dates):
    assert rule.dates() == dates


def test_a_rule_without_bounds_is_refused():
    with pytest.raises(TooManyDatesError):
        Rule(Frequency.WEEKLY, 1, D(2027, 1, 1), until=D(2150, 1, 1)).dates()
    assert len(Rule(Frequency.WEEKLY, 1, D(2027, 1, 1), count=MOST_DATES).dates()) == MOST_DATES


pytestmark = pytest.mark.django_db
# A Monday before the clock is put forward, 2090 being long to come whenever this is run.
FIRST = D(2090, 3, 20)


def at(date, hour=13, minute=0):
    return dt.datetime.combine(date, dt.time(hour, minute), STOCKHOLM)


@pytest.fixture
def pattern(index):
    return make_event_page(index, title="Frukostseminarium", slug="frukost", starts=at(FIRST))


def weekly(count, first=FIRST):
    return Rule(Frequency.WEEKLY, 1, first, count=count)


def starts():
    return [event.local_start.replace(tzinfo=None) for event in Event.objects.order_by("starts_at")]


def page_on(date):
    return next(page for page in EventPage.objects.all() if page.occasions.first().date == date)


def test_each_date_is_a_seminar_of_its_own_at_the_same_hour_by_the_clock(pattern, editor):
    services.shape(pattern, weekly(3), actor=editor)
    assert {one.hour for one in starts()} == {13}
    assert [one.date() for one in starts()] == [D(2090, 3, 20), D(2090, 3, 27), D(2090, 4, 3)]
    moments = [event.starts_at.hour for event in Event.objects.order_by("starts_at")]
    assert moments == [12, 11, 11]
    assert Event.objects.filter(is_public=True).count() == 3
    assert len({event.uid for event in Event.objects.all()}) == 3
    assert len({event.series_key for event in Event.objects.all()}) == 1
    assert page_on(D(2090, 3, 27)).slug == "frukost-2090-03-27"


def test_the_closing_day_moves_along(pattern, editor):
    republish(pattern, closes_on=D(2090, 3, 18))
    services.shape(EventPage.objects.get(pk=pattern.pk), weekly(2), actor=editor)
    assert page_on(D(2090, 3, 27)).closes_on == D(2090, 3, 25)


def test_a_longer_rule_adds_and_the_same_rule_does_nothing(pattern, editor):
    services.shape(pattern, weekly(2), actor=editor)
    outcome = services.shape(pattern, weekly(2), actor=editor)
    assert (outcome.made, outcome.followed, outcome.removed, outcome.left) == ([], [], [], [])
    assert services.shape(pattern, weekly(4), actor=editor).made == [D(2090, 4, 3), D(2090, 4, 10)]
    assert Series.objects.count() == 1


def test_a_shorter_rule_takes_back_only_what_nobody_has_touched(pattern, editor):
    services.shape(pattern, weekly(6), actor=editor)
    republish(page_on(D(2090, 3, 27)), status="cancelled")
    republish(page_on(D(2090, 4, 3)), title="Med en gäst")
    republish(page_on(D(2090, 4, 10)), starts=at(D(2090, 4, 11)))
    make_registration(Event.objects.get(starts_at=at(D(2090, 4, 17))))
    outcome = services.shape(pattern, weekly(1), actor=editor)
    assert outcome.removed == [D(2090, 4, 24)]
    assert outcome.left == [D(2090, 3, 27), D(2090, 4, 3), D(2090, 4, 10), D(2090, 4, 17)]
    assert EventPage.objects.filter(live=True).count() == 5
    assert page_on(D(2090, 4, 11)).title == "Frukostseminarium"


def test_a_moved_date_is_not_made_again(pattern, editor):
    services.shape(pattern, weekly(3), actor=editor)
    republish(page_on(D(2090, 3, 27)), starts=at(D(2090, 3, 28)))
    assert services.shape(pattern, weekly(4), actor=editor).made == [D(2090, 4, 10)]
    assert [one.day for one in starts()] == [20, 28, 3, 10]


def test_a_second_click_makes_nothing_twice(pattern, editor, monkeypatch):
    foreseen = services.foresee(pattern, weekly(3))
    services.shape(pattern, weekly(3), actor=editor)
    # The second click foresaw the same before the first was through.
    monkeypatch.setattr(services, "foresee", lambda *_args: foreseen)
    services.shape(pattern, weekly(3), actor=editor)
    assert EventPage.objects.count() == 3
    assert Series.objects.count() == 1


def test_a_deleted_date_stays_deleted(pattern, editor):
    services.shape(pattern, weekly(3), actor=editor)
    page_on(D(2090, 3, 27)).delete()
    assert services.shape(pattern, weekly(3), actor=editor).made == []
    assert EventPage.objects.count() == 2


def test_untouched_dates_follow_new_hours_and_touched_ones_do_not(pattern, editor):
    services.shape(pattern, weekly(3), actor=editor)
    republish(page_on(D(2090, 4, 3)), introduction="En egen text")
    republish(pattern, starts=at(FIRST, 8, 30))
    outcome = services.shape(EventPage.objects.get(pk=pattern.pk), weekly(3), actor=editor)
    assert outcome.followed == [D(2090, 3, 27)]
    assert [(one.hour, one.minute) for one in starts()] == [(8, 30), (8, 30), (13, 0)]


def test_words_in_other_languages_come_along(site, pattern, editor):
    translate_page(pattern, site.locale("en"), title="Breakfast seminar", slug="breakfast")
    services.shape(pattern, weekly(2), actor=editor)
    assert Event.objects.count() == 2
    assert EventPage.objects.filter(locale=site.locale("en"), title="Breakfast seminar").count() == 2


def test_who_subscribes_later_is_not_told_of_what_was_announced_before(pattern, editor):
    Subscription.objects.create(email="kim@example.org", kind="events", language="sv", confirmed_at=at(D(2026, 1, 1)))
    # Published before anybody subscribed, and told of already.
    services.shape(pattern, weekly(5), actor=editor)
    assert not OutboxMessage.objects.filter(kind="subscription.events").exists()


def test_the_first_of_a_series_is_announced_and_the_others_are_not(index, editor):
    Subscription.objects.create(email="kim@example.org", kind="events", language="sv", confirmed_at=at(D(2026, 1, 1)))
    page = make_event_page(index, starts=at(FIRST))
    services.shape(page, weekly(5), actor=editor)
    republish(page, title="Ny rubrik")
    assert OutboxMessage.objects.filter(kind="subscription.events").count() == 1


def test_hours_that_are_not_on_the_clock_stop_the_whole_rule(index, editor):
    # 26 March 2090 is a Sunday: the clock goes from 02 to 03.
    page = make_event_page(index, starts=at(D(2090, 3, 19), 2, 30), hours=4)
    with pytest.raises(services.OffTheClockError) as caught:
        services.shape(page, weekly(3, D(2090, 3, 19)), actor=editor)
    assert caught.value.date == D(2090, 3, 26)
    assert EventPage.objects.count() == 1


def test_hours_that_come_twice_are_asked_about(index, editor):
    # 29 October 2090: the clock goes back from 03 to 02.
    page = make_event_page(index, starts=at(D(2090, 10, 22), 2, 30), hours=4)
    with pytest.raises(services.OffTheClockError):
        services.foresee(page, weekly(2, D(2090, 10, 22)))
    services.shape(page, weekly(2, D(2090, 10, 22)), fold="second", actor=editor)
    assert page_on(D(2090, 10, 29)).occasions.get().start_fold == "second"
    assert Event.objects.order_by("starts_at").last().starts_at.hour == 1


def address(page):
    return reverse("events_admin_repeat", args=[page.pk])


def sent(**changes):
    return {
        "frequency": "weekly",
        "interval": "1",
        "first": str(FIRST),
        "count": "3",
        "until": "",
        "fold": "",
    } | changes


def test_an_editor_repeats_a_seminar(admin_client, pattern):
    edit = admin_client.get(reverse("wagtailadmin_pages:edit", args=[pattern.pk])).content.decode()
    assert address(pattern) in edit
    form = admin_client.get(address(pattern)).content.decode()
    assert 'value="2090-03-20"' in form
    seen = admin_client.post(address(pattern), sent(look="1")).content.decode()
    assert "3 april 2090" in seen
    assert EventPage.objects.count() == 1
    done = admin_client.post(address(pattern), sent(make="1"), follow=True).content.decode()
    assert EventPage.objects.count() == 3
    assert reverse("wagtailadmin_pages:edit", args=[page_on(D(2090, 4, 3)).pk]) in done


@pytest.mark.parametrize(
    "changes",
    [
        {"count": ""},
        {"until": "2090-05-01"},
        {"count": "0"},
        {"count": "61"},
        {"count": "", "until": "2199-01-01"},
        {"count": "", "until": "2090-01-01"},
        {"interval": "0"},
        {"interval": "x"},
        {"frequency": "hourly"},
        {"first": "igår"},
        {"first": "9999-12-31"},
        {"first": "0001-01-01"},
        {"fold": "third"},
    ],
)
def test_a_rule_that_makes_no_sense_is_said_so(admin_client, pattern, changes):
    response = admin_client.post(address(pattern), sent(make="1", **changes))
    assert response.status_code == 200
    assert "error-message" in response.content.decode()
    assert EventPage.objects.count() == 1


def test_only_those_who_may_publish_repeat(client, pattern):
    assert client.get(address(pattern)).status_code == 302
    assert client.post(address(pattern), sent(make="1")).status_code == 302
    assert EventPage.objects.count() == 1


def test_an_unpublished_seminar_is_not_repeated(admin_client, pattern, editor):
    pattern.unpublish()
    response = admin_client.post(address(pattern), sent(make="1"))
    assert response.url == reverse("wagtailadmin_pages:edit", args=[pattern.pk])
    with pytest.raises(services.NotPublishedError):
        services.shape(EventPage.objects.get(pk=pattern.pk), weekly(2), actor=editor)
    assert EventPage.objects.count() == 1


def test_a_seminar_of_two_days_keeps_its_days(index, editor):
    page = make_event_page(index, starts=at(FIRST))
    page.occasions = [occasion(at(FIRST)), occasion(at(FIRST + dt.timedelta(days=1), 9))]
    page.save_revision().publish()
    services.shape(EventPage.objects.get(pk=page.pk), weekly(2), actor=editor)
    event = Event.objects.order_by("starts_at").last()
    days = [
        (one.starts_at.astimezone(STOCKHOLM).day, one.starts_at.astimezone(STOCKHOLM).hour)
        for one in event.occasions.all()
    ]
    assert days == [(27, 13), (28, 9)]


def test_a_deleted_page_has_no_series(admin_client, pattern):
    address_of_it = address(pattern)
    Page.objects.get(pk=pattern.pk).delete()
    assert admin_client.get(address_of_it).status_code == 404
    assert re.fullmatch(r".*/repeat/\d+/", address_of_it)


def test_a_series_has_a_page_and_a_calendar_of_its_own(client, pattern, editor):
    services.shape(pattern, weekly(3), actor=editor)
    republish(page_on(D(2090, 3, 27)), status="cancelled")
    make_event_page(pattern.get_parent().specific, title="Något annat", starts=at(FIRST))
    key = Series.objects.get().key
    html = client.get(f"/sv/seminarier/series/{key}/").content.decode()
    assert html.count("Frukostseminarium") >= 4
    assert "Något annat" not in html
    assert f"/sv/event/calendar.ics?series={key}" in html
    listed = client.get(f"/sv/seminarier/?series={key}").content.decode()
    assert listed.count('<li class="event-row">') == 3
    detail = client.get(pattern.url).content.decode()
    assert f'href="/sv/seminarier/series/{key}/"' in detail
    assert page_on(D(2090, 4, 3)).url in detail


def test_there_is_no_page_of_a_series_that_is_not_there(client, index):
    assert client.get("/sv/seminarier/series/7c9f1f4e-5bb2-4c4c-9f0e-0a4b1d1c0000/").status_code == 404
    assert client.get("/sv/seminarier/series/nix/").status_code == 404
    assert client.get("/sv/seminarier/?series=nix").status_code == 200
    assert client.get("/sv/event/calendar.ics?series=nix").status_code == 404
