"""Where one printed record ends and the next one begins, in a file that holds several."""

from projects.importing.labels import known_label
from projects.importing.lines import FIRST_OF_PAGE, Line

# So many labels one after another, of which one was there before, are those of another record.
MIN_LABELS = 3
# So many lines may lead in to a record: who keeps the bank, and what it is for.
MAX_LEAD = 12


def pages_of(lines: list[Line]) -> list[list[Line]]:
    """Return the lines of each record: one begins at the first line of a printed page, else at its title."""
    pages: list[list[Line]] = [[]]
    titles = _titles(lines)
    for position, line in enumerate(lines):
        starts = (line.plain.casefold() in FIRST_OF_PAGE and not line.is_of_page) or position in titles
        if starts and _is_record(pages[-1]):
            pages.append([])
        pages[-1].append(line)
    return pages


def _is_record(lines: list[Line]) -> bool:
    """Tell whether lines are more than what leads in to a record: they have a label, or are many."""
    filled = [line for line in lines if line.text and not line.is_furniture]
    return len(filled) > MAX_LEAD or any(known_label(line.text) for line in filled)


def _titles(lines: list[Line]) -> set[int]:
    """Return where the titles of later records stand: right above labels that the record before has already."""
    titles: set[int] = set()
    seen: set[str] = set()
    before, position = -1, 0
    while position < len(lines):
        line = lines[position]
        if line.plain.casefold() in FIRST_OF_PAGE and not line.is_of_page:
            seen = set()
        codes, end = _labels(lines, position) if line.text else (set(), position)
        if len(codes) >= MIN_LABELS:
            if codes & seen and before >= 0:
                titles.add(before)
            seen = codes
            position = end
        elif line.text and not line.is_of_page:
            before = position
        position += 1
    return titles


def _labels(lines: list[Line], start: int) -> tuple[set[str], int]:
    """Return which labels stand in unbroken succession from a line on, and where the last of them is."""
    codes: set[str] = set()
    last = start
    for position in range(start, len(lines)):
        if not lines[position].text or lines[position].is_of_page:
            continue
        labelled = known_label(lines[position].text)
        if labelled is None or not labelled.is_clear or labelled.field.is_section or labelled.field.code in codes:
            break
        codes.add(labelled.field.code)
        last = position
    return codes, last
