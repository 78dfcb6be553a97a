"""axe on every page type and every address beside the pages: each language, light and dark, 360 and 1280 px.

Name languages to look at those alone: python scripts/a11y.py sv en
"""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import product
from typing import Literal

import django
from django.conf import settings

django.setup()

from playwright.sync_api import Page, sync_playwright  # noqa: E402 — what follows needs Django's settings
from tqdm import tqdm  # noqa: E402 — as above

from scripts.supervise import ROOT, START_LIMIT, answers  # noqa: E402 — as above
from tests.support.axe import axe_violations, explain  # noqa: E402 — as above
from tests.support.browser import ARGUMENTS, Watch, chromium_path  # noqa: E402 — as above
from tests.support.demo import addresses, form_addresses  # noqa: E402 — as above

WIDTHS = (360, 1280)
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


@contextmanager
def server() -> Iterator[str]:
    """Run the web server on a free port and yield its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", "portal.wsgi", "--bind", f"127.0.0.1:{port}", "--threads", "4"]
    process = subprocess.Popen([*command, "--log-level", "warning"], cwd=ROOT)
    try:
        limit = time.monotonic() + START_LIMIT
        while not answers(port, "127.0.0.1"):
            if time.monotonic() > limit:
                raise SystemExit("The web server did not start.")
            time.sleep(0.2)
        yield f"http://localhost:{port}"
    finally:
        process.terminate()
        process.wait()


def look(page: Page, address: str) -> list[str]:
    """Return what axe finds at an address in every width and scheme."""
    faults = []
    response = page.goto(address)
    if response is None or response.status >= 500:
        return [f"{address} failed"]
    for width, scheme in product(WIDTHS, SCHEMES):
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme)
        violations = axe_violations(page)
        if violations:
            faults.append(explain(f"{address} at {width} px, {scheme}", violations))
    return faults


def main(languages: list[str]) -> int:
    """Walk the matrix; return 1 when anything was found."""
    languages = languages or [code for code, _name in settings.LANGUAGES]
    paths = [path for code in languages for path in (*addresses(code), *form_addresses(code))]
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    faults: list[str] = []
    with server() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(playwright), args=ARGUMENTS)
        context = browser.new_context(reduced_motion="reduce")
        watch = Watch()
        watch.follow(context)
        page = context.new_page()
        for path in tqdm(paths, unit="page"):
            faults += look(page, address + path)
        browser.close()
    faults += [f"request to another host: {name}" for name in watch.foreign]
    faults += [f"error in the browser: {text}" for text in watch.errors]
    print("\n".join(faults))
    looks = len(paths) * len(WIDTHS) * len(SCHEMES)
    print(f"{len(paths)} addresses, {looks} looks, {len(faults)} with faults")
    return int(bool(faults))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
