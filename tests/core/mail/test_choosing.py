"""A subscriber changes what the mail is about, by the link in the letter and without stopping it first."""

import re

import pytest
from django import forms
from django.core import mail

from core.mail import services, subscriptions
from core.mail.models import Subscription
from tests.factories.mail import SubscriptionFactory

pytestmark = pytest.mark.django_db


def themes():
    return {
        "themes": forms.MultipleChoiceField(
            label="Themes", required=False, choices=[("work", "Work"), ("home", "Home")]
        ),
        "places": forms.ChoiceField(label="Place", required=False, choices=[("", "All"), ("0580", "Linköping")]),
    }


@pytest.fixture(autouse=True)
def _kinds(monkeypatch, site):
    """Two kinds: news, and seminars that can be narrowed."""
    monkeypatch.setattr(subscriptions, "_kinds", {"news": subscriptions.get("news")})
    subscriptions.register(
        subscriptions.SubscriptionKind("seminars", "Seminars", "…", lambda ref, row: None, choices=themes)
    )


@pytest.fixture
def seminars():
    return SubscriptionFactory(
        email="kim@example.org", kind="seminars", filters={"themes": ["work"], "places": ["0580"]}
    )


def path_of(subscription):
    return subscriptions.choices_url(subscription).removeprefix("http://localhost:8000")


def chosen():
    return {row.kind: row.filters for row in Subscription.objects.confirmed()}


def test_the_page_shows_what_one_gets_now(client, seminars):
    form = client.get(path_of(seminars)).context["form"]

    assert form.initial["kinds"] == ["seminars"]
    assert form.initial["seminars_themes"] == ["work"]
    assert form.initial["seminars_places"] == ["0580"]
    assert form.initial["language"] == "sv"


def test_themes_place_kinds_and_language_are_changed_in_one_go(client, seminars):
    data = {"kinds": ["seminars", "news"], "seminars_themes": ["home"], "seminars_places": "", "language": "en"}
    answer = client.post(path_of(seminars), data, follow=True)

    assert answer.status_code == 200
    assert "saved" in answer.request["QUERY_STRING"]
    assert chosen() == {"seminars": {"themes": ["home"], "places": []}, "news": {}}
    assert set(Subscription.objects.values_list("language", flat=True)) == {"en"}
    assert not mail.outbox, "the link came to the address: it needs no other proof"


def test_who_keeps_something_else_is_led_by_the_link_of_that(client, seminars):
    answer = client.post(path_of(seminars), {"kinds": ["news"], "language": "sv"})
    kept = Subscription.objects.get()

    assert kept.kind == "news"
    assert answer["Location"].startswith(path_of(kept))
    assert client.get(path_of(seminars)).status_code == 410


def test_who_wants_nothing_gets_nothing(client, seminars):
    answer = client.post(path_of(seminars), {"language": "sv"})

    assert answer.status_code == 200
    assert not Subscription.objects.exists()


def test_what_waits_for_its_confirmation_is_confirmed_by_choosing_it(client, seminars):
    SubscriptionFactory(email="Kim@Example.org", kind="news", confirmed_at=None)
    client.post(path_of(seminars), {"kinds": ["seminars", "news"], "language": "sv"})

    assert set(chosen()) == {"seminars", "news"}
    assert Subscription.objects.count() == 2


def test_other_addresses_are_left_alone(client, seminars):
    other = SubscriptionFactory(email="lo@example.org", kind="seminars", filters={"themes": ["home"]})
    client.post(path_of(seminars), {"language": "sv"})

    assert list(Subscription.objects.all()) == [other]


@pytest.mark.parametrize(
    "bad", [{"kinds": ["forged"]}, {"kinds": ["seminars"], "seminars_themes": ["forged"]}, {"language": "xx"}]
)
def test_what_is_not_on_the_form_is_refused_and_changes_nothing(client, seminars, bad):
    answer = client.post(path_of(seminars), {"kinds": ["news"], "language": "sv", **bad})

    assert answer.status_code == 422
    assert chosen() == {"seminars": {"themes": ["work"], "places": ["0580"]}}


def test_the_link_of_somebody_else_opens_nothing(client, seminars):
    other = SubscriptionFactory(email="lo@example.org", kind="news")
    signature = path_of(seminars).split("/")[3].partition("-")[2]
    forged = f"/sv/subscription/{other.pk}-{signature}/choices/"

    assert client.get(forged).status_code == 410
    assert client.post(forged, {"language": "sv"}).status_code == 410
    assert Subscription.objects.count() == 2


def test_a_link_to_confirm_opens_no_choices(client, seminars):
    confirm = subscriptions.confirm_url(seminars).removeprefix("http://localhost:8000")

    assert client.get(confirm.replace("/confirm/", "/choices/")).status_code == 410


def test_a_link_of_the_letter_leads_there_and_the_page_is_kept_from_others(client, seminars):
    subscriptions.request_subscription("kim@example.org", ["seminars"], language="sv")
    services.deliver_due()
    link = re.search(r"https?://[^/\s]+(/sv/subscription/\S+/choices/)", mail.outbox[-1].body)[1]
    answer = client.get(link)

    assert answer.status_code == 200
    assert answer["Referrer-Policy"] == "no-referrer"
    assert "noindex" in answer["X-Robots-Tag"]
    assert not answer.cookies


def test_the_page_to_stop_offers_to_choose_instead(client, seminars):
    stop = subscriptions.unsubscribe_url(seminars).removeprefix("http://localhost:8000")

    assert path_of(seminars) in client.get(stop).content.decode()
