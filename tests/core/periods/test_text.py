import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.periods import PartialDate, Period, PeriodError, format_date, format_period, parse_date, parse_period
from core.periods.names import MONTHS, month_numbers

days = st.dates(min_value=dt.date(1900, 1, 1), max_value=dt.date(2199, 12, 31)).map(PartialDate.from_date)
months = days.map(lambda date: PartialDate(date.year, date.month))
years = days.map(lambda date: PartialDate(date.year))
dates = days | months | years


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2008-05-01", PartialDate(2008, 5, 1)),
        ("20080501", PartialDate(2008, 5, 1)),
        ("2008-05-01 00:00:00", PartialDate(2008, 5, 1)),
        ("1 maj 2008", PartialDate(2008, 5, 1)),
        ("den 1 maj 2008", PartialDate(2008, 5, 1)),
        ("1\u00a0maj\u202f2008", PartialDate(2008, 5, 1)),
        ("1/5 2008", PartialDate(2008, 5, 1)),
        ("1. mai 2008", PartialDate(2008, 5, 1)),
        ("1 de maio de 2008", PartialDate(2008, 5, 1)),
        ("1 sept. 2008", PartialDate(2008, 9, 1)),
        ("maj 2008", PartialDate(2008, 5)),
        ("Maj 2008", PartialDate(2008, 5)),
        ("2008-05", PartialDate(2008, 5)),
        ("2008", PartialDate(2008)),
    ],
)
def test_dates_are_read_as_they_are_usually_written(text, date):
    assert parse_date(text) == date


@pytest.mark.parametrize("text", ["", " ", "-", "–"])
def test_blanks_and_dashes_mean_unknown(text):
    assert parse_date(text) is None


@pytest.mark.parametrize("text", ["2008-13-01", "2009-02-29", "31 april 2008", "majs 2008", "208", "0000", "i fjol"])
def test_what_is_no_date_is_refused_with_an_example(text):
    with pytest.raises(PeriodError, match="2008-05-01"):
        parse_date(text)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2008-05-01 till 2008-09-30", "2008-05-01", "2008-09-30"),
        ("1 maj 2008-30 april 2009", "2008-05-01", "2009-04-30"),
        ("maj 2008-april 2009", "2008-05", "2009-04"),
        ("2008-05-01 t.o.m.2008-09-30", "2008-05-01", "2008-09-30"),
        ("2008\u221205\u221201 \u2212 2008\u221209\u221230", "2008-05-01", "2008-09-30"),
        ("2008-05-01 - 2008-09-30", "2008-05-01", "2008-09-30"),
        ("2008-05-01 t.o.m. 2008-09-30", "2008-05-01", "2008-09-30"),
        ("maj 2008–juni 2009", "2008-05", "2009-06"),
        ("2008-2010", "2008", "2010"),
        ("2008/2009", "2008", "2009"),
        ("2011-03/2013-12", "2011-03", "2013-12"),
        ("2011-03-01/2013-12-31", "2011-03-01", "2013-12-31"),
        ("2011/03-2013/12", "2011-03", "2013-12"),
        ("1 mars 2011 – 31 dec 2013", "2011-03-01", "2013-12-31"),
        ("fr.o.m. 1 mars 2011 t.o.m. den 31 december 2013", "2011-03-01", "2013-12-31"),
        ("2008-05-01-2008-09-30", "2008-05-01", "2008-09-30"),
        ("20080501--20080930", "2008-05-01", "2008-09-30"),
        ("1 maj - 30 september 2008", "2008-05-01", "2008-09-30"),
        ("1/5-30/9 2008", "2008-05-01", "2008-09-30"),
        ("maj–september 2008", "2008-05", "2008-09"),
        ("maj 2008 t o m september 2008", "2008-05", "2008-09"),
        ("2008-05-01 – pågående", "2008-05-01", None),
        ("2022", "2022", "2022"),
        ("under 2022", "2022", None),
        ("från maj 2008", "2008-05", None),
        ("2008-05-01 -", "2008-05-01", None),
        ("2008-05-01", "2008-05-01", None),
        ("till 2010", None, "2010"),
        ("-", None, None),
    ],
)
def test_periods_are_read_as_they_are_usually_written(text, start, end):
    period = parse_period(text)
    assert (period.start and str(period.start), period.end and str(period.end)) == (start, end)


def test_a_period_that_ends_before_it_starts_is_refused():
    with pytest.raises(PeriodError, match="2009"):
        parse_period("2009 till 2008")


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("sv", "1 maj 2008"),
        ("en", "1 May 2008"),
        ("nb", "1. mai 2008"),
        ("nl", "1 mei 2008"),
        ("pt", "1 de maio de 2008"),
        ("it", "1 maggio 2008"),
    ],
)
def test_a_day_is_written_as_the_language_has_it(language, written):
    assert format_date(PartialDate(2008, 5, 1), language) == written


def test_no_more_is_written_than_is_known():
    assert format_date(PartialDate(2008, 5), "sv") == "maj 2008"
    assert format_date(PartialDate(2008), "sv") == "2008"
    assert format_date(None, "sv") == ""


def test_a_period_within_one_date_is_written_once():
    assert format_period(Period(PartialDate(2022), PartialDate(2022)), "sv") == "2022"


def test_both_ends_of_a_period_are_written():
    period = Period(PartialDate(2008, 5, 1), PartialDate(2008, 9, 30))
    assert format_period(period, "sv") == "1 maj 2008 – 30 september 2008"


def test_every_short_name_of_a_month_means_one_month():
    for names in MONTHS.values():
        for number, name in enumerate(names, start=1):
            assert month_numbers()[name.lower()[:3]] == number


@given(date=dates, language=st.sampled_from(sorted(MONTHS)))
def test_what_is_written_is_read_back_the_same(date, language):
    assert parse_date(format_date(date, language)) == date


@given(date=dates)
def test_the_text_kept_is_read_back_the_same(date):
    assert PartialDate.from_iso(str(date)) == date
    assert date.first_day <= date.last_day


@given(start=days, end=days)
def test_the_form_of_the_project_bank_is_read_back_the_same(start, end):
    start, end = sorted([start, end], key=lambda date: date.first_day)
    assert parse_period(f"{start} till {end}") == Period(start, end)


@given(text=st.text(max_size=40))
def test_any_text_is_a_period_or_a_clear_refusal(text):
    try:
        outcome = parse_period(text)
    except PeriodError as error:
        outcome = error
    assert isinstance(outcome, Period | PeriodError)
