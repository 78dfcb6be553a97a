"""The lines of a printed record, with what stands around each."""

import re
from dataclasses import dataclass

SPACES = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000 ]")
INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
PAGE_NUMBER = re.compile(
    r"(?:sida|side|sid\.?|page)\s*\d{1,3}(?:\s*(?:av|of|/|\()\s*\d{1,3}\)?)?|\d{1,3}\s*\(\d{1,3}\)"
)
TRAIL = re.compile(r"(?:Du är här|You are here) ?:")
# What stands on the printed page beside the record.
FURNITURE = {
    "logotyp på utskrifter",
    "in english",
    "in swedish",
    "på svenska",
    "english",
    "svenska",
    "skriv ut",
    "utskriftsversion",
    "utskrift",
    "print",
    "print page",
    "lyssna",
    "dela",
    "stäng",
    "close",
    "tillbaka",
    "back",
    "till toppen",
    "to the top",
    "back to top",
    "tillbaka till sökresultatet",
    "tillbaka till projektbanken",
    "projektbanken",
    "project bank",
    "logotype on printouts",
    "logo on printouts",
}
FIRST_OF_PAGE = {"logotyp på utskrifter", "logotype on printouts", "logo on printouts"}
BULLET = re.compile(r"(?:[·•▪●◦∙‣\uf0b7]\s*|[-–—*]\s+)(?P<text>\S.*)")
NUMBERED = re.compile(r"(?P<number>[0-9]{1,2})[.)]\s*(?P<text>[^\W\d_].*|[\"”“(].*|\s[0-9].*)")
MAX_HEADING = 80
MAX_HEADING_WORDS = 9
# Prose in lines of a fixed width: none longer than this, most longer than that.
MAX_WRAPPED, MIN_WRAPPED = 100, 50


@dataclass(frozen=True)
class Line:
    """A line with one kind of space, its number in the file, and whether it stands alone."""

    number: int
    text: str
    after_blank: bool = True
    before_blank: bool = True
    # The first of a page, after a page break.
    starts_page: bool = False
    # Written by the printer; and the same words as such a line, wherever they stand.
    is_of_page: bool = False
    is_repeated: bool = False
    # The rest of a sentence that a page break has cut.
    goes_on: bool = False

    @property
    def plain(self) -> str:
        """The text with tabs as spaces."""
        return " ".join(self.text.split())

    @property
    def stands_alone(self) -> bool:
        """Tell whether it is a paragraph by itself."""
        return self.after_blank and self.before_blank

    @property
    def is_furniture(self) -> bool:
        """Tell whether it belongs to the page and not to the record."""
        return self.plain.casefold() in FURNITURE or self.is_trail or self.is_of_page

    @property
    def is_page_number(self) -> bool:
        """Tell whether it is what a printer puts at the foot of a page: Sida 2 av 3, Page 2/3, 2 (3)."""
        return PAGE_NUMBER.fullmatch(self.plain.strip().casefold()) is not None

    @property
    def is_trail(self) -> bool:
        """Tell whether it is a trail of pages: Start > Projektbanken > Sök."""
        marks = len(re.findall(r"\S ?[>»›/|] ?\S", self.plain))
        return len(re.findall(r"\S [>»›] \S", self.plain)) >= 2 or (marks > 0 and TRAIL.match(self.plain) is not None)

    @property
    def looks_like_heading(self) -> bool:
        """Tell whether it is short, begins with a capital and ends without a stop."""
        text = self.plain
        return (
            bool(text)
            and text[0].isupper()
            and len(text) <= MAX_HEADING
            and len(text.split()) <= MAX_HEADING_WORDS
            and text[-1] not in ".,;!…"
            and not BULLET.fullmatch(text)
        )


def rows_of(text: str) -> list[Line]:
    """Return all lines as they stand, numbered as an editor numbers them; a page break parts lines too."""
    plain = INVISIBLE.sub("", SPACES.sub(" ", text))
    rows = []
    for number, line in enumerate(plain.split("\n"), start=1):
        for part, words in enumerate(line.split("\f")):
            rows.append(Line(number, words.strip(), starts_page=part > 0))
    return rows


def is_wrapped(lines: list[Line]) -> bool:
    """Tell whether prose is broken in lines of a fixed width, so that a line end means nothing."""
    longest = max((len(line.text) for line in lines), default=0)
    inside = [len(line.text) for line in lines if line.text and not line.before_blank]
    long = [length for length in inside if length >= MIN_WRAPPED]
    return MIN_WRAPPED < longest <= MAX_WRAPPED and len(long) > len(inside) * 0.6 and len(long) > 3
