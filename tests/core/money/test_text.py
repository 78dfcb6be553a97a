from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.money import Currency, Money, MoneyError, currency_named, format_money, parse_money

LANGUAGES = ["sv", "en", "nb", "nl", "pt", "it"]
monies = st.builds(
    Money,
    st.decimals(min_value=0, max_value=99_999_999_999, places=2),
    st.sampled_from(Currency.values),
)


@pytest.mark.parametrize(
    ("amount", "currency", "language", "written"),
    [
        ("1234567", "SEK", "sv", "1\u202f234\u202f567\u00a0kr"),
        ("0", "SEK", "sv", "0\u00a0kr"),
        ("800000", "NOK", "sv", "NOK\u00a0800\u202f000"),
        ("1234", "EUR", "sv", "€\u00a01\u202f234"),
        ("1234.5", "SEK", "sv", "1\u202f234,50\u00a0kr"),
        ("1234.5", "SEK", "en", "SEK\u00a01,234.50"),
        ("1234", "EUR", "it", "1.234\u00a0€"),
        ("1234", "GBP", "sv", "£\u00a01\u202f234"),
        ("1234", "DKK", "en", "DKK\u00a01,234"),
        ("-1234", "SEK", "sv", "\u22121\u202f234\u00a0kr"),
    ],
)
def test_money_is_written_as_the_language_has_it(amount, currency, language, written):
    assert format_money(Money(Decimal(amount), currency), language) == written


def test_the_active_language_is_used_when_none_is_given():
    assert format_money(Money(Decimal(5000))) == "5\u202f000\u00a0kr"


def test_an_unknown_amount_is_written_as_nothing():
    assert format_money(None) == ""


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [
        ("1 234 567 kr", "1234567", "SEK"),
        ("1\u202f234\u202f567\u00a0kr", "1234567", "SEK"),
        ("0 kr", "0", "SEK"),
        ("1234,5", "1234.50", "SEK"),
        ("12.50", "12.50", "SEK"),
        ("1.234,50 kr", "1234.50", "SEK"),
        ("1.234.567", "1234567", "SEK"),
        ("5 000:-", "5000", "SEK"),
        ("NOK 800 000", "800000", "NOK"),
        ("800 000 norske kroner", "800000", "NOK"),
        ("€ 1 234", "1234", "EUR"),
        ("250 tkr", "250000", "SEK"),
        ("1,5 mkr", "1500000", "SEK"),
        ("1,2 Mkr.", "1200000", "SEK"),
        ("5 miljoner kronor", "5000000", "SEK"),
        ("2 mn kr", "2000000", "SEK"),
        ("1 000 kr.", "1000", "SEK"),
        ("-500 kr", "-500", "SEK"),
        ("tkr 500", "500000", "SEK"),
        ("500 tnok", "500000", "NOK"),
        ("DKK 1 250 000", "1250000", "DKK"),
        ("2,5 mio. DKK", "2500000", "DKK"),
        ("1 234 danske kroner", "1234", "DKK"),
        ("800 000 kroner", "800000", "NOK"),
        ("£ 1 234 567", "1234567", "GBP"),
        ("GBP 24 000", "24000", "GBP"),
        ("1,5 meur", "1500000", "EUR"),
        ("SEK 1 000 kr", "1000", "SEK"),
        ("1 234 567:50 kr", "1234567.50", "SEK"),
    ],
)
def test_money_is_read_as_it_is_usually_written(text, amount, currency):
    assert parse_money(text) == Money(Decimal(amount), currency)


@pytest.mark.parametrize("text", ["", "  ", "-", "–", "\u00a0", "\u202f-"])
def test_blanks_and_dashes_mean_unknown(text):
    assert parse_money(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "abc",
        "1,2,3",
        "1.234",
        "12 34",
        "1,234 kr",
        "1,",
        "kr",
        "1e5",
        "٣",
        "∞",
        "1 2345",
        "0,001",
        "9" * 30,
        "5 mkr tkr",
        "SEK 5 EUR",
        "ca 5 kr",
        "5 krusbär",
        "1:5",
    ],
)
def test_what_is_no_amount_or_can_be_read_in_two_ways_is_refused(text):
    with pytest.raises(MoneyError):
        parse_money(text)


def test_a_comma_parts_thousands_in_english():
    assert parse_money("SEK 1,234,567.50", language="en") == Money(Decimal("1234567.50"))
    assert parse_money("1,234", language="en") == Money(Decimal(1234))


def test_kr_is_norwegian_where_the_currency_is():
    assert parse_money("500 kr", currency="NOK") == Money(Decimal(500), "NOK")
    assert parse_money("5 mkr", currency="DKK") == Money(Decimal(5_000_000), "DKK")
    assert parse_money("500 kr", currency="EUR") == Money(Decimal(500), "SEK")


@pytest.mark.parametrize(
    ("text", "currency"),
    [("kr", "SEK"), ("Norska  kronor", "NOK"), ("dkk", "DKK"), ("£", "GBP"), ("mkr", None), ("x", None)],
)
def test_a_currency_has_names(text, currency):
    assert currency_named(text) == currency


@given(money=monies, language=st.sampled_from(LANGUAGES))
def test_what_is_written_is_read_back_the_same(money, language):
    assert parse_money(format_money(money, language), language=language) == money


@given(text=st.text(max_size=40))
def test_any_text_is_money_nothing_or_a_clear_refusal(text):
    try:
        outcome = parse_money(text)
    except MoneyError as error:
        outcome = error
    assert outcome is None or isinstance(outcome, Money | MoneyError)
