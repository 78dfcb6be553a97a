"""Calls: pages with a form, published, so that there is a record and a version of the form behind them."""

import datetime as dt
from itertools import count
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.utils import timezone

from accounts.models import Organisation
from grants.clock import ZONE
from grants.models import Call, CallIndexPage, CallPage, FormVersion
from projects.models import Programme
from tests.factories.pages import make_page

_numbers = count(1)
FIXED = {"organisation", "summary", "dissemination"}


def key(*path: object) -> str:
    """Return the id of a block by its place, the same each time."""
    return str(uuid5(NAMESPACE_URL, "/".join(str(part) for part in path)))


def items(place: str, values: list[Any]) -> list[dict[str, Any]]:
    """Return the stored form of a list in a block."""
    return [{"type": "item", "id": key(place, number), "value": value} for number, value in enumerate(values)]


def part(name: str, kind: str, **value: Any) -> dict[str, Any]:
    """Return the stored form of a part called `name`; `options` may be texts, or (text, follow-ups)."""
    stored = {"label": f"Fråga {name}" if kind not in FIXED else "", "help_text": "", **value}
    if "options" in stored:
        pairs = [option if isinstance(option, tuple) else (option, []) for option in stored["options"]]
        rows = [{"text": text, "follow_ups": follow_ups} for text, follow_ups in pairs]
        stored["options"] = items(f"{name}/options", rows)
    if "columns" in stored:
        stored["columns"] = items(f"{name}/columns", stored["columns"])
    return {"type": kind, "id": key(name), "value": stored}


def section(name: str, *parts: dict[str, Any], **value: Any) -> dict[str, Any]:
    """Return the stored form of a section called `name`."""
    stored = {"heading": f"Avsnitt {name}", "introduction": "", "parts": list(parts), **value}
    return {"type": "section", "id": key("section", name), "value": stored}


def small_form() -> list[dict[str, Any]]:
    """Return a form with what no form may lack, and a choice with a question under its second answer."""
    why = part("why", "long_text", label="Varför då?", words=50, required=True)
    return [
        section(
            "who",
            part("organisation", "organisation"),
            part("before", "choice", label="Har ni sökt förut?", options=["Nej", ("Ja", [why])], required=True),
        ),
        section("idea", part("summary", "summary"), part("rows", "table", columns=["Vem", "Vad"])),
        section("spread", part("dissemination", "dissemination")),
    ]


def make_calls_index(parent: Any, **values: Any) -> CallIndexPage:
    """Return a published list of calls."""
    return make_page(CallIndexPage, parent, **{"title": "Utlysningar", "slug": "utlysningar", **values})


def make_programme(name: str = "Pilotprogrammet", **values: Any) -> Programme:
    """Return the record of a programme."""
    funder, _made = Organisation.objects.get_or_create(name="Region Östergötland")
    return Programme.objects.create(label_sv=name, funder=funder, is_public=True, **values)


def today() -> dt.date:
    """Return the day by the clock in Sweden, which calls go by."""
    return timezone.localdate(timezone=ZONE)


def make_call_page(index: CallIndexPage, **values: Any) -> CallPage:
    """Return the published page of a call, by default one that is open now and for a month more."""
    number = next(_numbers)
    values = {
        "title": f"Utlysning {number}",
        "slug": f"utlysning-{number}",
        "opens_on": today() - dt.timedelta(days=10),
        "closes_on": today() + dt.timedelta(days=30),
        "for_whom": "Föreningar",
        "form": small_form(),
        **values,
    }
    if "programme" not in values:
        values["programme"] = Programme.objects.first() or make_programme()
    page = CallPage(locale=index.locale, live=False, **values)
    index.add_child(instance=page)
    page.save_revision(log_action=False).publish(log_action=False)
    return CallPage.objects.get(pk=page.pk)


def make_call(index: CallIndexPage, **values: Any) -> Call:
    """Return the record of a new call."""
    return Call.objects.for_page(make_call_page(index, **values)).get()


def republish(page: CallPage, **changes: Any) -> Call:
    """Change a page, publish it, and return its record."""
    page = CallPage.objects.get(pk=page.pk)
    for name, value in changes.items():
        setattr(page, name, value)
    page.save_revision(log_action=False).publish(log_action=False)
    return Call.objects.for_page(page).get()


def versions(call: Call) -> list[FormVersion]:
    """Return the versions of the form of a call, the first first."""
    return list(FormVersion.objects.filter(call=call).order_by("number"))
