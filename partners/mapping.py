"""Maps of partners: municipalities by their outlines, countries as one square each."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from core.languages.sorting import swedish_key
from core.places.names import country_names, county_codes, municipality_names
from core.places.outlines import box_around, outlines
from core.places.shades import legend, level, steps_to
from core.places.tiles import GAP, SIDE
from core.reading import active_language

# Rows from north to south, columns from west to east: roughly where each country lies, of equal size.
EUROPE = (
    ("IS", "", "", "", "NO", "SE", "FI", ""),
    ("", "", "GB-SCT", "", "", "", "EE", ""),
    ("", "IE", "GB", "", "DK", "", "LV", ""),
    ("", "", "", "NL", "DE", "PL", "LT", ""),
    ("", "", "BE", "LU", "CZ", "SK", "", ""),
    ("", "", "FR", "CH", "AT", "HU", "RO", ""),
    ("PT", "ES", "", "IT", "SI", "HR", "BG", ""),
    ("", "", "", "MT", "", "GR", "", "CY"),
)


def drawn(municipalities: Iterable[str], countries: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """Return the parameters of the map component: how many there are in each municipality and country.

    `municipalities` are codes, `countries` codes with labels; each as many times as it is to be counted.
    """
    by_code = Counter(municipalities)
    names = dict(countries := list(countries))
    by_country = Counter(code for code, _label in countries)
    most = max([*by_code.values(), *by_country.values(), 0])
    steps = steps_to(most) if most else []
    paths = _around(by_code)
    areas = [
        {"path": path, "level": level(by_code[code], steps), "title": f"{municipality_names()[code]}: {by_code[code]}"}
        for code, path in paths.items()
    ]
    counted = [*_counted(by_country, names), *_counted(by_code, municipality_names())]
    rows = [{"cells": [{"value": name}, {"value": number, "numeric": True}]} for name, number in counted]
    return {
        "areas": areas,
        "view_box": box_around(_nearby(by_code)).view_box() if paths else "0 0 1 1",
        "inset": _europe(by_country, steps, names),
        "legend": legend(steps, _("None")) if steps else [],
        "headers": [{"title": _("Country or municipality")}, {"title": _("How many"), "numeric": True}],
        "rows": rows,
    }


def _counted(counts: Counter[str], names: dict[str, str]) -> list[tuple[str, int]]:
    return sorted(((names[code], number) for code, number in counts.items()), key=lambda row: swedish_key(row[0]))


def _nearby(counts: Counter[str]) -> list[str]:
    """Return the municipalities of the counties concerned, so that one alone is seen in its place."""
    counties = {county_codes()[code] for code in counts.keys() & outlines().keys()}
    return [code for code in outlines() if county_codes()[code] in counties]


def _around(counts: Counter[str]) -> dict[str, str]:
    """Return the outlines of the whole country when some municipality is counted; none otherwise."""
    return outlines() if counts.keys() & outlines().keys() else {}


def _europe(counts: Counter[str], steps: list[int], names: dict[str, str]) -> dict[str, Any] | None:
    if not counts:
        return None
    step = SIDE + GAP
    # What nobody is in has its name from memory; what is counted is called as its row says.
    names = {**country_names(active_language()), **names}
    areas = [
        {
            "path": f"M{column * step} {line * step}h{SIDE}v{SIDE}h-{SIDE}z",
            "level": level(counts[code], steps),
            "title": f"{names.get(code, code)}: {counts[code]}",
        }
        for line, row in enumerate(EUROPE)
        for column, code in enumerate(row)
        if code
    ]
    return {"view_box": f"0 0 {len(EUROPE[0]) * step - GAP} {len(EUROPE) * step - GAP}", "areas": areas}
