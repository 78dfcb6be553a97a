"""What is translated, outdated and missing, and what changed."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.translating import board, services
from core.translating.enums import Stage
from core.translating.models import Standing
from core.translating.words import changes
from tests.core.translating.conftest import WORDS, publish, signed_in, translate, translator
from tests.factories import home as make
from tests.support.site import translate_page

pytestmark = pytest.mark.django_db


def stages(page, *locales):
    [row] = board.rows([page], locales)
    return [cell.stage for cell in row.cells]


def test_a_page_is_translated_where_it_is_and_missing_elsewhere(about):
    assert stages(about.page, about.english, about.dutch) == [Stage.TRANSLATED, Stage.MISSING]


def test_words_changed_in_the_original_make_its_translation_outdated(about):
    publish(about.page, introduction="Välkommen hit")
    assert stages(about.page, about.english) == [Stage.OUTDATED]
    assert Standing.objects.get(page=about.translated).behind == 1


def test_publishing_the_original_again_without_new_words_changes_nothing(about):
    publish(about.page)
    publish(about.page, show_in_menus=True)
    assert stages(about.page, about.english) == [Stage.TRANSLATED]


def test_publishing_the_translation_again_does_not_make_it_newer(about):
    publish(about.page, introduction="Välkommen hit")
    publish(about.translated)
    assert stages(about.page, about.english) == [Stage.OUTDATED]


def test_translating_what_is_new_brings_it_up_to_date(about):
    page = publish(about.page, introduction="Välkommen hit")
    translate(page, about.english, {**WORDS, "Välkommen hit": "Welcome here"})
    assert stages(page, about.english) == [Stage.TRANSLATED]


def test_a_change_back_is_no_change(about):
    publish(about.page, introduction="Välkommen hit")
    publish(about.page, introduction="Välkommen")
    assert stages(about.page, about.english) == [Stage.TRANSLATED]


def test_a_translation_published_half_done_lacks_the_rest(site):
    page = make.make_standard(site.home, "Om oss", introduction="Välkommen")
    translate(page, site.locale("en"), {"Om oss": "About us"})
    assert stages(page, site.locale("en")) == [Stage.OUTDATED]


def test_a_translation_by_hand_counts_as_what_the_original_said_then(site):
    page = make.make_standard(site.home, "Om oss")
    translate_page(page, site.locale("en"), title="About us")
    assert stages(page, site.locale("en")) == [Stage.TRANSLATED]
    publish(page, title="Om oss alla")
    assert stages(page, site.locale("en")) == [Stage.OUTDATED]


@pytest.mark.parametrize(
    ("before", "now", "kinds"),
    [
        ([["a", "Ett"]], [["a", "Ett"]], []),
        ([["a", "Ett"]], [["a", "Två"]], ["changed"]),
        ([["a", "Ett"]], [["a", "Ett"], ["b", "Två"]], ["new"]),
        ([["a", "Ett"], ["b", "Två"]], [["b", "Två"]], ["gone"]),
        ([["a", "Ett"], ["b", "Två"]], [["a", "Tre"], ["c", "Fyra"]], ["changed", "gone", "new"]),
        ([], [], []),
    ],
)
def test_what_changed(before, now, kinds):
    assert [change.kind for change in changes(before, now)] == kinds


def test_the_words_that_changed_are_shown_on_the_page_of_the_translation(about, editor_client):
    publish(about.page, introduction="Välkommen hit, alla")
    html = editor_client.get(reverse("translating_detail", args=[about.page.pk, "en"])).content.decode()
    assert "<ins>" in html
    assert "hit, alla" in html


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", {"Om oss", "Kontakt", "Startsida"}),
        ("?language=en&stage=translated", {"Om oss", "Startsida"}),
        ("?language=en&stage=missing", {"Kontakt"}),
        ("?language=nl&stage=missing", {"Om oss", "Kontakt"}),
        ("?stage=outdated", set()),
        ("?stage=machine", set()),
        ("?stage=draft&language=en", set()),
        ("?q=kont", {"Kontakt"}),
        ("?language=xx&stage=nonsense&section=999999&page=-1", {"Om oss", "Kontakt", "Startsida"}),
    ],
)
def test_the_board_is_narrowed_down(about, site, editor_client, query, shown):
    make.make_contact_page(site.home)
    response = editor_client.get(reverse("translating_board") + query)
    assert response.status_code == 200
    assert {row.page.title for row in response.context["rows"]} == shown


def test_a_section_has_what_stands_in_it_whatever_the_language(about, site, editor_client):
    section = make.make_section(site.home, "Avdelning")
    inside = make.make_standard(section, "Inne")
    url = reverse("translating_board") + f"?section={section.pk}"
    assert {row.page.pk for row in editor_client.get(url).context["rows"]} == {section.pk, inside.pk}


def test_a_draft_is_a_draft(about, editor):
    page = services.start(about.page, about.dutch, actor=editor)
    assert not page.live
    assert stages(about.page, about.dutch) == [Stage.DRAFT]


def test_a_stand_in_above_a_translated_page_is_not_a_translation(site):
    section = make.make_section(site.home, "Avdelning")
    section.copy_for_translation(site.locale("nl"), alias=True)
    assert stages(section, site.locale("nl")) == [Stage.MISSING]


def test_the_board_costs_the_same_however_many_pages(about, site, editor):
    client = signed_in(editor)
    url = reverse("translating_board")
    client.get(url)
    counts = []
    for number in (2, 12):
        for one in range(number):
            translate_page(make.make_standard(site.home, f"Sida {number} {one}"), site.locale("en"))
        with CaptureQueriesContext(connection) as captured:
            assert client.get(url).status_code == 200
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_a_translator_sees_their_own_languages_first(about, site):
    client = signed_in(translator(site.locale("nl")))
    response = client.get(reverse("translating_board"))
    assert [locale.language_code for locale, _name in response.context["columns"]] == ["nl"]
    everything = client.get(reverse("translating_board") + "?language=all")
    assert len(everything.context["columns"]) == 6


def test_when_the_original_is_deleted_its_translation_stands_alone(about, editor_client):
    publish(about.page, introduction="Välkommen hit")
    translate_page(about.page, about.dutch, title="Over ons")
    publish(about.page, introduction="Välkommen hit, alla")
    about.page.delete()
    for stage in ("", "outdated", "translated", "missing"):
        response = editor_client.get(reverse("translating_board") + f"?stage={stage}")
        assert response.status_code == 200
        assert [row.page.pk for row in response.context["rows"] if row.page.title == "Om oss"] == []
    assert not editor_client.get(reverse("translating_board") + "?stage=outdated").context["rows"]
    assert editor_client.get(about.translated.get_url()).status_code == 200
