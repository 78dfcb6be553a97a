"""The names of months as each language writes them in a date."""

from django.utils import dates
from django.utils.functional import lazy
from django.utils.translation import get_language

# Django's catalogues give these a capital, which neither language writes: "24 novembre 2026", "24 de novembro de 2026".
SMALL = ("it", "pt")


def _as_written(name: object) -> str:
    text = str(name)
    return text.lower() if (get_language() or "").startswith(SMALL) else text


def write_months_small() -> None:
    """Let every date of Django's be written with a small month in the languages that do so."""
    for names in (dates.MONTHS, dates.MONTHS_ALT):
        for number, name in names.items():
            names[number] = lazy(_as_written, str)(name)
