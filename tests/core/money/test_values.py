from decimal import Decimal

import pytest

from core.money import Currency, MixedCurrenciesError, Money, sums


def test_nought_is_a_value_and_not_the_lack_of_one():
    assert Money(Decimal(0))
    assert Money(Decimal(0)) is not None


def test_amounts_are_kept_in_hundredths():
    assert Money(Decimal("1.005")).amount == Decimal("1.01")


def test_amounts_in_the_same_currency_add_up():
    assert sum([Money(Decimal(1)), Money(Decimal(2))]) == Money(Decimal(3))


def test_amounts_in_different_currencies_are_never_added():
    with pytest.raises(MixedCurrenciesError):
        Money(Decimal(1), "SEK") + Money(Decimal(1), "NOK")


def test_amounts_in_different_currencies_are_never_compared():
    with pytest.raises(MixedCurrenciesError):
        sorted([Money(Decimal(1), "SEK"), Money(Decimal(1), "NOK")])


def test_sums_are_one_per_currency_and_leave_out_the_unknown():
    amounts = [Money(Decimal(5), "NOK"), None, Money(Decimal(0), "SEK"), Money(Decimal(7), "NOK")]
    assert sums(amounts) == [Money(Decimal(0), "SEK"), Money(Decimal(12), "NOK")]


def test_a_currency_we_do_not_know_is_refused():
    with pytest.raises(ValueError, match="CHF"):
        Money(Decimal(1), "CHF")


def test_the_currency_is_stored_as_its_plain_code():
    assert type(Money(Decimal(1), Currency.NOK).currency) is str
