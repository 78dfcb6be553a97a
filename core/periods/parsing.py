"""Reading dates and periods that somebody typed, as they are usually written in Swedish and its neighbours."""

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from core.periods.names import month_numbers
from core.periods.values import PartialDate, Period, Precision

NOTHING = {"", "-", "–", "—", "..", "n/a"}
NUMERIC = [
    re.compile(r"(?P<year>[0-9]{4})"),
    re.compile(r"(?P<year>[0-9]{4})[-/.](?P<month>[0-9]{1,2})"),
    re.compile(r"(?P<year>[0-9]{4})[-/.](?P<month>[0-9]{1,2})[-/.](?P<day>[0-9]{1,2})"),
    re.compile(r"(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})"),
    re.compile(r"(?P<day>[0-9]{1,2})[/.-](?P<month>[0-9]{1,2})[/. -]+(?P<year>[0-9]{4})"),
]
WORDED = [
    re.compile(
        r"(?:den )?(?P<day>[0-9]{1,2})(?:\.|:?[ae]|º)? (?:de )?(?P<name>[^\W\d_]+)\.?,?(?: de)? (?P<year>[0-9]{4})"
    ),
    re.compile(r"(?P<name>[^\W\d_]+)\.?,?(?: de)? (?P<year>[0-9]{4})"),
]
# "2022-01-01 00:00:00" is what spreadsheets make of a date.
MIDNIGHT = re.compile(r"[ t]00:00(:00(\.0+)?)?$")
RANGE = re.compile(
    r"(?P<start>.*?)\s*"
    r"(?:\btill och med\b|\bt\.?o\.?m\.?(?=\s)|\btill\b|\bto\b|\btil\b|\btot\b|–|—|\s-(?=\s|$))"
    r"\s*(?P<end>.*)"
)
YEARS = re.compile(r"(?P<start>[0-9]{4})\s*-\s*(?P<end>[0-9]{4})")
LEADING = re.compile(r"^(?:från och med|fr\.?\s?o\.?m\.?|från|under|from|fra|during|i løpet av)\s+")


class PeriodError(ValidationError):
    """What was typed is not a date or a period."""


def _plain(text: str) -> str:
    """Return the text in lower case with ordinary spaces and hyphens only."""
    plain = unicodedata.normalize("NFKC", text).replace("\u2010", "-").replace("\u2011", "-")
    return re.sub(r"\s+", " ", plain).strip().lower()


def parse_date(text: str) -> PartialDate | None:
    """Return the day, month or year in `text`; None when it is blank or a dash. Raises PeriodError otherwise."""
    plain = MIDNIGHT.sub("", _plain(text))
    if plain in NOTHING:
        return None
    for pattern in NUMERIC:
        match = pattern.fullmatch(plain)
        if match:
            parts = match.groupdict()
            return _date(text, parts["year"], parts.get("month"), parts.get("day"))
    for pattern in WORDED:
        match = pattern.fullmatch(plain)
        if match and match["name"] in month_numbers():
            parts = match.groupdict()
            return _date(text, parts["year"], str(month_numbers()[parts["name"]]), parts.get("day"))
    raise _wrong(text)


def _date(typed: str, year: str, month: str | None, day: str | None) -> PartialDate:
    try:
        return PartialDate(int(year), int(month) if month else None, int(day) if day else None)
    except ValueError as error:
        raise _wrong(typed) from error


def _wrong(typed: str) -> PeriodError:
    message = _("“%(value)s” is not a date. Write it as 2008-05-01, 1 May 2008, May 2008 or 2008.")
    return PeriodError(message % {"value": typed[:80]}, code="not_a_date")


def parse_period(text: str) -> Period:
    """Return the period in `text`, e.g. "2008-05-01 till 2008-09-30", "2008–2010", "from May 2008", "2022".

    A lone month or year is a period of its own; a lone day, and what "during" says, is the start.
    Raises PeriodError when either date is none or the end is before the start.
    """
    plain = _plain(text)
    if plain in NOTHING:
        return Period()
    open_start = LEADING.sub("", plain)
    match = YEARS.fullmatch(open_start) or RANGE.fullmatch(open_start)
    if match:
        start, end = parse_date(match["start"]), parse_date(match["end"])
    else:
        start = parse_date(open_start)
        is_whole = open_start == plain and start is not None and start.precision != Precision.DAY
        end = start if is_whole else None
    try:
        return Period(start, end)
    except ValueError as error:
        message = _("“%(value)s” ends before it starts.") % {"value": text[:80]}
        raise PeriodError(message, code="end_before_start") from error
