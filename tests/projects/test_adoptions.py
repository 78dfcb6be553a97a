"""Methods in use: told, looked at, shown, and asked about after a year."""

import datetime as dt
import uuid

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from core.mail import services as mailing
from core.mail.models import OutboxMessage
from core.places.models import Country, Municipality
from core.privacy import subjects
from projects.adopting import services
from projects.adopting.kinds import REMINDER, TOLD
from projects.adopting.services import Telling, tell
from projects.models import Adoption, Method, MethodIndexPage, MethodPage
from tests.factories import projects as make
from tests.factories.pages import make_page
from tests.support.site import translate_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def project(site):
    return make.make_project(make.make_bank(site)["sv"], title="Ett steg in")


@pytest.fixture
def method_page(site, project):
    index = make_page(MethodIndexPage, site.home, title="Metoder", slug="metoder")
    return make_page(MethodPage, index, title="Samtal i arbetslaget", slug="samtal", project_page=project)


@pytest.fixture
def method(method_page):
    return Method.objects.get(translation_key=method_page.translation_key)


def telling(name="Mjölby kommun", **facts):
    values = {
        "country": Country.objects.get(code="SE"), "municipality": Municipality.objects.get(code="0586"),
        "since": "2024-09", "effect": "Färre sjukskrivningar.", "contact_name": "Kim", "email": "kim@example.org",
    }  # fmt: skip
    return Telling(uuid.uuid4(), name, "Hemtjänsten", {**values, **facts})


def publish(adoption):
    adoption.state = "published"
    services.decided(adoption)
    adoption.save()
    return adoption


@pytest.fixture
def fast(monkeypatch):
    monkeypatch.setattr("core.mail.antispam.MINIMUM_SECONDS", 0)


def post(client, method, **changes):
    address = f"/sv/method/{method.translation_key}/adopt/"
    shown = client.get(address).context["form"]
    sent = {
        "organisation_name": "Mjölby kommun", "country": "SE", "municipality": "0586", "since": "2024-09",
        "purpose": "Hemtjänsten", "effect": "", "contact_name": "", "email": "", "website": "",
        "form_id": str(shown["form_id"].value()), "shown_at": shown["shown_at"].value(), **changes,
    }  # fmt: skip
    return client.post(address, sent)


def test_what_is_told_is_shown_only_when_an_editor_has_published_it(
    method, method_page, project, client, editor_client, fast
):
    assert post(client, method).status_code == 302
    adoption = Adoption.objects.get()
    assert "Mjölby kommun" not in client.get(method_page.url).content.decode()

    form = {
        "state": "published", "organisation": "", "organisation_name": adoption.organisation_name,
        "country": adoption.country_id, "municipality": adoption.municipality_id, "since": "2024-09",
        "purpose": adoption.purpose, "effect": "",
    }  # fmt: skip
    answer = editor_client.post(f"/admin/snippets/projects/adoption/edit/{adoption.pk}/", form)
    assert answer.status_code == 302
    adoption.refresh_from_db()
    assert adoption.published_at is not None
    for address in (method_page.url, project.url):
        shown = client.get(address).content.decode()
        assert "Mjölby kommun (Mjölby)" in shown
        assert "<title>Mjölby: 1</title>" in shown


def test_the_office_is_told(method, site, settings):
    from core.navigation.models import SiteSettings

    SiteSettings.objects.update_or_create(site=site.site, defaults={"email": "kansliet@example.org"})
    adoption = tell(method, telling(), language="sv")

    mailing.deliver_due()
    (letter,) = mail.outbox
    assert letter.to == ["kansliet@example.org"]
    assert f"/admin/snippets/projects/adoption/edit/{adoption.pk}/" in letter.body
    assert "kim@example.org" not in letter.body


def test_the_same_form_sent_twice_is_one_story(method):
    told = telling()

    assert tell(method, told, language="sv") == tell(method, told, language="sv")
    assert OutboxMessage.objects.filter(kind=TOLD).count() == 1


@pytest.mark.parametrize(
    "again", ["Mjölby kommun", "  MJÖLBY  KOMMUN ", "Mjölby-kommun", "Mjo\u0308lby kommun", "Ｍjölby kommun"]
)
def test_the_same_adoption_told_twice_is_recognised(method, method_page, client, again):
    first = publish(tell(method, telling(), language="sv"))
    second = tell(method, telling(again, effect="Nu har vi mätt igen."), language="sv")

    assert (second.state, second.same_as) == ("told_again", first)
    shown = client.get(method_page.url).content.decode()
    assert "Nu har vi" not in shown
    second.state = "published"
    with pytest.raises(ValidationError) as caught:
        second.full_clean()
    assert "state" in caught.value.message_dict


def test_another_organisation_or_method_is_another_story(method, site, method_page):
    other_page = make_page(MethodPage, method_page.get_parent().specific, title="Annan metod", slug="annan")
    other = Method.objects.get(translation_key=other_page.translation_key)
    tell(method, telling(), language="sv")

    assert tell(method, telling("Mjölby skola"), language="sv").state == "waiting"
    assert tell(other, telling(), language="sv").state == "waiting"


def test_a_known_organisation_is_recognised_by_its_name(method):
    organisation = make.OrganisationFactory(name="Mjölby kommun")

    assert tell(method, telling("mjölby kommun"), language="sv").organisation == organisation


def test_all_languages_of_a_method_tell_of_the_same_adoptions(method, method_page, site, client):
    translate_page(method_page.get_parent().specific, site.locale("en"), title="Methods", slug="methods")
    english = translate_page(method_page, site.locale("en"), title="Talk in the team", slug="talk")
    publish(tell(method, telling(), language="sv"))

    shown = client.get(english.url).content.decode()

    assert '<p lang="sv">Hemtjänsten</p>' in shown


def test_the_list_of_methods_shows_all_methods_in_use(method, method_page, client, assert_max_queries):
    for number in range(4):
        publish(tell(method, telling(f"Förening {number}"), language="sv"))
    index = method_page.get_parent()

    shown = client.get(index.url).content.decode()

    assert "Förening 3 (Mjölby): Samtal i arbetslaget" in shown
    assert "<title>Mjölby: 4</title>" in shown
    assert_max_queries(index.url, 10)


def test_one_is_asked_once_after_a_year(method, method_page):
    adoption = publish(tell(method, telling(), language="sv"))
    publish(tell(method, telling("Utan adress", email=""), language="sv"))
    now = adoption.published_at

    assert services.remind(now + dt.timedelta(days=364)) == 0
    assert services.remind(now + dt.timedelta(days=366)) == 1
    assert services.remind(now + dt.timedelta(days=367)) == 0
    OutboxMessage.objects.filter(kind=TOLD).delete()
    mailing.deliver_due()
    (letter,) = mail.outbox
    assert letter.to == ["kim@example.org"]
    assert "Samtal i arbetslaget" in letter.subject
    assert f"/sv/method/{method.translation_key}/adopt/" in letter.body


def test_the_command_asks(method):
    adoption = publish(tell(method, telling(), language="sv"))
    Adoption.objects.filter(pk=adoption.pk).update(published_at=timezone.now() - dt.timedelta(days=400))

    call_command("remind_adopters", verbosity=0)

    assert OutboxMessage.objects.filter(kind=REMINDER).count() == 1


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"organisation_name": ""}, "organisation_name"),
        ({"organisation_name": "Köp på www.exempel.se"}, "organisation_name"),
        ({"organisation_name": "???"}, "organisation_name"),
        ({"organisation_name": "x" * 161}, "organisation_name"),
        ({"since": "2999"}, "since"),
        ({"since": "snart"}, "since"),
        ({"since": "1066"}, "since"),
        ({"country": "XX"}, "country"),
        ({"country": "PT"}, "municipality"),
        ({"purpose": "\x00"}, "purpose"),
        ({"email": "kim"}, "email"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_what_was_typed_is_kept(method, client, fast, changes, field):
    answer = post(client, method, **changes)

    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert "Hemtjänsten" in answer.content.decode() or field == "purpose"
    assert not Adoption.objects.exists()


def test_a_robot_learns_nothing(method, client, fast):
    assert post(client, method, website="https://spam.example").status_code == 302
    assert not Adoption.objects.exists()


def test_many_stories_from_one_place_are_refused(method, client, fast):
    answers = [post(client, method, organisation_name=f"Förening {n}").status_code for n in range(12)]

    assert answers[:10] == [302] * 10
    assert answers[10:] == [429, 429]


def test_a_method_that_is_not_public_cannot_be_told_of(method, method_page, client):
    method_page.unpublish()

    assert client.get(f"/sv/method/{method.translation_key}/adopt/").status_code == 404


def test_who_told_can_have_it_out_and_erased(method):
    adoption = publish(tell(method, telling(), language="sv"))
    holder = next(row for row in subjects.holders() if row.code == "adoptions")

    assert holder.export("KIM@example.org")[0]["organisation"] == "Mjölby kommun"
    assert holder.erase("kim@example.org") == 1
    adoption.refresh_from_db()
    assert (adoption.email, adoption.contact_name, adoption.organisation_name) == ("", "", "Mjölby kommun")


def test_what_was_not_published_is_erased_after_half_a_year(method):
    kept = publish(tell(method, telling(), language="sv"))
    again = tell(method, telling(), language="sv")

    assert services.purge(timezone.now() + dt.timedelta(days=200)) == 1
    assert list(Adoption.objects.all()) == [kept]
    assert not Adoption.objects.filter(pk=again.pk).exists()


def test_a_stranger_gets_the_same_bytes_with_and_without_a_session(method, method_page, admin_client):
    publish(tell(method, telling(), language="sv"))

    assert "csrf" not in Client().get(method_page.url).content.decode()


def test_the_pages_keep_their_budget(method, method_page, project, assert_max_queries):
    for number in range(8):
        publish(tell(method, telling(f"Förening {number}"), language="sv"))

    assert_max_queries(method_page.url, 10)
    assert_max_queries(project.url, 10)
