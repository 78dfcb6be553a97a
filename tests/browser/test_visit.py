"""A visit to the portal in Chromium: every page type in light and dark, on a phone and on a laptop.

The content is loaded once and all is looked at in one go, since loading takes longer than looking. `make a11y` walks
every language and every address in the same way.
"""

from itertools import product

import pytest
from playwright.sync_api import Page, expect

from tests.support.axe import axe_violations, explain
from tests.support.demo import BESIDE, form_addresses, page_addresses
from tests.support.site import PortalSite

WIDTHS = (360, 1280)
SCHEMES = ("light", "dark")
LARGE_AND_OPEN = """() => {
    document.documentElement.style.fontSize = "200%";
    for (const details of document.querySelectorAll("main details")) details.open = true;
}"""
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.mark.browser
def test_every_page_type_is_accessible_and_stays_within_the_screen(demo_address: str, page: Page) -> None:
    paths = [*page_addresses("sv").values(), *(f"/sv/{path}" for path in BESIDE), *form_addresses("sv")]
    faults = []
    for path in paths:
        response = page.goto(demo_address + path)
        assert response is not None
        assert response.status in {200, 404}, path
        for width, scheme in product(WIDTHS, SCHEMES):
            page.set_viewport_size({"width": width, "height": 800})
            page.emulate_media(color_scheme=scheme)
            violations = axe_violations(page)
            if violations:
                faults.append(explain(f"{path} {width} px {scheme}", violations))
        page.set_viewport_size({"width": 320, "height": 640})
        if page.evaluate(SIDEWAYS) > 0:
            faults.append(f"{path}: wider than a screen of 320 px")
        # WCAG 2.2, 1.4.4 and 1.4.10: letters twice as large, and what can be opened is open.
        page.evaluate(LARGE_AND_OPEN)
        if page.evaluate(SIDEWAYS) > 0:
            faults.append(f"{path}: wider than a screen of 320 px with letters twice as large")
    assert faults == []


@pytest.mark.browser
def test_the_search_answers_without_a_cookie_on_a_phone(live_site: PortalSite, live_address: str, page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{live_address}/sv/search/")
    page.get_by_role("searchbox").last.fill("startsida")
    page.get_by_role("searchbox").last.press("Enter")
    page.wait_for_url("**/sv/search/?q=*")
    assert page.get_by_role("link", name="Startsida").count() > 0
    assert page.context.cookies() == []


@pytest.mark.browser
def test_the_keyboard_reaches_the_content_first(live_site: PortalSite, live_address: str, page: Page) -> None:
    page.goto(f"{live_address}/en/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#main"
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()


@pytest.mark.browser
def test_a_missing_page_can_be_searched_from(live_site: PortalSite, live_address: str, page: Page) -> None:
    page.goto(f"{live_address}/nb/no-such-page/")
    page.locator("#error-search").fill("forside")
    page.locator("#error-search").press("Enter")
    page.wait_for_url("**/nb/search/?q=forside")
    assert page.get_by_role("link", name="Forside").count() > 0
