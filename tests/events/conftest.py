"""What tests of seminars begin with."""

import pytest

from tests.factories.events import make_index


@pytest.fixture
def index(site):
    """A published list of seminars in Swedish."""
    return make_index(site.home)
