"""Municipalities and counties of a record."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from core.places.names import county_codes
from projects.importing import values
from projects.importing.faults import nearest, plain_name
from projects.importing.lines import BULLET
from projects.importing.raw import RawRecord
from projects.importing.vocabulary import WHOLE, Vocabulary

# Between names of places on one line. No municipality has any of these in its name.
BETWEEN = r",|/|&|\||[•·▪●◦]|\s[-–—]\s|\boch\b|\bsamt\b|\band\b"
# A line with more words than this is no list of places.
MAX_WORDS = 60
# "Upplands Väsby kommun".
MAX_NAME_WORDS = 3


@dataclass
class Places:
    """Codes of the places found, by the field of the page, and the names that were not."""

    values: dict[str, Any] = field(default_factory=dict)
    unknown: list["UnknownPlace"] = field(default_factory=list)
    # Counties of which the record names some municipalities: they tell where those lie.
    around: set[str] = field(default_factory=set)


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
    listed, unnamed = _without_unnamed(record, vocabulary)
    headed = _counties_above(record, vocabulary)
    for name, row in _parted(listed["municipalities"], vocabulary):
        code = None if vocabulary.is_county_phrase(name) else vocabulary.municipality(name)
        whole = [] if code else vocabulary.whole_counties(name, expected=False)
        if not code and not whole:
            places.unknown.append(UnknownPlace("municipalities", name, row, _nearest_place(name, vocabulary)))
        municipalities.update([code] if code else [])
        counties.update(whole)
    for name, row in listed["counties"]:
        found = vocabulary.whole_counties(name, expected=True)
        if not found:
            near = nearest(name, vocabulary.counties.by_plain())
            places.unknown.append(UnknownPlace("counties", name, row, near))
        counties.update(found)
    if unnamed and counties:
        municipalities -= set().union(*map(members, counties))
    places.unknown += [] if counties else unnamed
    counties |= {code for code in headed if not members(code) & municipalities}
    if "counties" in record.fields:
        headed |= counties
    places.around = {code for code in headed if 0 < len(members(code) & municipalities) < len(members(code))}
    counties -= places.around
    places.values = {"municipalities": tuple(sorted(municipalities)), "counties": tuple(sorted(counties))}
    return places


def _without_unnamed(
    record: RawRecord, vocabulary: Vocabulary
) -> tuple[dict[str, list[tuple[str, int]]], list[UnknownPlace]]:
    """Return the names of both lists, and apart those that mean the whole of a county that they do not name."""
    listed: dict[str, list[tuple[str, int]]] = {}
    unnamed: list[UnknownPlace] = []
    for code in ("municipalities", "counties"):
        names = _names(record, code, vocabulary)
        listed[code] = [(name, row) for name, row in names if not vocabulary.is_the_county(name)]
        unnamed += [UnknownPlace(code, name, row, "") for name, row in names if vocabulary.is_the_county(name)]
    return listed, unnamed


def members(county: str) -> set[str]:
    """Return the codes of the municipalities of a county."""
    return {code for code, of in county_codes().items() if of == county}


def covered(municipalities: Iterable[str], counties: Iterable[str]) -> set[str]:
    """Return the codes of all municipalities that a project covers."""
    return set(municipalities).union(*(members(county) for county in counties))


def _names(record: RawRecord, code: str, vocabulary: Vocabulary) -> list[tuple[str, int]]:
    """Return the names of a list, each with the row it stands in, without counties that stand as headings in it."""
    raw = record.fields.get(code)
    if raw is None:
        return []
    lines = enumerate(_under_heading(raw.lines, at, vocabulary)[1] for at in range(len(raw.lines)))
    return [(name, raw.row_of(at)) for at, line in lines for name in values.items([line], also_at=BETWEEN)]


def _counties_above(record: RawRecord, vocabulary: Vocabulary) -> set[str]:
    """Return the codes of the counties that stand as headings among the municipalities."""
    raw = record.fields.get("municipalities")
    lines = raw.lines if raw else []
    return {code for at in range(len(lines)) for code in _under_heading(lines, at, vocabulary)[0]}


def _under_heading(lines: list[str], at: int, vocabulary: Vocabulary) -> tuple[list[str], str]:
    """Return the county that heads other names, and the rest of the line: "Skåne län: Lund", or above bullets."""
    line = lines[at]
    name, colon, rest = line.partition(":")
    if not vocabulary.is_county_phrase(name) or WHOLE.match(plain_name(name)):
        return [], line
    following = next((other for other in lines[at + 1 :] if other.strip()), "")
    is_above = BULLET.fullmatch(following.strip()) is not None and BULLET.fullmatch(line.strip()) is None
    found = vocabulary.whole_counties(name, expected=True) if rest.strip() or is_above else []
    return (found, rest) if found and (colon or is_above) else ([], line)


def _parted(names: list[tuple[str, int]], vocabulary: Vocabulary) -> Iterator[tuple[str, int]]:
    """Yield the names, with one that a line end has cut made whole, and several with only spaces between parted."""
    at = 0
    while at < len(names):
        name, row = names[at]
        at += 1
        if _is_known(name, vocabulary):
            yield name, row
            continue
        after, row_after = names[at] if at < len(names) else ("", row)
        if row_after <= row + 1 and _is_known(f"{name} {after}", vocabulary):
            yield f"{name} {after}", row
            at += 1
            continue
        words = name.split()
        for part in (_partition(words, vocabulary) if len(words) <= MAX_WORDS else None) or [name]:
            yield part, row


def _partition(words: list[str], vocabulary: Vocabulary) -> list[str] | None:
    """Return the words as names of known places, the longest first, None when some are left over."""
    if not words:
        return []
    for length in range(min(MAX_NAME_WORDS, len(words)), 0, -1):
        name = " ".join(words[:length])
        rest = _partition(words[length:], vocabulary) if _is_known(name, vocabulary) else None
        if rest is not None:
            return [name, *rest]
    return None


def _is_known(name: str, vocabulary: Vocabulary) -> bool:
    return bool(vocabulary.municipality(name) or vocabulary.whole_counties(name, expected=False))


def _nearest_place(name: str, vocabulary: Vocabulary) -> str:
    return nearest(name, vocabulary.municipalities.by_plain()) or nearest(name, vocabulary.counties.by_plain())
