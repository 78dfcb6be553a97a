"""The smallest things that are asked for: one control each.

A leaf reads what was typed, and keeps it as typed where it cannot be read ({"_raw": "tolv"}), so that a draft never
loses a word; `faults` then says in words what is wrong with it. What is stored may come from an older form or a forged
request: nothing here raises.
"""

import datetime as dt
import re
import unicodedata
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.formats import date_format
from django.utils.html import escape
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from stdnum import iban, luhn
from stdnum.se import orgnr

from accounts.models import validate_org_number
from core.money import Currency, Money, MoneyError, format_money, parse_money
from core.money.formatting import format_number
from core.periods.parsing import PeriodError, parse_date
from core.periods.values import Precision
from events.forms import AddressField

RAW = "_raw"
LONGEST_LINE = 300
LONGEST_TEXT = 40_000
LARGEST_NUMBER = Decimal(10) ** 12
YEARS = range(1990, 2101)
AMOUNT = re.compile(r"-?[0-9]+\.[0-9]{2}")
NUMBER = re.compile(r"[-+]?[0-9]{1,15}([.,][0-9]{1,6})?")


def as_text(stored: Any) -> str:
    """Return what is stored as text, also where it could not be read."""
    if isinstance(stored, dict):
        stored = stored.get(RAW, "")
    return stored if isinstance(stored, str) else ""


def is_raw(stored: Any) -> bool:
    """Tell whether something was typed that could not be read."""
    return isinstance(stored, dict) and RAW in stored


def storable(typed: Any) -> str:
    """Return what was typed without what no database keeps: NUL and half characters. Line ends are one sign."""
    text = typed if isinstance(typed, str) else ""
    text = text.replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n")
    return text.encode("utf-8", "ignore").decode()


def words_in(text: str) -> int:
    """Return the number of words, counted as the browser's script counts them: between white space."""
    return len(text.split())


def limit_in_words(limit: int) -> str:
    """Return what an applicant is told of a highest number of words."""
    return ngettext("At most %(n)s word.", "At most %(n)s words.", limit) % {"n": limit}


def limit_in_characters(limit: int) -> str:
    """Return what an applicant is told of a highest number of characters; a line end counts as one."""
    message = ngettext("At most %(n)s character, spaces included.", "At most %(n)s characters, spaces included.", limit)
    return message % {"n": limit}


def limit_of_number(least: int | None, most: int | None) -> str:
    """Return what an applicant is told of a lowest and a highest number, "" where there is neither."""
    language = get_language() or "sv"
    known = {"least": Decimal(least or 0), "most": Decimal(most or 0)}
    limits = {name: format_number(limit, language, cents=False) for name, limit in known.items()}
    if least is not None and most is not None:
        return _("Write a number from %(least)s to %(most)s.") % limits
    if least is not None:
        return _("Write a number of at least %(least)s.") % limits
    return _("Write a number of at most %(most)s.") % limits if most is not None else ""


class Leaf:
    """A line of text, and what all other leaves share."""

    def __init__(
        self, label: Any, *, help_text: Any = "", required: bool = False, autocomplete: str = "", wide: bool = False
    ) -> None:
        self.label = label
        self.help_text = help_text
        self.required = required
        self.autocomplete = autocomplete
        self.wide = wide

    def parse(self, typed: Any, currency: str = Currency.SEK) -> Any:
        """Return what to store of what was typed."""
        return " ".join("".join(char if char.isprintable() else " " for char in storable(typed)).split())

    def shown(self, stored: Any) -> Any:
        """Return what stands in the control."""
        return as_text(stored)

    def is_empty(self, stored: Any) -> bool:
        """Tell whether nothing is answered."""
        return not as_text(stored).strip()

    def faults(self, stored: Any, currency: str = Currency.SEK) -> list[str]:
        """Return what is wrong with what is answered, in words that say what to do."""
        too_many = len(as_text(stored)) - LONGEST_LINE
        if too_many <= 0:
            return []
        return [
            ngettext("Shorten it by %(n)s character.", "Shorten it by %(n)s characters.", too_many) % {"n": too_many}
        ]

    def read(self, stored: Any, language: str, currency: str = Currency.SEK) -> str:
        """Return the answer as it is read."""
        return as_text(stored)

    def widget(self, stored: Any) -> forms.Widget:
        """Return the control."""
        return forms.TextInput()

    def field(self, stored: Any, *, label: Any = None, help_text: Any = None) -> forms.Field:
        """Return a form field with the control; checking is not left to it."""
        field = forms.CharField(required=self.required, label=label or self.label, widget=self.widget(stored))
        field.help_text = escape(self.help_text if help_text is None else help_text)
        if self.autocomplete:
            field.widget.attrs["autocomplete"] = self.autocomplete
        return field


class LongText(Leaf):
    """Running text, perhaps with a highest number of words or of characters, spaces included."""

    def __init__(
        self, label: Any, *, words: int | None = None, characters: int | None = None, rows: int = 6, **kwargs: Any
    ) -> None:
        super().__init__(label, **kwargs)
        self.words = words
        self.characters = characters
        self.rows = rows

    def parse(self, typed: Any, currency: str = Currency.SEK) -> str:
        """Keep line ends; nothing else is touched, also not space at the end, where somebody may be writing."""
        return storable(typed)

    def faults(self, stored: Any, currency: str = Currency.SEK) -> list[str]:
        """Count words, and at last characters."""
        text = as_text(stored)
        too_many = words_in(text) - self.words if self.words else 0
        if too_many > 0:
            message = ngettext(
                "%(n)s word too many: at most %(limit)s.", "%(n)s words too many: at most %(limit)s.", too_many
            )
            return [message % {"n": too_many, "limit": self.words}]
        limit = min(self.characters or LONGEST_TEXT, LONGEST_TEXT)
        too_many = len(text) - limit
        if too_many > 0:
            message = ngettext(
                "%(n)s character too many: at most %(limit)s, spaces included.",
                "%(n)s characters too many: at most %(limit)s, spaces included.",
                too_many,
            )
            return [message % {"n": too_many, "limit": limit}]
        return []

    def widget(self, stored: Any) -> forms.Widget:
        """A box that is counted in."""
        attrs: dict[str, Any] = {"rows": self.rows}
        if self.words:
            attrs["data-words"] = self.words
        if self.characters:
            attrs["data-characters"] = self.characters
        return forms.Textarea(attrs=attrs)

    def field(self, stored: Any, *, label: Any = None, help_text: Any = None) -> forms.Field:
        """Say the limit before anybody writes, and how much is written."""
        field = super().field(stored, label=label, help_text=help_text)
        if self.words:
            field.help_text = f"{field.help_text} {limit_in_words(self.words)}".strip()
        if self.characters:
            field.help_text = f"{field.help_text} {limit_in_characters(self.characters)}".strip()
        return field


class Number(Leaf):
    """A number, with a decimal comma or point; stored with a point. Perhaps with a lowest and a highest one."""

    def __init__(self, label: Any, *, least: int | None = None, most: int | None = None, **kwargs: Any) -> None:
        super().__init__(label, **kwargs)
        self.least = least
        self.most = most

    def parse(self, typed: Any, currency: str = Currency.SEK) -> Any:
        """Read 1 234,5 and 1234.5; what is neither stays as typed."""
        text = super().parse(typed)
        plain = re.sub(r"\s", "", unicodedata.normalize("NFKC", text).replace("\u2212", "-"))
        if not text:
            return ""
        if not NUMBER.fullmatch(plain):
            return {RAW: text}
        return f"{Decimal(plain.replace(',', '.')):f}"

    def number(self, stored: Any) -> Decimal | None:
        """Return the number; None when there is none."""
        try:
            number = Decimal(stored) if isinstance(stored, str) and stored else None
        except InvalidOperation:
            return None
        return number if number is None or number.is_finite() else None

    def faults(self, stored: Any, currency: str = Currency.SEK) -> list[str]:
        """Say what is no number, or beyond reason."""
        number = self.number(stored)
        if number is None:
            return [] if self.is_empty(stored) else [_("Write a number in figures, e.g. 12 or 12,5.")]
        if abs(number) >= LARGEST_NUMBER:
            return [_("The number is too large.")]
        within = (self.least is None or self.least <= number) and (self.most is None or number <= self.most)
        return [] if within else [limit_of_number(self.least, self.most)]

    def shown(self, stored: Any) -> str:
        """Show it as it is written here."""
        number = self.number(stored)
        return as_text(stored) if number is None else as_text(stored).replace(".", ",")

    def read(self, stored: Any, language: str, currency: str = Currency.SEK) -> str:
        """Group the figures as the language does."""
        number = self.number(stored)
        return as_text(stored) if number is None else format_number(number, language, cents=False)

    def widget(self, stored: Any) -> forms.Widget:
        """A text box: number boxes drop what they cannot read."""
        return forms.TextInput(attrs={"inputmode": "decimal"})

    def field(self, stored: Any, *, label: Any = None, help_text: Any = None) -> forms.Field:
        """Say the limits before anybody writes."""
        field = super().field(stored, label=label, help_text=help_text)
        field.help_text = f"{field.help_text} {limit_of_number(self.least, self.most)}".strip()
        return field


class Percent(Number):
    """A share of a hundred."""

    def faults(self, stored: Any, currency: str = Currency.SEK) -> list[str]:
        """No share is below nothing or above the whole."""
        number = self.number(stored)
        wrong = number is not None and not 0 <= number <= 100
        return [_("Write a number from 0 to 100.")] if wrong else super().faults(stored)

    def read(self, stored: Any, language: str, currency: str = Currency.SEK) -> str:
        """Show its sign."""
        number = self.number(stored)
        return as_text(stored) if number is None else f"{super().read(stored, language)}\N{NO-BREAK SPACE}%"


class Amount(Leaf):
    """An amount of money in the currency chosen beside it; stored as 1234.00."""

    def parse(self, typed: Any, currency: str = Currency.SEK) -> Any:
        """Read 1 234 567,50 and its kin; what is no amount, or names another currency, stays as typed."""
        text = super().parse(typed)
        if not text:
            return ""
        money = self._money(text, currency)
        return {RAW: text} if money is None else f"{money.amount:.2f}"

    @staticmethod
    def _money(text: str, currency: str) -> Money | None:
        try:
            money = parse_money(text, currency=currency)
        except (MoneyError, ValueError, ArithmeticError):
            return None
        return money if money is not None and money.currency == currency else None

    def amount(self, stored: Any) -> Decimal | None:
        """Return the amount; None when there is none. Below zero and the unreadable are faults, and none here."""
        if not isinstance(stored, str) or not AMOUNT.fullmatch(stored) or len(stored) > 20:
            return None
        return Decimal(stored)

    def faults(self, stored: Any, currency: str = Currency.SEK) -> list[str]:
        """Say what is no amount, less than nothing, or beyond reason."""
        amount = self.amount(stored)
        if amount is not None:
            return [_("An amount cannot be less than 0.")] if amount < 0 else []
        text = as_text(stored)
        if not text:
            return []
        try:
            money = parse_money(text, currency=currency)
        except ValidationError as error:
            return [" ".join(error.messages)]
        if money is not None:
            return [_("Write the amount in %(currency)s, or choose another currency.") % {"currency": currency}]
        return [_("Write an amount, and 0 if there is none.")]

    def shown(self, stored: Any) -> str:
        """Show it grouped, as it is written here."""
        amount = self.amount(stored)
        return as_text(stored) if amount is None else format_number(amount, "sv").replace("\u202f", " ")

    def read(self, stored: Any, language: str, currency: str = Currency.SEK) -> str:
        """Show it with its currency."""
        amount = self.amount(stored)
        if amount is None:
            return as_text(stored)
        known = currency if currency in Currency.values else Currency.SEK
        return format_money(Money(amount, known), language)

    def widget(self, stored: Any) -> forms.Widget:
        """A text box with figures on a phone."""
        return forms.TextInput(attrs={"inputmode": "decimal", "data-amount": True})


class Year(Leaf):
    """A year in four figures."""

    def faults(self, stored: Any, currency: str = Currency.SEK) -> list[str]:
        """Say what is no year."""
        text = as_text(stored)
        if not text or (re.fullmatch(r"[0-9]{4}", text) and int(text) in YEARS):
            return []
        return [_("Write a year in four figures, e.g. 2027.")]

    def widget(self, stored: Any) -> forms.Widget:
        """A short box."""
        return forms.TextInput(attrs={"inputmode": "numeric"})


class Date(Leaf):
    """A day; stored as 2027-03-01."""

    def parse(self, typed: Any, currency: str = Currency.SEK) -> Any:
        """Read 2027-03-01 and 1 mars 2027; what is no day stays as typed."""
        text = super().parse(typed)
        if not text:
            return ""
        try:
            found = parse_date(text)
        except (PeriodError, ValueError, OverflowError):
            return {RAW: text}
        if found is None or found.precision != Precision.DAY:
            return {RAW: text}
        return found.first_day.isoformat()

    @staticmethod
    def day(stored: Any) -> dt.date | None:
        """Return the day; None when there is none."""
        try:
            return dt.date.fromisoformat(stored) if isinstance(stored, str) and len(stored) == 10 else None
        except ValueError:
            return None

    def faults(self, stored: Any, currency: str = Currency.SEK) -> list[str]:
        """Say what is no day, or none of our time."""
        if self.is_empty(stored):
            return []
        day = self.day(stored)
        if day is None:
            return [_("Write a date with year, month and day, e.g. 2027-03-01.")]
        return [] if day.year in YEARS else [_("Check the year.")]

    def read(self, stored: Any, language: str, currency: str = Currency.SEK) -> str:
        """Write the month in words."""
        day = self.day(stored)
        return as_text(stored) if day is None else date_format(day, "DATE_FORMAT")

    def widget(self, stored: Any) -> forms.Widget:
        """The browser's calendar; but a date box would drop what it cannot read, so that is shown in a text box."""
        unreadable = not self.is_empty(stored) and self.day(stored) is None
        return forms.TextInput() if unreadable else forms.TextInput(attrs={"type": "date"})


class Email(Leaf):
    """An e-mail address."""

    def faults(self, stored: Any, currency: str = Currency.SEK) -> list[str]:
        """Say what no mail reaches."""
        try:
            AddressField(required=False).clean(as_text(stored))
        except ValidationError as error:
            return [str(message) for message in error.messages]
        return []

    def widget(self, stored: Any) -> forms.Widget:
        """With the @ on a phone."""
        return forms.EmailInput()


class Phone(Leaf):
    """A telephone number."""

    def faults(self, stored: Any, currency: str = Currency.SEK) -> list[str]:
        """Say what cannot be called."""
        text = as_text(stored)
        figures = sum(char.isdigit() for char in text)
        right = re.fullmatch(r"[+0-9][0-9 ()/.–-]*", text) and 5 <= figures <= 20
        return [] if not text or right else [_("Write a telephone number, e.g. 011-15 00 00 or +46 11 15 00 00.")]

    def widget(self, stored: Any) -> forms.Widget:
        """With figures on a phone."""
        return forms.TextInput(attrs={"type": "tel"})


class WebAddress(Leaf):
    """A web address; https:// is put before one that lacks it."""

    def parse(self, typed: Any, currency: str = Currency.SEK) -> str:
        """Complete what people write."""
        text = str(super().parse(typed))
        return f"https://{text}" if text and "://" not in text and "." in text and " " not in text else text

    def faults(self, stored: Any, currency: str = Currency.SEK) -> list[str]:
        """Say what is no address of a website."""
        text = as_text(stored)
        try:
            if text:
                URLValidator(schemes=["http", "https"])(text)
        except (ValidationError, ValueError):
            return [_("Write a web address, e.g. www.example.org.")]
        return []

    def widget(self, stored: Any) -> forms.Widget:
        """A text box: the browser's own would refuse what lacks https://."""
        return forms.TextInput(attrs={"inputmode": "url"})


class Account(Leaf):
    """Where money is paid to. Giro numbers end in a figure that checks them (Luhn); an IBAN has two."""

    def parse(self, typed: Any, currency: str = Currency.SEK) -> str:
        """Keep a right IBAN in groups of four, and anything else as typed."""
        text = str(super().parse(typed))
        return iban.format(text).upper() if iban.is_valid(text) else text

    def faults(self, stored: Any, currency: str = Currency.SEK) -> list[str]:
        """Say what is no number to pay to."""
        text = as_text(stored)
        figures = re.sub(r"[ -]", "", text)
        giro = re.fullmatch(r"[0-9]{2,8}", figures) and luhn.is_valid(figures)
        if not text or giro or iban.is_valid(text):
            return []
        return [_("Write a bankgiro or plusgiro number, e.g. 991-2346, or an IBAN. Check the figures.")]


class OrgNumber(Leaf):
    """A Swedish organisation number, checked by its last figure (Luhn). Never somebody's personal identity number."""

    def parse(self, typed: Any, currency: str = Currency.SEK) -> str:
        """Keep a right one in one form, and any other as typed."""
        text = str(super().parse(typed))
        return orgnr.format(text) if orgnr.is_valid(text) else text

    def faults(self, stored: Any, currency: str = Currency.SEK) -> list[str]:
        """Check the figure, and that it is an organisation: then the third figure is at least 2."""
        text = as_text(stored)
        if not text:
            return []
        figures = re.sub(r"\D", "", text)
        personal = len(figures) == 12 and figures[:2] in {"18", "19", "20"}
        if personal or (len(figures) == 10 and figures[2] in "01"):
            return [_("This looks like a personal identity number. Do not write one here.")]
        try:
            validate_org_number(text)
        except ValidationError as error:
            return [str(message) for message in error.messages]
        return []

    def widget(self, stored: Any) -> forms.Widget:
        """With figures on a phone."""
        return forms.TextInput(attrs={"inputmode": "numeric"})
