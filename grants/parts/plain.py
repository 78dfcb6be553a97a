"""The plain questions an editor composes."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from grants.parts import choosing
from grants.parts.base import Fault, Part, Rows
from grants.parts.choosing import Municipalities, One, Several, Tick
from grants.parts.leaves import Amount, Date, Email, Leaf, LongText, Number, Phone

Words = Iterator[tuple[str, str]]


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
        self.single = Number(self.label)


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
    """A table with columns of the editor's."""

    def build(self) -> None:
        """Rows of lines."""
        columns: dict[str, Leaf] = {key: Leaf(word) for key, word in pairs(self.question.get("headings"))}
        self.groups = {"rows": Rows(self.label, columns or {"text": Leaf(self.label)})}


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


class FilePart(Part):
    """One or more files. They are kept beside the answers, so the part itself stores nothing."""

    def parse(self, posted: Any) -> None:
        """Files do not come with the text."""

    def places(self, value: Any) -> Iterator[tuple[str, Leaf, Any, str]]:
        """There is nothing written in it."""
        yield from ()

    @property
    def first_path(self) -> str:
        """The control that takes the file."""
        return ""

    def gaps(self, value: Any) -> list[Fault]:
        """Whether a file is there is known to those who have the attachments (`missing_file`)."""
        return []

    def missing_file(self) -> Fault:
        """Return what to say where no file is."""
        return Fault("", _("Attach a file."), missing=True)
