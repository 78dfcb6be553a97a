"""Where a label ends and its value begins in a printed line: RegionSydsverige, Region: Sydsverige."""

import re
from dataclasses import dataclass
from enum import Enum

from projects.importing.fields import Field, labels_by_letter

# Endings that make another word of a label: Projektägaren, Programområdets.
ENDING = re.compile(r"(?:n|ns|en|ens|er|ers|erna|ernas|s|t|ts|na|nas|ar|arna|arnas|r|rs|rna)(?![^\W\d_])")
DASHES = {"-", "–", "—", "..."}
# A label shorter than this begins too many other words for a value in lower case to be glued to it.
CLEAR_LENGTH = 10
# Of these, whatever is glued to the label among other labels is the value, faulty or not.
LITERAL = {"email", "granted", "budget"}
# An amount below 0 that is glued to its label.
NEGATIVE = re.compile(r"[-−–]\s?[0-9]")
# A value in brackets, but not the end of a label: Telefonnummer(0470) 10 00, Kontaktperson(er).
BRACKET = re.compile(r"[(\[«»'’](?!(?:er|ar|r|n|s)\))")
# A link that is glued to its label.
ADDRESS = re.compile(r"https?://|www\.", re.IGNORECASE)
UNKNOWN_COLON = re.compile(r"(?P<label>[^\W\d_][^:]{1,58}[^\s:]):(?P<value>\s.*|$)")
UNKNOWN_TAB = re.compile(r"(?P<label>[^\W\d_][^\t]{1,58}[^\s:]):?\s*\t\s*(?P<value>.+)")
UNKNOWN_GLUED = re.compile(
    r"(?P<label>[A-ZÅÄÖÉ][^\d:;.!?,•·]{1,58}?[a-zåäöé)])(?P<value>(?:[A-ZÅÄÖÉ0-9]|www\.|https?:).*)"
)
MAX_UNKNOWN_WORDS = 5
# No label is longer.
LONGEST = 100


class Joint(Enum):
    """How a value hangs on its label."""

    ALONE = "alone"
    COLON = "colon"
    TAB = "tab"
    GLUED = "glued"
    SPACE = "space"


@dataclass(frozen=True)
class Labelled:
    """A line read as a label of a known field with a value."""

    field: Field
    label: str
    value: str
    joint: Joint

    @property
    def is_clear(self) -> bool:
        """Tell whether the line can be nothing else."""
        return self.joint is not Joint.SPACE


def known_label(line: str, *, among_labels: bool = False) -> Labelled | None:
    """Return the line as a known label and its value, the longest label first; None when it begins with none.

    `among_labels`: it stands where labels do, so that even a faulty e-mail address is one.
    """
    if not line or not line[0].isupper():
        return None
    head = line[:LONGEST].casefold()
    for name, folded, field in labels_by_letter().get(head[0], ()):
        if not head.startswith(folded) or line[: len(name)].casefold() != folded:
            continue
        joint = _joint(field, name, line[len(name) :], among_labels)
        if joint is not None:
            value = " ".join(line[len(name) :].split()).removeprefix(":").strip()
            return Labelled(field, line[: len(name)], value, joint)
    return None


def _joint(field: Field, name: str, rest: str, among_labels: bool) -> Joint | None:
    bare = rest.strip()
    if bare in {"", ":"}:
        return Joint.ALONE
    if bare.startswith(":"):
        return Joint.COLON
    if rest[0] == "\t" or rest.startswith("  "):
        return Joint.TAB
    if rest[0] == " ":
        return Joint.SPACE
    return Joint.GLUED if _can_be_glued(field, name, rest, among_labels) else None


def _can_be_glued(field: Field, name: str, rest: str, among_labels: bool) -> bool:
    """Tell whether `rest` is a value and not the end of a longer word."""
    first = rest[0]
    if first.isupper() or first.isdigit() or first in '+•·”"“€£':
        return True
    if rest in DASHES or NEGATIVE.match(rest):
        return True
    if not first.isalpha():
        return not field.is_section and BRACKET.match(rest) is not None
    if among_labels and field.code in LITERAL:
        return True
    if field.code == "record_url" and ADDRESS.match(rest):
        return True
    if field.code == "email":
        return "@" in rest and " " not in rest
    return not field.is_section and len(name) >= CLEAR_LENGTH and not ENDING.match(rest)


def unknown_label(line: str, *, may_be_glued: bool) -> tuple[str, str] | None:
    """Return an unknown label and its value, None when the line does not look like that."""
    patterns = [UNKNOWN_TAB, UNKNOWN_COLON, *([UNKNOWN_GLUED] if may_be_glued else [])]
    for pattern in patterns:
        match = pattern.fullmatch(line)
        if match and len(match["label"].split()) <= MAX_UNKNOWN_WORDS and match["value"].strip():
            return match["label"].strip(), match["value"].strip()
    return None
