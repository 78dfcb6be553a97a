"""Translating with wagtail-localize, the language switch, alternates and copies that stand in."""

import re

import pytest
from django.test import TestCase
from django.urls import reverse
from wagtail.models import Page
from wagtail_localize.models import StringTranslation, Translation, TranslationSource
from wagtail_localize.operations import translate_object

from core.taxonomies.models import Theme
from home.models import ArticlePage
from projects.models import ProjectIndexPage
from tests.factories import home as make
from tests.support.site import translate_page

pytestmark = pytest.mark.django_db


def localize(page, locale, words):
    """Translate a page the way an editor does: send it, write the words, publish."""
    with TestCase.captureOnCommitCallbacks(execute=True):
        translate_object(page, [locale])
    source = TranslationSource.objects.get(object_id=page.translation_key, locale=page.locale)
    translation = Translation.objects.get(source=source, target_locale=locale)
    for segment in source.stringsegment_set.select_related("string", "context"):
        data = words.get(segment.string.data)
        if data:
            StringTranslation.objects.create(
                translation_of=segment.string, locale=locale, context=segment.context, data=data
            )
    with TestCase.captureOnCommitCallbacks(execute=True):
        translation.save_target(publish=True)
    return Page.objects.get(translation_key=page.translation_key, locale=locale).specific


def switch(html):
    """Return (address, whether it is this very page) by language for the language switch."""
    panel = html.partition('class="languages__panel"')[2].partition("</details>")[0]
    exact, _note, nearest = panel.partition('class="languages__note"')
    link = r'<a href="([^"]+)" hreflang="(\w+)"'
    return {
        **{code: (url, True) for url, code in re.findall(link, exact)},
        **{code: (url, False) for url, code in re.findall(link, nearest)},
    }


def test_an_article_is_translated_with_its_facts(client, site):
    archive = make.make_archive(site.home)
    translate_page(archive, site.locale("en"), title="News", slug="news")
    article = make.make_article(
        archive,
        "Öppna dörrar",
        introduction="Ingress på svenska",
        tags=("rekrytering",),
        body=make.stream(("rich_text", "<p>Brödtext</p>")),
    )
    article.theme_links.create(theme=Theme.objects.first())
    article.author_links.create(contact=make.make_contact())
    article.save_revision().publish()

    english = localize(
        article,
        site.locale("en"),
        {
            "Öppna dörrar": "Open doors",
            "öppna-dörrar": "open-doors",
            "Ingress på svenska": "An introduction",
            "Brödtext": "Running text",
        },
    )

    assert isinstance(english, ArticlePage)
    assert english.title == "Open doors"
    assert english.date == article.date
    assert [tag.slug for tag in english.tags.all()] == ["rekrytering"]
    assert english.theme_links.count() == english.author_links.count() == 1
    html = client.get(english.url).content.decode()
    assert "Running text" in html
    assert "Brödtext" not in html


def test_what_is_sent_to_be_translated_is_not_shown_before_it_is_published(client, site):
    page = make.make_standard(site.home, "Om oss")
    with TestCase.captureOnCommitCallbacks(execute=True):
        translate_object(page, [site.locale("en")])
    english = Page.objects.get(translation_key=page.translation_key, locale=site.locale("en"))

    assert english.live is False
    assert client.get(f"/en/{english.slug}/").status_code == 404
    assert switch(client.get(page.url).content.decode())["en"] == ("/en/", False)


def test_the_words_of_the_translation_editor_keep_their_spaces(editor_client):
    answer = editor_client.get(reverse("wagtail_localize:javascript_catalog"))

    assert '"Publish in ": "Publicera p\\u00e5 "' in answer.content.decode()


def test_a_part_of_a_page_leads_to_the_same_part_in_other_languages(client, site):
    archive = make.add_page(site.home, ProjectIndexPage, "Projekt")
    english = translate_page(archive, site.locale("en"), title="Projects", slug="projects")
    html = client.get(f"{archive.url}map/").content.decode()

    assert switch(html)["en"] == (f"{english.url}map/", True)
    assert f'hreflang="en" href="http://localhost{english.url}map/"' in html
    assert f'<link rel="canonical" href="http://localhost{archive.url}map/">' in html
    assert switch(html)["nl"] == ("/nl/", False)


def test_tags_follow_the_original_when_they_change(site):
    archive = make.make_archive(site.home)
    translate_page(archive, site.locale("en"), title="News", slug="news")
    article = make.make_article(archive, "Öppna dörrar", tags=("rekrytering", "språk"))
    english = localize(article, site.locale("en"), {"Öppna dörrar": "Open doors"})
    article.tags.remove("språk")
    article.save_revision().publish()

    source = TranslationSource.objects.get(object_id=article.translation_key, locale=article.locale)
    source.update_from_db()
    with TestCase.captureOnCommitCallbacks(execute=True):
        source.translations.get().save_target(publish=True)

    assert [tag.name for tag in ArticlePage.objects.get(pk=english.pk).tags.all()] == ["rekrytering"]


def test_the_switch_leads_to_the_same_page_or_says_that_it_does_not(client, site):
    section = make.make_section(site.home, "Om oss")
    page = make.make_standard(section, "Historia")
    translate_page(section, site.locale("en"), title="About us", slug="about-us")

    languages = switch(client.get(page.url).content.decode())

    assert languages["sv"] == ("/sv/om-oss/historia/", True)
    assert languages["en"] == ("/en/about-us/", False)
    assert languages["nl"] == ("/nl/", False)


def test_alternates_name_each_other(client, site):
    page = make.make_standard(site.home, "Historia")
    english = translate_page(page, site.locale("en"), title="History", slug="history")
    draft = translate_page(page, site.locale("nb"), title="Historie", slug="historie")
    draft.unpublish()

    found = [
        set(re.findall(r'rel="alternate" hreflang="([\w-]+)" href="([^"]+)"', client.get(url).content.decode()))
        for url in (page.url, english.url)
    ]

    assert (
        found[0]
        == found[1]
        == {
            ("sv", "http://localhost/sv/historia/"),
            ("en", "http://localhost/en/history/"),
            ("x-default", "http://localhost/sv/historia/"),
        }
    )


def test_a_copy_that_stands_in_for_a_translation_is_nowhere_shown(client, site):
    section = make.make_section(site.home, "Om oss")
    page = make.make_standard(section, "Historia")
    # The section is not translated: wagtail-localize puts a copy of it above the translated page.
    english = localize(page, site.locale("en"), {"Historia": "History"})
    copy = Page.objects.get(translation_key=section.translation_key, locale=site.locale("en"))
    assert copy.alias_of_id == section.pk

    assert client.get(english.url).status_code == 200
    answer = client.get(copy.url)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/sv/om-oss/")
    assert "/en/om-oss/</loc>" not in client.get("/sitemap.xml").content.decode()
    assert "/en/om-oss/" not in client.get("/sv/om-oss/").content.decode()
    assert f'href="{copy.url}"' not in client.get("/en/search/?q=oss&lang=all").content.decode()


def test_plain_views_switch_language_too(client, site):
    languages = switch(client.get("/sv/search/").content.decode())

    assert languages["it"] == ("/it/search/", True)
