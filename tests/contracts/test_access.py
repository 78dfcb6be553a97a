"""Every address against every role, deny by default. The table to read is in access_table.py."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import translation

from tests.contracts.access_table import (
    ACCOUNT_OPEN,
    ACCOUNT_SIGNED_IN,
    ADMIN_OPEN,
    ADMIN_SECTIONS,
    EVERYBODY,
    OWN,
)
from tests.factories.media import DocumentFactory, private_collection
from tests.factories.users import user_with_role

pytestmark = pytest.mark.django_db
ADMINS = ("admin/", "django-admin/")
ACCOUNT = "{}account/"
SIGNING_OUT = {"admin/logout/", "django-admin/logout/"}
# Wagtail's pages are not addresses but content: who sees them is asked of each page.
PAGES = "{}((?:[\\w\\-]+/)*)"


def walk(patterns: Any, prefix: str = "") -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from walk(pattern.url_patterns, prefix + str(pattern.pattern))
        elif isinstance(pattern, URLPattern):
            yield prefix + str(pattern.pattern)


def routes() -> list[str]:
    """Every route, without the marks of regular expressions and with {} for the language."""
    with translation.override("sv"):
        found = [re.sub(r"[\^$]", "", route) for route in walk(get_resolver().url_patterns)]
    return [re.sub(r"^sv/", "{}", route) for route in dict.fromkeys(found)]


def example(route: str) -> str:
    """An address that the route answers."""
    path = route.replace("{}", "sv/")
    path = path.replace("(\\d+)/(.*)", "1/report.pdf").replace("(?P<path>.+)", "missing.png")
    path = path.replace("(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)", "1-abc")
    path = re.sub(r"<int:\w+>", "1", path)
    path = re.sub(r"<uuid:\w+>", "0b6ff4d0-0000-4000-8000-000000000000", path)
    path = re.sub(r"<(?:\w+:)?\w+>", "x", path)
    path = re.sub(r"\(\?P<\w+>[^)]*\)", "1", path)
    return "/" + re.sub(r"\([^)]*\)\??", "1", path).replace("\\", "").replace(".*", "x")


def visitors() -> list[Client]:
    """A stranger, a member and an editor."""
    clients = [Client(raise_request_exception=False)]
    for role in ("member", "editor"):
        client = Client(raise_request_exception=False)
        client.force_login(user_with_role(role), backend="django.contrib.auth.backends.ModelBackend")
        clients.append(client)
    return clients


def word_for(response: Any) -> str:
    """Say in the table's words how an address answered."""
    location = response.headers.get("Location", "")
    if response.status_code in {301, 302, 303}:
        return "login" if "/login/" in location else "away"
    words = {200: "open", 403: "refused", 404: "refused", 410: "refused", 405: "post"}
    return words.get(response.status_code, str(response.status_code))


def answers(route: str, clients: list[Client]) -> tuple[str, ...]:
    return tuple(word_for(client.get(example(route))) for client in clients)


def test_every_address_is_in_the_table():
    own = {route for route in routes() if not route.startswith((*ADMINS, ACCOUNT)) and route != PAGES}
    assert own == set(OWN)
    account = {route.removeprefix(ACCOUNT) for route in routes() if route.startswith(ACCOUNT)}
    assert account == set(ACCOUNT_OPEN) | ACCOUNT_SIGNED_IN


def test_the_public_addresses_answer_as_the_table_says(site):
    clients = visitors()
    assert {route: answers(route, clients) for route in OWN} == OWN


def test_the_account_pages_are_for_who_is_signed_in(site):
    clients = visitors()
    found = {route: answers(ACCOUNT + route, clients) for route in ACCOUNT_OPEN}
    assert found == ACCOUNT_OPEN
    stranger = clients[:1]
    assert {route for route in ACCOUNT_SIGNED_IN if answers(ACCOUNT + route, stranger) != ("login",)} == set()
    broken = {route for route in ACCOUNT_SIGNED_IN for word in answers(ACCOUNT + route, clients[1:]) if word.isdigit()}
    assert broken == set()


def test_a_stranger_and_a_member_get_nowhere_in_the_admins(site):
    stranger, member, _editor = visitors()
    open_to_strangers, open_to_members = set(), set()
    for route in (route for route in routes() if route.startswith(ADMINS)):
        address = example(route)
        if word_for(stranger.get(address)) not in {"login", "refused", "post"}:
            open_to_strangers.add(route)
        if word_for(member.get(address)) not in {"refused", "post"}:
            open_to_members.add(route)
    assert open_to_strangers <= ADMIN_OPEN | SIGNING_OUT
    assert open_to_members <= ADMIN_OPEN | SIGNING_OUT


def test_a_stranger_changes_nothing_in_the_admins(site):
    stranger = Client(raise_request_exception=False)
    allowed = {
        route
        for route in routes()
        if route.startswith(ADMINS) and word_for(stranger.post(example(route), {})) not in {"login", "refused", "post"}
    }
    # Signing out is harmless, and signing in leads to the portal's own sign-in.
    assert allowed <= ADMIN_OPEN | SIGNING_OUT


@pytest.mark.parametrize("role", sorted(EVERYBODY | {"member", "applicant"}))
def test_each_role_sees_its_own_sections_of_the_admin(site, role):
    client = Client(raise_request_exception=False)
    client.force_login(user_with_role(role), backend="django.contrib.auth.backends.ModelBackend")
    seen = {section for section in ADMIN_SECTIONS if client.get(f"/{section}").status_code == 200}
    assert seen == {section for section, roles in ADMIN_SECTIONS.items() if role in roles}


def test_a_private_document_is_only_for_who_may_see_it(site):
    document = DocumentFactory(collection=private_collection())
    stranger, member, _editor = visitors()
    assert word_for(stranger.get(document.url)) == "login"
    assert stranger.get(f"/media/{document.file.name}").status_code == 404
    assert member.get(document.url).status_code == 200
