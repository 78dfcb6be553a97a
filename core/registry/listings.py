"""Listings that any app offers to home pages and bodies: "projects", "coming seminars", …"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from core.registry.cards import Card

# Given the language (two letters) and how many, returns the cards; at most two queries, constant in the number of rows.
FetchCards = Callable[[str, int], Sequence[Card]]
# Given the language, returns the address of the whole list, or an empty string.
ListAddress = Callable[[str], str]


def nowhere(language: str) -> str:
    """Return no address: the list has no page of its own."""
    return ""


@dataclass(frozen=True)
class Listing:
    """One kind of list. `label` is what an editor chooses; the heading is written in the block."""

    code: str
    label: Any
    fetch: FetchCards
    address: ListAddress = nowhere
    empty_text: Any = ""


_listings: dict[str, Listing] = {}


def register_listing(listing: Listing) -> None:
    """Enter a listing. Raises ValueError when another one already has its code."""
    known = _listings.get(listing.code)
    if known is not None and known != listing:
        raise ValueError(f"two listings are called {listing.code!r}")
    _listings[listing.code] = listing


def find_listing(code: str) -> Listing | None:
    """Return the listing with this code; None when the app that offered it is gone."""
    return _listings.get(code)


def listing_choices() -> list[tuple[str, Any]]:
    """Return (code, label) for the chooser of an editor, in the order of entry."""
    return [(listing.code, listing.label) for listing in _listings.values()]
