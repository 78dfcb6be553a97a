"""Dates as the reader writes them."""

from datetime import date, datetime

import pytest
from django.utils import translation
from django.utils.formats import date_format


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("sv", "5 juli 2025"),
        ("en", "5 July 2025"),
        ("nb", "5. juli 2025"),
        ("nl", "5 juli 2025"),
        ("pt", "5 de julho de 2025"),
        ("it", "5 luglio 2025"),
    ],
)
def test_a_date_is_written_as_in_the_language(language, written):
    with translation.override(language):
        assert date_format(date(2025, 7, 5), "DATE_FORMAT") == written


def test_english_hours_are_counted_to_twenty_four():
    with translation.override("en"):
        assert date_format(datetime(2025, 7, 5, 14, 30), "DATETIME_FORMAT", use_l10n=True) == "5 July 2025 14:30"  # noqa: DTZ001 — a wall time to be shown
