"""Reading the reference data of places into the tables; used by migrations, so it takes models as arguments."""

import csv
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"


def rows(name: str) -> list[dict[str, str]]:
    """Return the rows of a data file as dictionaries by column."""
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def load_places(country_model: Any, county_model: Any, municipality_model: Any) -> None:
    """Write countries, counties and municipalities, known by their codes; repeating it changes nothing."""
    countries = {}
    for row in rows("countries.csv"):
        labels = {f"label_{language}": row[language] for language in ("sv", "en", "nb", "nl", "pt", "it")}
        countries[row["code"]], _made = country_model.objects.update_or_create(code=row["code"], defaults=labels)
    counties = {}
    for row in rows("counties.csv"):
        counties[row["code"]], _made = county_model.objects.update_or_create(
            code=row["code"], defaults={"name": row["name"], "country": countries[row["country"]]}
        )
    known = set(municipality_model.objects.values_list("code", flat=True))
    municipality_model.objects.bulk_create(
        municipality_model(code=row["code"], name=row["name"], county=counties[row["county"]])
        for row in rows("municipalities.csv")
        if row["code"] not in known
    )
