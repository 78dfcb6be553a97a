"""Which lines of a printed record are the printer's and not the record's: addresses, days of printing, running heads.

They are told of and left out, and a sentence that a page break has cut in two is made whole.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from projects.importing.labels import Joint, known_label
from projects.importing.lines import BULLET, FIRST_OF_PAGE, Line, rows_of

# What a printer writes at the head or the foot of a page, and the marks between.
URL = r"(?:https?://|www\.)\S+"
DAY = r"(?:[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{1,2}[/.][0-9]{1,2}[/. ][0-9]{2,4})"
TIME = r"(?:kl\.? ?)?[0-9]{1,2}[:.][0-9]{2}(?:[:.][0-9]{2})?"
NUMBER = (
    r"(?:(?:sida|side|sid\.?|page|s\.) ?)?[0-9]{1,3} ?(?:/|av|of) ?[0-9]{1,3}|(?:sida|side|sid\.?|page) ?[0-9]{1,3}"
)
SAID = (
    r"(?:utskriv(?:et|en)|utskriftsdatum|utskrift|skrevs ut|printed|print date|date of print|hämtad|hämtat|retrieved)"
)
PARTS = {
    "said": re.compile(rf"\b{SAID}(?: den| från| on| from)?:?"),
    "url": re.compile(URL),
    "day": re.compile(rf"\b{DAY}\b"),
    "time": re.compile(rf"\b{TIME}\b"),
    "number": re.compile(rf"(?<![0-9/])(?:{NUMBER})(?![0-9/])|(?<![0-9])[0-9]{{1,3}} ?\([0-9]{{1,3}}\)"),
}
REST = re.compile(r"(?:[\s,;|·•–—-]|projektbanken|project bank|från|from|den|on)*")
# Which of them make a line the printer's: a date alone, or an address alone, may be the record's own.
CERTAIN = ({"said", "day"}, {"said", "url"}, {"url", "number"}, {"day", "number"}, {"url", "day"})
MAX_RUNNING = 100
# An address can be long; a line beyond this is the record's.
MAX_PRINTERS = 1000
# So many lines of a running head are looked for, above and below a page break.
MAX_HEAD = 3
# A page of the same record has no labels, or one that looks like one.
MIN_LABELS, MIN_SPACED = 2, 4
SENTENCE_END = (".", "!", "?", ":", ";")


def lines_of(text: str) -> list[Line]:
    """Return all lines of a text, those of the printer marked; a page break counts as a blank line."""
    rows = rows_of(text)
    of_page = {at for at, row in enumerate(rows) if _is_printers(row)}
    of_page |= _addresses(rows, of_page) | _continued(rows)
    breaks = of_page | {at for at, row in enumerate(rows) if row.starts_page}
    running = _running_heads(rows, breaks)
    rows = [replace(row, is_of_page=at in of_page or at in running) for at, row in enumerate(rows)]
    repeated = {_key(rows[at]) for at in running}
    return list(_joined([replace(row, is_repeated=_key(row) in repeated) for row in rows]))


def _is_printers(row: Line) -> bool:
    """Tell whether a line holds nothing but what a printer adds, and enough of it to be sure."""
    if len(row.text) > MAX_PRINTERS:
        return False
    if row.is_page_number:
        return True
    rest, found = row.plain.casefold(), set()
    for name in ("url", "said", "day", "number", "time"):
        found |= {name} if PARTS[name].search(rest) else set()
        rest = PARTS[name].sub(" ", rest)
    return any(parts <= found for parts in CERTAIN) and REST.fullmatch(rest) is not None


def _addresses(rows: list[Line], of_page: set[int]) -> set[int]:
    """Return where an address is alone on a line: more than once, first on a page, or beside a line of the printer."""
    alone = [at for at, row in enumerate(rows) if re.fullmatch(URL, row.plain.casefold())]
    counts = Counter(_key(rows[at]) for at in alone)
    beside = {at + side for at in of_page for side in (-1, 1)} | {at for at, row in enumerate(rows) if row.starts_page}
    return {at for at in alone if counts[_key(rows[at])] > 1 or at in beside}


def _continued(rows: list[Line]) -> set[int]:
    """Return where the first line of a printed page stands that goes on with the record of the page before."""
    starts = [at for at, row in enumerate(rows) if row.plain.casefold() in FIRST_OF_PAGE]
    found: set[int] = set()
    seen = set().union(*_kinds(rows[: starts[0]])) if starts else set()
    for at, end in pairwise([*starts, len(rows)]):
        labels, headings = _kinds(rows[at:end])
        if labels or headings & seen or not seen:
            seen = labels | headings
        else:
            found.add(at)
            seen |= headings
    return found


def _kinds(rows: list[Line]) -> tuple[set[str], set[str]]:
    """Return the codes of the labels on a page, if it has those of a record, and of its sections."""
    found = [labelled for row in rows if (labelled := known_label(row.text))]
    sections = {each.field.code for each in found if each.field.is_section and each.joint is Joint.ALONE}
    clear = {each.field.code for each in found if each.is_clear and not each.field.is_section}
    spaced = {each.field.code for each in found if not each.is_clear and not each.field.is_section}
    is_head = len(clear) >= MIN_LABELS or len(spaced) >= MIN_SPACED
    return (clear | spaced if is_head else set()), sections


def _running_heads(rows: list[Line], breaks: set[int]) -> set[int]:
    """Return where lines stand that come back beside one page break after another, or repeat the title there."""
    first = next((at for at, row in enumerate(rows) if known_label(row.text)), 0)
    titles = {_key(row) for row in rows[:first] if row.text}
    above = {at for start in breaks for at in _beside(rows, breaks, start - 1, -1)}
    below = {at for start in breaks for at in _beside(rows, breaks, start, 1)}
    found: set[int] = set()
    for places in (above, below):
        counts = Counter(_key(rows[at]) for at in places)
        found |= {at for at in places if at > first and (counts[_key(rows[at])] > 1 or _key(rows[at]) in titles)}
    return found


def _beside(rows: list[Line], breaks: set[int], start: int, side: int) -> Iterator[int]:
    """Yield where the lines nearest to a page break stand that may be running heads: short, and no part of a list."""
    left = MAX_HEAD
    at = start
    while 0 <= at < len(rows) and left:
        row = rows[at]
        if row.text and not (at in breaks and not row.starts_page):
            if not _may_run(row):
                return
            yield at
            left -= 1
        at += side


def _may_run(row: Line) -> bool:
    text = row.plain
    is_own = known_label(row.text) is not None or BULLET.fullmatch(text) is not None
    return len(text) <= MAX_RUNNING and not text.endswith(".") and not is_own


def _key(row: Line) -> str:
    return re.sub(r"[0-9]+", "0", row.plain.casefold())


def _joined(rows: list[Line]) -> Iterator[Line]:
    """Yield the lines with what is blank round them; between the halves of a sentence no blank line is left."""
    gap: list[Line] = []
    before: Line | None = None
    ready: list[Line] = []
    for row in rows:
        if not row.text or row.is_of_page:
            gap.append(row)
            continue
        is_cut = any(other.is_of_page for other in gap) or row.starts_page or any(other.starts_page for other in gap)
        goes_on = before is not None and is_cut and _goes_on(before, row)
        ready += [other for other in gap if other.text or not goes_on]
        if row.starts_page and not goes_on and not gap:
            ready.append(replace(row, text=""))
        ready.append(replace(row, goes_on=goes_on))
        gap, before = [], row
    yield from _with_blanks([*ready, *gap])


def _goes_on(before: Line, row: Line) -> bool:
    """Tell whether a line is the rest of the sentence before it."""
    is_open = not before.plain.endswith(SENTENCE_END) and known_label(before.text) is None
    return is_open and row.plain[:1].islower()


def _with_blanks(rows: list[Line]) -> Iterator[Line]:
    """Yield the lines, each with whether the lines round it are blank; those of the printer do not count."""
    own = [row for row in rows if not row.is_of_page]
    blank = {
        id(row): (at == 0 or not own[at - 1].text, at + 1 == len(own) or not own[at + 1].text)
        for at, row in enumerate(own)
    }
    for row in rows:
        after, before = blank.get(id(row), (True, True))
        yield replace(row, after_blank=after, before_blank=before)
