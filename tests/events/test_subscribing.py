"""Mail about new seminars: asked for, confirmed, narrowed, told once, stopped with one click."""

import datetime as dt
import re

import pytest
from django.core import mail
from django.core.signing import TimestampSigner

from core.mail.antispam import SALT
from core.mail.models import Subscription
from core.mail.services import deliver_due
from core.places.models import Municipality
from core.taxonomies.models import Theme
from tests.factories.events import in_days, make_event_page, republish
from tests.factories.mail import SubscriptionFactory
from tests.support.site import translate_page

pytestmark = pytest.mark.django_db
FORM = "/sv/subscribe/"


@pytest.fixture
def shown(time_machine):
    """The signed time of a form that has been read for a while."""
    time_machine.move_to(dt.datetime(2026, 3, 1, 12, 0, tzinfo=dt.UTC))
    signed = TimestampSigner(salt=SALT).sign("shown")
    time_machine.shift(30)
    return signed


def subscriber(language="sv", **filters):
    return SubscriptionFactory(kind="events", language=language, filters=filters)


def told():
    mail.outbox.clear()
    deliver_due()
    return sorted(letter.to[0] for letter in mail.outbox)


def place(code):
    return Municipality.objects.get(code=code)


def test_themes_and_municipality_are_chosen_in_the_form(client, index, shown):
    html = client.get(f"{FORM}?kind=events&events_themes=recruitment&events_municipalities=0581").content.decode()
    assert re.search(r'name="events_themes" value="recruitment"[^>]*checked', html)
    assert '<option value="0581" selected>Norrköping</option>' in html
    sent = {
        "email": "kim@example.org",
        "kinds": ["events"],
        "website": "",
        "shown_at": shown,
        "events_themes": ["recruitment"],
        "events_municipalities": "0581",
    }
    assert client.post(FORM, sent).status_code == 302
    row = Subscription.objects.get()
    assert row.filters == {"themes": ["recruitment"], "municipalities": ["0581"]}
    assert row.confirmed_at is None
    page = make_event_page(index, municipality=place("0581"), sets={"themes": [Theme.objects.get(slug="recruitment")]})
    deliver_due()
    link = re.search(r"https?://\S+(/sv/subscription/\S+)", mail.outbox[-1].body)[1]
    client.post(link)
    assert Subscription.objects.confirmed().exists()
    assert told() == [], "announced before it was asked for"
    republish(page, title="Ny rubrik")
    assert told() == []


@pytest.mark.parametrize("chosen", [{"events_themes": "nix"}, {"events_municipalities": "9999"}, {"kinds": "nix"}])
def test_a_choice_that_is_not_offered_is_an_error_beside_the_field(client, site, shown, chosen):
    sent = {"email": "kim@example.org", "kinds": "events", "website": "", "shown_at": shown} | chosen
    response = client.post(FORM, sent)
    assert response.status_code == 422
    assert "field__error" in response.content.decode()
    assert client.get(FORM, chosen).status_code == 200


def test_those_it_matches_are_told_once(index):
    theme, other = Theme.objects.all()[:2]
    everything = subscriber()
    by_theme = subscriber(themes=[theme.slug])
    here = subscriber(themes=[], municipalities=["0581"])
    subscriber(themes=[other.slug])
    subscriber(municipalities=["0580"])
    page = make_event_page(index, municipality=place("0581"), sets={"themes": [theme]})
    assert told() == sorted([everything.email, by_theme.email, here.email])
    republish(page, title="Ny rubrik")
    republish(page, starts=in_days(40))
    assert told() == []


def test_what_is_online_is_everywhere(index):
    row = subscriber(municipalities=["0581"])
    make_event_page(index, format="online")
    assert told() == [row.email]


@pytest.mark.parametrize("facts", [{"audience": "invitation"}, {"status": "cancelled"}, {"starts": in_days(-3)}])
def test_what_nobody_can_come_to_is_not_announced(index, facts):
    subscriber()
    make_event_page(index, **facts)
    assert told() == []


def test_each_is_told_in_their_language(site, index):
    swedish, english = subscriber("sv"), subscriber("en")
    page = make_event_page(index, title="Seminarium om löner")
    translate_page(page, site.locale("en"), title="Seminar on pay", slug="pay")
    assert told() == sorted([swedish.email, english.email])
    words = {letter.to[0]: f"{letter.subject}\n{letter.body}" for letter in mail.outbox}
    assert "Seminarium om löner" in words[swedish.email]
    assert "Seminar on pay" in words[english.email]
    assert "Seminarium" not in words[english.email]


def test_one_click_ends_it(client, index):
    subscriber()
    make_event_page(index)
    told()
    letter = mail.outbox[0]
    address = letter.extra_headers["List-Unsubscribe"].strip("<>")
    assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    client.post("/" + address.split("/", 3)[3], {"List-Unsubscribe": "One-Click"})
    assert not Subscription.objects.exists()
    make_event_page(index)
    assert told() == []
