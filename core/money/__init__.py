"""Money: a decimal amount that always carries its currency.

Zero is a value and None is unknown; amounts in different currencies are never added.
"""

from core.money.formatting import format_money
from core.money.parsing import MoneyError, currency_named, is_unit, parse_money
from core.money.values import Currency, MixedCurrenciesError, Money, sums

__all__ = [
    "Currency",
    "MixedCurrenciesError",
    "Money",
    "MoneyError",
    "currency_named",
    "format_money",
    "is_unit",
    "parse_money",
    "sums",
]
