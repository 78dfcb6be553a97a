"""The names of places by code, from memory: official data changes only with a release."""

from functools import cache

from core.places.loading import rows


@cache
def county_names() -> dict[str, str]:
    """Return the name of each county by code."""
    return {row["code"]: row["name"] for row in rows("counties.csv")}


@cache
def municipality_names() -> dict[str, str]:
    """Return the name of each municipality by code."""
    return {row["code"]: row["name"] for row in rows("municipalities.csv")}


@cache
def country_names(language: str) -> dict[str, str]:
    """Return what each country is called in a language of the portal, by code."""
    return {row["code"]: row[language] for row in rows("countries.csv")}


@cache
def county_codes() -> dict[str, str]:
    """Return the code of the county of each municipality, by the code of the municipality."""
    return {row["code"]: row["county"] for row in rows("municipalities.csv")}


@cache
def sizes_of_counties() -> dict[str, int]:
    """Return how many municipalities each county has, by code."""
    sizes: dict[str, int] = {}
    for county in county_codes().values():
        sizes[county] = sizes.get(county, 0) + 1
    return sizes
