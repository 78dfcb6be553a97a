"""Facts of projects, methods and programmes."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from accounts.models import Organisation
from core.money.values import Money
from core.periods import PartialDate
from core.places.models import County, Municipality
from core.taxonomies.models import Ground, Level, TargetGroup, Theme
from portal.demo.bodies import BodyWriter
from portal.demo.content import Record
from portal.demo.keys import key_of
from portal.demo.markup import to_html
from projects.models import Programme, ProjectPage

SECTIONS = (
    "summary", "background", "problem_analysis", "purpose", "goals", "accessibility", "transnational",
)  # fmt: skip
TERMS: dict[str, Any] = {"grounds": Ground, "levels": Level, "target_groups": TargetGroup, "themes": Theme}


def month(today: date, months: int) -> PartialDate:
    """Return the month so many months from today, as it stands in a record: "2026-03"."""
    number = today.year * 12 + today.month - 1 + months
    return PartialDate.from_iso(f"{number // 12:04}-{number % 12 + 1:02}")


def fill_project(page: Any, record: Record, writer: BodyWriter, today: date) -> None:
    """Write the texts and the facts of a project."""
    for name in SECTIONS:
        setattr(page, name, to_html(record[name]) if record.get(name) else "")
    page.indicators = writer.write(record.get("indicators", []), "indicators")
    page.results = writer.write(record.get("results", []), "results")
    facts = record["facts"]
    for name in ("phase", "status", "region", "no_transnational", "eu_publicity"):
        setattr(page, name, facts.get(name, type(getattr(page, name))()))
    page.owner_organisation = _organisation(facts["owner"])
    for name in ("granted", "budget"):
        if name in facts:
            amount, currency = facts[name]
            setattr(page, name, Money(Decimal(amount), currency))
    page.in_kind_hours = facts.get("hours")
    page.in_kind_adviser = facts.get("adviser", "")
    page.starts, page.ends = _moment(facts.get("starts"), today), _moment(facts.get("ends"), today)
    if facts.get("programme"):
        page.programme = Programme.objects.get(translation_key=key_of("page", facts["programme"]))
    _fill_sets(page, facts)
    for key in facts.get("related", []):
        related = ProjectPage.objects.get(pk=writer.lookups.pages[key])
        page.related_links.add(page.related_links.model(related_page=related))


def _fill_sets(page: Any, facts: Record) -> None:
    for name, model in TERMS.items():
        setattr(page, name, model.objects.filter(slug__in=facts.get(name, [])))
    page.counties = County.objects.filter(code__in=facts.get("counties", []))
    page.municipalities = Municipality.objects.filter(code__in=facts.get("municipalities", []))
    for name in ("partners", "funders"):
        setattr(page, name, Organisation.objects.filter(name__in=facts.get(name, [])))


def fill_method(page: Any, record: Record, writer: BodyWriter, today: date) -> None:
    """Write the parts of a method."""
    for name in ("what_it_does", "for_whom", "effort", "evidence"):
        setattr(page, name, to_html(record[name]))
    page.steps = writer.write(record["steps"], "steps")
    page.project_page_id = writer.lookups.pages[record["project"]]
    for name in ("target_groups", "themes"):
        setattr(page, name, TERMS[name].objects.filter(slug__in=record[name]))
    for number, days in record["versions"]:
        page.versions.add(page.versions.model(number=number, date=today - timedelta(days=days)))


def fill_programme(page: Any, record: Record, writer: BodyWriter, today: date) -> None:
    """Write the facts of a programme."""
    page.legal_regime = record["regime"]
    page.funder = _organisation(record["funder"])
    page.eligibility = to_html(record["eligibility"])
    page.partners = Organisation.objects.filter(name__in=record.get("partners", []))
    for key in record["leads"]:
        page.lead_links.add(page.lead_links.model(contact_id=writer.lookups.contacts[key]))


def _organisation(name: str) -> Organisation:
    return Organisation.objects.get(name=name)


def _moment(given: int | str | None, today: date) -> PartialDate | None:
    if given is None:
        return None
    return month(today, given) if isinstance(given, int) else PartialDate.from_iso(given)
