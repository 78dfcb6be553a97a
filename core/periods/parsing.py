"""Reading dates and periods that somebody typed, as they are usually written in Swedish and its neighbours."""

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from core.periods.names import month_numbers
from core.periods.values import PartialDate, Period, Precision

NOTHING = {"", "-", "–", "—", "..", "n/a"}
# Hyphens and the sign of minus; dashes part two dates and stay.
HYPHENS = str.maketrans("\u2010\u2011\u2212", "---")
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
    r"(?:\btill och med\b|\bt\.?\s?o\.?\s?m\.?(?=\s|\d)|\btill\b|\bto\b|\btil\b|\btot\b|–|—|\s-(?=\s|$))"
    r"\s*(?P<end>.*)"
)
# Two dates of the same form with a hyphen between them, with or without spaces.
JOINED = [
    re.compile(rf"(?P<start>{form})\s*{sign}\s*(?P<end>{form})")
    for form, sign in (
        ("[0-9]{4}", "[-/]"),
        ("[0-9]{4}-[0-9]{1,2}", "(?:--?|/)"),
        ("[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}", "(?:--?|/)"),
        ("[0-9]{4}[/.][0-9]{1,2}(?:[/.][0-9]{1,2})?", "--?"),
        ("[0-9]{8}", "(?:--?|/)"),
        ("[0-9]{1,2}[/.][0-9]{1,2}[/.][0-9]{4}", "--?"),
        (r"(?:[0-9]{1,2}\.? )?[^\W\d_]+\.? [0-9]{4}", "-"),
    )
]
# A start that leaves the year to the end: "1 maj - 30 september 2008", "1/5-30/9 2008", "maj–september 2008".
YEARLESS = re.compile(
    r"(?P<start>(?:den )?[0-9]{1,2}(?:/[0-9]{1,2}| [^\W\d_]+\.?)|[^\W\d_]+\.?)"
    r"\s*(?:\btill\b|\bto\b|\btil\b|\btot\b|[-–—])\s*(?P<end>\D.*?|[0-9]{1,2}\D.*?)(?P<year>\b[0-9]{4})"
)
ENDLESS = {"pågående", "tills vidare", "löpande", "ongoing", "until further notice"}
LEADING = re.compile(r"^(?:från och med|fr\.?\s?o\.?m\.?|från|under|from|fra|during|i løpet av)\s+")


class PeriodError(ValidationError):
    """What was typed is not a date or a period."""


def _plain(text: str) -> str:
    """Return the text in lower case with ordinary spaces and hyphens only."""
    plain = unicodedata.normalize("NFKC", text).translate(HYPHENS)
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


def _ends(text: str) -> tuple[str, str] | None:
    """Return the two dates of a period as text; None when there is only one."""
    yearless = YEARLESS.fullmatch(text)
    if yearless:
        year = yearless["year"]
        return f"{yearless['start']} {year}", f"{yearless['end']}{year}"
    for pattern in (*JOINED, RANGE):
        match = pattern.fullmatch(text)
        if match:
            return match["start"], match["end"]
    return None


def parse_period(text: str) -> Period:
    """Return the period in `text`, e.g. "2008-05-01 till 2008-09-30", "2008–2010", "from May 2008", "2022".

    A lone month or year is a period of its own; a lone day, and what "during" says, is the start.
    Raises PeriodError when either date is none or the end is before the start.
    """
    plain = _plain(text)
    if plain in NOTHING:
        return Period()
    open_start = LEADING.sub("", plain)
    ends = _ends(open_start)
    if ends:
        start, end = parse_date(ends[0]), None if ends[1] in ENDLESS else parse_date(ends[1])
    else:
        start = parse_date(open_start)
        is_whole = open_start == plain and start is not None and start.precision != Precision.DAY
        end = start if is_whole else None
    try:
        return Period(start, end)
    except ValueError as error:
        message = _("“%(value)s” ends before it starts.") % {"value": text[:80]}
        raise PeriodError(message, code="end_before_start") from error
