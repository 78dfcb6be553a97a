"""Money on models: a column for the amount, one for the currency, and a property that puts them together."""

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.money.formatting import format_number
from core.money.parsing import parse_money
from core.money.values import Currency, Money

FIRST_CHOICES = [(currency.value, currency.label) for currency in (Currency.SEK, Currency.NOK, Currency.EUR)]


class AmountFormField(forms.CharField):
    """Takes an amount as people write it, e.g. "1 234 567" or "1 234,50 kr"; see `parse_money`."""

    def __init__(self, **kwargs: Any) -> None:
        for name in ("max_digits", "decimal_places", "max_value", "min_value"):
            kwargs.pop(name, None)
        super().__init__(max_length=40, **kwargs)

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]  # an amount, not its text
        """Read what was typed; blank is unknown. Raises ValidationError when it is no amount."""
        if isinstance(value, Decimal) or value is None:
            return value
        money = parse_money(super().to_python(value) or "")
        return money.amount if money else None

    def run_validators(self, value: Any) -> None:
        """Leave the amount to the validators of the column: those of a text do not apply."""

    def prepare_value(self, value: Any) -> Any:
        """Show an amount grouped, with decimals only when there are any; what could not be read stays as typed."""
        return format_number(value, "sv") if isinstance(value, Decimal) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare what is meant, so that "1 000" does not change 1000.00."""
        try:
            return self.to_python(initial) != self.to_python(data)
        except ValidationError:
            return True


class AmountField(models.DecimalField):
    """A decimal column whose form takes amounts as people write them."""

    def deconstruct(self) -> Any:
        """Stand in migrations as what it is in the database."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.DecimalField", args, kwargs

    def formfield(self, **kwargs: Any) -> Any:
        """Return a text field that reads amounts."""
        return super().formfield(**{"form_class": AmountFormField, **kwargs})


class CurrencyField(models.CharField):
    """A column for a code of three letters, one of `Currency`."""

    def deconstruct(self) -> Any:
        """Stand in migrations with the currencies of the first day: a new one changes nothing in the database."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", args, {**kwargs, "choices": FIRST_CHOICES}


def amount_field(verbose_name: Any, help_text: Any = "") -> AmountField:
    """Return the column for an amount of at least 0; null means unknown."""
    return AmountField(
        verbose_name,
        max_digits=14,
        decimal_places=2,
        null=True,
        blank=True,
        help_text=help_text,
        validators=[MinValueValidator(Decimal(0), message=_("An amount cannot be less than 0."))],
    )


def currency_field(verbose_name: Any) -> CurrencyField:
    """Return the column for the currency of an amount."""
    return CurrencyField(verbose_name, max_length=3, choices=Currency, default=Currency.SEK)


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
