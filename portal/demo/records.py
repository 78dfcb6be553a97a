"""Facts of projects, methods and programmes."""

import json
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from accounts.models import Organisation
from core.money.values import Money
from core.periods import PartialDate
from core.places.models import County, Municipality
from core.taxonomies.models import Ground, Level, TargetGroup, Theme
from portal.demo.bodies import BodyWriter, items
from portal.demo.content import Record, read_file
from portal.demo.keys import block_id, key_of
from portal.demo.markup import to_html
from portal.demo.papers import Part, keep, paper
from portal.demo.slides import presentation
from projects.models import Programme, ProgrammeArea, ProjectPage

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
    page.indicators = writer.write([_measured(row, today) for row in record.get("indicators", [])], "indicators")
    page.results = _results(record, writer)
    page.extra_sections = json.dumps(
        [
            _block(record, "section", "extra", number, {"heading": row["heading"], "text": to_html(row["text"])})
            for number, row in enumerate(record.get("extra", []))
        ]
    )
    page.in_kind_subject = record.get("subject", "")
    facts = record["facts"]
    for name in ("number", "phase", "status", "region", "no_transnational", "eu_publicity"):
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
    if facts.get("area"):
        page.programme_area = _area(facts["area"])
    _fill_sets(page, facts)
    for key in facts.get("related", []):
        related = ProjectPage.objects.get(pk=writer.lookups.pages[key])
        page.related_links.add(page.related_links.model(related_page=related))


def _measured(row: Record, today: date) -> Record:
    """Return an indicator with its due date: the last day of the month so many months from today, or as it stands."""
    # As text: a number with decimals would not be read back as it stands.
    given: Record = {
        name: str(value) if isinstance(value, float) else value for name, value in row["indicator"].items()
    }
    if isinstance(given.get("due"), int):
        given["due"] = month(today, given["due"]).last_day.isoformat()
    return {"indicator": given}


def _block(record: Record, kind: str, field: str, number: int, value: Record) -> Record:
    return {"type": kind, "id": block_id(record["key"], field, number), "value": value}


def _downloads(record: Record, field: str, title: str, documents: list[tuple[str, Any]]) -> Record:
    rows = [{"document": document.pk, "title": words} for words, document in documents]
    listed = items(f"{record['key']}/{field}/downloads", rows)
    return _block(record, "downloads", field, len(record.get(field, [])), {"title": title, "items": listed})


def _results(record: Record, writer: BodyWriter) -> str:
    """Return the results, with the final report to fetch where the record says that there is one."""
    blocks = json.loads(writer.write(record.get("results", []), "results"))
    if record.get("report"):
        name, title = f"slutrapport-{record['slug']}.docx", f"Slutrapport: {record['title']}"
        document = keep(title, name, paper(title, _report(record)))
        blocks.append(_downloads(record, "results", "Rapporter", [("Slutrapport", document)]))
    return json.dumps(blocks)


def _report(record: Record) -> list[Part]:
    headings = {
        "summary": "Sammanfattning", "background": "Bakgrund", "problem_analysis": "Problem och behov",
        "purpose": "Syfte", "goals": "Mål", "accessibility": "Tillgänglighet",
    }  # fmt: skip
    parts = [(heading, _paragraphs(record[name])) for name, heading in headings.items() if record.get(name)]
    told = [text for block in record["results"] for text in _paragraphs(block.get("text", ""))]
    return [*parts, ("Resultat", told)]


def _paragraphs(text: str) -> list[str]:
    return [line.strip("#- ") for line in text.split("\n") if line.strip()]


def _area(number: int) -> ProgrammeArea:
    (labels,) = [dict(row) for row in read_file("programmes")["area"] if row["number"] == number]
    name = labels.pop("label_sv")
    return ProgrammeArea.objects.get_or_create(number=number, label_sv=name, defaults=labels)[0]


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
    page.licence = record.get("licence", page.licence)
    page.materials = json.dumps([_downloads(record, "materials", "", _materials(record))])
    for order, (number, days, change) in enumerate(record["versions"]):
        when = today - timedelta(days=days)
        page.versions.add(page.versions.model(number=number, date=when, change=change, sort_order=order))


def _materials(record: Record) -> list[tuple[str, Any]]:
    """Return a guide to print and slides to show, both in the method's own words."""
    title, slug = record["title"], record["slug"]
    steps = [row["step"] for row in record["steps"]]
    numbered = [(f"{number}. {step['heading']}", [step["text"]]) for number, step in enumerate(steps, 1)]
    before = [("Vad den gör", [record["what_it_does"]]), ("För vem", [record["for_whom"]])]
    guide = paper(title, [*before, *numbered, ("Insats", [record["effort"]]), ("Belägg", [record["evidence"]])])
    slides = presentation([[title, record["intro"]], *([step["heading"], step["text"]] for step in steps)], title)
    return [
        ("Handledning", keep(f"{title}: handledning", f"handledning-{slug}.docx", guide)),
        ("Bilder, en för varje steg", keep(f"{title}: bilder", f"bilder-{slug}.pptx", slides)),
    ]


def fill_programme(page: Any, record: Record, writer: BodyWriter, today: date) -> None:
    """Write the facts of a programme."""
    page.legal_regime = record["regime"]
    page.funder = _organisation(record["funder"])
    page.programme_area = _area(record["area"]) if record.get("area") else None
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
