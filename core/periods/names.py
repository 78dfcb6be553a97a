"""The names of the months in the languages of the portal, as they stand inside a sentence."""

_NAMES = {
    "sv": "januari februari mars april maj juni juli augusti september oktober november december",
    "en": "January February March April May June July August September October November December",
    "nb": "januar februar mars april mai juni juli august september oktober november desember",
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
}
MONTHS: dict[str, list[str]] = {language: names.split() for language, names in _NAMES.items()}


def month_numbers() -> dict[str, int]:
    """Return the number of each month by its name, and by the first three and four letters of it, in lower case."""
    numbers: dict[str, int] = {}
    for names in MONTHS.values():
        for number, name in enumerate(names, start=1):
            for length in (3, 4, len(name)):
                numbers[name.lower()[:length]] = number
    return numbers
