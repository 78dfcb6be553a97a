"""From what a file says to facts, with every fault of the record found at once."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from core.money import Currency, currency_named
from core.periods import PartialDate, Period
from projects.importing import values
from projects.importing.facts import RecordFacts
from projects.importing.faults import Fault, Notes, nearest
from projects.importing.fields import RICH_CODES, label_of
from projects.importing.places import read_places
from projects.importing.raw import RawRecord, RawValue
from projects.importing.rich_text import to_html
from projects.importing.vocabulary import Names, Vocabulary

MAX_INTRODUCTION = 500
MAX_HEADING = 160
TEXT_LENGTHS = {"number": 40, "title": 255, "in_kind_adviser": 160, "in_kind_subject": 200, "region": 80}
# A line of a printed list that is longer than a name, or a sentence, is prose.
MAX_NAME, MAX_NAME_WORDS = 160, 9


def interpret(record: RawRecord, vocabulary: Vocabulary, notes: Notes) -> RecordFacts:
    """Return the facts of a record; what cannot be taken is told of in `notes` and left out of them."""
    reader = _Interpreter(record, vocabulary, notes)
    reader.read_texts()
    reader.read_people()
    reader.read_money()
    reader.read_time()
    reader.read_lists()
    reader.read_sections()
    return reader.facts


class _Interpreter:
    def __init__(self, record: RawRecord, vocabulary: Vocabulary, notes: Notes) -> None:
        self.record = record
        self.vocabulary = vocabulary
        self.notes = notes
        self.facts = RecordFacts(record.row, language=record.language)
        self.put_aside: list[RawValue] = []

    # Reading one field

    def fault(self, code: str, reason: str, value: str | None = None, near: str = "", row: int | None = None) -> None:
        """Tell of a fault in a field."""
        raw = self.record.fields.get(code)
        self.notes.faults.append(
            Fault(
                reason,
                row=row or (raw.row if raw else self.record.row),
                field=(raw.label if raw else "") or label_of(code),
                value=(raw.text if raw else "") if value is None else value,
                nearest=near,
            )
        )

    def read(self, code: str, parse: Callable[[str], Any]) -> tuple[bool, Any]:
        """Return whether the file has a field that can be taken, and its value."""
        if code not in self.record.fields:
            return False, None
        try:
            return True, parse(self.record.get(code))
        except ValueError as error:
            self.fault(code, str(error))
            return False, None

    def keep(self, code: str, parse: Callable[[str], Any], name: str = "") -> None:
        """Read a field and keep it under its name on the page."""
        found, value = self.read(code, parse)
        if found:
            self.facts.values[name or code] = value

    # The groups of fields

    def read_texts(self) -> None:
        """Title, number, area, programme, phase, status, region."""
        for code, limit in TEXT_LENGTHS.items():
            self.keep(code, lambda text, limit=limit: values.short(text, limit))
        has_column = "title" in self.record.fields or not self.record.is_table_row
        if has_column and (not self.record.get("title").strip() or self.facts.values.get("title") == ""):
            self.fault("title", _("The title is missing."))
        self.keep("programme_area", values.area)
        self.keep("programme", lambda text: self._one_of("programme", text, self.vocabulary.programmes))
        self.keep("phase", lambda text: self._one_of("phase", text, self.vocabulary.phases))
        self.keep("status", lambda text: self._one_of("status", text, self.vocabulary.statuses))
        if self.facts.values.get("status") == "":
            del self.facts.values["status"]  # a project always has a state; a blank cell says nothing
        self.keep("record_url", values.url)
        self.keep("eu_publicity", values.yes_or_no)

    def _one_of(self, code: str, text: str, names: Names) -> str:
        """Return the code of a known name, "" when there is none; tell of an unknown one."""
        name = values.one_line(text)
        if not name:
            return ""
        found = names.get(name.rstrip("."))
        if found is None:
            self.fault(code, _("This name is not known."), name, nearest(name, names.by_plain()))
        return found or ""

    def read_people(self) -> None:
        """Owner and contact."""
        found, name = self.read("owner", values.owner)
        number_found, number = self.read("owner_number", values.organisation_number)
        if found:
            self.facts.values["owner_organisation"] = (
                values.OrganisationName(name, number if number_found else "") if name else None
            )
        elif number_found and number and "owner" not in self.record.fields:
            self.fault("owner_number", _("There is an organisation number but no name of the owner."))
        if not values.one_line(self.record.get("number")) and not values.one_line(self.record.get("owner")):
            self.fault("owner", _("Without a number, a record is known by its owner: write either."))
        parts = [
            self.read("contact_person", lambda text: values.short(text, 120)),
            self.read("email", values.email),
            self.read("phone", values.phone),
        ]
        if any(found for found, _value in parts):
            contact = values.ContactFacts(*[value or "" for _found, value in parts])
            self.facts.values["contact"] = contact if any((contact.name, contact.email, contact.phone)) else None

    def read_money(self) -> None:
        """Support, budget and advice in kind."""
        default = self._currency("currency", Currency.SEK)
        of_budget = self._currency("budget_currency", default)
        self.keep("granted", lambda text: values.money(text, default))
        self.keep("budget", lambda text: values.money(text, of_budget))
        granted, budget = self.facts.values.get("granted"), self.facts.values.get("budget")
        named = self.record.get("currency").strip()
        for code, amount, currency in (("granted", granted, default), ("budget", budget, of_budget)):
            if named and amount and amount.currency != currency:
                self.fault(
                    code, _("The currency is another than that of the record, %(currency)s.") % {"currency": currency}
                )
        is_said = bool(self.record.get("budget_currency").strip())
        if granted and budget and granted.currency != budget.currency:
            if not is_said:
                self.fault("budget", _("Support and budget are in different currencies."))
        elif granted and budget and budget < granted:
            self.fault("budget", _("The total budget is less than the granted support."))
        self.keep("in_kind_hours", values.hours)

    def _currency(self, code: str, otherwise: Currency) -> Currency:
        found, currency = self.read(code, _currency)
        return Currency(currency) if found and currency else otherwise

    def read_time(self) -> None:
        """The period, as one value or as two dates."""
        found, period = self.read("period", values.period)
        if found:
            self.facts.values.update(starts=period.start, ends=period.end)
        for code in ("starts", "ends"):
            is_given, date = self.read(code, lambda text, code=code: self._date(code, text))
            if is_given and found and date and (period.start if code == "starts" else period.end) not in {None, date}:
                self.fault(code, _("The date differs from that of the period."))
            elif is_given and (date or not found):
                self.facts.values[code] = date
        self._check_order(self.facts.values.get("starts"), self.facts.values.get("ends"))

    def _date(self, code: str, text: str) -> PartialDate | None:
        """Return a date; a table may hold it as the number of days that spreadsheets count."""
        counted = values.counted_day(text) if self.record.is_table_row else None
        date = values.date(text) if counted is None else counted
        told = {"row": self.record.row, "value": text, "label": self.record.fields[code].label, "date": date}
        if counted is not None:
            self.notes.remark(
                _("Row %(row)s, %(label)s: %(value)s is read as %(date)s, counted as spreadsheets do.") % told
            )
        elif values.may_be_month_first(text):
            self.notes.remark(_("Row %(row)s, %(label)s: %(value)s is read as %(date)s, the day first.") % told)
        return date

    def _check_order(self, start: PartialDate | None, end: PartialDate | None) -> None:
        try:
            Period(start, end)
        except ValueError:
            self.fault("ends" if "ends" in self.record.fields else "period", _("The end is before the start."))

    def read_lists(self) -> None:
        """Places, terms and organisations."""
        self._read_places()
        for code, names in self.vocabulary.terms.items():
            if code in self.record.fields:
                self._read_terms(code, names)
        for code in ("partners", "funders"):
            raw = self.record.fields.get(code)
            if raw is not None and self._is_prose(raw):
                self._put_aside(raw)
            elif raw is not None:
                found = dict.fromkeys(values.items(raw.lines))
                self.facts.values[code] = tuple(values.OrganisationName(name) for name in found)
                for name in found:
                    if len(name) > MAX_NAME:
                        self.fault(code, _("At most %(limit)s characters.") % {"limit": MAX_NAME}, name)

    def _read_places(self) -> None:
        places = read_places(self.record, self.vocabulary)
        for place in places.unknown:
            self.fault(place.code, _("This place is not known."), place.name, place.near, place.row)
        self.facts.values.update(places.values)
        for code in sorted(places.around):
            text = _("%(county)s is not taken as a whole where some of its municipalities are named.")
            self.notes.remark(text % {"county": self.vocabulary.counties.shown[code]})

    def _read_terms(self, code: str, names: Names) -> None:
        raw = self.record.fields[code]
        found: dict[str, None] = {}
        unknown: list[str] = []
        for item in values.items(raw.lines):
            whole = names.get(item)
            for part in [item] if whole else [part for part in (text.strip() for text in item.split(",")) if part]:
                slug = names.get(part)
                if slug:
                    found[slug] = None
                else:
                    unknown.append(part)
        if unknown and not self.record.is_table_row:
            self._put_aside(raw)  # a printed record describes its groups in prose
            return
        for part in unknown:
            self.fault(code, _("This name is not known."), part, nearest(part, names.by_plain()))
        self.facts.values[code] = tuple(sorted(found))

    def _is_prose(self, raw: RawValue) -> bool:
        """Tell whether a printed list is a text instead."""
        if self.record.is_table_row:
            return False
        return any(
            len(line) > MAX_NAME or (line.endswith(".") and len(line.split()) > MAX_NAME_WORDS) for line in raw.lines
        )

    def _put_aside(self, raw: RawValue) -> None:
        self.put_aside.append(raw)
        text = _("Line %(line)s: “%(label)s” is told in prose; kept as a section of its own.")
        self.notes.remark(text % {"line": raw.row, "label": raw.label})

    def read_sections(self) -> None:
        """The texts, and the sections that the portal has no field for."""
        self.keep("introduction", lambda text: values.short(text, MAX_INTRODUCTION))
        for code in RICH_CODES:
            raw = self.record.fields.get(code)
            if raw is not None:
                text = raw.text if values.one_line(raw.text) else ""
                self.facts.values[code] = to_html(text.split("\n"), wrapped=self.record.is_wrapped)
        if "transnational" in self.facts.values:
            self.facts.values["no_transnational"] = values.says_none(self.record.get("transnational"))
        extra = [self._section(raw) for raw in (*self.record.extra, *self.put_aside)]
        if extra or not self.record.is_table_row:
            self.facts.values["extra_sections"] = tuple(extra)

    def _section(self, raw: RawValue) -> tuple[str, str]:
        """Return heading and text; a heading that is too long is cut there and kept whole in the text."""
        heading, lines = raw.label, list(raw.lines)
        if len(heading) > MAX_HEADING:
            lines = [heading, "", *lines]
            heading = f"{heading[: MAX_HEADING - 1]}…"
        return heading, to_html(lines, wrapped=self.record.is_wrapped)


def _currency(text: str) -> str:
    name = values.one_line(text)
    if not name:
        return ""
    currency = currency_named(name)
    if currency is None:
        known = {"codes": ", ".join(Currency.values)}
        raise ValueError(_("This currency is not known. Write one of %(codes)s.") % known)
    return currency.value
