"""The log of a case in words: what happened, when, who did it, and what was written."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from accounts.models import User
from grants.enums import Happening, MemberRole, State
from grants.models.applications import Application, CaseEvent

# Lines whose words are written for the other side.
LETTERS = (Happening.MESSAGE, Happening.COMPLETION_ASKED)


@dataclass(frozen=True)
class Line:
    """A line in words. `erased` when something was written and has been erased; `own` when the reader did it."""

    number: int
    at: dt.datetime
    who: str
    what: str
    detail: str
    words: str
    erased: bool
    own: bool
    is_ours: bool


def letters(application: Application, reader: Any) -> list[Line]:
    """Return what has been written between the sides, the latest first, as those who apply read it; three queries."""
    rows = list(application.events.filter(happening__in=LETTERS).select_related("text").order_by("-number"))
    names = names_of({row.actor_id for row in rows} & set(member_ids(application)))
    return [line_of(row, reader, names, _("Case officer")) for row in rows]


def log(application: Application, reader: Any) -> list[Line]:
    """Return the whole log, the latest first, as those who handle the case read it; two queries."""
    rows = list(application.events.select_related("text").order_by("-number"))
    keys = {row.actor_id for row in rows} | {row.data.get("member") for row in rows}
    names = names_of({key for key in keys if key})
    return [line_of(row, reader, names, _("Somebody who has left the portal")) for row in rows]


def member_ids(application: Application) -> list[int]:
    """Return the keys of the users who take part, or did."""
    ids = list(application.members.values_list("user_id", flat=True))
    rows = application.events.filter(happening__in=[Happening.STARTED, Happening.MEMBER_ADDED])
    return ids + [key for key in rows.values_list("actor_id", flat=True) if key]


def names_of(keys: set[Any]) -> dict[int, str]:
    """Return what users are called, by their keys; one query."""
    return {user.pk: str(user) for user in User.objects.filter(pk__in=keys)}


def line_of(row: CaseEvent, reader: Any, names: dict[int, str], otherwise: str) -> Line:
    """Return a line in words; `otherwise` is what somebody without a name here is called."""
    words = getattr(getattr(row, "text", None), "words", "")
    own = row.actor_id == reader.pk
    system = pgettext("case log", "The portal")
    return Line(
        number=row.number,
        at=row.at,
        who=_("You") if own else names.get(row.actor_id or 0, otherwise) if row.actor_id else system,
        what=str(Happening(row.happening).label),
        detail=detail_of(row, names),
        words=words,
        erased=bool(row.text_digest and not words and not is_sent(row)),
        own=own,
        is_ours=row.data.get("side") == "office" or row.happening == Happening.COMPLETION_ASKED,
    )


def is_sent(row: CaseEvent) -> bool:
    """Tell whether the digest of a line is that of what was sent, and not of words beside it."""
    return "submission" in row.data


def detail_of(row: CaseEvent, names: dict[int, str]) -> str:
    """Return what a line tells beyond its kind: the colleague and the part, or the state it led to."""
    parts = []
    if row.data.get("member"):
        parts.append(names.get(row.data["member"], _("Somebody who has left the portal")))
    if row.data.get("role") in MemberRole.values:
        parts.append(str(MemberRole(row.data["role"]).label))
    if row.to_state in State.values and row.from_state:
        parts.append(f"{State(row.from_state).label} → {State(row.to_state).label}")
    return ", ".join(parts)
