"""Asking for mail, confirming it, stopping it; and what the one who asks for another's address learns: nothing."""

import datetime as dt
import re

import pytest
from django.core import mail
from django.core.signing import TimestampSigner
from django.utils import timezone

from core.mail import antispam, services, subscriptions, tokens
from core.mail.enums import State
from core.mail.models import Attempt, OutboxMessage, Subscription
from core.privacy import subjects
from tests.factories.mail import SubscriptionFactory

pytestmark = pytest.mark.django_db

FORM = "/sv/subscribe/"


@pytest.fixture
def shown(time_machine):
    """The signed time of a form that has been read for a while."""
    time_machine.move_to(dt.datetime(2026, 3, 1, 12, 0, tzinfo=dt.UTC))
    signed = TimestampSigner(salt=antispam.SALT).sign("shown")
    time_machine.shift(30)
    return signed


def ask(client, shown_at, email="kim@example.org", **values):
    data = {"email": email, "kinds": ["news"], "website": "", "shown_at": shown_at, **values}
    return client.post(FORM, data)


def last_link():
    services.deliver_due()
    return re.search(r"https?://\S+(/sv/subscription/\S+)", mail.outbox[-1].body)[1]


def test_the_way_from_form_to_news(client, shown, site):
    assert ask(client, shown)["Location"] == "/sv/subscribe/sent/"
    link = last_link()
    assert not Subscription.objects.confirmed().exists()
    assert client.get(link).status_code == 200
    assert not Subscription.objects.confirmed().exists(), "a mail scanner that follows the link must change nothing"
    assert client.post(link).status_code == 200
    assert Subscription.objects.confirmed().get().email == "kim@example.org"


def test_the_form_sets_no_cookie(client, shown):
    assert not client.get(FORM).cookies
    assert not ask(client, shown).cookies


@pytest.mark.parametrize("known", [True, False])
def test_the_answer_is_the_same_whether_the_address_is_known_or_not(client, shown, known):
    if known:
        SubscriptionFactory(email="kim@example.org")
    answer = ask(client, shown, follow=True)
    assert (answer.status_code, answer["Location"], answer.content) == (302, "/sv/subscribe/sent/", b"")
    services.deliver_due()
    assert len(mail.outbox) == 1


def test_whoever_gets_mail_already_is_told_so_and_can_stop(client, shown):
    SubscriptionFactory(email="kim@example.org")
    ask(client, shown, email="KIM@example.org")
    assert "/unsubscribe/" in last_link()
    assert Subscription.objects.count() == 1


def test_one_confirmation_for_everything_that_was_asked_for(monkeypatch):
    monkeypatch.setattr(subscriptions, "_kinds", dict(subscriptions._kinds))
    subscriptions.register(subscriptions.SubscriptionKind("events", "Seminars", "…", lambda ref, row: None))
    subscriptions.request_subscription("kim@example.org", ["news", "events"], language="sv")
    services.deliver_due()
    assert len(mail.outbox) == 1
    token = re.search(r"subscription/([^/]+)/confirm", mail.outbox[0].body)[1]
    subscriptions.confirm(subscriptions.find(token, subscriptions.CONFIRM))
    assert Subscription.objects.confirmed().count() == 2


def test_stopping_takes_one_click(client):
    subscription = SubscriptionFactory()
    path = subscriptions.unsubscribe_url(subscription).removeprefix("http://localhost:8000")
    assert client.get(path).status_code == 200
    assert Subscription.objects.exists()
    response = client.post(path, {"List-Unsubscribe": "One-Click"})
    assert response.status_code == 200
    assert not Subscription.objects.exists()
    assert client.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert client.get(path).status_code == 410


def test_everything_can_be_stopped_at_once(client):
    subscription = SubscriptionFactory(email="kim@example.org")
    SubscriptionFactory(email="Kim@example.org", kind="events")
    path = subscriptions.unsubscribe_url(subscription).removeprefix("http://localhost:8000")
    client.post(path, {"what": "everything"})
    assert not Subscription.objects.exists()


def test_a_page_with_a_token_tells_no_other_site_of_it(client):
    path = subscriptions.unsubscribe_url(SubscriptionFactory()).removeprefix("http://localhost:8000")
    response = client.get(path)
    assert response["Referrer-Policy"] == "no-referrer"
    assert "noindex" in response["X-Robots-Tag"]
    assert "no-store" in response["Cache-Control"]


def test_a_link_is_good_for_its_own_purpose_row_and_version_only():
    first, second = SubscriptionFactory(), SubscriptionFactory()
    token = tokens.make(subscriptions.MANAGE, first.pk, first.token_version)
    assert subscriptions.find(token, subscriptions.MANAGE) == first
    assert subscriptions.find(token, subscriptions.CONFIRM) is None
    assert subscriptions.find(token.replace(f"{first.pk}-", f"{second.pk}-", 1), subscriptions.MANAGE) is None
    Subscription.objects.filter(pk=first.pk).update(token_version=2)
    assert subscriptions.find(token, subscriptions.MANAGE) is None


@pytest.mark.parametrize("token", ["x", "1-", "1-" + "A" * 27, "9" * 40 + "-x", "%00", "1-å", "0-" + "_" * 27, "<b>"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_forged_link_gets_a_clear_answer(client, token, method):
    response = getattr(client, method)(f"/sv/subscription/{token}/unsubscribe/")
    assert response.status_code in {200, 400, 404, 410}
    assert not Subscription.objects.exists()


def test_a_robot_that_fills_in_the_hidden_field_is_thanked_and_ignored(client, shown):
    assert ask(client, shown, website="https://spam.example")["Location"] == "/sv/subscribe/sent/"
    assert not OutboxMessage.objects.exists()


def test_a_form_sent_at_once_is_shown_again_with_what_was_typed(client, time_machine):
    time_machine.move_to(dt.datetime(2026, 3, 1, 12, 0, tzinfo=dt.UTC), tick=False)
    response = ask(client, TimestampSigner(salt=antispam.SALT).sign("shown"))
    assert response.status_code == 422
    assert "kim@example.org" in response.content.decode()
    again = re.search(r'name="shown_at" value="([^"]+)"', response.content.decode())[1]
    time_machine.shift(10)
    assert ask(client, again).status_code == 302


@pytest.mark.parametrize("shown_at", ["", "forged", "shown:1abc:xxx", "\x00", "å" * 5000])
def test_a_forged_time_is_an_error_in_words_and_not_a_crash(client, shown_at):
    assert ask(client, shown_at).status_code == 422


@pytest.mark.parametrize(
    "values",
    [
        {"email": ""},
        {"email": "kim"},
        {"email": "kim@example.org\r\nBcc: x@example.org"},
        {"kinds": ["<script>"]},
        {"kinds": []},
    ],
)
def test_a_mistake_is_told_beside_the_field_and_above_the_form(client, shown, values):
    response = ask(client, shown, **values)
    assert response.status_code == 422
    text = response.content.decode()
    assert "data-error-summary" in text
    assert "field__error" in text
    assert not OutboxMessage.objects.exists()


def test_one_recipient_gets_only_so_many_letters_and_the_one_who_asks_sees_no_difference(client, shown):
    answers = {ask(client, shown)["Location"] for _attempt in range(6)}
    assert answers == {"/sv/subscribe/sent/"}
    services.deliver_due()
    assert len(mail.outbox) == 3


def test_one_visitor_asks_only_so_often(client, shown):
    statuses = [ask(client, shown, email=f"kim{number}@example.org").status_code for number in range(22)]
    assert statuses[:20] == [302] * 20
    assert statuses[20:] == [429] * 2


def test_the_header_of_a_stranger_does_not_change_who_is_counted(client, shown):
    for number in range(21):
        response = client.post(
            FORM,
            {"email": f"kim{number}@example.org", "kinds": ["news"], "shown_at": shown},
            headers={"X-Forwarded-For": f"192.0.2.{number}"},
        )
    assert response.status_code == 429


def test_counters_hold_no_address_and_are_gone_after_a_day(client, shown):
    ask(client, shown)
    assert not [row for row in Attempt.objects.all() if "kim" in row.key or "127" in row.key]
    assert services.purge_attempts(timezone.now() + dt.timedelta(days=1, minutes=1)) == 2


def test_what_nobody_confirms_is_erased_after_a_week():
    SubscriptionFactory(confirmed_at=None)
    confirmed = SubscriptionFactory()
    assert services.purge_unconfirmed(timezone.now() + dt.timedelta(days=7, minutes=1)) == 1
    assert list(Subscription.objects.all()) == [confirmed]


def test_an_announcement_reaches_each_confirmed_subscriber_once(site):
    SubscriptionFactory.create_batch(2)
    SubscriptionFactory(confirmed_at=None)
    SubscriptionFactory(kind="events")
    ref = subscriptions.page_reference(site.home)
    assert subscriptions.announce("news", ref) == 2
    subscriptions.announce("news", ref)
    services.deliver_due()
    assert len(mail.outbox) == 2
    assert all(message.message()["List-Unsubscribe"] for message in mail.outbox)
    assert all(site.home.title in message.subject for message in mail.outbox)


def test_whoever_left_meanwhile_is_not_told(site):
    subscription = SubscriptionFactory()
    subscriptions.announce("news", subscriptions.page_reference(site.home))
    subscriptions.unsubscribe(subscription)
    services.deliver_due()
    assert mail.outbox == []
    assert OutboxMessage.objects.get().state == State.DEAD


def test_a_page_that_was_unpublished_meanwhile_is_not_told_of(site):
    SubscriptionFactory()
    subscriptions.announce("news", subscriptions.page_reference(site.home))
    type(site.home).objects.filter(translation_key=site.home.translation_key).update(live=False)
    services.deliver_due()
    assert mail.outbox == []


def test_the_number_of_queries_of_an_announcement_does_not_grow(site, django_assert_max_num_queries):
    SubscriptionFactory.create_batch(30)
    with django_assert_max_num_queries(6):
        subscriptions.announce("news", subscriptions.page_reference(site.home))


def test_an_unknown_kind_is_an_error():
    with pytest.raises(KeyError):
        subscriptions.announce("unheard-of", "x:1")


def test_a_person_gets_the_own_subscriptions_out_and_has_them_erased():
    SubscriptionFactory(email="Kim@example.org")
    SubscriptionFactory(email="bo@example.org")
    assert [row["kind"] for row in subjects.export("kim@example.org")["data"]["subscriptions"]] == ["news"]
    assert subjects.erase("kim@example.org")["subscriptions"] == 1
    assert Subscription.objects.get().email == "bo@example.org"
