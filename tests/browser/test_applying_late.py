"""Applying when something happens meanwhile, in Chromium: put out, too late, the form changed, sent twice."""

import datetime as dt
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from grants.enums import MemberRole, State
from grants.models import Application, Call, CallPage, CaseCounter, FormVersion, Submission
from grants.services import drafts, members
from tests.factories.applications import add_member, make_draft, owner_of, section_id
from tests.factories.grants import key, part, republish, section, small_form
from tests.support.browser import sign_in

pytestmark = pytest.mark.browser

TEXT = f"#id_p-{key('summary')}-text"
STATE = "[data-save-state]"
SEND = "Skicka ansökan"


@pytest.fixture
def draft(call_page: CallPage) -> Application:
    """An application that may be sent."""
    return make_draft(Call.objects.for_page(call_page).get(), whole=True)


def path(draft: Application, name: str, *args: Any) -> str:
    return reverse(f"grants:{name}", args=[draft.key, *args])


def stored_text(draft: Application) -> str:
    return str(drafts.answers_of(draft)[section_id("idea")][key("summary")]["text"])


def close(draft: Application, *, minutes_ago: int) -> None:
    Call.objects.filter(pk=draft.call_id).update(closes_at=timezone.now() - dt.timedelta(minutes=minutes_ago))


def test_a_colleague_who_is_put_out_keeps_the_text_and_saves_nothing(
    draft: Application, live_address: str, page: Page
) -> None:
    colleague = add_member(draft, MemberRole.WRITER)
    sign_in(page.context, live_address, colleague)
    page.goto(live_address + path(draft, "section", section_id("idea")))
    before = stored_text(draft)
    members.remove(owner_of(draft), draft, draft.members.get(user=colleague).pk)
    page.locator(TEXT).fill("Skrivet efteråt.")
    expect(page.locator(STATE)).to_contain_text("går inte längre att spara")
    expect(page.locator(STATE).get_by_role("link")).to_have_count(0)
    expect(page.locator(TEXT)).to_have_value("Skrivet efteråt.")
    assert stored_text(draft) == before
    page.goto(live_address + path(draft, "overview"))
    expect(page.locator("h1")).not_to_contain_text("Språkcafé")


def test_after_the_last_minute_nothing_is_written_but_it_can_be_sent_for_a_quarter_of_an_hour(
    draft: Application, live_address: str, page: Page
) -> None:
    sign_in(page.context, live_address, owner_of(draft))
    page.goto(live_address + path(draft, "section", section_id("idea")))
    before = stored_text(draft)
    close(draft, minutes_ago=5)
    page.locator(TEXT).fill("För sent skrivet.")
    expect(page.locator(STATE)).to_contain_text("går inte längre att spara")
    assert stored_text(draft) == before
    page.goto(live_address + path(draft, "review"))
    page.get_by_role("button", name=SEND).click()
    page.wait_for_url("**/receipt/")
    assert Application.objects.get().state == State.SUBMITTED


def test_after_that_sending_is_refused_in_words_and_the_draft_is_there(
    draft: Application, live_address: str, page: Page
) -> None:
    sign_in(page.context, live_address, owner_of(draft))
    page.goto(live_address + path(draft, "review"))
    close(draft, minutes_ago=16)
    page.get_by_role("button", name=SEND).click()
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_role("button", name=SEND)).to_have_count(0)
    assert Application.objects.get().state == State.DRAFT
    assert not Submission.objects.exists()
    assert not CaseCounter.objects.exists()
    page.goto(live_address + path(draft, "section", section_id("idea")))
    expect(page.locator("main")).to_contain_text(stored_text(draft))


def test_a_form_that_is_changed_meanwhile_is_still_the_one_that_is_answered(
    draft: Application, call_page: CallPage, live_address: str, page: Page
) -> None:
    sign_in(page.context, live_address, owner_of(draft))
    page.goto(live_address + path(draft, "section", section_id("idea")))
    republish(call_page, form=[*small_form(), section("more", part("more", "text", label="Något nytt?"))])
    assert FormVersion.objects.count() == 2
    page.locator(TEXT).fill("Skrivet under tiden.")
    expect(page.locator(STATE)).to_contain_text("Sparat")
    assert stored_text(draft) == "Skrivet under tiden."
    page.goto(live_address + path(draft, "overview"))
    page.locator(f"form[action$='{path(draft, 'follow_form')}'] button").click()
    expect(page.locator("main")).to_contain_text("Avsnitt more")
    assert stored_text(draft) == "Skrivet under tiden."


def test_a_double_click_sends_once_and_the_back_button_offers_no_more_sending(
    draft: Application, live_address: str, page: Page
) -> None:
    sign_in(page.context, live_address, owner_of(draft))
    page.goto(live_address + path(draft, "review"))
    page.get_by_role("button", name=SEND).dblclick()
    page.wait_for_url("**/receipt/")
    expect(page.locator("h1")).to_contain_text(Application.objects.get().case_number)
    assert Submission.objects.count() == 1
    assert CaseCounter.objects.get().last == 1
    page.go_back()
    expect(page.locator("main")).to_be_visible()
    expect(page.get_by_role("button", name=SEND)).to_have_count(0)


def test_two_tabs_of_one_writer_show_both_texts(draft: Application, live_address: str, page: Page) -> None:
    sign_in(page.context, live_address, owner_of(draft))
    address = live_address + path(draft, "section", section_id("idea"))
    page.goto(address)
    other = page.context.new_page()
    other.goto(address)
    other.locator(TEXT).fill("I den andra fliken.")
    expect(other.locator(STATE)).to_contain_text("Sparat")
    page.locator(TEXT).fill("I den första fliken.")
    page.get_by_role("button", name="Visa båda texterna").click()
    expect(page.locator("main")).to_contain_text("I den andra fliken.")
    expect(page.locator(TEXT)).to_have_value("I den första fliken.")
    assert stored_text(draft) == "I den andra fliken."
