"""What the pages ask of the rooms above them: entered when the app is ready, so that models import no presentation."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass
class Seams:
    """The functions that pages call to be shown."""

    page_context: Callable[..., dict[str, Any]]
    list_context: Callable[..., dict[str, Any]]
    structured_call: Callable[..., dict[str, Any] | None]
    form_modes: Callable[[], list[tuple[str, Any]]]
    form_preview: Callable[..., Any]


_entered: list[Seams] = []


def enter(seams: Seams) -> None:
    """Enter the functions; the last entered count."""
    _entered[:] = [seams]


def shown() -> Seams:
    """Return the functions. Raises IndexError before the app is ready."""
    return _entered[0]
