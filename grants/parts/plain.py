"""The plain questions an editor composes."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.utils.translation import get_language, gettext_lazy, ngettext, pgettext_lazy
from django.utils.translation import gettext as _

from core.money import Money, format_money
from grants.enums import ColumnKind
from grants.parts import choosing
from grants.parts.base import Fault, Part, Rows, currency_of, is_empty
from grants.parts.choosing import Municipalities, One, Several, Tick
from grants.parts.leaves import (
    LARGEST_NUMBER,
    Account,
    Amount,
    Date,
    Email,
    Leaf,
    LongText,
    Number,
    OrgNumber,
    Percent,
    Phone,
    WebAddress,
)

Words = Iterator[tuple[str, str]]
# Lines of text that must be something, by what the editor chose.
FORMATS: dict[Any, type[Leaf]] = {
    ColumnKind.EMAIL: Email,
    ColumnKind.PHONE: Phone,
    ColumnKind.ORG_NUMBER: OrgNumber,
    ColumnKind.WEBSITE: WebAddress,
    ColumnKind.PERCENT: Percent,
    ColumnKind.ACCOUNT: Account,
}
COLUMNS: dict[Any, type[Leaf]] = {
    **FORMATS,
    ColumnKind.NUMBER: Number,
    ColumnKind.MONEY: Amount,
    ColumnKind.DATE: Date,
}


def pairs(found: Any) -> list[tuple[str, str]]:
    """Return ids and words of options or columns, whether they came as pairs or as a dict."""
    if isinstance(found, dict):
        return [(str(key), str(word)) for key, word in found.items()]
    return [(str(key), str(word)) for key, word in found or []]


class TextPart(Part):
    """A line of text, or some with a limit in words or characters."""

    def build(self) -> None:
        """One box."""
        words, characters = self.question.get("words") or None, self.question.get("characters")
        limits: dict[str, Any] = {"words": words, "characters": characters}
        checked = FORMATS.get(self.question.get("format"))
        if checked is not None:
            self.single = checked(self.label)
            return
        self.single = LongText(self.label, **limits, rows=2) if words or characters else Leaf(self.label)


class LongTextPart(Part):
    """Running text."""

    def build(self) -> None:
        """One large box."""
        limits = {name: self.question.get(name) or None for name in ("words", "characters")}
        self.single = LongText(self.label, **limits, rows=8)


class NumberPart(Part):
    """A number."""

    def build(self) -> None:
        """One box."""
        self.single = Number(self.label, least=self.question.get("least"), most=self.question.get("most"))


class MoneyPart(Part):
    """An amount with its currency."""

    def build(self) -> None:
        """The amount and its currency."""
        amount = Amount(gettext_lazy("Amount"), required=True, help_text=gettext_lazy("e.g. 1 234 567,50"))
        self.leaves = {"amount": amount, "currency": choosing.currency()}


class DatePart(Part):
    """A day."""

    def build(self) -> None:
        """One calendar."""
        self.single = Date(self.label)


class ChoicePart(Part):
    """One of the answers given."""

    def build(self) -> None:
        """Buttons."""
        self.single = One(self.label, pairs(self.question.get("choices")))

    def gap_words(self, leaf: Leaf) -> str:
        """Choosing is not writing."""
        return _("Choose one.")


class ChoicesPart(Part):
    """Any of the answers given."""

    def build(self) -> None:
        """Boxes to tick."""
        self.single = Several(self.label, pairs(self.question.get("choices")))

    def relations(self, value: Any) -> Iterator[Fault]:
        """There may be a highest number of choices."""
        most = self.question.get("most")
        if most and isinstance(value, list) and len(value) > most:
            yield Fault("", ngettext("Choose at most %(n)s.", "Choose at most %(n)s.", most) % {"n": most})

    def gap_words(self, leaf: Leaf) -> str:
        """Choosing is not writing."""
        return _("Choose at least one.")


class ConsentPart(Part):
    """Something that the applicant agrees to."""

    def build(self) -> None:
        """A box to tick."""
        self.single = Tick(self.label)

    def gap_words(self, leaf: Leaf) -> str:
        """Say what to do with a box."""
        return _("Tick the box to agree.")


class TablePart(Part):
    """A table with columns of the editor's, and perhaps rows with names."""

    def build(self) -> None:
        """Rows of what the columns ask for; amounts are in one currency."""
        self.kinds: dict[str, Any] = self.question.get("kinds") or {}
        columns = {key: self.column(key, word) for key, word in pairs(self.question.get("headings"))}
        rows = Rows(self.label, columns or {"text": Leaf(self.label)}, least=self.question.get("least") or 1)
        rows.names = pairs(self.question.get("names"))
        self.groups = {"rows": rows}
        if ColumnKind.MONEY in self.kinds.values():
            self.leaves = {"currency": choosing.currency()}

    def column(self, key: str, word: str) -> Leaf:
        """Return what is written in a column."""
        kind, required = self.kinds.get(key), key in (self.question.get("filled") or [])
        if kind == ColumnKind.CHOICE:
            offered = (self.question.get("offered") or {}).get(key)
            return One(word, pairs(offered), as_list=True, required=required)
        limit = (self.question.get("limits") or {}).get(key)
        if kind == ColumnKind.LONG_TEXT or (limit and not kind):
            return LongText(word, characters=limit, rows=3, wide=True, required=required)
        return COLUMNS.get(kind, Leaf)(word, required=required)

    @property
    def first_path(self) -> str:
        """The first row: a currency is always chosen."""
        return f"rows-0-{next(iter(self.groups['rows'].leaves))}"

    def is_empty(self, value: Any) -> bool:
        """A currency alone is no answer."""
        return all(is_empty(self.groups["rows"].leaves, row) for row in self.rows(value))

    def sums(self, value: Any) -> list[tuple[str, str]]:
        """Return the sum of each column of numbers or amounts; what is unreadable or below zero counts nothing."""
        language, found = (get_language() or "sv")[:2], []
        for key, leaf in self.groups["rows"].leaves.items():
            if isinstance(leaf, (Number, Amount)):
                read = leaf.number if isinstance(leaf, Number) else leaf.amount
                numbers = (read(row.get(key)) for row in self.rows(value))
                total = sum((one for one in numbers if one is not None and 0 <= one < LARGEST_NUMBER), Decimal(0))
                words = _("%(column)s in all") % {"column": leaf.label}
                found.append((words, self.shown_sum(leaf, total, currency_of(value), language)))
        return found

    @staticmethod
    def shown_sum(leaf: Leaf, total: Decimal, currency: str, language: str) -> str:
        """Return a sum as what is summed is written."""
        if isinstance(leaf, Amount):
            return format_money(Money(total, currency), language)
        return leaf.read(f"{total:f}", language)


class WordlessPart(Part):
    """A part in which nothing is written, so that the answers hold nothing of it."""

    def parse(self, posted: Any) -> None:
        """Nothing comes with the text."""

    def places(self, value: Any) -> Iterator[tuple[str, Leaf, Any, str]]:
        """There is nothing written in it."""
        yield from ()

    @property
    def first_path(self) -> str:
        """It has no control of the text's."""
        return ""

    def gaps(self, value: Any) -> list[Fault]:
        """Nothing is asked."""
        return []


class NotePart(WordlessPart):
    """Something to read. Nothing is answered, so nothing is stored, missing or wrong."""


class MunicipalitiesPart(Part):
    """Where it takes place."""

    def build(self) -> None:
        """Boxes under the counties."""
        self.single = Municipalities(self.label)

    def gap_words(self, leaf: Leaf) -> str:
        """Choosing is not writing."""
        return _("Choose at least one.")


class TargetGroupsPart(Part):
    """For whom it is."""

    def build(self) -> None:
        """Boxes to tick."""
        self.single = Several(self.label, choosing.target_group_choices)

    def gap_words(self, leaf: Leaf) -> str:
        """Choosing is not writing."""
        return _("Choose at least one.")


class ContactPart(Part):
    """Somebody to talk to."""

    def build(self) -> None:
        """Name, address, number, role. The tokens let the browser fill them in (WCAG 2.2, 1.3.5)."""
        self.leaves = {
            "name": Leaf(pgettext_lazy("person", "Name"), required=True, autocomplete="name"),
            "email": Email(gettext_lazy("E-mail address"), required=True, autocomplete="email"),
            "phone": Phone(pgettext_lazy("contact", "Telephone"), autocomplete="tel"),
            "role": Leaf(
                pgettext_lazy("contact", "Role"),
                autocomplete="organization-title",
                help_text=gettext_lazy("e.g. project leader"),
            ),
        }


class FilePart(WordlessPart):
    """One or more files. They are kept beside the answers; whether one is missing, those who have them know."""

    def missing_file(self) -> Fault:
        """Return what to say where no file is."""
        return Fault("", _("Attach a file."), missing=True)
