"""What is no page on the board, easy-to-read versions that are older, and what only waits to be published."""

import pytest
from django.urls import reverse
from wagtail.models import Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from core.navigation.models import Banner
from core.taxonomies.models import Theme
from core.translating import others, services
from core.translating.models import EasyVersion, GlossaryTerm
from tests.core.translating.conftest import WORDS, publish, signed_in, translator
from tests.factories import home as make

pytestmark = pytest.mark.django_db


def board(client, query=""):
    response = client.get(reverse("translating_board") + query)
    assert response.status_code == 200
    return response


def row_of(response, model):
    name = str(model._meta.verbose_name_plural).lower()
    return next(row for row in response.context["others"] if row.name.lower() == name)


def test_names_that_lack_a_language_are_counted(site, editor_client):
    GlossaryTerm.objects.create(label_sv="aktör", label_en="actor")
    GlossaryTerm.objects.create(label_sv="arbetsplats", label_en="workplace", label_nl="werkplek")
    assert row_of(board(editor_client, "?language=en"), GlossaryTerm).missing == [0]
    assert row_of(board(editor_client, "?language=nl"), GlossaryTerm).missing == [1]


def test_a_banner_without_translation_is_missing(site, editor_client):
    banner = Banner.objects.create(site=site.site, locale=site.locale("sv"), text="Välkommen")
    assert row_of(board(editor_client, "?language=en"), Banner).missing == [1]
    copy = banner.copy_for_translation(site.locale("en"))
    copy.save()
    assert row_of(board(editor_client, "?language=en"), Banner).missing == [0]


def test_a_translator_is_led_only_where_they_may(site):
    response = board(signed_in(translator(site.locale("nl"))))
    assert row_of(response, Banner).url
    assert row_of(response, Theme).missing
    assert not row_of(response, Theme).url


def test_an_easy_version_older_than_its_page_is_shown(about, site, editor_client):
    easy = make.make_standard(site.home, "Om oss, lättläst")
    EasyVersion.objects.create(page=about.page, easy=easy)
    publish(about.page)
    publish(easy)
    assert not board(editor_client).context["older_easy"]
    publish(about.page, introduction="Välkommen hit")
    response = board(editor_client)
    assert [version.easy.title for version in response.context["older_easy"]] == ["Om oss, lättläst"]
    assert "Om oss, lättläst" in response.content.decode()
    assert not board(editor_client, "?stage=missing").context["older_easy"]
    publish(easy)
    assert not others.older_easy_versions()


def test_a_draft_is_ready_when_every_text_is_translated(site, editor, editor_client):
    page = make.make_standard(site.home, "Om oss", introduction="Välkommen")
    publish(page)
    english = site.locale("en")
    services.start(Page.objects.get(pk=page.pk), english, actor=editor)

    def ready(query="?stage=ready"):
        return [row.page.pk for row in board(editor_client, query).context["rows"]]

    assert ready() == []
    translation = translate_strings(page, english, {"Om oss": "About us"})
    assert ready() == []
    translate_strings(page, english, {"Välkommen": "Welcome", "om-oss": "about-us"})
    done, total = reversed(translation.get_progress())
    assert done == total
    assert ready() == [page.pk]
    assert ready("?stage=ready&language=nl") == []
    page.get_translation(english).specific.get_latest_revision().publish(log_action=False)
    translation.save_target(publish=True)
    assert ready() == []


def test_a_translation_of_older_words_is_not_ready(about, editor, editor_client):
    page = publish(about.page, introduction="Välkommen hit")
    url = "?stage=ready"
    assert not board(editor_client, url).context["rows"]
    services.refresh(about.translation, actor=editor)
    assert not board(editor_client, url).context["rows"]
    translate_strings(page, about.english, {**WORDS, "Välkommen hit": "Welcome here", "om-oss": "about-us"})
    assert [row.page.pk for row in board(editor_client, url).context["rows"]] == [page.pk]


def translate_strings(page, locale, words):
    """Translate without publishing."""
    translation = Translation.objects.get(source__object_id=page.translation_key, target_locale=locale)
    for segment in StringSegment.objects.filter(source=translation.source).select_related("string"):
        if segment.string.data in words:
            StringTranslation.objects.update_or_create(
                translation_of=segment.string,
                locale=locale,
                context=segment.context,
                defaults={"data": words[segment.string.data], "translation_type": "manual"},
            )
    return translation
