"""The tools that judge the pages do judge."""

import pytest
from playwright.sync_api import Page

from tests.support.axe import axe_violations
from tests.support.browser import Watch


@pytest.mark.browser
def test_axe_finds_a_picture_without_words(page: Page, assert_axe_clean) -> None:
    page.set_content("<!doctype html><html lang=sv><title>x</title><main><h1>x</h1><img src='data:,'></main></html>")
    assert [violation["id"] for violation in axe_violations(page)] == ["image-alt"]
    with pytest.raises(AssertionError, match="image-alt"):
        assert_axe_clean(page)


@pytest.mark.browser
def test_a_request_to_another_host_is_stopped_and_told(context, watch: Watch) -> None:
    page = context.new_page()
    page.set_content("<!doctype html><img src='https://example.org/pixel.png' alt=''>")
    page.wait_for_load_state()
    assert watch.foreign == ["https://example.org/pixel.png"]
    with pytest.raises(AssertionError, match="other hosts"):
        watch.assert_quiet()
