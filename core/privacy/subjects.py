"""A person's own data: all of it as one file (GDPR articles 15 and 20), and its erasure (article 17)."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.functional import Promise

Exporter = Callable[[str], Any]
Eraser = Callable[[str], int]
# Returns why erasing is not possible now (archive law, a role that must be handed over first), or None.
Obstacle = Callable[[str], str | Promise | None]


@dataclass(frozen=True)
class Holder:
    """A part of the portal that holds data about an address.

    `last`: erased after the others, who find by it what is theirs, as the account is.
    """

    code: str
    label: str | Promise
    export: Exporter
    erase: Eraser
    obstacle: Obstacle | None = None
    last: bool = False


class ErasureRefusedError(Exception):
    """Something may not be erased now; `reasons` says what, in words for the person who asked."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__("; ".join(reasons))
        self.reasons = reasons


_holders: dict[str, Holder] = {}


def register(holder: Holder) -> None:
    """Enter a holder under its stable code."""
    _holders[holder.code] = holder


def holders() -> list[Holder]:
    """Return the holders by code."""
    return [_holders[code] for code in sorted(_holders)]


def export(email: str) -> dict[str, Any]:
    """Return everything the portal holds about an e-mail address, as data for a JSON file."""
    return {
        "about": email,
        "exported_at": timezone.now().isoformat(timespec="seconds"),
        "data": {holder.code: holder.export(email) for holder in holders()},
    }


def obstacles(email: str) -> list[str]:
    """Return the reasons why data about the address may not be erased now; empty when it may."""
    reasons = [holder.obstacle(email) for holder in holders() if holder.obstacle]
    return [str(reason) for reason in reasons if reason]


@transaction.atomic
def erase(email: str) -> dict[str, int]:
    """Erase or anonymise what is held about the address, and return how many rows per holder.

    All or nothing. Raises ErasureRefusedError, with the reasons, when something may not be erased now.
    """
    reasons = obstacles(email)
    if reasons:
        raise ErasureRefusedError(reasons)
    in_turn = sorted(holders(), key=lambda holder: holder.last)
    return {holder.code: holder.erase(email) for holder in in_turn}
