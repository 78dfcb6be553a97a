"""The value itself."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.db import models
from django.utils.translation import gettext_lazy as _

# The smallest unit we keep: öre, øre and cent.
SMALLEST = Decimal("0.01")


class Currency(models.TextChoices):
    """The currencies of the partnership and of those it works with, by ISO 4217 code."""

    SEK = "SEK", _("Swedish kronor (SEK)")
    NOK = "NOK", _("Norwegian kroner (NOK)")
    EUR = "EUR", _("euro (EUR)")
    DKK = "DKK", _("Danish kroner (DKK)")
    GBP = "GBP", _("pounds sterling (GBP)")


class MixedCurrenciesError(ValueError):
    """Amounts in different currencies were to be added or compared."""


@dataclass(frozen=True)
class Money:
    """An amount in a currency, in hundredths at the finest. Raises ValueError for a currency we do not know."""

    amount: Decimal
    currency: str = Currency.SEK

    def __post_init__(self) -> None:
        object.__setattr__(self, "currency", Currency(self.currency).value)
        object.__setattr__(self, "amount", Decimal(self.amount).quantize(SMALLEST, rounding=ROUND_HALF_UP))

    def __add__(self, other: "Money | int") -> "Money":
        """Add another amount. Raises MixedCurrenciesError when its currency is another."""
        if other == 0 and isinstance(other, int):  # so that sum() can start
            return self
        if not isinstance(other, Money):
            return NotImplemented
        self._same_currency(other)
        return Money(self.amount + other.amount, self.currency)

    __radd__ = __add__

    def __lt__(self, other: "Money") -> bool:
        """Compare with an amount in the same currency. Raises MixedCurrenciesError when it is another."""
        self._same_currency(other)
        return self.amount < other.amount

    def __bool__(self) -> bool:
        """Return True always: 0 kr is a value, and only None is the lack of one."""
        return True

    def __str__(self) -> str:
        return f"{self.amount} {self.currency}"

    def _same_currency(self, other: "Money") -> None:
        if self.currency != other.currency:
            raise MixedCurrenciesError(f"{self.currency} and {other.currency} cannot be put together")


def sums(amounts: Iterable[Money | None]) -> list[Money]:
    """Return one sum per currency in the order of `Currency`, leaving out what is unknown; never across currencies."""
    totals: dict[str, Money] = {}
    for money in amounts:
        if money is not None:
            totals[money.currency] = money + totals.get(money.currency, 0)
    return [totals[currency] for currency in Currency.values if currency in totals]
