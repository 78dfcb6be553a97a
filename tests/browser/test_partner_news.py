"""News of a partner in Chromium: written in Portuguese, reviewed, translated, read in three languages, changed."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from playwright.sync_api import Browser, BrowserContext, Page, expect

from core.mail import services
from core.mail.models import OutboxMessage
from core.translating.groups import sync_groups
from partners import sections
from partners.models import PartnerNewsPage, PartnerPage
from tests.factories import partners as make
from tests.factories.users import UserFactory, user_with_role
from tests.support.admin import act, translate_next
from tests.support.browser import Watch, sign_in
from tests.support.site import PortalSite, translate_page

pytestmark = pytest.mark.browser
TITLE, CHANGED = "Nove empresas abrem as portas", "Dez empresas abrem as portas"
SV = ["Nio företag öppnar dörrarna", "Nio företag tar emot praktikanter.", "Varje praktik är tio veckor."]
EN = ["Nine companies open their doors", "Nine companies take interns.", "Each placement lasts ten weeks."]


@pytest.fixture
def section(live_site: PortalSite) -> PartnerPage:
    """The section of a Portuguese partner in its own language, beside its pages in Swedish and English."""
    directory = make.make_directory(live_site.home)
    for code, title in (("en", "Partners"), ("pt", "Parceiros")):
        translate_page(directory, live_site.locale(code), title=title, slug=title.lower())
    profile = make.make_partner(directory, make.make_organisation("Raia Aberta", land="PT", sector="association"))
    translate_page(profile, live_site.locale("en"), title=profile.title, slug=profile.slug)
    page: PartnerPage = translate_page(profile, live_site.locale("pt"), title=profile.title, slug=profile.slug)
    return page


@pytest.fixture
def desk(browser: Browser, live_address: str, watch: Watch, browser_context_args: Any) -> Callable[[Any], Page]:
    """Return how somebody sits down at the admin: `desk(user)` is a page of a browser of their own."""

    def sit_down(user: Any) -> Page:
        context: BrowserContext = browser.new_context(**browser_context_args)
        watch.follow(context)
        sign_in(context, live_address, user)
        return context.new_page()

    return sit_down


def write(page: Page, address: str, section: PartnerPage) -> None:
    """Write a piece of news and send it for review."""
    page.goto(f"{address}/admin/pages/add/partners/partnernewspage/{section.pk}/")
    page.locator("#id_title").fill(TITLE)
    page.locator("#id_introduction").fill("Nove empresas recebem estagiários.")
    page.locator(".c-sf-add-button").first.click()
    page.get_by_role("option", name="Text").first.click()
    page.locator(".public-DraftEditor-content").click()
    page.keyboard.type("Cada estágio dura dez semanas.")
    page.locator("#id_themes input").first.check()
    # The editor hands its words to the form a moment after they were typed.
    expect(page.locator("input[name='body-0-value']")).to_have_value(re.compile("dez semanas"))
    act(page, "^Lämna in")


def ask_for_changes(page: Page, edit: str) -> None:
    """Comment on the title and send the news back."""
    page.goto(edit)
    page.locator("[data-side-panel-toggle=comments], button[aria-label*='omment']").first.click()
    page.locator("[data-contentpath=title] [data-comment-add]").click(force=True)
    box = page.locator(".comment textarea").first
    box.click()
    box.press_sequentially("Que empresas?")
    page.locator(".comment button[type=submit]").first.click()
    foot = page.get_by_role("navigation", name="Åtgärder (sidfot)")
    foot.get_by_role("button", name="Fler åtgärder").click()
    foot.get_by_role("button", name="Begär ändringar").click()
    page.locator("#id_comment").fill("Diga que empresas.")
    page.locator("[role=dialog] form [type=submit], .modal form [type=submit]").first.click()
    page.wait_for_url(lambda url: url != edit)


def translate(page: Page, edit: str, words: list[str]) -> None:
    """Write the translation of each string, as a translator does."""
    page.goto(edit)
    for text in words:
        translate_next(page, text)


def to_language(page: Page, code: str) -> None:
    """Switch language on the page one reads."""
    page.locator("header details:has(a[hreflang]) summary").first.click()
    page.locator(f"header a[hreflang={code}]:visible").first.click()
    page.wait_for_url(f"**/{code}/**")


def subjects() -> list[tuple[str, str]]:
    """To whom mails have gone since the last time, and about what."""
    services.deliver_due()
    found = [(letter.to[0], str(letter.subject)) for letter in mail.outbox]
    mail.outbox.clear()
    return found


def test_written_in_portuguese_and_read_in_three_languages_until_the_original_changes(
    section: PartnerPage, live_address: str, desk: Callable[[Any], Page], page: Page, settings: Any
) -> None:
    settings.EMAIL_BACKEND = "core.mail.backends.OutboxBackend"
    # Wagtail's own saving while one writes comes late on a slow machine, and then warns the next one who writes.
    settings.WAGTAIL_AUTOSAVE_INTERVAL = 0
    her, editor = UserFactory(email="cora@example.org"), user_with_role("editor", email="reda@example.org")
    sections.let_write(her, section, actor=None)
    OutboxMessage.objects.all().delete()
    translator = user_with_role("translator")
    sync_groups()
    translator.groups.add(*Group.objects.filter(name__in=["translator-sv", "translator-en"]))
    writing, reviewing, translating = desk(her), desk(editor), desk(translator)

    write(writing, live_address, section)
    news = PartnerNewsPage.objects.get()
    edit = f"{live_address}/admin/pages/{news.pk}/edit/"
    assert (news.live, news.original_language) == (False, "pt")
    assert ("reda@example.org", f"Att granska: {TITLE}") in subjects()
    reviewing.goto(f"{live_address}/admin/")
    expect(reviewing.locator("#waiting-section")).to_contain_text(re.compile(f"Att granska senast .*{TITLE}"))

    ask_for_changes(reviewing, edit)
    assert ("cora@example.org", f"Skickad tillbaka: {TITLE}") in subjects()
    writing.goto(edit)
    writing.locator("#id_introduction").fill("Nove empresas, da padaria ao hotel, recebem estagiários.")
    act(writing, "^Skicka igen")
    reviewing.goto(edit)
    act(reviewing, "^Godkänn och")
    news.refresh_from_db()
    assert news.live
    assert ("cora@example.org", f"Godkänd: {TITLE}") in subjects()

    reviewing.goto(f"{live_address}/admin/localize/submit/page/{news.pk}/")
    reviewing.get_by_label("svenska").check()
    reviewing.get_by_label("engelska").check()
    reviewing.locator("main form [type=submit]").first.click()
    reviewing.wait_for_url("**/admin/pages/**")
    for code, words, name in (("sv", SV, "svenska"), ("en", EN, "engelska")):
        copy = f"{live_address}/admin/pages/{news.get_translations().get(locale__language_code=code).pk}/edit/"
        translate(translating, copy, words)
        reviewing.goto(copy)
        reviewing.get_by_role("button", name=f"Publicera på {name}").click()
        expect(reviewing.get_by_text(f"Publicerade '{words[0]}'")).to_be_visible()

    page.goto(live_address + news.get_url())
    assert page.locator("html").get_attribute("lang") == "pt"
    for code, words in (("sv", SV), ("en", EN)):
        to_language(page, code)
        expect(page.locator("h1")).to_have_text(words[0])
        assert page.locator("html").get_attribute("lang") == code
        expect(page.locator("main")).to_contain_text(words[2])
        expect(page.locator("main a[hreflang=pt], main a[lang=pt]").first).to_have_count(1)
    before = page.locator("main").inner_text()

    writing.goto(edit)
    writing.locator("#id_title").fill(CHANGED)
    act(writing, "^Lämna in")
    reviewing.goto(edit)
    act(reviewing, "^Godkänn och")
    page.reload()
    expect(page.locator("h1")).to_have_text(EN[0])
    assert page.locator("main").inner_text() != before
    page.locator("main a[hreflang=pt], main a[lang=pt]").first.click()
    expect(page.locator("h1")).to_have_text(CHANGED)
