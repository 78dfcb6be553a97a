"""Reading money that somebody typed."""

import re
import unicodedata
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from core.money.values import Currency, Money

# Longer words first, so that "kronor" is not read as "kr" and a rest.
CURRENCY_WORDS = {
    "svenska kronor": Currency.SEK,
    "norska kronor": Currency.NOK,
    "norske kroner": Currency.NOK,
    "kronor": Currency.SEK,
    "kroner": Currency.NOK,
    "euros": Currency.EUR,
    "euro": Currency.EUR,
    "sek": Currency.SEK,
    "nok": Currency.NOK,
    "eur": Currency.EUR,
    "kr.": Currency.SEK,
    "kr": Currency.SEK,
    "€": Currency.EUR,
}
MULTIPLES = {
    **dict.fromkeys(("miljoner kronor", "miljoner kr", "miljoner", "milj. kr", "milj kr", "mn kr"), 1_000_000),
    **dict.fromkeys(("tusen kronor", "tusen kr"), 1_000),
    "tkr": 1_000,
    "kkr": 1_000,
    "mkr": 1_000_000,
    "mnkr": 1_000_000,
    "mnok": 1_000_000,
    "msek": 1_000_000,
}
MULTIPLE_CURRENCY = {"mnok": Currency.NOK, "msek": Currency.SEK}
# Words that Swedes and Norwegians both have for their own.
ANY_KRONA = {"kr", "kr.", "kronor", "kroner"}
# "1,2 mkr." at the end of a line.
FULL_STOP = re.compile(r"(?<=[^\W\d_])\.$")
NOTHING = {"", "-", "–", "—", "−", "..", "n/a"}
WHOLE = re.compile(r"[0-9]+")
GROUPED = {sign: re.compile(rf"[0-9]{{1,3}}({re.escape(sign)}[0-9]{{3}})+") for sign in ",."}
# Spaces stand between groups of three: "12 34" is likelier a slip than 1234.
SPACED = re.compile(r"[-+]? ?[0-9]{1,3}( [0-9]{3})+([.,][0-9]*)?( ?[:,.]?[-–])?")
DECIMAL_SIGNS = {"en": "."}
MAX_DIGITS = 12


class MoneyError(ValidationError):
    """What was typed is not an amount of money."""


def parse_money(text: str, *, currency: str = Currency.SEK, language: str = "sv") -> Money | None:
    """Return the amount in `text`, or None when it is blank or a dash.

    `currency` is taken when the text names none ("kr" and its like are Norwegian if that is NOK). Spaces of any kind
    and, where it cannot be misread, points or commas may part the thousands. Raises MoneyError otherwise.
    """
    plain = unicodedata.normalize("NFKC", text).replace("\u2212", "-")
    plain = re.sub(r"\s+", " ", plain).strip().lower()
    if plain in NOTHING:
        return None
    number, found, multiple = _without_currency(plain, Currency(currency))
    if " " in number and not SPACED.fullmatch(number):
        raise _not_money(text)
    digits = re.sub(r"[ '’]", "", number)
    digits = re.sub(r"(:-|,-|\.-|:–)$", "", digits)
    sign = -1 if digits.startswith("-") else 1
    amount = sign * multiple * _decimal(digits.lstrip("-"), language, text)
    if abs(amount) >= 10**MAX_DIGITS:
        raise MoneyError(_("“%(value)s” is too large an amount.") % {"value": text[:80]}, code="too_large")
    if amount != amount.quantize(Decimal("0.01")):
        raise MoneyError(_("“%(value)s” has more than two decimals.") % {"value": text[:80]}, code="too_fine")
    return Money(amount, found)


def _not_money(typed: str) -> MoneyError:
    message = _("“%(value)s” is not an amount. Write it as 1 234 567 or 1 234,50.")
    return MoneyError(message % {"value": typed[:80]}, code="not_money")


def _krona(default: Currency, otherwise: Currency) -> Currency:
    return Currency.NOK if default == Currency.NOK else otherwise


def _without_currency(text: str, default: Currency) -> tuple[str, Currency, int]:
    """Take the currency and a word for thousands or millions off the text."""
    text = FULL_STOP.sub("", text)
    for word, factor in MULTIPLES.items():
        if text.endswith(word):
            currency = MULTIPLE_CURRENCY.get(word) or _krona(default, Currency.SEK)
            return text[: -len(word)].strip(), currency, factor
    for word, currency in CURRENCY_WORDS.items():
        if word in ANY_KRONA:
            currency = _krona(default, currency)
        if text.endswith(word):
            return text[: -len(word)].strip(), currency, 1
        if text.startswith(word):
            return text[len(word) :].strip(), currency, 1
    return text, default, 1


def _decimal(digits: str, language: str, typed: str) -> Decimal:
    """Read a number without sign and spaces. Raises MoneyError when it is none, or can be read in two ways."""
    wrong = _not_money(typed)
    if WHOLE.fullmatch(digits):
        return Decimal(digits)
    decimal_sign = DECIMAL_SIGNS.get(language[:2], ",")
    group_sign = "." if decimal_sign == "," else ","
    if decimal_sign in digits and group_sign in digits and digits.rfind(decimal_sign) < digits.rfind(group_sign):
        decimal_sign, group_sign = group_sign, decimal_sign
    whole, sign, decimals = digits.rpartition(decimal_sign)
    if not sign:
        whole, decimals = digits, ""
    elif GROUPED[decimal_sign].fullmatch(digits):  # 1,234 or 1,234,567
        if whole.count(decimal_sign) == 0 and language[:2] != "en":
            raise wrong
        whole, decimals = digits.replace(decimal_sign, ""), ""
    if group_sign in whole:
        whole, decimals = _ungrouped(whole, group_sign, decimals, wrong, language)
    if not WHOLE.fullmatch(whole) or (sign and not decimals and digits.endswith(sign)):
        raise wrong
    if decimals and not WHOLE.fullmatch(decimals):
        raise wrong
    return Decimal(f"{whole}.{decimals or 0}")


def _ungrouped(whole: str, sign: str, decimals: str, wrong: MoneyError, language: str) -> tuple[str, str]:
    """Take the signs between thousands away; a lone "12.50" is read as a decimal number."""
    if GROUPED[sign].fullmatch(whole):
        if whole.count(sign) == 1 and not decimals and language[:2] in {"sv", "nb"}:
            raise wrong  # "1.234" is a thousand to some and one and a bit to others
        return whole.replace(sign, ""), decimals
    head, _sign, tail = whole.rpartition(sign)
    if decimals or sign in head:
        raise wrong
    return head, tail
