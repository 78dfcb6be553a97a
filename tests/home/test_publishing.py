"""Scheduling, private pages, moved pages: what strangers see and what they do not."""

import datetime as dt

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.test import TestCase
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from core.navigation.models import Menu
from tests.factories import home as make

pytestmark = pytest.mark.django_db


def everywhere(client):
    """All that a stranger can read lists in."""
    paths = ["/sv/", "/sv/nyheter/", "/sv/nyheter/feed/", "/sitemap.xml", "/sv/search/?q=hemlig", "/sv/avdelning/"]
    return {path: client.get(path).content.decode() for path in paths}


def test_a_page_appears_and_goes_on_time(client, site):
    page = make.make_standard(site.home, "Kommer")
    page.unpublish()
    now = timezone.now()
    page.go_live_at = now + dt.timedelta(hours=1)
    page.expire_at = now + dt.timedelta(hours=3)
    page.save_revision().publish()
    assert client.get("/sv/kommer/").status_code == 410

    with time_machine.travel(now + dt.timedelta(hours=2)):
        call_command("publish_scheduled")
        assert client.get("/sv/kommer/").status_code == 200
    with time_machine.travel(now + dt.timedelta(hours=4)):
        assert client.get("/sv/kommer/").status_code == 404, "gone at once, before the scheduler has come by"
        call_command("publish_scheduled")
        assert client.get("/sv/kommer/").status_code == 410


def test_private_pages_are_in_no_list(client, site):
    archive = make.make_archive(site.home)
    section = make.make_section(site.home, "Avdelning")
    private = [make.make_article(archive, "Hemlig nyhet"), make.make_standard(section, "Hemlig sida")]
    for page in private:
        PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    site.home.refresh_from_db()
    site.home.sections = make.stream(
        ("latest_articles", {"title": "Nytt", "count": 3}),
        ("page_list", {"title": "Valt", "pages": make.listed(*[page.pk for page in private])}),
        ("call_to_action", {"heading": "Gå", "text": "", "link_text": "Dit", "page": private[1].pk, "url": ""}),
    )
    site.home.save_revision().publish()
    Menu.objects.create(
        site=site.site,
        slot="main",
        locale=site.home.locale,
        items=make.stream(("item", {"page": private[1].pk, "url": "", "label": "Hemligt val", "children": []})),
    )

    for path, text in everywhere(client).items():
        words = text.replace('value="hemlig"', "").replace("“hemlig”", "").replace("”hemlig”", "")
        assert "Hemlig" not in words, path
        assert "hemlig-" not in words, path
    assert client.get(private[1].url).status_code == 302


def test_what_is_under_a_restricted_page_is_restricted(client, site):
    section = make.make_section(site.home, "Avdelning")
    inner = make.make_section(section, "Inre")
    make.make_standard(inner, "Hemlig sida")
    restriction = PageViewRestriction.objects.create(page=inner, restriction_type=PageViewRestriction.GROUPS)
    restriction.groups.add(Group.objects.create(name="krets"))

    assert "Inre" not in client.get("/sv/avdelning/").content.decode()
    assert "hemlig-sida" not in client.get("/sitemap.xml").content.decode()
    assert client.get("/sv/avdelning/inre/hemlig-sida/").status_code != 200


@pytest.mark.parametrize("language", ["sv", "nl"])
def test_a_password_is_asked_for_on_a_page_of_the_portal(client, site, language):
    page = make.make_standard(site.homes[language], "Hemlig rubrik", introduction="Hemlig ingress")
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.PASSWORD, password="sesam")

    asked = client.get(page.url)
    html = asked.content.decode()
    assert (asked.status_code, html.count("<h1>"), html.count("<main")) == (200, 1, 1)
    assert f'<html lang="{language}">' in html
    assert "Hemlig" not in html
    action = BeautifulSoup(html, "html.parser").select_one("main form")["action"]
    refused = client.post(action, {"password": "fel", "return_url": page.url}).content.decode()
    assert 'aria-invalid="true"' in refused
    assert "Hemlig" not in refused
    opened = client.post(action, {"password": "sesam", "return_url": page.url}, follow=True)
    assert "Hemlig rubrik" in opened.content.decode()


def test_a_renamed_page_is_found_at_its_old_address(client, site):
    page = make.make_standard(site.home, "Om oss")
    page.slug = "om-partnerskapet"
    with TestCase.captureOnCommitCallbacks(execute=True):
        page.save_revision().publish()

    answer = client.get("/sv/om-oss/")

    assert (answer.status_code, answer.headers["Location"]) == (301, "/sv/om-partnerskapet/")


def test_a_moved_page_is_found_at_its_old_address_with_those_under_it(client, site):
    section = make.make_section(site.home, "Gammal")
    target = make.make_section(site.home, "Ny")
    make.make_standard(section, "Sida")
    Page.objects.get(pk=section.pk).move(Page.objects.get(pk=target.pk), pos="last-child")

    answer = client.get("/sv/gammal/sida/")

    assert (answer.status_code, answer.headers["Location"]) == (301, "/sv/ny/gammal/sida/")


def test_strangers_get_no_cookie_and_all_the_same_bytes(client, site):
    archive = make.make_archive(site.home)
    article = make.make_article(archive, "Nyhet", tags=("språk",))
    contact = make.make_contact_page(site.home)
    paths = [
        "/sv/",
        archive.url,
        article.url,
        contact.url,
        "/sv/search/",
        "/sv/search/?q=nyhet",
        "/sv/nyheter/feed/",
        "/sitemap.xml",
        "/robots.txt",
    ]
    for path in paths:
        first = client.get(path, headers={"accept-language": "it", "cookie": "django_language=it"})
        second = client.get(path, headers={"accept-language": "nb", "user-agent": "other"})
        assert first.status_code == 200, path
        assert first.content == second.content, path
        assert not first.cookies, path
        assert "cookie" not in first.headers.get("Vary", "").lower(), path
        assert "accept-language" not in first.headers.get("Vary", "").lower(), path


def test_unsaved_words_are_previewed_in_a_frame_of_the_admin(site):
    chosen = make.make_standard(site.home, "Vald sida")
    page = make.make_article(make.make_archive(site.home), "Utkast")
    body = page._meta.get_field("body").stream_block
    # As a form hands it over: the chosen page itself, not its key.
    value = {"title": "Läs också", "pages": [Page.objects.get(pk=chosen.pk)]}
    page.body = body.normalize([("page_list", value)])

    answer = page.make_preview_request(preview_mode="")

    assert answer.status_code == 200
    assert "Vald sida" in answer.content.decode()
    assert "frame-ancestors 'self'" in answer["Content-Security-Policy"]
