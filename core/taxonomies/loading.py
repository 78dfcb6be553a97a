"""Reading the first terms into the tables; used by a migration, so it takes models as arguments."""

import csv
from collections import Counter
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data" / "terms.csv"
LANGUAGES = ("sv", "en", "nb", "nl", "pt", "it")


def load_terms(models: dict[str, Any]) -> None:
    """Write the terms of the data file, known by slug, in its order; `models` maps a kind to its model."""
    positions: Counter[str] = Counter()
    with DATA.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            positions[row["kind"]] += 10
            values = {f"label_{language}": row[language] for language in LANGUAGES}
            models[row["kind"]].objects.get_or_create(
                slug=row["slug"], defaults={**values, "sort_order": positions[row["kind"]]}
            )
