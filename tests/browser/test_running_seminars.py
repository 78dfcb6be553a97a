"""Running a seminar, in Chromium on a small screen: the desk's pages, and what those who came are given."""

from collections.abc import Callable

import pytest
from django.test import RequestFactory
from django.urls import reverse
from playwright.sync_api import Page, expect

from core.mail.models import OutboxMessage
from events import certificates, links, notifications, previewing
from events.enums import Attendance
from events.models import Event
from events.services import registering
from tests.factories.events import in_days, make_event, make_event_page, make_index, make_registration, republish
from tests.factories.users import user_with_role
from tests.support.browser import sign_in
from tests.support.site import PortalSite

pytestmark = pytest.mark.browser

SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
PHONE = {"width": 320, "height": 640}
MAIN = "main"


@pytest.fixture
def event(live_site: PortalSite) -> Event:
    """A seminar with a place for two, needs, one who waits, one whose mail did not arrive."""
    event = make_event(make_index(live_site.home), title="Könsroller på jobbet", capacity_on_site=2, ask_needs=True)
    for number in (1, 2):
        registering.confirm(make_registration(event, number, diet="Vegan", organisation="Kommunen"))
    make_registration(event, 3)
    OutboxMessage.objects.filter(kind=notifications.WAITING).update(state="dead", last_error="smtp_550")
    return event


@pytest.mark.parametrize("name", ["index", "overview", "door", "needs", "evaluation"])
def test_each_page_of_the_desk_is_clean_and_fits_a_phone(
    event: Event, live_address: str, page: Page, assert_axe_clean: Callable[..., None], name: str
) -> None:
    host = user_with_role("event_host", is_staff=True)
    event.hosts.add(host)
    sign_in(page.context, live_address, host)
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]  # a dict of the two sizes
    page.goto(live_address + reverse(f"events_admin_{name}", args=[] if name == "index" else [event.pk]))
    expect(page.locator("h1").first).to_be_visible()
    assert_axe_clean(page, include=MAIN)
    assert page.evaluate(SIDEWAYS) <= 0


def test_what_is_wrong_by_hand_is_said_and_a_message_goes_to_those_chosen(
    event: Event, live_address: str, page: Page, assert_axe_clean: Callable[..., None]
) -> None:
    sign_in(page.context, live_address, user_with_role("editor"))
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]  # a dict of the two sizes
    page.goto(live_address + reverse("events_admin_overview", args=[event.pk]))
    forms = page.locator("form.run-form")
    forms.nth(0).evaluate("form => { form.noValidate = true }")
    forms.nth(0).locator("[name=email]").fill("inte en adress")
    forms.nth(0).get_by_role("button").click()
    expect(page.locator("[name=email][aria-invalid=true]")).to_have_value("inte en adress")
    # Not the message above, which is fading in.
    assert_axe_clean(page, include=".run-form")
    assert page.evaluate(SIDEWAYS) <= 0

    message = page.locator("form.run-form").nth(1)
    message.locator("[name=states][value=confirmed]").uncheck()
    message.locator("[name=states][value=waiting]").check()
    message.locator("[name=subject]").fill("Till er som väntar")
    message.locator("[name=text]").fill("Det kan bli en plats till.")
    message.get_by_role("button").click()
    expect(page.locator(".messages")).to_contain_text("1 mejl")
    assert OutboxMessage.objects.filter(kind=notifications.MESSAGE).count() == 1


def test_the_evaluation_by_one_who_came(
    live_site: PortalSite, live_address: str, page: Page, assert_axe_clean: Callable[..., None]
) -> None:
    told = make_event_page(make_index(live_site.home), title="Språk på jobbet")
    row = registering.confirm(make_registration(Event.objects.get(), 1))
    republish(told, starts=in_days(-3))
    registering.note_attendance(row, Attendance.PRESENT)
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]  # a dict of the two sizes
    page.goto(
        live_address + reverse("events:evaluation", args=[links.evaluation_url(row).rstrip("/").rpartition("/")[2]])
    )
    assert_axe_clean(page)
    page.locator("main form [type=submit]").click()
    expect(page.locator("main [data-error-summary], main .error-summary").first).to_be_visible()
    assert_axe_clean(page)
    for name in ("overall", "useful", "equal"):
        page.locator(f"main [name={name}][value='4']").check()
    page.locator("main form [type=submit]").click()
    expect(page.locator("main form[method=post]")).to_have_count(0)
    assert_axe_clean(page)
    assert page.evaluate(SIDEWAYS) <= 0

    page.goto(live_address + reverse("events:registration", args=[links.manage_token(row)]))
    expect(page.locator("main a[href*=certificate]")).to_be_visible()
    assert_axe_clean(page)
    page.set_content(certificates.html_of(row))
    assert_axe_clean(page, include="body > *")


@pytest.mark.parametrize("kind", [notifications.RECEIPT, notifications.THANKS, notifications.EVENT_CANCELLED])
def test_a_letter_as_it_is_previewed(
    live_site: PortalSite, page: Page, assert_axe_clean: Callable[..., None], kind: str
) -> None:
    told = make_event_page(make_index(live_site.home), text_confirmed="Kaffe från åtta.", text_thanks="Tack!")
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]  # a dict of the two sizes
    page.set_content(previewing.answer(told, RequestFactory().get("/"), kind).content.decode())
    assert_axe_clean(page, include=".sheet")
    assert page.evaluate(SIDEWAYS) <= 0
