"""Searching among many: what is found does not depend on how the database ranks, and costs one look at the index."""

import pytest

from core.search.pages import _rows
from core.search.query import beginnings_for, understand
from tests.factories import home as make

pytestmark = pytest.mark.django_db


def test_the_index_is_asked_once_however_many_are_found(site, django_assert_num_queries):
    for number in range(12):
        make.make_standard(site.home, f"Mentor {number}")
    make.make_standard(site.home, "Mentorskap")
    asked_for = beginnings_for(understand("mentor"), ["sv"])
    # The first search of a process also learns the kinds of pages.
    _rows(asked_for, "sv")
    with django_assert_num_queries(1) as asked:
        rows = _rows(asked_for, "sv")
    assert len(rows) == 13
    # Inside the list of what is shown, SQLite would look the words up anew for every row.
    assert asked[0]["sql"].count("MATCH") <= 1
