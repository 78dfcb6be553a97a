"""What editors and translators do with Wagtail's admin in Chromium."""

import re

from playwright.sync_api import Page, expect


def choose(page: Page, name: str) -> None:
    """Choose among the actions at the foot of the editor, whatever comes of it."""
    foot = page.get_by_role("navigation", name="Åtgärder (sidfot)")
    foot.get_by_role("button", name="Fler åtgärder").click()
    foot.get_by_role("button", name=re.compile(name)).first.click()


def act(page: Page, name: str) -> None:
    """Choose among the actions at the foot of the editor, and wait until it is done."""
    edited = page.url
    choose(page, name)
    page.wait_for_url(lambda url: url != edited)


def translate_next(page: Page, text: str) -> None:
    """Write the translation of the first string that has none."""
    editor = page.locator(".js-translation-editor")
    editor.get_by_role("button", name="Översätt", exact=True).first.click()
    box = editor.locator("textarea, .public-DraftEditor-content").first
    box.click()
    box.press_sequentially(text)
    editor.get_by_role("button", name="Spara", exact=True).click()
    expect(editor.get_by_text(text)).to_be_visible()
    expect(editor.get_by_role("button", name="Spara", exact=True)).to_have_count(0)
