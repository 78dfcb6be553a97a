"""Periods with the precision of a day, a month or a year."""
