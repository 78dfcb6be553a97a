"""A hostile environment and the fixtures that every app's tests may ask for.

No socket leaves the machine (pytest-socket), warnings are errors, and each process has its own folder and database.
"""

import os
from collections.abc import Iterator
from typing import Any

import hypothesis
import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import get_resolver
from django.utils import translation

from scripts.compile_messages import compile_all
from tests.support.queries import QueryReport, report_queries
from tests.support.site import PortalSite, build_site

# Playwright's synchronous interface runs an event loop in the test's thread; the database is still used by one
# thread at a time.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

# How long an example takes says more about the machine than about the code.
hypothesis.settings.register_profile("portal", deadline=None)
hypothesis.settings.load_profile("portal")

pytest_plugins = ["tests.support.browser", "tests.support.database"]


def pytest_configure(config: pytest.Config) -> None:
    """Compile the catalogues that changed, once for all processes of the suite."""
    if not hasattr(config, "workerinput"):
        compile_all()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run transactional tests last, and give them the rows that migrations made.

    Such a test ends with a flush, which leaves an empty portal to whoever comes after. pytest-django puts them last
    too, but pytest itself then gathers the tests of one browser wherever the first of them stands.
    """
    for item in items:
        if _is_transactional(item):
            marker = item.get_closest_marker("django_db")
            wanted = {**(marker.kwargs if marker else {}), "transaction": True, "serialized_rollback": True}
            # The closest marker is the one that pytest-django reads.
            item.add_marker(pytest.mark.django_db(**wanted), append=False)
    items.sort(key=_is_transactional)


def _is_transactional(item: pytest.Item) -> bool:
    marker = item.get_closest_marker("django_db")
    names = {*getattr(item, "fixturenames", [])}
    return bool(marker and marker.kwargs.get("transaction")) or bool({"live_server", "transactional_db"} & names)


@pytest.fixture(scope="session", autouse=True)
def _addresses() -> None:
    """Read the table of addresses before a test changes a setting that it depends on."""
    assert get_resolver().url_patterns


@pytest.fixture(autouse=True)
def _clean_process() -> Iterator[None]:
    """Start every test without cached values and in the portal's own language."""
    cache.clear()
    with translation.override("sv"):
        yield
    cache.clear()


@pytest.fixture
def site(db: None) -> PortalSite:
    """The site with its six locales, a root page in Swedish and its translations as drafts made live."""
    return build_site()


@pytest.fixture
def live_site(live_server: Any) -> PortalSite:
    """The same site for a live server, on the address the server answers on."""
    portal_site = build_site()
    portal_site.site.hostname = "localhost"
    portal_site.site.port = live_server.thread.port
    portal_site.site.save()
    return portal_site


@pytest.fixture
def client() -> Client:
    """A stranger."""
    return Client()


@pytest.fixture
def editor(db: None) -> Any:
    """Somebody with the editor's role."""
    from tests.factories.users import user_with_role

    return user_with_role("editor")


@pytest.fixture
def editor_client(editor: Any) -> Client:
    """A signed-in editor."""
    client = Client()
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def admin_user(db: None) -> Any:
    """A superuser."""
    from tests.factories.users import UserFactory

    return UserFactory(is_staff=True, is_superuser=True)


@pytest.fixture
def admin_client(admin_user: Any) -> Client:
    """A signed-in superuser."""
    client = Client()
    client.force_login(admin_user, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def assert_max_queries(client: Client) -> Any:
    """Return a check `assert_max_queries("/sv/", 10)`; see tests/support/queries.py for what is counted."""

    def check(path: str, limit: int, *, by: Client | None = None) -> QueryReport:
        report = report_queries(by or client, path)
        assert report.beyond_routing <= limit, f"{path}: at most {limit} queries beyond routing allowed.\n{report}"
        return report

    return check
