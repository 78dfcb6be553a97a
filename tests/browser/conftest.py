"""A live portal with the demo content for Chromium."""

from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from wagtail.models import Site

from grants.models import CallPage
from tests.factories.grants import make_call_page, make_calls_index
from tests.support.site import PortalSite


@pytest.fixture
def live_address(live_server: Any) -> str:
    """The address of a live server, without a slash at the end."""
    return f"http://localhost:{live_server.thread.port}"


@pytest.fixture
def demo_address(live_server: Any, live_address: str, settings: Any) -> str:
    """The address of a live server with the demo content."""
    settings.DEMO = True
    call_command("load_demo", verbosity=0, stdout=StringIO())
    Site.objects.filter(is_default_site=True).update(hostname="localhost", port=live_server.thread.port)
    return live_address


@pytest.fixture
def call_page(live_site: PortalSite) -> CallPage:
    """A call that is open, with a small form."""
    return make_call_page(make_calls_index(live_site.home))
