"""What the pages of an application are drawn from: a section, the read-through, and two texts side by side."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from grants import checking, form_structure
from grants.enums import PartKind
from grants.form_structure import in_language
from grants.forms import PartView, SectionForm
from grants.reading import PartRead, SectionRead, left_out, part_read, parts_read, sections_read
from grants.reading_through import section_condition

UrlOf = Callable[[str], str]


@dataclass
class Difference:
    """A part that stands in two ways: as it is saved, and as it was just written."""

    id: str
    label: str
    stored: list[PartRead]
    mine: PartView


def section_context(
    application: Any,
    section_id: str,
    form: SectionForm,
    *,
    answers: dict[str, Any],
    url_of: UrlOf,
    review_url: str,
    can_write: bool,
) -> dict[str, Any]:
    """Return what `grants/section.html` shows beside `revision`, `saved_at` and `call_title`.

    `answers` are those of the whole application by section; `url_of` takes a section id.
    """
    language, version = form.language, application.form_version
    sections = in_language(version, language)
    place = next(number for number, one in enumerate(sections) if one["id"] == section_id)
    found = checking.missing(version, answers, form.attachments, language, application.call)
    asked = {one["id"] for one in form_structure.sections_asked(sections, answers)}
    before = [one["id"] for one in sections[:place] if one["id"] in asked]
    numbered = [one["id"] for one in sections if one["id"] in asked]
    return {
        "application": application,
        "call": application.call,
        "section": sections[place],
        "section_number": numbered.index(section_id) + 1 if section_id in asked else "",
        "section_when": section_condition(sections[place], sections),
        "is_asked": section_id in asked,
        "steps": checking.steps(version, answers, found, language, url_of, section_id),
        "form": form,
        "can_write": can_write,
        "read_parts": [] if can_write else parts_read(sections[place], form.value, form.attachments, language),
        "save_url": url_of(section_id),
        "previous_url": url_of(before[-1]) if before else "",
        # What is answered here may lead to a section that is not asked yet.
        "goes_on": place + 1 < len(sections),
        "review_url": review_url,
    }


def review_context(
    application: Any,
    *,
    answers: dict[str, Any],
    attachments: Iterable[Any],
    language: str,
    url_of: UrlOf,
) -> dict[str, Any]:
    """Return what `grants/review.html` shows, beside who may send it, where, and whether somebody tried."""
    version, files = application.form_version, list(attachments)
    found = checking.missing(version, answers, files, language, application.call)
    grouped = [
        {"label": section["label"], "url": url_of(section["id"]), "missing": own}
        for section, own in checking.by_section(version, found, language)
    ]
    return {
        "application": application,
        "call": application.call,
        "missing": grouped,
        "missing_count": len(found),
        "left_out": left_out(version, answers, files, language),
        "readings": with_urls(sections_read(version, answers, files, language), url_of),
        "steps": checking.steps(version, answers, found, language, url_of),
    }


def with_urls(readings: list[SectionRead], url_of: UrlOf) -> list[SectionRead]:
    """Give each section the address where it can be changed."""
    for reading in readings:
        reading.url = url_of(reading.id)
    return readings


def differences(mine: SectionForm, stored: dict[str, Any]) -> list[Difference]:
    """Return the parts in which what was just written (`mine`) is not what is saved (`stored`, of the section)."""
    return [
        Difference(view.part.id, view.part.label, [part_read(view.part, stored.get(view.part.id))], view)
        for view in mine.views
        if view.part.question["kind"] != PartKind.FILE and not same(view.part, mine.value, stored)
    ]


def same(part: Any, mine: dict[str, Any], stored: dict[str, Any]) -> bool:
    """Tell whether a part is answered alike; nothing answered is alike however it is stored."""
    one, other = mine.get(part.id), stored.get(part.id)
    return one == other or (part.is_empty(one) and part.is_empty(other))


def conflict_context(
    application: Any, mine: SectionForm, stored: dict[str, Any], *, by: str, revision: int, section_url: str
) -> dict[str, Any]:
    """Return what `grants/conflict.html` shows: both texts of what differs, over the revision that is saved."""
    return {
        "application": application,
        "section": mine.section,
        "differences": differences(mine, stored),
        "by": by,
        "revision": revision,
        "save_url": section_url,
        "section_url": section_url,
    }
