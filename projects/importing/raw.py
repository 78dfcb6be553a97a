"""A record as a file has it: values as they were written, with the place where they stand."""

from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass
class RawValue:
    """What a field says: the label as it was written, the lines of the value, and the row where it stands."""

    label: str
    lines: list[str]
    row: int
    # Where the lines stand, by their place among `lines`, if not all in one row.
    numbers: dict[int, int] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The value as one text."""
        return "\n".join(self.lines).strip()

    def add(self, line: str, row: int) -> None:
        """Add a line of the value, and remember where it stands."""
        self.numbers[len(self.lines)] = row
        self.lines.append(line)

    def row_of(self, position: int) -> int:
        """Return the row in which a line of the value stands."""
        return self.numbers.get(position, self.row)


@dataclass
class RawRecord:
    """One record of a file. Every line of it is in one of the four."""

    row: int
    fields: dict[str, RawValue] = field(default_factory=dict)
    # The language that the row of an export says it is in, as a code.
    language: str = ""
    # Sections that the portal has no field for, under their own heading.
    extra: list[RawValue] = field(default_factory=list)
    # Lines of the printed page around the record, e.g. "Logotyp på utskrifter".
    furniture: list[str] = field(default_factory=list)
    # Headings and labels as they stand in the file, other than those kept in the values.
    is_table_row: bool = False
    # Prose in lines of a fixed width, as old mail programs break it.
    is_wrapped: bool = False

    def get(self, code: str) -> str:
        """Return the text of a field, "" when the file does not have it."""
        value = self.fields.get(code)
        return value.text if value else ""

    def words(self) -> Iterator[str]:
        """Yield everything that was read, for checking that nothing was dropped."""
        for value in (*self.fields.values(), *self.extra):
            yield value.label
            yield from value.lines
        yield from self.furniture
