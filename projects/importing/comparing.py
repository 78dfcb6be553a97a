"""A stored page in the terms of a record, and what differs between them."""

import hashlib
import html
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import phonenumbers
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from core.languages.names import language_codes
from core.money import Money, format_money
from core.periods import PartialDate, format_date
from projects.importing.facts import RecordFacts
from projects.importing.faults import plain_name
from projects.importing.fields import BY_CODE, RICH_CODES, label_of
from projects.importing.places import covered
from projects.importing.rich_text import comparable
from projects.importing.values import AreaName, ContactFacts, OrganisationName
from projects.importing.vocabulary import Vocabulary
from projects.models import ProjectPage

# What changes by itself when a page is saved, published or moved, and is nobody's edit.
BOOKKEEPING = {
    *("pk", "path", "depth", "numchild", "url_path", "live", "has_unpublished_changes", "first_published_at"),
    *("last_published_at", "latest_revision_created_at", "live_revision", "latest_revision", "draft_title", "locked"),
    *("locked_at", "locked_by", "expired", "owner", "plain_text", "content_type", "alias_of", "translation_key"),
    *("go_live_at", "expire_at", "wagtail_admin_comments", "index_entries", "locale"),
}
SETS = {"municipalities": "code", "counties": "code"}
TERM_SETS = ("grounds", "levels", "target_groups", "themes")
ORGANISATION_SETS = ("partners", "funders")
MAX_SHOWN = 120
# Fields of the page that are not called as those of the file are.
FILE_NAMES = {"owner_organisation": "owner", "contact": "contact_person"}
TAG = re.compile(r"<[^>]+>")


@dataclass(frozen=True)
class Difference:
    """One field that an import would change, as it can be shown."""

    field: str
    before: str
    after: str

    @property
    def label(self) -> str:
        """What the field is called."""
        code = FILE_NAMES.get(self.field, self.field)
        if code in BY_CODE:
            return label_of(code)
        return capfirst(str(getattr(ProjectPage._meta.get_field(self.field), "verbose_name", self.field)))


def described(facts: RecordFacts, vocabulary: Vocabulary) -> list[Difference]:
    """Return what a new page would say, field by field in the order of the record, without what is not known."""
    said = {name: _told(name, value, vocabulary) for name, value in facts.values.items()}
    order = {name: at for at, name in enumerate(["title", *BY_CODE])}
    found = [Difference(name, "", text) for name, text in said.items() if text != shown(None)]
    return sorted(found, key=lambda each: order.get(FILE_NAMES.get(each.field, each.field), len(order)))


def differences(page: Any, facts: RecordFacts, vocabulary: Vocabulary) -> list[Difference]:
    """Return what the record would change on the page, in the order of the record; codes are shown as names."""
    found = []
    same_places = _covers_the_same(page, facts)
    for name, value in facts.values.items():
        if same_places and name in SETS:
            continue
        if name == "programme_area" and is_area(page.programme_area, value):
            continue
        stored = stored_value(page, name)
        if _plain(name, stored) != _plain(name, value):
            found.append(Difference(name, _told(name, stored, vocabulary), _told(name, value, vocabulary)))
    return found


def _covers_the_same(page: Any, facts: RecordFacts) -> bool:
    """Tell whether a record covers the same municipalities, be it by name or by county."""
    if not set(SETS) <= set(facts.values):
        return False
    stored = covered(stored_value(page, "municipalities"), stored_value(page, "counties"))
    return stored == covered(facts.values["municipalities"], facts.values["counties"])


def _told(name: str, value: Any, vocabulary: Vocabulary) -> str:
    """Return the value of a field in a few words: codes by their names, texts without their markup."""
    if name in RICH_CODES:
        return shown(html.unescape(TAG.sub(" ", value or "")))
    return shown(_named(value, known_names(name, vocabulary)))


def known_names(name: str, vocabulary: Vocabulary) -> dict[str, str]:
    """Return the names of the codes that a field holds; nothing for a field that holds none."""
    if name in TERM_SETS:
        return vocabulary.terms[name].shown
    listed = {
        "municipalities": vocabulary.municipalities,
        "counties": vocabulary.counties,
        "programme": vocabulary.programmes,
        "phase": vocabulary.phases,
        "status": vocabulary.statuses,
    }
    return listed[name].shown if name in listed else {}


def _named(value: Any, names: dict[str, str]) -> Any:
    """Return a value with the names of its codes."""
    if not names:
        return value
    return tuple(names.get(code, code) for code in value) if isinstance(value, tuple) else names.get(value, value)


def stored_value(page: Any, name: str) -> Any:
    """Return a field of a page in the shape that records have."""
    if name in READERS:
        return READERS[name](page)
    if name in SETS:
        return tuple(sorted(row.code for row in getattr(page, name).all()))
    if name in TERM_SETS:
        return tuple(sorted(row.slug for row in getattr(page, name).all()))
    if name in ORGANISATION_SETS:
        return tuple(OrganisationName(row.name) for row in getattr(page, name).all())
    return getattr(page, name)


def _area(page: Any) -> AreaName | None:
    area = page.programme_area
    return AreaName(area.number, area.label_sv) if area else None


def _programme(page: Any) -> str:
    return str(page.programme_id or "")


def _owner(page: Any) -> OrganisationName | None:
    owner = page.owner_organisation
    return OrganisationName(owner.name, owner.org_number) if owner else None


def _contact(page: Any) -> ContactFacts | None:
    contact = page.contact
    if contact is None:
        return None
    phone = contact.phones.first()
    return ContactFacts(contact.name, contact.email, str(phone.number) if phone else "")


def _extra(page: Any) -> tuple[tuple[str, str], ...]:
    return tuple((block.value["heading"], block.value["text"].source) for block in page.extra_sections)


READERS: dict[str, Callable[[Any], Any]] = {
    "programme_area": _area,
    "programme": _programme,
    "owner_organisation": _owner,
    "contact": _contact,
    "extra_sections": _extra,
}


def _plain(name: str, value: Any) -> Any:
    """Return a value for comparing, so that only what a reader would notice counts."""
    if name in RICH_CODES:
        return comparable(value)
    if isinstance(value, OrganisationName):
        return plain_name(value.name)
    if isinstance(value, ContactFacts):
        return (value.name, value.email.casefold(), plain_phone(value.phone))
    if isinstance(value, AreaName):
        return (value.number, plain_name(value.name))
    if name == "extra_sections":
        return [(heading, comparable(text)) for heading, text in value]
    if name in ORGANISATION_SETS:
        return sorted(plain_name(row.name) for row in value)
    return Decimal(value) if name == "in_kind_hours" and value is not None else value


def plain_phone(number: str) -> str:
    """Return a telephone number in one form, however it is written."""
    if not number:
        return ""
    try:
        parsed = phonenumbers.parse(number, "SE")
    except phonenumbers.NumberParseException:
        return number
    return str(phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164))


def shown(value: Any) -> str:
    """Return a value in a few words."""
    if value is None or value == "" or value == ():
        return "–"
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, Money):
        return format_money(value)
    if isinstance(value, PartialDate):
        return format_date(value)
    if isinstance(value, AreaName):
        return f"{value.number or ''} {value.name}".strip()
    if isinstance(value, OrganisationName):
        return value.name
    if isinstance(value, ContactFacts):
        return ", ".join(part for part in (value.name, value.email, value.phone) if part)
    if isinstance(value, tuple):
        return _cut(", ".join(part[0] if isinstance(part, tuple) else shown(part) for part in value))
    return _cut(" ".join(str(value).split()))


def _cut(text: str) -> str:
    return text if len(text) <= MAX_SHOWN else f"{text[: MAX_SHOWN - 1]}…"


def page_digest(revision: Any) -> str:
    """Return a digest of everything that an editor can change on a page; saving without a change keeps it."""
    content = {name: value for name, value in revision.content.items() if name not in BOOKKEEPING}
    text = comparable(json.dumps(content, sort_keys=True, default=str))
    return hashlib.sha256(text.encode()).hexdigest()


def facts_digest(facts: RecordFacts) -> str:
    """Return a digest of what a record says."""
    text = repr(sorted((name, repr(value)) for name, value in facts.values.items()))
    return hashlib.sha256(text.encode()).hexdigest()


def is_area(area: Any, name: AreaName | None) -> bool:
    """Tell whether a record names a programme area: its number and its name in any language, or either alone."""
    if area is None or name is None or (name.number is not None and name.number != area.number):
        return False
    return not name.name or plain_name(name.name) in area_labels(area)


def area_labels(area: Any) -> set[str]:
    """Return the plain names of a programme area in every language."""
    return {plain_name(getattr(area, f"label_{code}")) for code in language_codes()} - {""}
