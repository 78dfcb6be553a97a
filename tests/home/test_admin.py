"""What an editor meets in the admin."""

import pytest
from django.contrib.staticfiles import finders
from django.test import TestCase
from django.urls import reverse
from django.utils.translation import override

from home.accessibility import remarks_on
from home.models import ArticlePage, Message, StandardPage
from home.wagtail_hooks import mend_translation_editor
from tests.factories import home as make
from tests.support.site import translate_page

pytestmark = pytest.mark.django_db


def test_the_start_page_says_what_waits(editor_client, site):
    page = make.make_standard(site.home, "Om oss")
    page.title = "Om oss, ändrad"
    page.save_revision()
    Message.objects.create(kind="contact", language="sv", text="Hej", purge_on="2099-01-01")

    html = editor_client.get(reverse("wagtailadmin_home")).content.decode()

    assert reverse("wagtailadmin_pages:edit", args=[page.pk]) in html
    assert reverse("wagtailsnippets_home_message:list") in html


@pytest.mark.parametrize(
    "name",
    [
        "wagtailsnippets_navigation_menu:list",
        "wagtailsnippets_navigation_menu:add",
        "wagtailsnippets_navigation_banner:list",
        "wagtailsnippets_navigation_banner:add",
        "wagtailsnippets_home_articletag:list",
        "wagtailsnippets_home_message:list",
        "articles:index",
    ],
)
def test_lists_and_forms_open(editor_client, site, name):
    make.make_article(make.make_archive(site.home), "Nyhet")
    Message.objects.create(kind="contact", language="sv", text="Hej", purge_on="2099-01-01")

    assert editor_client.get(reverse(name)).status_code == 200


@pytest.mark.parametrize(
    ("name", "english", "swedish"),
    [
        ("wagtailsites:index", ("Root page", "Site name"), ("Rotsida", "Sajtnamn", "Port")),
        ("wagtailadmin_explore_root", ("i: Root",), ("i: Rot",)),
        ("wagtailadmin_collections:index", ("Root",), ()),
        ("wagtaillocales:index", (" pages", " others"), (" sidor och ",)),
    ],
)
def test_what_the_libraries_never_mark_for_translation_is_swedish(admin_client, site, name, english, swedish):
    html = admin_client.get(reverse(name)).content.decode()

    assert [words for words in english if words in html] == []
    assert [words for words in swedish if words not in html] == []


def test_nobody_writes_a_message_in_the_admin(editor_client, admin_client):
    for client in (editor_client, admin_client):
        assert client.get("/admin/snippets/home/message/add/").status_code in (302, 403, 404)


@pytest.mark.parametrize(
    "model",
    [
        "articlepage",
        "standardpage",
        "indexpage",
        "articleindexpage",
        "contactpage",
        "feedbackpage",
        "accessibilitystatementpage",
    ],
)
def test_forms_of_pages_open(editor_client, site, model):
    parent = make.make_archive(site.home) if model == "articlepage" else site.home

    assert editor_client.get(reverse("wagtailadmin_pages:add", args=["home", model, parent.pk])).status_code == 200


def test_the_settings_of_the_site_open(editor_client, site):
    path = reverse("wagtailsettings:edit", args=["navigation", "sitesettings", site.site.pk])

    assert editor_client.get(path).status_code == 200


def test_previews_show_words_not_yet_saved(editor_client, site):
    archive = make.make_archive(site.home)
    article = make.make_article(
        archive,
        "Nyhet",
        tags=("språk",),
        body=make.stream(
            ("page_list", {"title": "Se även", "pages": make.listed(archive.pk)}), ("rich_text", "<p>Text</p>")
        ),
    )
    article.title = "Nyhet, ändrad"
    article.save_revision()

    answer = editor_client.get(reverse("wagtailadmin_pages:view_draft", args=[article.pk]))

    assert answer.status_code == 200
    assert "Nyhet, ändrad" in answer.content.decode()
    assert "Nyhet, ändrad" not in editor_client.get(article.url).content.decode()


def test_the_home_page_with_all_its_sections_can_be_previewed(editor_client, site):
    site.home.sections = make.stream(
        ("hero", {"heading": "Hej", "text": "", "image": None, "links": []}),
        ("latest_articles", {"title": "Nytt", "count": 3}),
        ("partners", {"title": "Partner", "text": ""}),
    )
    site.home.save_revision()

    answer = editor_client.get(reverse("wagtailadmin_pages:view_draft", args=[site.home.pk]))

    assert answer.status_code == 200
    assert ">Hej</h1>" in answer.content.decode()


def test_the_checker_is_in_previews_and_nowhere_else(editor_client, site):
    page = make.make_standard(site.home)

    assert (
        "wagtail-userbar"
        in editor_client.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk])).content.decode()
    )
    assert "wagtail-userbar" not in editor_client.get(page.url).content.decode()


def test_an_editor_is_told_what_some_cannot_use(site):
    body = make.stream(("rich_text", '<h2>A</h2><h4>B</h4><p><a href="https://example.org/">Läs mer</a></p>'))
    page = StandardPage(title="X", body=body, listing_image=make.make_image(alt_text=""))

    assert len(list(remarks_on(page))) == 4
    fine = StandardPage(
        title="X",
        introduction="Ingress",
        listing_image=make.make_image(),
        body=make.stream(
            ("rich_text", '<h2>A</h2><h3>B</h3><p><a href="https://example.org/">Portalens statistik</a></p>')
        ),
    )
    assert list(remarks_on(fine)) == []


def test_an_editor_is_told_of_a_picture_described_in_another_language_alone(site):
    image = make.make_image(alt_text="En bro")
    body = make.stream(("image", {"image": image.pk, "decorative": False, "alt_text": "", "caption": ""}))
    page = StandardPage(title="X", introduction="Y", locale=site.locale("en"), listing_image=image, body=body)

    assert len(list(remarks_on(page))) == 2
    page.listing_image_alt, page.body[0].value["alt_text"] = "A bridge", "A bridge"
    assert list(remarks_on(page)) == []


def test_publishing_says_so_too(editor_client, site):
    page = make.make_standard(site.home, "Om oss")
    data = {
        "title": "Om oss",
        "slug": "om-oss",
        "introduction": "",
        "body-count": "0",
        "action-publish": "1",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
        "seo_title": "",
        "search_description": "",
    }
    with TestCase.captureOnCommitCallbacks(execute=True):
        answer = editor_client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data, follow=True)

    assert answer.status_code == 200
    assert any(
        "ingress" in str(message).lower() or "introduction" in str(message).lower()
        for message in answer.context["messages"]
    )


def test_an_article_stands_only_in_an_archive(site):
    assert not ArticlePage.can_create_at(site.home)
    assert ArticlePage.can_create_at(make.make_archive(site.home))


def test_the_translation_editor_is_given_what_it_holds_in_english_alone():
    with override("sv"):
        script = mend_translation_editor()

    assert 'data-more-actions="Fler åtgärder"' in script
    assert finders.find("js/translation-editor.js")


def test_the_start_page_names_the_translations_that_are_behind(editor_client, site):
    page = make.make_standard(site.home, "Om oss")
    translated = translate_page(page, site.locale("en"), title="About us")
    edit = reverse("wagtailadmin_pages:edit", args=[translated.pk])
    assert edit not in editor_client.get(reverse("wagtailadmin_home")).content.decode()
    page.title = "Om oss alla"
    page.save_revision().publish()
    assert edit in editor_client.get(reverse("wagtailadmin_home")).content.decode()
