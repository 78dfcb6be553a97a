"""What tests of the project bank share."""

from typing import Any

import pytest

from projects.models import ProjectIndexPage
from tests.factories.projects import make_bank
from tests.support.site import PortalSite


@pytest.fixture
def banks(site: PortalSite) -> dict[str, ProjectIndexPage]:
    """The bank in Swedish and English."""
    return make_bank(site, "en")


@pytest.fixture
def bank(banks: dict[str, ProjectIndexPage]) -> Any:
    """The bank in Swedish."""
    return banks["sv"]
