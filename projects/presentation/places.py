"""Municipalities by county, and a small map of them."""

from collections.abc import Iterable
from typing import Any

from core.languages.sorting import swedish_key
from core.places.names import county_codes, county_names, municipality_names, sizes_of_counties
from core.places.outlines import box_around, outlines
from core.places.tiles import tile_map, tiles_for


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


def small_maps(codes: Iterable[str]) -> list[dict[str, Any]]:
    """Return drawings of the counties concerned with the chosen municipalities marked.

    Outlines where there are any; `schematic` squares for municipalities without.
    """
    chosen = set(codes)
    counties = {county_codes()[code] for code in chosen & outlines().keys()}
    around = {code: path for code, path in outlines().items() if county_codes()[code] in counties}
    maps: list[dict[str, Any]] = []
    if around:
        maps.append({"view_box": box_around(around).view_box(), "areas": _marked(around, chosen)})
    squares = tiles_for(chosen)
    if squares:
        maps.append({**tile_map(_marked(squares, chosen)), "schematic": True})
    return maps


def _marked(paths: dict[str, str], chosen: set[str]) -> list[dict[str, Any]]:
    return [{"path": path, "level": 3 if code in chosen else 0} for code, path in paths.items()]
