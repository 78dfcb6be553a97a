"""Seminars of the demo: facts, programme, series, and what is kept afterwards."""

from datetime import date, time, timedelta
from decimal import Decimal
from typing import Any

from django.contrib.auth import get_user_model
from django.core.files.base import ContentFile

from accounts.models import Organisation
from core.media.models import CustomDocument
from core.money.values import Money
from core.places.models import Municipality
from core.taxonomies.models import Ground, TargetGroup, Theme
from events.models import Event, Series, SeriesDate
from events.recurrence import Rule
from portal.demo.bodies import BodyWriter, items
from portal.demo.content import Record, read_content
from portal.demo.images import demo_collection
from portal.demo.keys import block_id, key_of
from portal.demo.markup import to_html
from portal.demo.slides import captions, presentation

# The webinar on poverty is on the third of December, whatever the year.
FIXED = (12, 3)
HOST = "host@example.org"
PLAIN = (
    "format", "audience", "venue", "address", "status", "status_note", "online_link", "capacity_on_site",
    "capacity_online", "group_size", "ask_needs", "held_in", "access_offers", "time_zone", "registration",
    "price_note", "text_confirmed", "text_reminder", "text_thanks",
)  # fmt: skip
SETS: dict[str, Any] = {"themes": Theme, "grounds": Ground, "target_groups": TargetGroup}


def day_of(record: Record, today: date) -> date:
    """Return the day of a seminar: by its series, the coming third of December, or so many days from today."""
    if record.get("series"):
        return rule_of(record["series"], today).dates()[record["number"]]
    if record.get("fixed"):
        this_year = date(today.year, *FIXED)
        return this_year if this_year > today else date(today.year + 1, *FIXED)
    day = today + timedelta(days=record["days"])
    while any((day + timedelta(days=after)).weekday() > 4 for after in record.get("after", [0])):
        day += timedelta(days=1)
    return day


def rule_of(name: str, today: date) -> Rule:
    """Return the rule of a series; one by the month begins on a weekday that every month has."""
    given = read_content().series[name]
    first = today + timedelta(days=given["days"])
    first += timedelta(days={5: 2, 6: 1}.get(first.weekday(), 0))
    if first.day > 28:
        first -= timedelta(days=7)
    return Rule(given["frequency"], given.get("interval", 1), first, None, given["count"])


def fill_seminar(page: Any, record: Record, writer: BodyWriter, today: date) -> None:
    """Write the facts, hours, programme, questions and documentation of a seminar."""
    for name in PLAIN:
        if name in record:
            setattr(page, name, record[name])
    if "price" in record:
        page.price = Money(Decimal(record["price"]), "SEK")
    page.venue_access = to_html(record["venue_access"]) if "venue_access" in record else ""
    day = day_of(record, today)
    _write_hours(page, record, day)
    _write_sets(page, record)
    if record.get("series"):
        _write_series(page, record, today)
    if record.get("host"):
        page.hosts = get_user_model().objects.filter(email=HOST)
    page.programme = [_programme(record, number, row, day) for number, row in enumerate(record.get("programme", []))]
    page.questions = [_question(record, number, row) for number, row in enumerate(record.get("questions", []))]
    page.documentation = _documentation(record)
    for key in record.get("related", []):
        page.related_links.add(page.related_links.model(related_page_id=writer.lookups.pages[key]))


def _write_hours(page: Any, record: Record, day: date) -> None:
    starts, ends = (time.fromisoformat(text) for text in record["hours"])
    days = [day + timedelta(days=after) for after in record.get("after", [0])]
    page.occasions = [page.occasions.model(date=each, start_time=starts, end_time=ends) for each in days]
    if "closes_before" in record:
        page.closes_on = day - timedelta(days=record["closes_before"])


def _write_sets(page: Any, record: Record) -> None:
    for name, model in SETS.items():
        setattr(page, name, model.objects.filter(slug__in=record.get(name, [])))
    page.organisers = Organisation.objects.filter(name__in=record.get("organisers", []))
    page.municipality = Municipality.objects.filter(code=record.get("municipality", "")).first()


def _write_series(page: Any, record: Record, today: date) -> None:
    """Enter a seminar in its series. Each has words of its own, so that the rule leaves it alone."""
    rule = rule_of(record["series"], today)
    series, _made = Series.objects.get_or_create(
        key=key_of("series", record["series"]),
        defaults={
            "pattern_key": page.translation_key, "frequency": rule.frequency, "interval": rule.interval,
            "first": rule.first, "count": rule.count,
        },
    )  # fmt: skip
    page.series_key = series.key
    SeriesDate.objects.get_or_create(
        series=series, date=rule.dates()[record["number"]], defaults={"translation_key": page.translation_key}
    )


def _programme(record: Record, number: int, row: list[Any], day: date) -> Record:
    place = (record["key"], "programme", number)
    if row[0] == "day":
        value = {"date": str(day + timedelta(days=row[1])), "title": row[2]}
        return {"type": "day", "id": block_id(*place), "value": value}
    speaker = {"name": row[3], "role": row[4], "image": None} if len(row) > 3 else None
    speakers = items(f"{record['key']}/programme/{number}", [speaker] if speaker else [])
    value = {"starts": row[0], "ends": row[1], "title": row[2], "text": "", "speakers": speakers}
    return {"type": "item", "id": block_id(*place), "value": value}


def _question(record: Record, number: int, row: Record) -> Record:
    place = f"{record['key']}/questions/{number}"
    only_if = row.get("only_if", [None, None])
    value = {
        "label": row["label"], "help_text": row.get("help", ""), "required": row.get("required", False),
        "only_if_number": only_if[0], "only_if_answer": only_if[1],
    }  # fmt: skip
    if "options" in row:
        value["options"] = items(place, row["options"])
    return {"type": row["kind"], "id": block_id(record["key"], "questions", number), "value": value}


def _documentation(record: Record) -> list[Record]:
    parts: list[tuple[str, Any]] = [("recording", _recording(record, row)) for row in record.get("recordings", [])]
    slides = [{"document": _slides(record, row).pk, "title": row["title"]} for row in record.get("slides", [])]
    if slides:
        parts.append(("slides", {"title": "", "items": items(f"{record['key']}/slides", slides)}))
    if record.get("notes"):
        parts.append(("notes", to_html(record["notes"])))
    return [
        {"type": kind, "id": block_id(record["key"], "documentation", number), "value": value}
        for number, (kind, value) in enumerate(parts)
    ]


def _recording(record: Record, row: Record) -> Record:
    paragraphs = [text.strip() for text in row["transcript"].strip().split("\n\n")]
    name = f"textning-{record['slug']}.vtt"
    spoken = _document(f"Textning: {row['title']}", name, captions(paragraphs))
    return {
        "title": row["title"], "url": row["url"], "duration": row["duration"], "poster": None,
        "captions": spoken.pk, "transcript": to_html(row["transcript"]),
    }  # fmt: skip


def _slides(record: Record, row: Record) -> CustomDocument:
    title = f"{record['title']}: {row['title']}"
    return _document(title, f"{row['name']}.pptx", presentation(row["slides"], title))


def _document(title: str, name: str, data: bytes) -> CustomDocument:
    return CustomDocument.objects.create(
        title=title, file=ContentFile(data, name=f"exempel-{name}"), language="sv", collection=demo_collection()
    )


def note_move(record: Record, page: Any) -> None:
    """Let a seminar that is told to have moved have been a week earlier before."""
    event = Event.objects.for_page(page).first()
    if event is not None and record.get("status") == "moved":
        Event.objects.filter(pk=event.pk).update(previous_starts_at=event.starts_at - timedelta(days=7), sequence=1)


def remove_documents() -> int:
    """Remove slides and captions; return how many."""
    documents = CustomDocument.objects.filter(collection=demo_collection(), file__contains="exempel-")
    count = documents.count()
    for document in documents:
        document.delete()
    return count
