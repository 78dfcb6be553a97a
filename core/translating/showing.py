"""What a reader is told of the words on a page: older than the original, by a machine, or easier to read elsewhere."""

from typing import Any

from core.languages.names import own_name
from core.reading import Reading
from core.translating.models import is_older


def words_of_page(page: Any, reading: Reading) -> dict[str, Any]:
    """Return what stands above a page about its words; empty when there is nothing to tell. Reads nothing more."""
    own = reading.at_hand(page.pk)
    if own is None:
        return {}
    original, full = reading.at_hand(own.original_id), reading.at_hand(own.in_full_id)
    told = {
        "newer": _link(original, reading) if own.behind else None,
        "changed_at": original.words_changed_at if original is not None else None,
        "machine": _link(original, reading) if own.machine_words else None,
        "is_machine": bool(own.machine_words),
        "easy": _link(reading.at_hand(own.easy_id), reading),
        "in_full": _link(full, reading),
        "easy_is_older": full is not None and is_older(own, full.words_changed_at),
    }
    return told if any(told[name] for name in ("newer", "is_machine", "easy", "in_full")) else {}


def _link(page: Any, reading: Reading) -> dict[str, str] | None:
    if page is None:
        return None
    code = page.card_language
    return {"url": reading.address(page), "title": page.title, "lang": code, "language": own_name(code)}
