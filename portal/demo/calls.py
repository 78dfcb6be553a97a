"""Calls of the demo: facts, criteria, questions and answers, forms, and the rules of the programme."""

from datetime import date, time, timedelta
from decimal import Decimal
from typing import Any

from core.money.values import Money
from grants.models import Call, FormVersion, ProgrammeRules
from portal.demo.bodies import BodyWriter, items
from portal.demo.content import Record, read_file
from portal.demo.keys import block_id, key_of
from portal.demo.markup import to_html
from portal.demo.papers import keep, paper
from projects.models import Programme

PLAIN = (
    "kind", "round_name", "support", "for_whom", "not_for", "amount_note", "cofinancing_note",
)  # fmt: skip


def fill_call(page: Any, record: Record, writer: BodyWriter, today: date) -> None:
    """Write the facts, criteria, answers, documents and form of a call."""
    for name in PLAIN:
        if name in record:
            setattr(page, name, record[name])
    page.programme = Programme.objects.get(translation_key=key_of("page", record["programme"]))
    page.opens_on = today + timedelta(days=record["opens"])
    page.closes_on = today + timedelta(days=record["closes"]) if "closes" in record else None
    page.decision_on = today + timedelta(days=record["decision"]) if "decision" in record else None
    page.opens_at_time = time.fromisoformat(record["opens_time"]) if "opens_time" in record else None
    page.closes_at_time = time.fromisoformat(record["closes_time"]) if "closes_time" in record else None
    for name in ("highest", "total"):
        if name in record:
            setattr(page, name, Money(Decimal(record[name]), "SEK"))
    page.cofinancing_percent = record.get("cofinancing")
    page.judging = to_html(record["judging"]) if "judging" in record else ""
    page.criteria = [_criterion(record, number, row) for number, row in enumerate(record.get("criteria", []))]
    page.answers = [_answer(record, number, row, today) for number, row in enumerate(record.get("answers", []))]
    page.documents = _documents(record)
    page.form = form_of(record)
    for key in record.get("meetings", []):
        page.meetings.add(page.meetings.model(meeting_id=writer.lookups.pages[key]))


def _criterion(record: Record, number: int, row: list[Any]) -> Record:
    value = {"label": row[0], "text": row[1], "weight": row[2]}
    return {"type": "criterion", "id": block_id(record["key"], "criteria", number), "value": value}


def _answer(record: Record, number: int, row: list[Any], today: date) -> Record:
    value = {"question": row[0], "answer": to_html(row[1]), "answered_on": str(today + timedelta(days=row[2]))}
    return {"type": "answered", "id": block_id(record["key"], "answers", number), "value": value}


def _documents(record: Record) -> list[Record]:
    rows = [
        {"document": keep(title, f"{slug}.docx", paper(title, [(heading, texts) for heading, texts in parts])).pk}
        | {"title": title}
        for title, slug, parts in record.get("documents", [])
    ]
    if not rows:
        return []
    value = {"title": "", "items": items(f"{record['key']}/documents", rows)}
    return [{"type": "downloads", "id": block_id(record["key"], "documents"), "value": value}]


def form_of(record: Record) -> list[Record]:
    """Return the stored form of a call: the ids follow from its key, so that a form anew is the same form."""
    sections = read_file("calls")["form"][record["form"]]
    return [_section(f"{record['key']}/form/{number}", section) for number, section in enumerate(sections)]


def _section(place: str, section: Record) -> Record:
    parts = [part_of(f"{place}/{number}", part) for number, part in enumerate(section["parts"])]
    value = {"heading": section["heading"], "introduction": section.get("introduction", ""), "parts": parts}
    return {"type": "section", "id": block_id(place), "value": value}


def part_of(place: str, part: Record) -> Record:
    """Return the stored form of a part; under an option, what is asked of those who choose it."""
    value: Record = {"label": part.get("label", ""), "help_text": part.get("help", "")}
    if part["kind"] not in {"organisation", "summary", "dissemination"}:
        is_structure = part["kind"] in {"support", "budget", "time_plan", "indicators", "de_minimis"}
        value["required"] = part.get("required", is_structure)
    if part["kind"] in {"long_text", "summary"}:
        value["words"] = part.get("words")
    if "columns" in part:
        value["columns"] = items(f"{place}/columns", part["columns"])
    if "options" in part:
        value["options"] = items(f"{place}/options", [_option(place, part, n) for n in range(len(part["options"]))])
    return {"type": part["kind"], "id": block_id(place), "value": value}


def _option(place: str, part: Record, number: int) -> Record:
    asked = part.get("follow", {}).get(str(number), [])
    follow_ups = [part_of(f"{place}/{number}/{row}", one) for row, one in enumerate(asked)]
    return {"text": part["options"][number], "follow_ups": follow_ups}


def make_rules() -> None:
    """Make what holds for all calls of a programme, once the programme is there."""
    for key, record in read_file("calls")["rules"].items():
        programme = Programme.objects.get(translation_key=key_of("page", key))
        facts = {name: record[name] for name in ("legal_regime", "appeal_route", "retention_years")}
        rules, made = ProgrammeRules.objects.get_or_create(programme=programme, defaults=facts)
        if made:
            rules.criteria.add(*(rules.criteria.model(**row) for row in record["criteria"]))
            rules.save()


def remove_calls(keys: list[Any]) -> int:
    """Remove the records of the demo's calls and the rules of its programmes; return how many calls."""
    calls = Call.objects.filter(translation_key__in=keys)
    FormVersion.objects.filter(call__in=calls).delete()
    count = calls.count()
    calls.delete()
    ProgrammeRules.objects.filter(programme__translation_key__in=keys).delete()
    return count
