"""Whoever comes to a seminar, in Chromium: finds it, registers, confirms, changes, cancels; waits and gets a place.

The journey is made by keyboard alone at 320 px, in Swedish and in English, and once more with scripts switched off.
"""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect

from core.mail import services
from events.enums import Attendance, State
from events.models import Event, EventPage, Registration
from events.services import registering
from tests.factories.events import make_event, make_event_page, make_index, make_registration
from tests.factories.users import user_with_role
from tests.support.browser import Watch
from tests.support.site import PortalSite, translate_page

pytestmark = pytest.mark.browser

SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
PHONE = {"width": 320, "height": 640}
# What a link or button is called, and what the page then says.
WORDS = {
    "sv": {
        "register": "Anmäl dig", "confirm": "Bekräfta platsen", "change": "Ändra dina uppgifter", "save": "Spara",
        "leave": "Avboka anmälan", "yes": "Ja, avboka", "place": "Du har en plats", "left": "Anmälan är avbokad",
    },
    "en": {
        "register": "Register", "confirm": "Confirm the place", "change": "Change your details", "save": "Save",
        "leave": "Cancel the registration", "yes": "Yes, cancel", "place": "You have a place",
        "left": "The registration is cancelled",
    },
}  # fmt: skip
QUESTIONS = [
    {"type": "choice", "id": "5f2a3c1e-0000-4000-8000-000000000001", "value": {
        "label": "Kommer du till lunchen?", "help_text": "", "required": True,
        "only_if_number": None, "only_if_answer": None, "options": ["Ja", "Nej"],
    }},
]  # fmt: skip


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """A script fills in a form faster than anybody reads it."""
    monkeypatch.setattr("core.mail.antispam.MINIMUM_SECONDS", -1)


@pytest.fixture
def seminar(live_site: PortalSite) -> EventPage:
    """A seminar with a question and needs, in Swedish and English."""
    index = make_index(live_site.home)
    page = make_event_page(
        index, title="Könsroller på jobbet", slug="konsroller", capacity_on_site=5, ask_needs=True, group_size=2,
        questions=QUESTIONS,
    )  # fmt: skip
    translate_page(index, live_site.locale("en"), title="Seminars", slug="seminars")
    translate_page(page, live_site.locale("en"), title="Gender roles at work", slug="gender-roles")
    return page


@pytest.fixture
def look(assert_axe_clean: Callable[..., None]) -> Callable[[Page], None]:
    """Return a check of a step: clean by axe, and nothing beside the screen."""

    def check(page: Page) -> None:
        assert_axe_clean(page)
        assert page.evaluate(SIDEWAYS) <= 0, f"{page.url}: wider than a screen of 320 px"

    return check


def tab_to(page: Page, name: str) -> None:
    """Go by the keyboard to what is called `name`, as somebody without a mouse does."""
    for _press in range(90):
        page.keyboard.press("Tab")
        found = page.evaluate(
            "() => { const e = document.activeElement; "
            "return [e.innerText, e.getAttribute('aria-label'), ...[...(e.labels || [])].map(l => l.innerText)] }"
        )
        if any((text or "").strip() == name for text in found):
            return
    pytest.fail(f"The keyboard does not reach “{name}” on {page.url}")


def letter_link() -> str:
    """Return the path of the link in the newest letter."""
    services.deliver_due()
    found = re.search(r"https?://[^/\s]+(/\w\w/event/registration/\S+)", str(mail.outbox[-1].body))
    assert found is not None, mail.outbox[-1].body
    return found[1]


def follow(page: Page, name: str) -> None:
    tab_to(page, name)
    with page.expect_navigation():
        page.keyboard.press("Enter")


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_whole_path_by_keyboard_alone_on_a_small_screen(
    seminar: EventPage, live_address: str, page: Page, look: Callable[[Page], None], language: str
) -> None:
    words = WORDS[language]
    told = EventPage.objects.get(translation_key=seminar.translation_key, locale__language_code=language)
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]  # a dict of the two sizes
    page.goto(live_address + told.get_parent().get_url())
    look(page)
    follow(page, told.title)
    look(page)
    follow(page, words["register"])
    look(page)

    # Sent empty, the form says what is missing, and the keyboard stands where it is said.
    follow(page, words["register"])
    look(page)
    assert page.locator("[data-error-summary] a").count() == 3

    page.locator("#id_name").focus()
    page.keyboard.type("Kim Öberg")
    tab_to(page, "E-postadress" if language == "sv" else "E-mail address")
    page.keyboard.type("kim@example.org")
    tab_to(page, "Ja")
    page.keyboard.press("Space")
    page.locator("#id_diet").focus()
    page.keyboard.type("Vegetariskt")
    follow(page, words["register"])
    look(page)
    assert page.url.endswith("/received/")

    page.goto(live_address + letter_link())
    look(page)
    follow(page, words["confirm"])
    look(page)
    assert words["place"] in page.inner_text("main")

    follow(page, words["change"])
    look(page)
    assert page.locator("#id_diet").input_value() == "Vegetariskt"
    page.locator("#id_name").fill("Kim Åberg")
    follow(page, words["save"])
    assert "Kim Åberg" in page.inner_text("main")

    tab_to(page, words["leave"])
    page.keyboard.press("Enter")
    look(page)
    follow(page, words["yes"])
    look(page)
    assert words["left"] in page.inner_text("main")
    assert Registration.objects.get().state == State.CANCELLED


def test_the_whole_path_without_scripts(
    seminar: EventPage, live_address: str, browser: Browser, watch: Watch, browser_context_args: Any
) -> None:
    # As everywhere without motion: while a page scrolls smoothly, a click may miss its button.
    context = browser.new_context(**{**browser_context_args, "java_script_enabled": False, "viewport": PHONE})
    watch.follow(context)
    page = context.new_page()
    page.goto(live_address + seminar.get_parent().get_url())
    page.get_by_role("link", name=seminar.title).click()
    page.get_by_role("link", name="Anmäl dig").click()
    page.locator("#id_name").fill("Kim Öberg")
    page.locator("#id_email").fill("kim@example.org")
    page.get_by_label("Nej").check()
    page.locator("details.register__group > summary").click()
    page.locator("#id_name_2").fill("Lo Berg")
    page.locator("#id_email_2").fill("lo@example.org")
    page.locator("main form [type=submit]").click()
    page.wait_for_url("**/received/")

    links = {letter.to[0]: letter for letter in _letters()}
    assert set(links) == {"kim@example.org", "lo@example.org"}
    page.goto(live_address + _link_in(links["kim@example.org"]))
    page.get_by_role("button", name="Bekräfta platsen").click()
    expect(page.locator("main")).to_contain_text("Du har en plats")
    page.get_by_text("Avboka anmälan").click()
    page.get_by_role("button", name="Ja, avboka").click()
    expect(page.locator("main")).to_contain_text("Anmälan är avbokad")
    context.close()
    assert sorted(Registration.objects.values_list("email", "state")) == [
        ("kim@example.org", State.CANCELLED),
        ("lo@example.org", State.HELD),
    ]


def _letters() -> list[Any]:
    services.deliver_due()
    return list(mail.outbox)


def _link_in(letter: Any) -> str:
    found = re.search(r"https?://[^/\s]+(/\w\w/event/registration/\S+)", letter.body)
    assert found is not None
    return found[1]


def test_a_full_seminar_has_a_line_and_the_next_takes_the_place_that_is_freed(
    live_site: PortalSite, live_address: str, page: Page, look: Callable[[Page], None]
) -> None:
    event = make_event(make_index(live_site.home), title="Fullt hus", capacity_on_site=1)
    first = registering.confirm(make_registration(event, 1))
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]  # a dict of the two sizes
    page.goto(live_address + EventPage.objects.get(translation_key=event.translation_key).get_url())
    look(page)
    assert "väntelista" in page.inner_text(".event__places")
    page.get_by_role("link", name="Anmäl dig").click()
    look(page)
    page.locator("#id_name").fill("Kim Öberg")
    page.locator("#id_email").fill("kim@example.org")
    page.locator("main form [type=submit]").click()
    page.wait_for_url("**/received/")
    own = live_address + letter_link()
    page.goto(own)
    look(page)
    assert "nummer 1" in page.inner_text("main")

    registering.cancel(first)
    page.reload()
    look(page)
    page.get_by_role("button", name="Ta platsen").click()
    expect(page.locator("main")).to_contain_text("Du har en plats")
    look(page)
    assert list(Registration.objects.filter(state=State.CONFIRMED).values_list("email", flat=True)) == [
        "kim@example.org"
    ]


def test_who_comes_is_noted_at_the_door_on_a_phone(
    live_site: PortalSite, live_address: str, page: Page, client: Any, look: Callable[[Page], None]
) -> None:
    event: Event = make_event(make_index(live_site.home), title="Vid dörren")
    for number in (1, 2):
        registering.confirm(make_registration(event, number))
    client.force_login(user_with_role("editor"), backend="django.contrib.auth.backends.ModelBackend")
    cookie = client.cookies["sessionid"]
    page.context.add_cookies([{"name": "sessionid", "value": cookie.value, "url": live_address}])
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(live_address + reverse("events_admin_door", args=[event.pk]))
    button = page.locator("main form").filter(has_text="Kim 1").get_by_role("button").first
    box = button.bounding_box()
    assert box is not None
    assert box["height"] >= 44, "as big as a thumb"
    button.click()
    page.wait_for_load_state()

    assert page.locator(".door__count").inner_text().startswith("1 ")
    assert page.evaluate(SIDEWAYS) <= 0
    assert dict(Registration.objects.values_list("name", "attendance")) == {
        "Kim 1": Attendance.PRESENT,
        "Kim 2": Attendance.UNKNOWN,
    }
