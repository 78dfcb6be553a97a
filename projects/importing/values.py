"""Reading one value of a record. Each function raises ValueError with the reason when the value cannot be taken."""

import datetime as dt
import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

import phonenumbers
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.utils.translation import gettext as _
from stdnum.se import orgnr

from core.money import Money, parse_money
from core.periods import PartialDate, Period, parse_date, parse_period
from projects.importing.lines import BULLET, NUMBERED

NOTHING = {"", "-", "–", "—", "−", "..", "...", "n/a", "uppgift saknas", "okänt", "unknown", "not known"}
# 1954 to 2064: the days that a project can begin or end.
FIRST_COUNTED, LAST_COUNTED = 20_000, 60_000
YES = {"ja", "yes", "j", "y", "x", "1", "true", "sant", "sann", "sim", "sì", "si"}
NO = {"nej", "no", "n", "0", "false", "falskt", "falsk", "nei", "nee", "não", "nao"}
AREA = re.compile(
    r"(?:(?:programområde|programme area|program area|po)\s*)?(?:(?P<number>[0-9]{1,3})\b)?\s*[-–:.,]?\s*(?P<name>.*)",
    re.IGNORECASE | re.DOTALL,
)
# A sentence of nothing but these words says that there is none: "Ingen transnationell verksamhet planeras."
NO_WORDS = {"ingen", "inget", "inga", "nej", "ej", "saknas", "none", "no", "not", "ikke"}
EMPTY_WORDS = {
    *("aktuellt", "aktuell", "planeras", "planerat", "planerad", "finns", "ingår", "förekommer", "är", "det", "någon"),
    *("något", "transnationell", "transnationellt", "transnationella", "internationell", "internationellt", "i"),
    *("gränsöverskridande", "verksamhet", "verksamheter", "samarbete", "samarbeten", "samverkan", "partnerskap"),
    *("partner", "partners", "projektet", "transnational", "cooperation", "co-operation", "collaboration", "activity"),
    *("activities", "applicable", "relevant", "any", "is", "are", "there", "planned", "in", "the", "project"),
}
# Hyphens that break no line, and signs of minus, which people write for hyphens.
HYPHENS = str.maketrans("\u2010\u2011\u2212", "---")
PHONE_REST = re.compile(r"[0-9+()\s/.–-]+(?:\(?(?:ankn|anknytning|ext|vx|växel)\.?\s*[0-9]*\)?)?", re.IGNORECASE)


@dataclass(frozen=True)
class AreaName:
    """A programme area as a record names it."""

    number: int | None
    name: str


@dataclass(frozen=True)
class OrganisationName:
    """An organisation as a record names it."""

    name: str
    number: str = ""


@dataclass(frozen=True)
class ContactFacts:
    """Whom to ask, as a record says it."""

    name: str = ""
    email: str = ""
    phone: str = ""


def one_line(text: str) -> str:
    """Return a value on one line, "" when it says that nothing is known."""
    plain = " ".join(text.split())
    return "" if plain.casefold() in NOTHING else plain


def short(text: str, limit: int) -> str:
    """Return a value on one line. Raises ValueError when it is longer than `limit` characters."""
    plain = one_line(text)
    if len(plain) > limit:
        raise ValueError(_("At most %(limit)s characters.") % {"limit": limit})
    return plain


def owner(text: str) -> str:
    """Return the name of the one owner. Raises ValueError for a list of names, and for one that is too long."""
    if len([name for name in text.split(";") if name.strip()]) > 1:
        raise ValueError(_("A project has one owner. Write the other organisations as partners."))
    return short(text, 160)


def money(text: str, currency: str) -> Money | None:
    """Return an amount of at least 0, None when it is not known; `currency` counts when the text names none."""
    try:
        amount = parse_money(one_line(text), currency=currency)
    except ValidationError as error:
        raise ValueError(" ".join(error.messages)) from error
    if amount is not None and amount.amount < 0:
        raise ValueError(_("An amount cannot be less than 0."))
    return amount


def hours(text: str) -> Decimal | None:
    """Return hours of at least 0 with at most one decimal, None when they are not known."""
    plain = re.sub(r"\s*(?:timmar|timme|tim|h|hours?)\.?$", "", one_line(text).casefold())
    if not plain:
        return None
    try:
        number = Decimal(plain.replace(" ", "").replace(",", "."))
    except InvalidOperation as error:
        raise ValueError(_("This is not a number of hours. Write it as 40 or 7,5.")) from error
    if not number.is_finite() or not 0 <= number < 10**6 or number != round(number, 1):
        raise ValueError(_("Hours are a number from 0 with at most one decimal."))
    return number


def date(text: str) -> PartialDate | None:
    """Return a day, a month or a year, None when it is not known."""
    try:
        return parse_date(one_line(text))
    except ValidationError as error:
        raise ValueError(" ".join(error.messages)) from error


def counted_day(text: str) -> PartialDate | None:
    """Return the day of a number of days since 1899-12-30, as spreadsheets keep dates; None for any other text."""
    if not re.fullmatch(r"[0-9]{5}", text) or not FIRST_COUNTED <= int(text) <= LAST_COUNTED:
        return None
    return PartialDate.from_date(dt.date(1899, 12, 30) + dt.timedelta(days=int(text)))


def may_be_month_first(text: str) -> bool:
    """Tell whether a date is one thing in Sweden and another in the United States: 03/01/2012."""
    match = re.fullmatch(r"([0-9]{1,2})/([0-9]{1,2})/[0-9]{2,4}", one_line(text))
    return match is not None and max(int(match[1]), int(match[2])) <= 12 and int(match[1]) != int(match[2])


def period(text: str) -> Period:
    """Return a period, either end of which may be unknown."""
    try:
        return parse_period(one_line(text))
    except ValidationError as error:
        raise ValueError(" ".join(error.messages)) from error


def email(text: str) -> str:
    """Return an address."""
    address = one_line(text).translate(HYPHENS).removeprefix("mailto:").strip("<>,; ")
    if address:
        try:
            validate_email(address)
        except ValidationError as error:
            raise ValueError(_("This is not an e-mail address.")) from error
    return address


def phone(text: str) -> str:
    """Return a number as it was written; whether it is in use nobody can tell, only that it can be one."""
    number = one_line(text).translate(HYPHENS)
    if not number:
        return ""
    try:
        parsed = phonenumbers.parse(number, "SE")
    except phonenumbers.NumberParseException as error:
        raise ValueError(_("This is not a telephone number.")) from error
    if not PHONE_REST.fullmatch(number) or not phonenumbers.is_possible_number(parsed):
        raise ValueError(_("This is not a telephone number."))
    return number


def url(text: str) -> str:
    """Return an address on the web."""
    address = one_line(text).translate(HYPHENS)
    if not address:
        return ""
    if "://" not in address:
        address = f"https://{address}"
    try:
        URLValidator(schemes=["http", "https"])(address)
    except ValidationError as error:
        raise ValueError(_("This is not a web address.")) from error
    if len(address) > 200:
        raise ValueError(_("At most %(limit)s characters.") % {"limit": 200})
    return address


def yes_or_no(text: str) -> bool:
    """Return an answer; nothing is no."""
    plain = one_line(text).casefold()
    if plain in YES:
        return True
    if not plain or plain in NO:
        return False
    raise ValueError(_("Write yes or no."))


def area(text: str) -> AreaName | None:
    """Return number and name of a programme area: "Programområde 1 Kompetensförsörjning", "1 Kompetensförsörjning"."""
    plain = one_line(text)
    if not plain:
        return None
    match = AREA.fullmatch(plain)
    number, name = (match["number"], match["name"].strip()) if match else (None, plain)
    if len(name) > 120:
        raise ValueError(_("At most %(limit)s characters.") % {"limit": 120})
    if not name:
        return AreaName(int(number) if number else None, "") if number else AreaName(None, plain)
    return AreaName(int(number) if number else None, name)


def organisation_number(text: str) -> str:
    """Return a Swedish organisation number in its usual form."""
    plain = one_line(text)
    if not plain:
        return ""
    if not orgnr.is_valid(plain):
        raise ValueError(_("This is not a valid organisation number. Write it as 212000-0449."))
    return str(orgnr.format(plain))


def says_none(text: str) -> bool:
    """Tell whether a section says in so many words that there is no transnational cooperation."""
    words = set(text.casefold().strip(" \n.!").split())
    return bool(words & NO_WORDS) and words <= NO_WORDS | EMPTY_WORDS


def items(lines: list[str], *, also_at: str = "") -> list[str]:
    """Return the items of a list: one a line, after bullets or numbers, or several parted by semicolons.

    `also_at`: a pattern of further separators, e.g. commas between names of places.
    """
    pattern = re.compile(f";|{also_at}" if also_at else ";")
    found = []
    for line in lines:
        match = BULLET.fullmatch(line.strip()) or NUMBERED.fullmatch(line.strip())
        text = match["text"] if match else line
        found += [one_line(part.strip(" \t.:•·")) for part in pattern.split(text)]
    return [text for text in found if text]
