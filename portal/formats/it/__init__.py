"""Italian without the zero before the day: 3 dicembre 2026."""
