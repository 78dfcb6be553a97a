"""Which step may follow which. One table; nothing else decides it."""

import datetime as dt

from django.utils import timezone

from events.enums import State
from events.models.registrations import Registration

STEPS: dict[str, frozenset[str]] = {
    State.HELD: frozenset({State.CONFIRMED, State.CANCELLED, State.LAPSED}),
    State.WAITING: frozenset({State.OFFERED, State.CONFIRMED, State.CANCELLED}),
    State.OFFERED: frozenset({State.CONFIRMED, State.CANCELLED, State.LAPSED}),
    State.CONFIRMED: frozenset({State.CANCELLED, State.WAITING}),
    State.CANCELLED: frozenset(),
    # Who comes back too late by the link gets a place if one is free, else a place in the line.
    State.LAPSED: frozenset({State.CONFIRMED, State.WAITING}),
}


class NotAStepError(Exception):
    """The registration cannot go from where it stands to there."""


def may_step(current: str, following: str) -> bool:
    """Tell whether a step is in the table."""
    return following in STEPS.get(current, frozenset())


def step(registration: Registration, following: State, now: dt.datetime | None = None) -> Registration:
    """Take a step and save it. Raises NotAStepError when the table has no such step."""
    if not may_step(registration.state, following):
        raise NotAStepError(f"{registration.state} → {following}")
    registration.state = following
    registration.state_since = now or timezone.now()
    if following != State.OFFERED:
        registration.offered_until = None
    if following != State.HELD:
        registration.held_until = None
    registration.save(
        update_fields=[
            "state",
            "state_since",
            "held_until",
            "offered_until",
            "queue_number",
            "pool",
            "calendar_sequence",
        ]
    )
    return registration
