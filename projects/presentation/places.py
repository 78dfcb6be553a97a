"""Municipalities by county, and a small map of them."""

from collections.abc import Iterable
from typing import Any

from core.places.names import county_codes, county_names, municipality_names, sizes_of_counties
from core.places.outlines import box_around, outlines


def by_county(codes: Iterable[str]) -> list[dict[str, Any]]:
    """Return counties with the names of their chosen municipalities; `whole` says that none is left out."""
    counties: dict[str, dict[str, Any]] = {}
    for code in codes:
        county = county_codes()[code]
        entry = counties.setdefault(county, {"code": county, "name": county_names()[county], "municipalities": []})
        entry["municipalities"].append(municipality_names()[code])
    for code, entry in counties.items():
        entry["municipalities"].sort(key=swedish_key)
        entry["whole"] = len(entry["municipalities"]) == sizes_of_counties()[code]
    return [counties[code] for code in sorted(counties)]


def small_map(codes: Iterable[str]) -> dict[str, Any] | None:
    """Return the outlines of the counties concerned with the chosen municipalities marked; None if there are none."""
    chosen = {code for code in codes if code in outlines()}
    if not chosen:
        return None
    counties = {code[:2] for code in chosen}
    around = [code for code in outlines() if code[:2] in counties]
    areas = [{"path": outlines()[code], "level": 3 if code in chosen else 0} for code in around]
    return {"view_box": box_around(around).view_box(), "areas": areas}


# How Swedish sorts: å, ä and ö are letters of their own, after z.
_SWEDISH = str.maketrans({"å": "{a", "ä": "{b", "æ": "{b", "ö": "{c", "ø": "{c"})


def swedish_key(text: str) -> str:
    """Return what Swedish sorts a text by."""
    return text.casefold().translate(_SWEDISH)
