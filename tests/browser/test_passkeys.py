"""Passkeys in Chromium, with an authenticator that Chromium itself plays."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.core import mail
from django.urls import reverse
from playwright.sync_api import Page

from core.mail import services
from tests.factories.accounts import verify_address
from tests.factories.users import UserFactory, user_with_role
from tests.support.site import PortalSite

pytestmark = pytest.mark.browser


@pytest.fixture
def authenticator(page: Page) -> Iterator[Any]:
    """A telephone's or computer's own store of passkeys, whose holder always says yes."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    made = session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    yield lambda: session.send("WebAuthn.getCredentials", {"authenticatorId": made["authenticatorId"]})["credentials"]
    session.detach()


def without_password(user: Any) -> Any:
    """Most have none: they sign in with codes until they have a passkey."""
    user.set_unusable_password()
    user.save()
    verify_address(user)
    return user


def sign_in_by_code(page: Page, address: str, user: Any) -> None:
    page.goto(address + reverse("account_login"))
    page.locator("#id_code_email").fill(user.email)
    page.locator("#id_code_email").press("Enter")
    page.wait_for_url(f"**{reverse('account_confirm_login_code')}*")
    services.deliver_due()
    code = re.search(r"^\s*([A-Z0-9]{2,6}-?[A-Z0-9]{2,6})\s*$", mail.outbox[-1].body, re.MULTILINE)
    assert code is not None
    page.locator("[name=code]").fill(code[1])
    page.locator("[name=code]").press("Enter")
    page.wait_for_url(f"**{reverse('account_home')}")


def add_passkey(page: Page, address: str) -> None:
    """Add a passkey that signs in by itself."""
    page.goto(address + reverse("mfa_add_webauthn"))
    page.locator("[name=name]").fill("Min telefon")
    page.locator("[name=passwordless]").check()
    page.locator("#mfa_webauthn_add").click()
    page.wait_for_url(lambda url: reverse("mfa_add_webauthn") not in url)


def sign_out(page: Page, address: str) -> None:
    page.goto(address + reverse("account_logout"))
    page.locator("main [type=submit]").click()
    page.wait_for_url(lambda url: reverse("account_logout") not in url)


def sign_in_by_passkey(page: Page, address: str) -> None:
    page.goto(address + reverse("account_login"))
    page.locator("#passkey_login").click()
    page.wait_for_url(lambda url: reverse("account_login") not in url)


def test_a_passkey_is_added_and_signs_in(
    live_site: PortalSite, live_address: str, page: Page, authenticator: Any
) -> None:
    user = without_password(UserFactory())
    sign_in_by_code(page, live_address, user)
    add_passkey(page, live_address)
    assert len(authenticator()) == 1

    sign_out(page, live_address)
    page.goto(live_address + reverse("account_home"))
    assert reverse("account_login") in page.url, "signed out"
    sign_in_by_passkey(page, live_address)

    page.goto(live_address + reverse("account_home"))
    assert page.url.endswith(reverse("account_home"))
    assert page.get_by_text(user.email).count() > 0


def test_where_a_second_factor_is_required_a_passkey_opens_the_admin(
    live_site: PortalSite, live_address: str, page: Page, authenticator: Any, settings: Any
) -> None:
    settings.REQUIRE_SECOND_FACTOR = True
    editor = without_password(user_with_role("editor"))
    sign_in_by_code(page, live_address, editor)
    page.goto(f"{live_address}/admin/")
    assert page.url.endswith(reverse("mfa_index")), "asked to get a second factor first"

    add_passkey(page, live_address)
    page.goto(f"{live_address}/admin/")
    assert page.url.endswith("/admin/")
    sign_out(page, live_address)
    sign_in_by_passkey(page, live_address)
    page.goto(f"{live_address}/admin/")

    assert page.url.endswith("/admin/"), "signing in with a passkey is a second factor"


def test_a_passkey_that_nobody_has_is_refused_in_words(
    live_site: PortalSite, live_address: str, page: Page, authenticator: Any
) -> None:
    user = without_password(UserFactory())
    sign_in_by_code(page, live_address, user)
    add_passkey(page, live_address)
    user.authenticator_set.all().delete()
    sign_out(page, live_address)

    page.goto(live_address + reverse("account_login"))
    with page.expect_navigation():
        page.locator("#passkey_login").click()
    assert page.get_by_role("heading", level=1).count() == 1
    assert page.locator("main [role=alert], main .form-errors, main .errorlist, .messages li").count() > 0
    page.goto(live_address + reverse("account_home"))
    assert reverse("account_login") in page.url
