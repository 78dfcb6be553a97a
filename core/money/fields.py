"""Money on models: a column for the amount, one for the currency, and a property that puts them together."""

from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.money.values import Currency, Money


def amount_field(verbose_name: Any, help_text: Any = "") -> models.DecimalField:
    """Return the column for an amount of at least 0; null means unknown."""
    return models.DecimalField(
        verbose_name,
        max_digits=14,
        decimal_places=2,
        null=True,
        blank=True,
        help_text=help_text,
        validators=[MinValueValidator(Decimal(0), message=_("An amount cannot be less than 0."))],
    )


def currency_field(verbose_name: Any) -> models.CharField:
    """Return the column for the currency of an amount."""
    return models.CharField(verbose_name, max_length=3, choices=Currency, default=Currency.SEK)


class MoneyPair:
    """A property over two columns, `<name>_amount` and `<name>_currency`: reads and writes a Money or None."""

    def __init__(self, name: str) -> None:
        self.amount = f"{name}_amount"
        self.currency = f"{name}_currency"

    def __get__(self, instance: Any, owner: type | None = None) -> Any:
        """Return the money, or None when the amount is unknown."""
        if instance is None:
            return self
        amount = getattr(instance, self.amount)
        return None if amount is None else Money(amount, getattr(instance, self.currency))

    def __set__(self, instance: Any, value: Money | None) -> None:
        """Write both columns; an unknown amount leaves the currency as it was."""
        setattr(instance, self.amount, None if value is None else value.amount)
        if value is not None:
            setattr(instance, self.currency, value.currency)


def refuse_negative(money: Money | None) -> None:
    """Raise ValidationError when an amount is less than 0."""
    if money is not None and money.amount < 0:
        raise ValidationError(_("An amount cannot be less than 0."), code="negative")
