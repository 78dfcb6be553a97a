"""Italian as it is written: 3 dicembre 2026, not 03 dicembre. The rest is Django's."""

DATE_FORMAT = "j F Y"
DATETIME_FORMAT = "j F Y H:i"
MONTH_DAY_FORMAT = "j F"
