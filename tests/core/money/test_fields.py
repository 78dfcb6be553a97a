from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from core.money.fields import AmountFormField, MoneyPair, refuse_negative
from core.money.values import Money


@pytest.mark.parametrize(
    ("typed", "amount"), [("1 234 567 kr", Decimal(1234567)), ("0", Decimal(0)), ("12,50", Decimal("12.5")), ("", None)]
)
def test_a_form_takes_amounts_as_people_write_them(typed, amount):
    assert AmountFormField(required=False).clean(typed) == amount


def test_a_form_says_what_is_wrong_with_an_amount():
    with pytest.raises(ValidationError, match="mycket"):
        AmountFormField(required=False).clean("mycket")


def test_a_form_shows_an_amount_in_groups():
    assert AmountFormField().prepare_value(Decimal("1234567.00")) == "1\u202f234\u202f567"


def test_writing_the_same_amount_otherwise_is_no_change():
    field = AmountFormField(required=False)
    assert not field.has_changed(Decimal("1000.00"), "1 000 kr")
    assert field.has_changed(Decimal("1000.00"), "1 001")
    assert field.has_changed(None, "0")


def test_two_columns_are_read_and_written_as_one_money():
    class Award:
        granted_amount = None
        granted_currency = "SEK"
        granted = MoneyPair("granted")

    award = Award()
    assert award.granted is None
    award.granted = Money(Decimal(0), "NOK")
    assert (award.granted_amount, award.granted_currency) == (0, "NOK")
    assert award.granted == Money(Decimal(0), "NOK")
    award.granted = None
    assert (award.granted_amount, award.granted_currency) == (None, "NOK")


def test_less_than_nothing_is_refused():
    with pytest.raises(ValidationError):
        refuse_negative(Money(Decimal(-1)))
    refuse_negative(Money(Decimal(0)))
    refuse_negative(None)
