"""What a reader is told: the original is newer, a machine wrote this, the same is said in easier words."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext, override

from core.translating.enums import Stage
from core.translating.models import EasyVersion, Standing
from tests.core.translating.conftest import WORDS, publish, signed_in, translate, translator
from tests.factories import home as make

pytestmark = pytest.mark.django_db
NEWER = "The original has changed since this was translated"
MACHINE = "Machine translated, not yet reviewed"


def says(client, page, msgid, language):
    html = client.get(page.get_url()).content.decode()
    with override(language):
        return gettext(msgid) in html


def test_a_translation_older_than_its_original_says_so_and_leads_there(about, client):
    assert not says(client, about.translated, NEWER, "en")
    publish(about.page, introduction="Välkommen hit")
    assert says(client, about.translated, NEWER, "en")
    assert not says(client, about.page, NEWER, "sv")
    html = client.get(about.translated.get_url()).content.decode()
    assert f'<a href="{about.page.get_url()}" hreflang="sv">' in html


def test_republishing_either_without_new_words_says_nothing(about, client):
    publish(about.page)
    assert not says(client, about.translated, NEWER, "en")
    publish(about.page, introduction="Välkommen hit")
    publish(about.translated)
    assert says(client, about.translated, NEWER, "en")


def test_once_translated_again_the_notice_is_gone(about, client):
    page = publish(about.page, introduction="Välkommen hit")
    translate(page, about.english, {**WORDS, "Välkommen hit": "Welcome here"})
    assert not says(client, about.translated, NEWER, "en")


def test_an_original_that_is_gone_is_not_led_to(about, client):
    publish(about.page, introduction="Välkommen hit")
    about.page.unpublish()
    assert not says(client, about.translated, NEWER, "en")


def test_machine_translation_is_marked_until_a_person_has_approved_it(site, client):
    page, english = make.make_standard(site.home, "Om oss", introduction="Välkommen"), site.locale("en")
    translate(page, english, WORDS, kind="machine")
    translated = page.get_translation(english)
    assert says(client, translated, MACHINE, "en")
    reader = signed_in(translator(english))
    board = reverse("translating_board")
    assert [row.page.pk for row in reader.get(f"{board}?stage=machine").context["rows"]] == [page.pk]
    answer = reader.post(reverse("translating_approve", args=[page.pk, "en"]), follow=True)
    assert answer.status_code == 200
    assert not says(client, translated, MACHINE, "en")
    assert not reader.get(f"{board}?stage=machine").context["rows"]


def test_one_string_by_a_machine_is_enough_and_a_person_s_are_none(about, client):
    assert Standing.objects.get(page=about.translated).machine == 0
    assert not says(client, about.translated, MACHINE, "en")


@pytest.fixture
def easy(site):
    full = make.make_standard(site.home, "Om oss")
    plain = make.make_standard(site.home, "Om oss på lätt svenska")
    EasyVersion.objects.create(page=full, easy=plain)
    return full, plain


def test_easy_to_read_is_linked_both_ways(easy, client):
    full, plain = easy
    assert f'<a href="{plain.get_url()}" hreflang="sv">' in client.get(full.get_url()).content.decode()
    assert f'<a href="{full.get_url()}" hreflang="sv">' in client.get(plain.get_url()).content.decode()


def test_an_easy_version_older_than_what_it_explains_says_so_until_published_again(easy, client, editor_client):
    full, plain = easy
    older = "The page in ordinary Swedish has changed since this was written."
    versions = reverse("wagtailsnippets_translating_easyversion:list")
    assert not says(client, plain, older, "sv")

    publish(full)
    assert not says(client, plain, older, "sv")
    publish(full, introduction="Nya öppettider")
    assert says(client, plain, older, "sv")
    assert not says(client, full, older, "sv")
    with override("sv"):
        outdated = str(Stage.OUTDATED.label)
    assert outdated in editor_client.get(versions).content.decode()

    publish(plain)
    assert not says(client, plain, older, "sv")
    assert outdated not in editor_client.get(versions).content.decode()


def test_an_easy_version_that_is_not_published_is_not_led_to(easy, client):
    full, plain = easy
    plain.unpublish()
    assert 'class="page-words' not in client.get(full.get_url()).content.decode()


def test_easy_versions_are_of_swedish_pages_and_never_of_themselves(easy, site):
    full, plain = easy
    third = make.make_standard(site.home, "Tredje")
    wrong = [
        (site.homes["en"], third),
        (third, site.homes["en"]),
        (third, third),
        (plain, third),
        (third, full),
        (full, third),
    ]
    for page, other in wrong:
        with pytest.raises(ValidationError):
            EasyVersion(page=page, easy=other).full_clean()
    EasyVersion(page=third, easy=make.make_standard(site.home, "Fjärde")).full_clean()


def test_the_lists_of_the_admin_open(easy, editor_client):
    for model in ("easyversion", "glossaryterm"):
        for view in ("list", "add"):
            assert editor_client.get(reverse(f"wagtailsnippets_translating_{model}:{view}")).status_code == 200


def test_it_costs_no_query_more(about, easy, assert_max_queries):
    publish(about.page, introduction="Välkommen hit")
    assert_max_queries(about.translated.get_url(), 10)
    assert_max_queries(easy[0].get_url(), 10)
