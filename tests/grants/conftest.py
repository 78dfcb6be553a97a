"""What tests of grants begin with."""

import pytest

from grants.services import submitting
from tests.factories.applications import make_call, make_draft, owner_of
from tests.factories.grants import make_calls_index


@pytest.fixture
def index(site):
    """A published list of calls in Swedish."""
    return make_calls_index(site.home)


@pytest.fixture
def draft(index):
    """An application in which everything is answered."""
    return make_draft(make_call(index), whole=True)


@pytest.fixture
def owner(draft):
    """Whoever began it."""
    return owner_of(draft)


@pytest.fixture
def case(draft, owner):
    """The same application, sent in."""
    submitting.submit(owner, draft, "sv")
    draft.refresh_from_db()
    return draft
