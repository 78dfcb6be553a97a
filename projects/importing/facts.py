"""What a record says, read and checked: the page's fields by name, with references as the names that the file used."""

import hashlib
from dataclasses import dataclass, field
from typing import Any

from projects.importing.faults import plain_name


@dataclass
class RecordFacts:
    """One record, ready to be compared with what is stored. Only what the file has is in `values`."""

    row: int
    values: dict[str, Any] = field(default_factory=dict)
    # The code of the language that the file says the record is in, "" when it does not.
    language: str = ""

    @property
    def title(self) -> str:
        """The title."""
        return self.values.get("title", "")

    @property
    def identity(self) -> str:
        """What the record is known by: its number, else its owner, title and start."""
        number = self.values.get("number", "")
        if number:
            return number_identity(number)
        owner = self.values.get("owner_organisation")
        return triple_identity(owner.name if owner else "", self.title, str(self.values.get("starts") or ""))


def number_identity(number: str) -> str:
    """Return the identity of a numbered record."""
    return f"n:{plain_name(number)}"[:80]


def triple_identity(owner: str, title: str, start: str) -> str:
    """Return the identity of a record without number."""
    text = "\x1f".join((plain_name(owner), plain_name(title), start))
    return f"t:{hashlib.sha256(text.encode()).hexdigest()}"
