"""Municipalities and counties of a record."""

from dataclasses import dataclass, field
from typing import Any

from projects.importing import values
from projects.importing.faults import nearest
from projects.importing.raw import RawRecord
from projects.importing.vocabulary import Vocabulary

# Between names of places on one line. No municipality has any of these in its name.
BETWEEN = r",|/|&|\boch\b|\bsamt\b|\band\b"


@dataclass
class Places:
    """Codes of the places found, by the field of the page, and the names that were not."""

    values: dict[str, Any] = field(default_factory=dict)
    unknown: list["UnknownPlace"] = field(default_factory=list)


@dataclass(frozen=True)
class UnknownPlace:
    """A name of no known place: the field and the row it stands in, and the nearest name that is known."""

    code: str
    name: str
    row: int
    near: str


def read_places(record: RawRecord, vocabulary: Vocabulary) -> Places:
    """Return the places of a record. A county among the municipalities counts as the whole county."""
    places = Places()
    if not {"municipalities", "counties"} & set(record.fields):
        return places
    municipalities: set[str] = set()
    counties: set[str] = set()
    for name, row in _names(record, "municipalities"):
        code = None if vocabulary.is_county_phrase(name) else vocabulary.municipality(name)
        whole = [] if code else vocabulary.whole_counties(name, expected=False)
        if not code and not whole:
            places.unknown.append(UnknownPlace("municipalities", name, row, _nearest_place(name, vocabulary)))
        municipalities.update([code] if code else [])
        counties.update(whole)
    for name, row in _names(record, "counties"):
        found = vocabulary.whole_counties(name, expected=True)
        if not found:
            near = nearest(name, vocabulary.counties.by_plain())
            places.unknown.append(UnknownPlace("counties", name, row, near))
        counties.update(found)
    places.values = {"municipalities": tuple(sorted(municipalities)), "counties": tuple(sorted(counties))}
    return places


def _names(record: RawRecord, code: str) -> list[tuple[str, int]]:
    """Return the names of a list, each with the row it stands in."""
    raw = record.fields.get(code)
    if raw is None:
        return []
    lines = enumerate(raw.lines)
    return [(name, raw.row_of(at)) for at, line in lines for name in values.items([line], also_at=BETWEEN)]


def _nearest_place(name: str, vocabulary: Vocabulary) -> str:
    return nearest(name, vocabulary.municipalities.by_plain()) or nearest(name, vocabulary.counties.by_plain())
