"""Dates and periods as each language writes them."""

from django.utils import translation
from django.utils.translation import gettext, pgettext

from core.periods.names import MONTHS
from core.periods.values import PartialDate, Period

DAY_FORMATS = {"nb": "{day}. {month} {year}", "pt": "{day} de {month} de {year}"}
MONTH_FORMATS = {"pt": "{month} de {year}"}
DEFAULT_DAY = "{day} {month} {year}"
DEFAULT_MONTH = "{month} {year}"


def format_date(date: PartialDate | None, language: str | None = None) -> str:
    """Return e.g. "1 maj 2008", "maj 2008" or "2008" in `language` (default: the active); None gives ""."""
    if date is None:
        return ""
    code = (language or translation.get_language() or "sv")[:2]
    if date.month is None:
        return str(date.year)
    month = MONTHS.get(code, MONTHS["sv"])[date.month - 1]
    if date.day is None:
        return MONTH_FORMATS.get(code, DEFAULT_MONTH).format(month=month, year=date.year)
    return DAY_FORMATS.get(code, DEFAULT_DAY).format(day=date.day, month=month, year=date.year)


def format_period(period: Period, language: str | None = None) -> str:
    """Return e.g. "1 maj 2008 – 30 september 2008"; one date when both ends are the same, words for an open end."""
    code = (language or translation.get_language() or "sv")[:2]
    start, end = format_date(period.start, code), format_date(period.end, code)
    if start and end:
        return start if start == end else f"{start} – {end}"
    with translation.override(code):
        if start:
            return pgettext("period", "from %(date)s") % {"date": start}
        if end:
            return pgettext("period", "until %(date)s") % {"date": end}
        return gettext("not known")
