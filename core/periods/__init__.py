"""Periods whose ends are known to the day, the month or the year."""

from core.periods.formatting import format_date, format_period
from core.periods.parsing import PeriodError, parse_date, parse_period
from core.periods.values import PartialDate, Period, Precision

__all__ = [
    "PartialDate",
    "Period",
    "PeriodError",
    "Precision",
    "format_date",
    "format_period",
    "parse_date",
    "parse_period",
]
