"""Who may translate to which language; whatever is not allowed is refused."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import Page

from accounts.roles import label_of
from core.navigation.models import Banner
from core.translating import services
from core.translating.groups import languages_of
from tests.core.translating.conftest import signed_in, translator
from tests.factories.users import user_with_role

pytestmark = pytest.mark.django_db


def statuses(client, about, language, translation, translated):
    own = [about.page.pk, language]
    posts = [reverse(f"translating_{step}", args=own) for step in ("start", "refresh", "approve", "import")]
    posts += [
        reverse(f"wagtail_localize:{name}", args=[translation.pk])
        for name in ("upload_pofile", "machine_translate", "stop_translation")
    ]
    gets = [
        reverse("wagtail_localize:download_pofile", args=[translation.pk]),
        reverse("wagtailadmin_pages:edit", args=[translated.pk]),
    ]
    return [client.post(url).status_code for url in posts], [client.get(url).status_code for url in gets]


def test_a_translator_of_one_language_gets_nowhere_in_another(about):
    client = signed_in(translator(about.dutch))
    posts, gets = statuses(client, about, "en", about.translation, about.translated)
    # Wagtail answers a refusal with the way back to the start of the admin.
    assert set(posts) <= {302, 403}
    assert set(gets) <= {302, 403}
    about.translation.refresh_from_db()
    assert about.translation.enabled
    page = client.get(reverse("translating_detail", args=[about.page.pk, "en"]))
    assert page.status_code == 200
    assert not page.context["may_translate"]


def test_a_translator_edits_in_their_own_language(about):
    client = signed_in(translator(about.english))
    assert client.get(reverse("wagtailadmin_pages:edit", args=[about.translated.pk])).status_code == 200
    assert client.get(reverse("wagtail_localize:download_pofile", args=[about.translation.pk])).status_code == 200
    assert client.get(reverse("wagtailadmin_pages:edit", args=[about.page.pk])).status_code == 302
    segment = about.translation.source.stringsegment_set.first()
    url = reverse("wagtail_localize:edit_string_translation", args=[about.translation.pk, segment.pk])
    put = {"data": "value=About+all+of+us", "content_type": "application/x-www-form-urlencoded"}
    assert client.put(url, **put).status_code == 200
    assert signed_in(translator(about.dutch)).put(url, **put).status_code in {302, 403}


def test_a_translator_starts_a_page_in_their_own_language_as_a_draft(about):
    client = signed_in(translator(about.dutch))
    response = client.post(reverse("translating_start", args=[about.page.pk, "nl"]))
    page = Page.objects.get(translation_key=about.page.translation_key, locale=about.dutch)
    assert response["Location"] == reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert not page.live
    assert client.get(response["Location"]).status_code == 200
    # Once more is no second page.
    client.post(reverse("translating_start", args=[about.page.pk, "nl"]))
    assert Page.objects.filter(translation_key=about.page.translation_key, locale=about.dutch).count() == 1


def test_a_translator_without_a_language_edits_nothing(about):
    user = translator()
    assert languages_of(user) == []
    client = signed_in(user)
    assert client.get(reverse("translating_board")).status_code == 200
    assert client.get(reverse("wagtailadmin_pages:edit", args=[about.translated.pk])).status_code == 302
    assert client.post(reverse("translating_start", args=[about.page.pk, "nl"])).status_code in {302, 403}


@pytest.mark.parametrize("role", ["member", "correspondent", "auditor", "case_officer"])
def test_others_do_not_see_the_board(about, role):
    client = signed_in(user_with_role(role))
    assert client.get(reverse("translating_board")).status_code in {302, 403}
    assert client.get(reverse("translating_detail", args=[about.page.pk, "en"])).status_code in {302, 403}


def test_an_editor_translates_to_all(about, editor, site):
    assert len(languages_of(editor)) == 6
    assert services.start(about.page, site.locale("it"), actor=editor).locale.language_code == "it"


@pytest.mark.parametrize(("language", "status"), [("en", 200), ("nl", 302)])
def test_banners_are_edited_in_own_languages_only(about, site, language, status):
    banner = Banner.objects.create(site=site.site, locale=site.locale(language), text="Hej")
    client = signed_in(translator(about.english))
    url = reverse("wagtailsnippets_navigation_banner:edit", args=[banner.pk])
    assert client.get(url).status_code == status


@pytest.mark.parametrize(("pk", "language"), [(0, "en"), (None, "sv"), (None, "xx"), (10**9, "en")])
def test_what_is_not_there_is_not_found(about, editor_client, pk, language):
    key = about.page.pk if pk is None else pk
    assert editor_client.get(reverse("translating_detail", args=[key, language])).status_code == 404


def test_a_translation_is_not_an_original(about, editor_client):
    assert editor_client.get(reverse("translating_detail", args=[about.translated.pk, "nl"])).status_code == 404


def test_the_groups_of_translators_say_what_they_are(about):
    translator(about.english)
    assert label_of("translator-en").endswith("English")
    assert Group.objects.filter(name="translator-en").exists()
    assert label_of("translator-xx") == "translator-xx"
    assert label_of("något annat") == "något annat"


def test_a_translator_to_swedish_does_not_edit_what_is_written_in_swedish(about, site):
    user = translator(site.locale("sv"))
    client = signed_in(user)
    assert client.get(reverse("wagtailadmin_pages:edit", args=[about.page.pk])).status_code == 302
    user.groups.add(Group.objects.get(name="editor"))
    assert client.get(reverse("wagtailadmin_pages:edit", args=[about.page.pk])).status_code == 200


def test_a_translator_does_not_throw_a_translation_away(about):
    client = signed_in(translator(about.english))
    client.post(reverse("wagtail_localize:convert_to_alias", args=[about.translated.pk]))
    about.translated.refresh_from_db()
    assert about.translated.alias_of_id is None


def test_an_editor_does(about, editor_client):
    editor_client.post(reverse("wagtail_localize:convert_to_alias", args=[about.translated.pk]))
    about.translated.refresh_from_db()
    assert about.translated.alias_of_id == about.page.pk
    assert editor_client.get(reverse("translating_board")).status_code == 200
