"""The calls of a programme on its own page: open, coming and closed, of the programmes under it too."""

import datetime as dt

import pytest

from grants.models import CallPage
from projects.models import Programme
from tests.factories.grants import make_call_page, make_calls_index, today
from tests.factories.projects import make_programme
from tests.support.queries import report_queries

pytestmark = pytest.mark.django_db


def days(number):
    return today() + dt.timedelta(days=number)


@pytest.fixture
def programme(site):
    return make_programme(site.home, "Pilotprogrammet")


def record(page):
    return Programme.objects.get(translation_key=page.translation_key)


def test_open_calls_stand_first_then_the_coming_and_the_closed_and_none_of_others(index, programme, client):
    part = make_programme(programme, "En del av det")
    own = record(programme)
    closed = make_call_page(index, title="Den stängda", programme=own, opens_on=days(-40), closes_on=days(-2))
    coming = make_call_page(index, title="Den kommande", programme=own, opens_on=days(5), closes_on=days(20))
    opened = make_call_page(index, title="Den öppna", programme=record(part))
    other = make_call_page(index, title="Ett annat", programme=record(make_programme(programme.get_parent(), "Annat")))

    text = client.get(programme.url).content.decode()
    assert text.index(opened.url) < text.index(coming.url) < text.index(closed.url)
    assert other.url not in text
    assert 'id="calls-title"' in text
    assert coming.url not in client.get(part.url).content.decode()


def test_a_call_is_told_in_the_readers_language_or_else_in_its_own(index, site, programme, client):
    english = programme.copy_for_translation(site.homes["en"].locale, copy_parents=True)
    english.save_revision(log_action=False).publish(log_action=False)
    swedish = make_call_page(index, title="Bara på svenska", programme=record(programme))
    calls = make_calls_index(site.homes["en"], slug="calls", translation_key=index.translation_key)
    both = make_call_page(index, title="På båda", programme=record(programme))
    told = make_call_page(calls, title="In both", programme=record(programme), translation_key=both.translation_key)

    text = client.get(english.url).content.decode()
    assert told.url in text
    assert both.url not in text
    assert swedish.url in text


def test_what_is_not_public_is_not_listed_and_no_heading_stands_alone(index, programme, client):
    page = make_call_page(index, programme=record(programme))
    CallPage.objects.get(pk=page.pk).unpublish(log_action=False)
    assert 'id="calls-title"' not in client.get(programme.url).content.decode()


def test_the_page_keeps_within_ten_queries_however_many_calls_there_are(index, programme, client):
    make_programme(programme, "En del av det")
    for _number in range(4):
        make_call_page(index, programme=record(programme))
    report = report_queries(client, programme.url)
    assert report.beyond_routing <= 10, str(report)
