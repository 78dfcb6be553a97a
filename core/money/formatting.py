"""Money as it is written in each language."""

from decimal import Decimal

from django.utils.translation import get_language

from core.money.values import Currency, Money

NARROW = "\u202f"  # narrow no-break space, between groups of three
NO_BREAK = "\u00a0"
GROUP = {"en": ",", "nl": ".", "it": "."}
DECIMAL_SIGN = {"en": "."}
# After the number where the language has it so; otherwise a sign or code before it.
AFTER = {("sv", Currency.SEK): "kr", ("pt", Currency.EUR): "€", ("it", Currency.EUR): "€"}
BEFORE = {Currency.EUR: "€", Currency.GBP: "£"}
MINUS = "\u2212"


def format_number(number: Decimal, language: str, *, cents: bool = True) -> str:
    """Return a number grouped as `language` (two letters) has it, with decimals only when there are any.

    A single decimal is filled up to two, as sums have it, unless `cents` is false.
    """
    whole, _point, decimals = f"{abs(number):f}".partition(".")
    decimals = decimals.rstrip("0")
    if cents and len(decimals) == 1:
        decimals += "0"
    groups: list[str] = []
    while whole:
        whole, last = whole[:-3], whole[-3:]
        groups.insert(0, last)
    text = GROUP.get(language, NARROW).join(groups)
    if decimals:
        text += DECIMAL_SIGN.get(language, ",") + decimals
    return f"{MINUS}{text}" if number < 0 else text


def format_money(money: Money | None, language: str | None = None) -> str:
    """Return e.g. "1 234 567 kr", "NOK 800 000" or "€ 1 234" in `language` (default: the active); None gives ""."""
    if money is None:
        return ""
    code = (language or get_language() or "sv")[:2]
    currency = Currency(money.currency)
    number = format_number(money.amount, code)
    after = AFTER.get((code, currency))
    if after:
        return f"{number}{NO_BREAK}{after}"
    return f"{BEFORE.get(currency, currency.value)}{NO_BREAK}{number}"
