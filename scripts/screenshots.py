"""Take the pictures of docs/screenshots anew, of the demo content in Chromium.

Name pictures to take those alone: python scripts/screenshots.py home print
"""

import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import django

django.setup()

from django.apps import apps  # noqa: E402 — what follows needs Django's settings
from playwright.sync_api import Browser, sync_playwright  # noqa: E402 — as above

from scripts.a11y import server  # noqa: E402 — as above
from tests.support.browser import ARGUMENTS, chromium_path  # noqa: E402 — as above

# Chromium writes the fields of a date as its own language does.
SWEDISH: dict[str, str | float | bool] = {**os.environ, "LANGUAGE": "sv", "LANG": "sv_SE.UTF-8"}
FOLDER = Path(__file__).resolve().parent.parent / "docs" / "screenshots"


@dataclass(frozen=True)
class Picture:
    """A picture to take; width and height in CSS pixels."""

    path: str
    width: int = 1280
    height: int = 1500
    scheme: Literal["light", "dark"] = "light"
    media: Literal["screen", "print"] = "screen"
    click: str = ""


def address_of(model: str, language: str = "sv", *, latest: bool = False) -> str:
    """Return the address of a live page of a type: the first that was made, or the latest."""
    pages = apps.get_model(model).objects.live().filter(locale__language_code=language).order_by("pk")
    page = pages.last() if latest else pages.first()
    if page is None:
        raise SystemExit(f"The demo has no {model} in {language}.")
    return str(page.get_url())


def pictures() -> dict[str, Picture]:
    """Return the pictures by name."""
    article = address_of("home.ArticlePage")
    return {
        "home": Picture("/sv/"),
        "article": Picture(article),
        "search": Picture("/sv/search/?q=metoderna"),
        "projects": Picture(address_of("projects.ProjectIndexPage")),
        "project": Picture(address_of("projects.ProjectPage")),
        "seminars": Picture(address_of("events.EventIndexPage")),
        "seminar": Picture(address_of("events.EventPage")),
        "menu-phone": Picture("/sv/", width=360, height=740, click="summary:has-text('Meny')"),
        "dark": Picture("/en/", scheme="dark"),
        "print": Picture(article, width=794, height=1123, media="print"),
    }


def take(browser: Browser, address: str, name: str, picture: Picture) -> None:
    """Take one picture, as a visitor with a Swedish browser sees the page."""
    context = browser.new_context(
        viewport={"width": picture.width, "height": picture.height},
        color_scheme=picture.scheme,
        reduced_motion="reduce",
        locale="sv-SE",
        device_scale_factor=2 if picture.width < 600 else 1,
        bypass_csp=True,
    )
    page = context.new_page()
    page.emulate_media(media=picture.media, color_scheme=picture.scheme)
    page.goto(address + picture.path)
    page.wait_for_load_state("networkidle")
    if picture.media == "print":
        # The margin of the sheet, which a screen does not show.
        page.add_style_tag(content="html { padding: 18mm }")
    if picture.click:
        page.locator(picture.click).first.click()
    page.screenshot(path=FOLDER / f"{name}.png")
    context.close()
    print(f"{name}.png  {picture.path}")


def main(names: list[str]) -> None:
    """Take the pictures."""
    wanted = {name: picture for name, picture in pictures().items() if not names or name in names}
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with server() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium_path(playwright), args=[*ARGUMENTS, "--lang=sv"], env=SWEDISH
        )
        for name, picture in wanted.items():
            take(browser, address, name, picture)
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1:])
