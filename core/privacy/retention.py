"""Data that has served its purpose goes away, by itself, every night."""

import datetime as dt
import logging
from collections.abc import Callable
from dataclasses import dataclass

from django.utils import timezone
from django.utils.functional import Promise

from core.privacy import traces

logger = logging.getLogger(__name__)

Handler = Callable[[dt.datetime], int]


@dataclass(frozen=True)
class Rule:
    """One thing the retention job does: `handler` gets the present moment and returns how many rows it dealt with."""

    code: str
    label: str | Promise
    handler: Handler


_rules: dict[str, Rule] = {}


def register(code: str, label: str | Promise, handler: Handler) -> None:
    """Enter a rule under a stable code such as `mail.outbox`."""
    _rules[code] = Rule(code, label, handler)


def rules() -> list[Rule]:
    """Return the rules by code."""
    return [_rules[code] for code in sorted(_rules)]


def apply(now: dt.datetime | None = None) -> dict[str, int | None]:
    """Run every rule and return how many rows each dealt with; None where one failed.

    A rule that fails does not keep the others from running: its error is logged, without the data.
    """
    moment = now or timezone.now()
    counts: dict[str, int | None] = {}
    for rule in rules():
        try:
            counts[rule.code] = rule.handler(moment)
        except Exception as error:  # noqa: BLE001 — one rule's fault must not stop the rest; it is logged and counted
            logger.error("retention rule %s failed: %s", rule.code, type(error).__name__)
            counts[rule.code] = None
    traces.wipe()
    return counts
