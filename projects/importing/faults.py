"""What is wrong with a file, said so that it can be mended."""

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

MAX_VALUE = 80


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong: where, which field, what stood there, why it cannot be taken, and what was meant."""

    reason: str
    row: int | None = None
    field: str = ""
    value: str = ""
    nearest: str = ""

    def __str__(self) -> str:
        parts = []
        if self.row is not None:
            parts.append(_("Row %(row)s") % {"row": self.row})
        if self.field:
            parts.append(self.field)
        if self.value:
            parts.append(quoted(self.shown_value))
        text = ", ".join(parts)
        text = f"{text}: {self.reason}" if text else self.reason
        return f"{text} {self.suggestion}".strip()

    @property
    def shown_value(self) -> str:
        """The value on one line, cut to a length that can be read."""
        value = " ".join(self.value.split())
        return value if len(value) <= MAX_VALUE else f"{value[: MAX_VALUE - 1]}…"

    @property
    def suggestion(self) -> str:
        """The nearest known name as a question, or nothing."""
        return _("Did you mean “%(name)s”?") % {"name": self.nearest} if self.nearest else ""


class FileFaultsError(ValueError):
    """A file was refused; nothing of it was taken in."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = list(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))


@dataclass
class Notes:
    """What was found while a file was read: faults refuse it, remarks only inform."""

    faults: list[Fault] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    def remark(self, text: str) -> None:
        """Add a remark, once."""
        if text not in self.remarks:
            self.remarks.append(text)


def quoted(text: str) -> str:
    """Return a text between the quotation marks of the active language."""
    return _("“%(text)s”") % {"text": text}


def nearest(name: str, known: dict[str, str]) -> str:
    """Return the known name that is most like `name`, or "". `known` maps plain forms to names as they are shown."""
    plain = plain_name(name)
    if not plain or len(plain) > MAX_VALUE:
        return ""
    found = difflib.get_close_matches(plain, known, n=1, cutoff=0.6)
    return known[found[0]] if found else ""


HYPHEN = re.compile("[-\u2010\u2011\u2012\u2013\u2212]")


def plain_name(name: str) -> str:
    """Return a name for comparing: lower case, one space between words, no hyphens."""
    return " ".join(HYPHEN.sub(" ", name.casefold()).split())
