"""Reading money that somebody typed."""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from core.money.values import Currency, Money


@dataclass(frozen=True)
class _Word:
    """What stands beside a number: a currency, a multiple, or both."""

    currency: Currency | None = None
    multiple: int = 1
    # Swedes, Norwegians and Danes all have "kr" for their own.
    is_any_krona: bool = False


def _words() -> dict[str, _Word]:
    """Return every word that may stand beside a number, the longest first: "mkr" is no "kr" with a rest."""
    words = {
        **{name: _Word(currency) for name, currency in CURRENCY_NAMES.items()},
        **{name: _Word(Currency.SEK, is_any_krona=True) for name in ("kronor", "krona", "kr.", "kr")},
        **{name: _Word(Currency.NOK, is_any_krona=True) for name in ("kroner", "krone")},
    }
    for multiple, names in MULTIPLES.items():
        words.update({name: _Word(multiple=multiple) for name in names})
    for letter, multiple in (("t", 1_000), ("k", 1_000), ("m", 1_000_000), ("mn", 1_000_000)):
        words.update({f"{letter}{name.lower()}": _Word(Currency(name), multiple) for name in Currency.values})
        words[f"{letter}kr"] = _Word(Currency.SEK, multiple, is_any_krona=True)
        words[f"{letter}€"] = _Word(Currency.EUR, multiple)
    return dict(sorted(words.items(), key=lambda pair: -len(pair[0])))


CURRENCY_NAMES = {
    **{code.lower(): Currency(code) for code in Currency.values},
    **dict.fromkeys(("svenska kronor", "svenske kroner", "swedish kronor", "skr"), Currency.SEK),
    **dict.fromkeys(("norska kronor", "norske kroner", "norwegian kroner", "nkr"), Currency.NOK),
    **dict.fromkeys(("danska kronor", "danske kroner", "danish kroner", "dkr"), Currency.DKK),
    **dict.fromkeys(("euros", "euro", "€"), Currency.EUR),
    **dict.fromkeys(("pounds sterling", "brittiska pund", "britiske pund", "pounds", "pund", "£"), Currency.GBP),
}
MULTIPLES = {
    1_000_000: ("miljoner", "miljon", "millioner", "million", "milj.", "milj", "mio.", "mio", "mill.", "mill", "mn"),
    1_000: ("tusen", "thousand"),
}
WORDS = _words()
MAX_WORDS = 3
# "1,2 mkr." at the end of a line.
FULL_STOP = re.compile(r"(?<=[^\W\d_])\.$")
NOTHING = {"", "-", "–", "—", "−", "..", "n/a"}
WHOLE = re.compile(r"[0-9]+")
GROUPED = {sign: re.compile(rf"[0-9]{{1,3}}({re.escape(sign)}[0-9]{{3}})+") for sign in ",."}
# Spaces stand between groups of three: "12 34" is likelier a slip than 1234.
SPACED = re.compile(r"[-+]? ?[0-9]{1,3}( [0-9]{3})+([.,:][0-9]*)?( ?[:,.]?[-–])?")
# "1 234:50", as older Swedish forms have it.
ORE = re.compile(r":(?=[0-9]{2}$)")
DECIMAL_SIGNS = {"en": "."}
MAX_DIGITS = 12


class MoneyError(ValidationError):
    """What was typed is not an amount of money."""


def parse_money(text: str, *, currency: str = Currency.SEK, language: str = "sv") -> Money | None:
    """Return the amount in `text`, or None when it is blank or a dash.

    `currency` is taken when the text names none ("kr" and its like are Norwegian or
    Danish if that is NOK or DKK). Spaces of any kind
    and, where it cannot be misread, points or commas may part the thousands. Raises MoneyError otherwise.
    """
    plain = unicodedata.normalize("NFKC", text).replace("\u2212", "-")
    plain = re.sub(r"\s+", " ", plain).strip().lower()
    if plain in NOTHING:
        return None
    number, found, multiple = _without_words(plain, Currency(currency), text)
    if " " in number and not SPACED.fullmatch(number):
        raise _not_money(text)
    digits = re.sub(r"[ '’]", "", number)
    digits = ORE.sub(",", re.sub(r"(:-|,-|\.-|:–)$", "", digits))
    sign = -1 if digits.startswith("-") else 1
    amount = sign * multiple * _decimal(digits.lstrip("-"), language, text)
    if abs(amount) >= 10**MAX_DIGITS:
        raise MoneyError(_("“%(value)s” is too large an amount.") % {"value": text[:80]}, code="too_large")
    if amount != amount.quantize(Decimal("0.01")):
        raise MoneyError(_("“%(value)s” has more than two decimals.") % {"value": text[:80]}, code="too_fine")
    return Money(amount, found)


def currency_named(text: str) -> Currency | None:
    """Return the currency that a word or a code means, None when it is none that we know: "kr" is SEK."""
    word = WORDS.get(" ".join(text.lower().split()))
    return word.currency if word and word.multiple == 1 else None


def is_unit(text: str) -> bool:
    """Tell whether a text is what amounts can be in: kr, tkr, SEK, miljoner kronor."""
    try:
        return bool(text.strip()) and parse_money(f"1 {text}") is not None and not any(map(str.isdigit, text))
    except MoneyError:
        return False


def _not_money(typed: str) -> MoneyError:
    message = _("“%(value)s” is not an amount. Write it as 1 234 567 or 1 234,50.")
    return MoneyError(message % {"value": typed[:80]}, code="not_money")


def _without_words(text: str, default: Currency, typed: str) -> tuple[str, Currency, int]:
    """Take currencies and words for thousands or millions off both ends of the text."""
    number, found = FULL_STOP.sub("", text), list[_Word]()
    while len(found) <= MAX_WORDS:
        name, rest = next(((name, rest) for name in WORDS if (rest := _without(name, number)) is not None), ("", ""))
        if not name:
            break
        found.append(WORDS[name])
        number = FULL_STOP.sub("", rest)
    multiples = [word.multiple for word in found if word.multiple > 1]
    named = {word.currency for word in found if word.currency and not word.is_any_krona}
    if len(multiples) > 1 or len(named) > 1 or len(found) > MAX_WORDS:
        raise _not_money(typed)
    return number, next(iter(named), None) or _krona(found, default), (multiples or [1])[0]


def _without(word: str, text: str) -> str | None:
    """Return the text without a word at either end of it, None when it has none there."""
    if text.endswith(word) and not text[: -len(word)][-1:].isalpha():
        return text[: -len(word)].strip()
    if text.startswith(word) and not text[len(word) :][:1].isalpha():
        return text[len(word) :].strip()
    return None


def _krona(words: list[_Word], default: Currency) -> Currency:
    """Return whose krona is meant: that of the record, if it has one."""
    currency = next((word.currency for word in words if word.currency), None)
    if currency is None or default in {Currency.NOK, Currency.DKK}:
        return default
    return currency


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
