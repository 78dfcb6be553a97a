"""What tests of grants begin with."""

import pytest

from tests.factories.grants import make_calls_index


@pytest.fixture
def index(site):
    """A published list of calls in Swedish."""
    return make_calls_index(site.home)
