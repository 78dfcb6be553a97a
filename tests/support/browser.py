"""Chromium for tests: the system's own, watched for foreign requests, script errors and policy violations."""

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import BrowserContext, Page, Playwright, Request, Route, expect

from tests.support.axe import axe_violations, explain

LOOPBACK = {"localhost", "127.0.0.1", "[::1]", "::1", ""}
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# Milliseconds until an expectation counts as not met: a busy machine is slow, and what holds is found at once anyhow.
expect.set_options(timeout=20_000)


def chromium_path(playwright: Playwright) -> str:
    """Return the Chromium to use: PORTAL_CHROMIUM, the system's, or the one Playwright fetched. Fails in words."""
    named = os.environ.get("PORTAL_CHROMIUM")
    found = [named] if named else [path for name in NAMES if (path := shutil.which(name))]
    fetched = playwright.chromium.executable_path
    if not found and Path(fetched).exists():
        found = [fetched]
    if not found:
        pytest.fail("Browser tests need Chromium: run `make test`, which installs it, or `apt-get install chromium`.")
    return found[0]


@pytest.fixture(scope="session")
def browser_type_launch_args(playwright: Playwright) -> dict[str, Any]:
    """How Chromium is started."""
    return {"executable_path": chromium_path(playwright), "args": ARGUMENTS, "headless": True}


@pytest.fixture(scope="session")
def browser_context_args() -> dict[str, Any]:
    """A visitor with a Swedish browser and a laptop's screen, who wants no motion."""
    return {
        "locale": "sv-SE",
        "timezone_id": "Europe/Stockholm",
        "viewport": {"width": 1280, "height": 800},
        "reduced_motion": "reduce",
        "service_workers": "block",
    }


@dataclass
class Watch:
    """What a visit must not have: requests to other hosts, script errors, breaches of the content policy."""

    foreign: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def follow(self, context: BrowserContext) -> None:
        """Watch every page of a browser context and stop requests to other hosts."""

        def guard(route: Route, request: Request) -> None:
            if (urlsplit(request.url).hostname or "") in LOOPBACK:
                route.fallback()
            else:
                self.foreign.append(request.url)
                route.abort()

        context.route("**/*", guard)
        context.on("weberror", lambda error: self.errors.append(str(error.error)))
        context.on("console", lambda message: self._note(message.type, message.text))

    def _note(self, kind: str, text: str) -> None:
        refused_by_policy = "Content Security Policy" in text or "Content-Security-Policy" in text
        # A page that is 404 on purpose is told in the console too; that is no error of the page.
        if refused_by_policy or (kind == "error" and "Failed to load resource" not in text):
            self.errors.append(text)

    def assert_quiet(self) -> None:
        """Fail when anything was seen."""
        assert not self.foreign, f"Requests to other hosts: {self.foreign}"
        assert not self.errors, f"Errors in the browser: {self.errors}"


@pytest.fixture
def watch(context: BrowserContext) -> Watch:
    """The watch over the test's browser context; it is asked at the end of every browser test."""
    watcher = Watch()
    watcher.follow(context)
    return watcher


@pytest.fixture
def page(context: BrowserContext, watch: Watch) -> Iterator[Page]:
    """A page in Chromium. The test fails if the visit asked another host or made an error."""
    yield context.new_page()
    watch.assert_quiet()


@pytest.fixture
def assert_axe_clean() -> Callable[..., None]:
    """Return a check `assert_axe_clean(page)`: no violation of WCAG 2.2 A and AA or of good practice."""

    def check(page: Page, *, include: str | None = None) -> None:
        violations = axe_violations(page, include=include)
        assert not violations, explain(page.url, violations)

    return check


def sign_in(context: BrowserContext, address: str, user: Any) -> None:
    """Give a browser the session of a user."""
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": address}])
