"""Putting the facts of a record on a page, and making what they name."""

from collections import defaultdict
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.utils import timezone, translation
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from accounts.models import Organisation
from core.contacts.models import Contact, ContactPhone
from core.places.models import County, Municipality
from projects.enums import Status
from projects.importing.comparing import plain_phone
from projects.importing.facts import RecordFacts
from projects.importing.faults import plain_name
from projects.importing.plan import known_area
from projects.importing.values import AreaName, ContactFacts, OrganisationName
from projects.importing.vocabulary import TERM_MODELS, Vocabulary
from projects.models import ProgrammeArea

MONEY = ("granted", "budget")
LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)


class Writer:
    """Writes facts on pages. What it makes beside pages is listed in `made`, by kind."""

    def __init__(self, vocabulary: Vocabulary, language: str) -> None:
        self.vocabulary = vocabulary
        self.language = language
        self.made: dict[str, list[int]] = defaultdict(list)
        self.contacts: dict[tuple[str, str, str], Contact] | None = None
        self.rows: dict[str, dict[str, Any]] = {}

    def write(self, page: Any, facts: RecordFacts, names: set[str] | None = None) -> None:
        """Put the facts (those named, or all) on an unsaved page or a draft."""
        for name, value in facts.values.items():
            if names is None or name in names:
                self._put(page, name, value)

    def _put(self, page: Any, name: str, value: Any) -> None:
        if name == "programme_area":
            page.programme_area = self.area(value) if value else None
        elif name == "programme":
            page.programme_id = int(value) if value else None
        elif name == "owner_organisation":
            page.owner_organisation = self.organisation(value) if value else None
        elif name == "contact":
            page.contact = self.contact(value) if value else None
        elif name in {"municipalities", "counties", *TERM_MODELS}:
            known = self._known(name)
            setattr(page, name, [known[code] for code in value])
        elif name in {"partners", "funders"}:
            setattr(page, name, [self.organisation(organisation) for organisation in value])
        elif name == "extra_sections":
            page.extra_sections = self._sections(page, value)
        else:
            setattr(page, name, value)

    def _known(self, name: str) -> dict[str, Any]:
        """Return the rows of a controlled list by code, read once."""
        if name not in self.rows:
            model = {"municipalities": Municipality, "counties": County, **TERM_MODELS}[name]
            key = "code" if name in {"municipalities", "counties"} else "slug"
            self.rows[name] = {getattr(row, key): row for row in model.objects.all()}
        return self.rows[name]

    def _sections(self, page: Any, sections: tuple[tuple[str, str], ...]) -> list[dict[str, Any]]:
        """Return the blocks; one that keeps its heading keeps its id, so that translations find it again."""
        known = {block.value["heading"]: block.id for block in page.extra_sections}
        return [
            {
                "type": "section",
                "id": known.pop(heading, None) or str(uuid4()),
                "value": {"heading": heading, "text": text},
            }
            for heading, text in sections
        ]

    def organisation(self, name: OrganisationName) -> Organisation:
        """Return the organisation of a name, made if it is not stored."""
        known, numbers = self.vocabulary.organisations, self.vocabulary.organisation_numbers
        pk = (numbers.get(name.number) if name.number else None) or known.get(plain_name(name.name))
        if pk is not None:
            return self._organisation(pk)
        made = Organisation(name=name.name, org_number=name.number)
        made.full_clean()
        made.save()
        self.made["organisation"].append(made.pk)
        known[plain_name(name.name)] = made.pk
        if name.number:
            numbers[name.number] = made.pk
        self.rows.setdefault("organisations", {})[str(made.pk)] = made
        return made

    def _organisation(self, pk: int) -> Organisation:
        rows = self.rows.setdefault("organisations", {})
        if str(pk) not in rows:
            rows[str(pk)] = Organisation.objects.get(pk=pk)
        return rows[str(pk)]

    def area(self, name: AreaName) -> ProgrammeArea:
        """Return a programme area, made if it is not stored. Its Swedish name stands for the other languages."""
        known = known_area(name, self.vocabulary)
        if known is not None:
            return known
        label = name.name or _("Programme area")
        made = ProgrammeArea(number=name.number, label_sv=label)
        if self.language != "sv":
            setattr(made, f"label_{self.language}", label)
        made.save()
        self.made["area"].append(made.pk)
        self.vocabulary.areas.append(made)
        return made

    def contact(self, facts: ContactFacts) -> Contact:
        """Return a contact point with just these facts, made if there is none."""
        if self.contacts is None:
            self.contacts = {}
            for contact in Contact.objects.prefetch_related("phones").order_by("-pk"):
                phones = [str(phone.number) for phone in contact.phones.all()]
                key = (contact.name, contact.email.casefold(), plain_phone(phones[0]) if phones else "")
                self.contacts[key] = contact
        key = (facts.name, facts.email.casefold(), plain_phone(facts.phone))
        if key not in self.contacts:
            self.contacts[key] = self._make_contact(facts)
        return self.contacts[key]

    def _make_contact(self, facts: ContactFacts) -> Contact:
        contact = Contact(name=facts.name, email=facts.email)
        for code in LANGUAGES:
            with translation.override(code):
                setattr(contact, f"label_{code}", pgettext("role", "Contact person"))
        if facts.phone:
            contact.phones = [ContactPhone(number=facts.phone)]
        contact.save()
        self.made["contact"].append(contact.pk)
        return contact


def prepare_new(page: Any, facts: RecordFacts, taken: set[str]) -> None:
    """Give a new page what a record does not say: an address of its own, and how far the project has come."""
    page.slug = free_slug(page.title, taken)
    if "status" not in facts.values:
        page.status = status_by_dates(facts)


def free_slug(title: str, taken: set[str]) -> str:
    """Return an address that no neighbour has, and remember it."""
    base = slugify(title)[:200].strip("-") or "projekt"
    slug, number = base, 1
    while slug in taken:
        number += 1
        slug = f"{base}-{number}"
    taken.add(slug)
    return slug


def status_by_dates(facts: RecordFacts) -> str:
    """Return the state that follows from the period, as of today."""
    today = timezone.localdate()
    start, end = facts.values.get("starts"), facts.values.get("ends")
    if end and end.last_day < today:
        return Status.COMPLETED
    if start and start.first_day > today:
        return Status.PLANNED
    return Status.ONGOING
