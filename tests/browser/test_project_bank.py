"""The project bank in Chromium: a pilot and its method in two languages, old records taken in and out again."""

import re
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from projects.models import ImportBatch, MethodPage, Project, ProjectIndexPage, ProjectPage
from tests.factories.projects import make_bank
from tests.factories.users import user_with_role
from tests.projects.importing.records import RECORD, TITLE, row, table
from tests.support.admin import act, choose, translate_next
from tests.support.browser import Watch, sign_in
from tests.support.site import PortalSite

pytestmark = pytest.mark.browser
# In which tab of the translator's editor, and what is written there.
PROJECT = [("Fakta", "The door ajar"), ("Texter", "Visits before hiring.")]
METHOD = [("Innehåll", "The trial day"), ("Innehåll", "A day on site.")]


@pytest.fixture
def banks(live_site: PortalSite) -> dict[str, ProjectIndexPage]:
    """The bank in Swedish and English."""
    return make_bank(live_site, "en")


@pytest.fixture
def desk(browser: Browser, live_address: str, watch: Watch, browser_context_args: Any, settings: Any) -> Page:
    """An editor who has signed in to the admin."""
    # Wagtail's own saving while one writes comes late on a slow machine, and then warns the next one who writes.
    settings.WAGTAIL_AUTOSAVE_INTERVAL = 0
    context = browser.new_context(**browser_context_args)
    watch.follow(context)
    sign_in(context, live_address, user_with_role("editor"))
    return context.new_page()


def translate(page: Page, address: str, original: Any, words: list[tuple[str, str]]) -> None:
    """Have a page translated to English, write each string, and publish it."""
    page.goto(f"{address}/admin/localize/submit/page/{original.pk}/")
    page.get_by_label("engelska").check()
    page.locator("main form [type=submit]").first.click()
    page.wait_for_url("**/admin/pages/**")
    copy = original.get_translations().get(locale__language_code="en")
    page.goto(f"{address}/admin/pages/{copy.pk}/edit/")
    for tab, text in words:
        page.locator(".js-translation-editor").get_by_role("tab", name=tab).click()
        translate_next(page, text)
    page.get_by_role("button", name="Publicera på engelska").click()
    expect(page.get_by_text(f"Publicerade '{words[0][1]}'")).to_be_visible()


def test_a_pilot_and_its_method_are_told_in_two_languages_and_found_once_in_each(
    banks: dict[str, ProjectIndexPage], live_address: str, desk: Page, page: Page
) -> None:
    desk.goto(f"{live_address}/admin/pages/add/projects/projectpage/{banks['sv'].pk}/")
    desk.locator("#id_title").fill("Dörren på glänt")
    desk.get_by_role("tab", name="Texter").click()
    desk.locator("#id_introduction").fill("Besök före anställning.")
    desk.get_by_role("tab", name="Fakta").click()
    desk.locator("#id_starts").fill("våren 2024")
    desk.locator("#id_granted_amount").fill("250 000")
    choose(desk, "^Publicera")
    expect(desk.get_by_text("är inget datum").first).to_be_visible()
    expect(desk.locator("#id_granted_amount")).to_have_value("250 000")
    desk.locator("#id_starts").fill("mars 2024")
    act(desk, "^Publicera")

    project = ProjectPage.objects.get()
    desk.goto(f"{live_address}/admin/pages/add/projects/methodpage/{project.pk}/")
    desk.locator("#id_title").fill("Provdagen")
    desk.locator("#id_introduction").fill("En dag på plats.")
    act(desk, "^Publicera")
    translate(desk, live_address, project, PROJECT)
    translate(desk, live_address, MethodPage.objects.get(), METHOD)

    assert Project.objects.count() == 1
    for code, title, method in (("sv", "Dörren på glänt", "Provdagen"), ("en", "The door ajar", "The trial day")):
        page.goto(f"{live_address}{banks[code].get_url()}?year=2024")
        expect(page.locator("#results .card__title")).to_have_text([title])
        page.get_by_role("link", name=title).click()
        expect(page.locator("h1")).to_have_text(title)
        expect(page.locator("main")).to_contain_text(re.compile("250.000"))
        page.get_by_role("link", name=method).first.click()
        expect(page.locator("h1")).to_have_text(method)


def test_old_records_are_looked_at_taken_in_once_however_often_one_clicks_and_taken_out(
    banks: dict[str, ProjectIndexPage], live_address: str, desk: Page, page: Page
) -> None:
    def upload(name: str, content: bytes) -> None:
        desk.goto(f"{live_address}/admin/projects/import/")
        desk.locator("input[type=file]").set_input_files({"name": name, "mimeType": "text/plain", "buffer": content})
        desk.locator("main form [type=submit]").first.click()

    upload("fel.csv", table(row(Kommuner="Motalla")))
    expect(desk.locator("main")).to_contain_text("Motala")
    upload("post.txt", RECORD.encode())
    expect(desk.locator("main")).to_contain_text(TITLE)
    preview = desk.url
    desk.locator("[name=publish]").check()
    desk.locator("[name=confirm]").dblclick()
    desk.wait_for_url(lambda url: url != preview)
    expect(desk.locator("main")).to_contain_text(TITLE)
    done = desk.url
    assert (ProjectPage.objects.count(), ImportBatch.objects.exclude(entries=None).count()) == (1, 1)

    page.goto(live_address + banks["sv"].get_url())
    expect(page.locator("#results .card__title")).to_have_text([TITLE])

    desk.goto(preview)
    expect(desk.locator("[name=confirm]")).to_have_count(0)
    desk.goto(done)
    desk.locator("main form [type=submit]").first.click()
    expect(desk.locator("main form [type=submit]")).to_have_count(0)
    page.reload()
    expect(page.locator("#results .card__title")).to_have_count(0)
    assert not ProjectPage.objects.exists()
