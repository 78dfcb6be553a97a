"""Whoever applies, in Chromium: from the call to the receipt, on a phone, without scripts, together, and cut off."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect

from core.mail import services
from grants.enums import MemberRole, State
from grants.models import Application, Call, CallPage
from grants.services import drafts, submitting
from tests.factories.applications import ORGANISATION, add_member, answers_in, make_draft, owner_of, section_id, write
from tests.factories.grants import key
from tests.support.browser import Watch, sign_in

pytestmark = pytest.mark.browser

SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
PHONE = {"width": 320, "height": 640}
TEXT = f"#id_p-{key('summary')}-text"
STATE = "[data-save-state]"


@pytest.fixture
def draft(call_page: CallPage) -> Application:
    """An application that somebody has begun."""
    return make_draft(Call.objects.for_page(call_page).get())


@pytest.fixture
def look(assert_axe_clean: Callable[..., None]) -> Callable[[Page], None]:
    """Return a check of a step: clean by axe, and nothing beside the screen."""

    def check(page: Page) -> None:
        assert_axe_clean(page)
        assert page.evaluate(SIDEWAYS) <= 0, f"{page.url}: wider than a screen of 320 px"

    return check


def section_path(draft: Application, name: str) -> str:
    return reverse("grants:section", args=[draft.key, section_id(name)])


def stored_text(draft: Application) -> str:
    answers = drafts.answers_of(draft).get(section_id("idea"), {})
    return str((answers.get(key("summary")) or {}).get("text", ""))


def code_in_the_newest_letter() -> str:
    services.deliver_due()
    code = re.search(r"^\s*([A-Z0-9]{2,6}-?[A-Z0-9]{2,6})\s*$", str(mail.outbox[-1].body), re.MULTILINE)
    assert code is not None, mail.outbox[-1].body
    return code[1]


def fill_in(page: Page, look: Callable[[Page], None]) -> None:
    """Write the small form, section by section, and go on with the button."""
    go_on = page.get_by_role("button", name=re.compile("^Spara och"))
    look(page)
    page.locator(f"#id_p-{key('organisation')}-name").fill(ORGANISATION["name"])
    page.locator(f"#id_p-{key('organisation')}-org_number").fill(ORGANISATION["org_number"])
    page.locator(f"#id_p-{key('organisation')}-sector").select_option(ORGANISATION["sector"])
    page.locator(f"#id_p-{key('organisation')}-municipality").select_option(ORGANISATION["municipality"])
    page.get_by_label("Nej").check()
    go_on.click()
    page.wait_for_url(f"**{section_id('idea')}/")
    look(page)
    page.locator(f"#id_p-{key('summary')}-title").fill("Språkcafé på Ö")
    page.locator(TEXT).fill("Vi prövar språkcaféer på fabriken, mellan skiften.")
    go_on.click()
    page.wait_for_url(f"**{section_id('spread')}/")
    page.locator("[name$='-0-activity']").fill("Seminarium")
    page.locator("[name$='-0-audience']").fill("Chefer i andra kommuner")
    page.locator("[name$='-0-date']").fill("2027-09-01")
    go_on.click()
    page.wait_for_url("**/review/")
    look(page)


def test_from_the_call_to_the_receipt_on_a_phone_without_an_account(
    call_page: CallPage, live_address: str, page: Page, look: Callable[[Page], None]
) -> None:
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]  # a dict of the two sizes
    page.goto(live_address + call_page.get_url())
    look(page)
    page.get_by_role("link", name="Sök", exact=True).last.click()
    page.get_by_role("link", name="Skapa konto").or_(page.locator("a[href*='signup']")).first.click()
    look(page)
    page.locator("main [name=email]").fill("ny@example.org")
    page.locator("main [name=email]").press("Enter")
    page.locator("[name=code]").fill(code_in_the_newest_letter())
    page.locator("[name=code]").press("Enter")
    page.wait_for_url("**/apply/start/**")
    look(page)
    page.get_by_role("button", name="Börja ansökan").click()
    page.wait_for_url(f"**{section_id('who')}/")
    fill_in(page, look)
    page.get_by_role("button", name="Skicka ansökan").click()
    page.wait_for_url("**/receipt/")
    look(page)
    sent = Application.objects.get()
    assert sent.state == State.SUBMITTED
    assert sent.case_number in page.inner_text("h1")
    page.goto(live_address + reverse("grants:own"))
    look(page)
    page.get_by_role("link", name="Språkcafé på Ö").click()
    look(page)
    services.deliver_due()
    receipt: Any = mail.outbox[-1]
    assert sent.case_number in receipt.body
    assert receipt.to == ["ny@example.org"]


def test_the_whole_path_without_scripts(
    call_page: CallPage, live_address: str, browser: Browser, watch: Watch, browser_context_args: Any
) -> None:
    # As everywhere without motion: while a page scrolls smoothly, a click may miss its button.
    context = browser.new_context(**{**browser_context_args, "java_script_enabled": False, "viewport": PHONE})
    watch.follow(context)
    draft = make_draft(Call.objects.for_page(call_page).get())
    sign_in(context, live_address, owner_of(draft))
    page = context.new_page()
    page.goto(live_address + section_path(draft, "who"))
    fill_in(page, lambda _page: None)
    page.get_by_role("button", name="Skicka ansökan").click()
    page.wait_for_url("**/receipt/")
    context.close()
    assert Application.objects.get().state == State.SUBMITTED


def test_what_is_missing_is_linked_from_the_read_through(
    draft: Application, live_address: str, page: Page, look: Callable[[Page], None]
) -> None:
    sign_in(page.context, live_address, owner_of(draft))
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]  # a dict of the two sizes
    page.goto(live_address + reverse("grants:review", args=[draft.key]))
    look(page)
    assert not page.get_by_role("button", name="Skicka ansökan").is_visible()
    page.locator(".missing a").first.click()
    page.wait_for_url("**check=1**")
    look(page)


def test_two_people_in_one_section_lose_nothing(
    draft: Application, live_address: str, page: Page, look: Callable[[Page], None]
) -> None:
    sign_in(page.context, live_address, owner_of(draft))
    page.goto(live_address + section_path(draft, "idea"))
    colleague = add_member(draft, MemberRole.WRITER)
    write(draft, colleague, "idea", {key("summary"): {"title": "Kollegans titel", "text": "Kollegans text."}})
    page.locator(TEXT).fill("Min text.")
    expect(page.locator(STATE)).to_contain_text(str(colleague))
    assert stored_text(draft) == "Kollegans text."
    page.get_by_role("button", name="Visa båda texterna").click()
    expect(page.locator("h1")).to_have_text("Ändrad på annat håll")
    look(page)
    assert "Kollegans text." in page.inner_text("main")
    assert page.locator(TEXT).input_value() == "Min text."
    page.get_by_role("button", name="Spara valet").click()
    page.wait_for_url(f"**{section_id('idea')}/**")
    assert stored_text(draft) == "Min text."


def test_a_sentence_cut_off_with_the_network_is_saved_when_it_is_back(
    draft: Application, live_address: str, page: Page
) -> None:
    sign_in(page.context, live_address, owner_of(draft))
    page.goto(live_address + section_path(draft, "idea"))
    page.route("**/section/**", lambda route: route.abort() if route.request.method == "POST" else route.continue_())
    page.locator(TEXT).fill("Mitt i en mening")
    expect(page.locator(STATE)).to_contain_text("Ingen anslutning", timeout=10_000)
    assert stored_text(draft) == ""
    page.unroute("**/section/**")
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(page.locator(STATE)).to_contain_text("Sparat", timeout=10_000)
    assert stored_text(draft) == "Mitt i en mening"
    assert page.evaluate("localStorage.length") == 0


def test_a_session_that_ran_out_in_a_long_text_costs_no_word(draft: Application, live_address: str, page: Page) -> None:
    owner = owner_of(draft)
    sign_in(page.context, live_address, owner)
    write(draft, owner, "idea", answers_in("idea"))
    page.goto(live_address + section_path(draft, "idea"))
    page.context.clear_cookies()
    page.locator(TEXT).fill("En lång text som ingen vill skriva om.")
    expect(page.locator(STATE)).to_contain_text("inte längre inloggad")
    assert stored_text(draft) == "Vi prövar språkcaféer."
    sign_in(page.context, live_address, owner)
    page.goto(live_address + section_path(draft, "idea"))
    page.get_by_role("button", name="Lägg tillbaka den").click()
    page.wait_for_url(f"**{section_id('idea')}/**")
    expect(page.locator(TEXT)).to_have_value("En lång text som ingen vill skriva om.")
    assert stored_text(draft) == "En lång text som ingen vill skriva om."


def test_a_message_that_was_not_sent_is_still_there_after_signing_in_again(
    draft: Application, live_address: str, page: Page
) -> None:
    owner = owner_of(draft)
    for name in ("who", "idea", "spread"):
        write(draft, owner, name, answers_in(name))
    submitting.submit(owner, draft, "sv")
    path = live_address + f"/sv/apply/{draft.key}/messages/"
    sign_in(page.context, live_address, owner)
    page.goto(path)
    page.locator("textarea").fill("Kan vi börja en vecka senare?")
    page.context.clear_cookies()
    page.get_by_role("button", name="Skicka meddelandet").click()
    sign_in(page.context, live_address, owner)
    page.goto(path)
    expect(page.locator("textarea")).to_have_value("Kan vi börja en vecka senare?")
    page.get_by_role("button", name="Skicka meddelandet").click()
    expect(page.locator("[data-written]")).to_contain_text("Kan vi börja en vecka senare?")
    expect(page.locator("textarea")).to_have_value("")
    page.reload()
    expect(page.locator("textarea")).to_have_value("")
