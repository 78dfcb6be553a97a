"""The newsletter: what is new, by theme and language, sent by an editor once."""

import datetime as dt
import re

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone
from wagtail.models import Page

from core.audit.models import AuditEntry
from core.mail.models import OutboxMessage, Subscription
from core.mail.services import deliver_due
from core.taxonomies.models import Theme
from partners.models import Newsletter
from partners.newsletter import services
from partners.newsletter.contents import pieces_between
from tests.factories import partners as make
from tests.factories.home import make_archive, make_article
from tests.factories.mail import SubscriptionFactory
from tests.factories.users import user_with_role
from tests.support.site import translate_page

pytestmark = pytest.mark.django_db
ADDRESS = "/admin/newsletter/"


@pytest.fixture
def theme():
    return Theme.objects.get(slug="recruitment")


@pytest.fixture
def placements(network, theme):
    """News in Portuguese, about a theme, without a translation."""
    return make.make_news(network.lisboa_pt, "Cem estágios", themes=[theme], introduction="Cem empresas abriram.")


@pytest.fixture
def article(network):
    return make_article(make_archive(network.site.home), "Ny termin", introduction="Vi börjar om.")


def subscriber(language="sv", **filters):
    return SubscriptionFactory(kind="newsletter", language=language, filters=filters)


def form_of(client, **changes):
    """What the form on the page holds."""
    form = client.get(ADDRESS).context["form"]
    return {**form.initial, **changes}


def letters():
    mail.outbox.clear()
    deliver_due()
    return {letter.to[0]: letter for letter in mail.outbox}


def html_of(letter):
    return letter.alternatives[0][0]


def at(page, moment):
    Page.objects.filter(pk=page.pk).update(first_published_at=moment)


def test_an_editor_sends_what_is_new_to_each_in_the_language_chosen(network, placements, article, editor_client):
    swede, portuguese = subscriber(), subscriber("pt")

    answer = editor_client.post(f"{ADDRESS}send/", form_of(editor_client), follow=True)

    assert answer.status_code == 200
    sent = letters()
    swedish, other = sent[swede.email], sent[portuguese.email]
    assert "Ny termin" in swedish.subject
    assert "Ny termin\nVi börjar om." in swedish.body
    # What is not translated is shown as it was written, and says so.
    assert "Cem estágios" in swedish.body
    assert '<div lang="pt">' in html_of(swedish)
    assert '<html lang="pt">' in html_of(other)
    assert '<div lang="sv">' in html_of(other)
    assert "Cem estágios" in other.subject
    assert other.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert placements.full_url.split("/", 3)[3] in swedish.body
    newsletter = Newsletter.objects.get()
    assert (newsletter.number, newsletter.subscribers, len(newsletter.keys)) == (1, 2, 2)
    assert AuditEntry.objects.filter(action="partners.newsletter_sent").count() == 1


def test_a_translation_is_told_in_its_own_words(network, placements, editor_client):
    translate_page(placements, network.site.locale("sv"), title="Hundra praktikplatser", slug="hundra")
    swede = subscriber()

    editor_client.post(f"{ADDRESS}send/", form_of(editor_client))

    body = letters()[swede.email].body
    assert "Hundra praktikplatser" in body
    assert "Cem estágios" not in body


def test_themes_and_untranslated_words_are_left_out_as_chosen(network, placements, article, editor_client):
    by_theme = subscriber(themes=["recruitment"])
    other_theme = subscriber(themes=["leadership"])
    own_language = subscriber(languages=["translated"])

    editor_client.post(f"{ADDRESS}send/", form_of(editor_client))

    sent = letters()
    assert "Ny termin" not in sent[by_theme.email].body
    assert "Cem estágios" in sent[by_theme.email].body
    assert other_theme.email not in sent
    assert "Cem estágios" not in sent[own_language.email].body


def test_two_clicks_send_once(network, placements, editor_client):
    subscriber()
    form = form_of(editor_client)

    first = editor_client.post(f"{ADDRESS}send/", form)
    second = editor_client.post(f"{ADDRESS}send/", form, follow=True)

    assert first.status_code == 302
    assert second.status_code == 200
    assert Newsletter.objects.count() == 1
    assert OutboxMessage.objects.filter(kind="subscription.newsletter").count() == 1
    again, made = services.send(1, [], until=timezone.now(), actor=user_with_role("editor"))
    assert (again.number, made) == (1, False)
    with pytest.raises(services.NotNextError):
        services.send(7, [], until=timezone.now(), actor=user_with_role("editor"))


def test_the_next_one_tells_of_what_came_since_and_of_no_translation_of_what_was_told(network, placements, article):
    now = timezone.now()
    at(placements, now - dt.timedelta(days=3))
    at(article, now - dt.timedelta(hours=1))
    late = translate_page(placements, network.site.locale("sv"), title="Hundra praktikplatser", slug="hundra")
    at(late, now - dt.timedelta(hours=2))

    told = pieces_between(now - dt.timedelta(days=1), now)

    assert [piece.first.title for piece in told] == ["Ny termin"]


def test_what_is_unticked_hidden_or_withdrawn_is_not_told(network, placements, article, editor_client):
    swede = subscriber()
    form = form_of(editor_client, pieces=[str(article.translation_key)])
    editor_client.post(f"{ADDRESS}send/", form)
    assert "Cem estágios" not in letters()[swede.email].body

    assert form_of(editor_client)["pieces"] == []
    services.send(2, [str(article.translation_key)], until=timezone.now(), actor=user_with_role("editor"))
    article.unpublish()
    assert letters() == {}


def test_what_is_published_while_an_editor_chooses_comes_in_the_next_one(network, placements, editor_client):
    form = form_of(editor_client)
    later = make_article(make_archive(network.site.home), "Under tiden")
    editor_client.post(f"{ADDRESS}send/", form)

    assert form_of(editor_client)["pieces"] == [str(later.translation_key)]


def test_it_is_looked_at_before_it_is_sent(network, placements, article, editor_client):
    form = form_of(editor_client, language="pt", theme="recruitment")

    shown = editor_client.post(f"{ADDRESS}preview/", form)

    html = shown.content.decode()
    assert '<html lang="pt">' in html
    assert "Cem estágios" in html
    assert "Ny termin" not in html
    assert "sandbox" in shown.headers["Content-Security-Policy"]
    assert Newsletter.objects.count() == 0
    assert editor_client.post(f"{ADDRESS}preview/", {**form, "theme": "leadership"}).status_code == 200


@pytest.mark.parametrize(
    "changes",
    [
        {"pieces": []},
        {"pieces": ["0b6ff4d0-0000-4000-8000-000000000000"]},
        {"pieces": ["'; drop table"]},
        {"number": "-1"},
        {"number": "x\x00"},
        {"number": "9" * 40},
        {"until": "0001-01-01T00:00:00+00:00", "pieces": []},
        {"until": "nonsense\x00"},
        {"theme": "\x00"},
        {"language": "xx"},
    ],
)
def test_what_makes_no_sense_sends_nothing(network, placements, editor_client, changes):
    for where in ("preview", "send"):
        answer = editor_client.post(f"{ADDRESS}{where}/", form_of(editor_client, **changes))

        assert answer.status_code == 422
        assert Newsletter.objects.count() == 0


@pytest.mark.parametrize("role", ["correspondent", "translator", "case_officer", "member"])
def test_others_send_nothing(network, placements, role):
    client = Client(raise_request_exception=False)
    user = user_with_role(role)
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")

    for path in ("", "preview/", "send/"):
        assert client.post(ADDRESS + path, {"number": "1"}).status_code in {302, 403, 405}
    with pytest.raises(PermissionDenied):
        services.send(1, [], until=timezone.now(), actor=user)
    assert Newsletter.objects.count() == 0


def test_it_is_asked_for_with_themes_in_the_common_form(network, client, theme):
    html = client.get("/pt/subscribe/?kind=newsletter&newsletter_themes=recruitment").content.decode()

    assert 'name="newsletter_themes"' in html
    assert 'name="newsletter_languages"' in html
    assert Subscription.objects.count() == 0


def test_an_editor_greets_in_each_language(network, placements, article, editor_client):
    swede, portuguese, dutch = subscriber(), subscriber("pt"), subscriber("nl")
    greetings = {"introduction_sv": "Hej alla!\n\nHösten är här.", "introduction_pt": "Olá <b>a todos</b>"}
    form = form_of(editor_client, **greetings)
    shown = editor_client.post(f"{ADDRESS}preview/", {**form, "language": "pt"}).content.decode()
    assert "Olá &lt;b&gt;a todos&lt;/b&gt;" in shown
    assert "Hej alla" not in shown

    editor_client.post(f"{ADDRESS}send/", form)

    sent = letters()
    assert "Hej alla!\n\nHösten är här." in sent[swede.email].body
    assert re.search(r"<p[^>]*>Hösten är här\.</p>", html_of(sent[swede.email]))
    assert "Olá <b>a todos</b>" in sent[portuguese.email].body
    assert "Hej alla" not in sent[portuguese.email].body
    assert "Hej alla" not in sent[dutch.email].body
    assert "Olá" not in sent[dutch.email].body


def test_a_greeting_that_is_too_long_is_kept_and_refused(network, placements, editor_client):
    long = "Hej " * 500
    answer = editor_client.post(f"{ADDRESS}send/", form_of(editor_client, introduction_sv=long))
    assert answer.status_code == 422
    assert long.strip() in answer.content.decode()
    assert not Newsletter.objects.exists()
