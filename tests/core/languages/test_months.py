"""A date is written as the reader's language writes it."""

from datetime import date

import pytest
from django.utils.formats import date_format
from django.utils.translation import override


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("sv", "24 november 2026"),
        ("en", "24 November 2026"),
        ("nb", "24. november 2026"),
        ("nl", "24 november 2026"),
        ("pt", "24 de novembro de 2026"),
        ("it", "24 novembre 2026"),
    ],
)
def test_the_month_in_a_date(language, written):
    with override(language):
        assert date_format(date(2026, 11, 24), "DATE_FORMAT") == written
