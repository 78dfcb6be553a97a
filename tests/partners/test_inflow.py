"""Feeds of partners, from the server to the editor's draft."""

import datetime as dt
from email.utils import format_datetime

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from core.audit.models import AuditEntry
from events.models import EventPage
from partners.enums import FeedKind, FeedProblem, FeedState
from partners.inflow import desk, rounds
from partners.inflow.items import Item
from partners.inflow.recurring import in_words
from partners.models import FeedItem, FeedSource, PartnerNewsPage
from tests.factories.events import make_index
from tests.factories.users import user_with_role
from tests.partners.inflow_servers import rss, send, server


@pytest.fixture(autouse=True)
def _loopback(settings):
    settings.FEEDS_ALLOW_LOOPBACK = True


@pytest.fixture
def source(network):
    return FeedSource.objects.create(
        organisation=network.lisboa.organisation, url="https://partner.example.org/feed", language="pt"
    )


def due(source, **values):
    FeedSource.objects.filter(pk=source.pk).update(next_check_at=timezone.now() - dt.timedelta(minutes=1), **values)


def test_a_feed_is_read_once_and_again_only_when_it_changed(source):
    asked = []

    def answer(handler):
        asked.append(handler.headers.get("If-None-Match"))
        if asked[-1] == '"1"':
            send(handler, status=304)
        else:
            send(handler, rss(a="Um", b="Dois"), ETag='"1"')

    with server(answer) as url:
        due(source, url=url)
        call_command("fetch_feeds")
        call_command("fetch_feeds")
        due(source)
        call_command("fetch_feeds")
    source.refresh_from_db()
    assert asked == [None, '"1"']
    assert (source.problem, source.failures, source.etag) == ("", 0, '"1"')
    assert sorted(FeedItem.objects.values_list("title", "words", "state")) == [
        ("Dois", "Hej", "new"),
        ("Um", "Hej", "new"),
    ]


def test_an_item_that_changed_keeps_its_row_and_what_was_decided(source):
    rounds.keep(source, [Item(FeedKind.NEWS, "x", "First")])
    FeedItem.objects.update(state=FeedState.DISMISSED)
    rounds.keep(source, [Item(FeedKind.NEWS, "x", "Second")])
    row = FeedItem.objects.get()
    assert (row.title, row.state) == ("Second", FeedState.DISMISSED)
    assert row.changed_at is not None


def test_a_broken_feed_says_so_waits_longer_and_harms_no_other(source, network):
    good = FeedSource.objects.create(
        organisation=network.fife.organisation, url="https://x.example.org/", language="en"
    )
    with (
        server(lambda handler: send(handler, status=500)) as bad,
        server(lambda handler: send(handler, rss(a="A"))) as fine,
    ):
        due(source, url=bad)
        due(good, url=fine)
        call_command("fetch_feeds")
        assert FeedItem.objects.get().source == good
        waits = []
        for failures in (0, 1, 2, 50):
            due(source, failures=failures)
            call_command("fetch_feeds")
            source.refresh_from_db()
            waits.append(source.next_check_at - source.checked_at)
    assert source.problem == FeedProblem.STATUS
    assert waits == sorted(waits)
    assert waits[0] <= dt.timedelta(hours=1)
    assert dt.timedelta(hours=19) < waits[-1] <= dt.timedelta(days=1)


@pytest.mark.parametrize(
    ("asked", "least", "most"),
    [
        (lambda: "10800", 3.0, 3.0),
        (lambda: format_datetime(timezone.now() + dt.timedelta(hours=3), usegmt=False), 2.9, 3.0),
        (lambda: "99999999", 24.0, 24.0),
        (lambda: "Fri, 31 Dec 9999 23:59:59 GMT", 24.0, 24.0),
        (lambda: "Sun, 01 Nov 2020 00:00:00 GMT", 0.8, 1.0),
        (lambda: "60", 0.8, 1.0),
        (lambda: "soon", 0.8, 1.0),
        (lambda: "-5", 0.8, 1.0),
    ],
)
def test_a_server_that_asks_to_be_left_alone_is_for_a_day_at_most(source, asked, least, most):
    with server(lambda handler: send(handler, status=429, Retry_After=asked())) as url:
        due(source, url=url)
        call_command("fetch_feeds")
    source.refresh_from_db()
    waited = (source.next_check_at - source.checked_at) / dt.timedelta(hours=1)
    assert least <= waited <= most


def test_two_at_once_fetch_once(source, monkeypatch):
    others = []
    fetch = rounds.fetch

    def slowly(*args, **kwargs):
        others.append(rounds.fetch_source(source.pk))
        return fetch(*args, **kwargs)

    monkeypatch.setattr(rounds, "fetch", slowly)
    with server(lambda handler: send(handler, rss(a="A"))) as url:
        due(source, url=url)
        assert rounds.fetch_source(source.pk) is True
    assert others == [None]
    assert FeedItem.objects.count() == 1


def test_an_editor_takes_news_over_as_a_draft_with_credit_and_link(client, source, editor):
    rounds.keep(source, [Item(FeedKind.NEWS, "x", "Um <b>", "https://partner.example.org/1?a=1&b=2", "Olá\nmundo <i>")])
    item = FeedItem.objects.get()
    client.force_login(editor)
    edit = reverse("wagtailsnippets_partners_feeditem:edit", args=[item.pk])
    shown = client.get(edit)
    assert shown.status_code == 200
    assert "Olá" in shown.content.decode()
    answer = client.post(edit, {"decision": "take"})
    page = PartnerNewsPage.objects.get()
    assert answer.url == reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert (page.live, page.locale.language_code, page.title) == (False, "pt", "Um <b>")
    assert page.organisation == source.organisation
    body = str(page.body)
    assert "mundo &lt;i&gt;" in body
    assert 'href="https://partner.example.org/1?a=1&amp;b=2"' in body
    assert source.organisation.name in body
    assert desk.take_over(FeedItem.objects.get(), actor=editor).pk == page.pk
    assert PartnerNewsPage.objects.count() == 1


def test_without_a_page_in_the_language_it_is_said(client, source, editor):
    FeedSource.objects.update(language="it")
    rounds.keep(source, [Item(FeedKind.NEWS, "x", "Uno")])
    item = FeedItem.objects.get()
    client.force_login(editor)
    answer = client.post(reverse("wagtailsnippets_partners_feeditem:edit", args=[item.pk]), {"decision": "take"})
    assert answer.status_code == 200
    assert "decision" in answer.context["form"].errors
    assert FeedItem.objects.get().state == FeedState.NEW


def test_a_calendar_entry_becomes_a_draft_seminar(site, source, editor):
    make_index(site.home)
    FeedSource.objects.update(language="sv")
    start = dt.datetime(2027, 3, 1, 9, tzinfo=dt.UTC)
    told = Item(
        FeedKind.EVENT, "x", "Encontro", "https://p.example.org/", "Olá", "Lisboa", starts_at=start, ends_at=start
    )
    rounds.keep(source, [told])
    desk.take_over(FeedItem.objects.get(), actor=editor)
    page = EventPage.objects.get()
    assert (page.live, page.venue) == (False, "Lisboa")
    assert page.get_latest_revision_as_object().occasions.get().start_time == dt.time(10)


def test_an_item_is_dismissed_and_the_lists_are_shown(client, source, editor):
    rounds.keep(source, [Item(FeedKind.NEWS, "x", "Uno")])
    item = FeedItem.objects.get()
    client.force_login(editor)
    client.post(reverse("wagtailsnippets_partners_feeditem:edit", args=[item.pk]), {"decision": "dismiss"})
    assert FeedItem.objects.get().state == FeedState.DISMISSED
    for name in ("feeditem:list", "feedsource:list", "feedsource:add"):
        assert client.get(reverse(f"wagtailsnippets_partners_{name}")).status_code == 200


def test_many_items_are_dismissed_at_a_time_by_those_who_may(client, source, editor):
    rounds.keep(source, [Item(FeedKind.NEWS, str(number), f"Uno {number}") for number in range(3)])
    first, second, _third = FeedItem.objects.order_by("pk")
    address = f"/admin/bulk/partners/feeditem/dismiss/?id={first.pk}&id={second.pk}"
    client.force_login(user_with_role("correspondent"))
    client.post(address)
    assert FeedItem.objects.filter(state=FeedState.NEW).count() == 3
    client.force_login(editor)
    assert "Uno 1" in client.get(address).content.decode()
    assert client.post(address).status_code == 302
    assert list(FeedItem.objects.filter(state=FeedState.DISMISSED).order_by("pk")) == [first, second]
    assert AuditEntry.objects.filter(action="partners.feed_item_dismissed", actor=editor).count() == 2
    assert client.get("/admin/bulk/partners/feeditem/dismiss/?id=x&id=99999").status_code in {200, 302, 404}


def test_what_is_no_longer_told_of_or_over_is_erased_and_the_rest_is_kept(source):
    now = timezone.now()
    told = [Item(FeedKind.NEWS, "told", "A"), Item(FeedKind.NEWS, "gone", "B")]
    hours = {"over": -40, "soon": 40}
    told += [Item(FeedKind.EVENT, name, name, starts_at=now + dt.timedelta(days=days)) for name, days in hours.items()]
    rounds.keep(source, told)
    FeedItem.objects.update(seen_at=now - dt.timedelta(days=170), state=FeedState.DISMISSED)
    rounds.keep(source, told[:1])

    erased = rounds.purge_items(now + dt.timedelta(days=20))

    assert erased == 3
    assert [item.title for item in FeedItem.objects.all()] == ["A"]


def test_a_draft_says_that_it_lasts_all_day_and_recurs(site, source, editor):
    make_index(site.home)
    FeedSource.objects.update(language="sv")
    start = dt.datetime(2027, 3, 1, 8, tzinfo=dt.UTC)
    told = Item(FeedKind.EVENT, "x", "Encontro", starts_at=start, all_day=True, rule="FREQ=WEEKLY;BYDAY=MO")
    rounds.keep(source, [told])

    desk.take_over(FeedItem.objects.get(), actor=editor)

    with override("sv"):
        rule = in_words("FREQ=WEEKLY;BYDAY=MO")
    body = str(EventPage.objects.get().body)
    assert rule in body
    assert body.count("<p>") == 3


@pytest.mark.parametrize(
    "url", ["ftp://partner.example.org/x", "https://user:p@partner.example.org/", "https://p.example.org:22/"]
)
def test_an_address_that_would_never_be_fetched_is_refused_in_the_form(client, settings, source, editor, url):
    settings.FEEDS_ALLOW_LOOPBACK = False
    client.force_login(editor)
    told = {"organisation": source.organisation.pk, "url": url, "language": "pt", "active": "on"}
    answer = client.post(reverse("wagtailsnippets_partners_feedsource:add"), told)
    assert answer.status_code == 200
    assert "url" in answer.context["form"].errors
