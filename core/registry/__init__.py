"""Where an app enters what it can show on pages of others: listing blocks and page panels.

Lower apps may not be imported by higher ones' neighbours, so nobody imports a listing: it is entered here when its
app is ready, and found by its code.
"""

from core.registry.cards import Card
from core.registry.listings import Listing, find_listing, listing_choices, register_listing
from core.registry.panels import Panel, panels_for, panels_shown, register_panel

__all__ = [
    "Card",
    "Listing",
    "Panel",
    "find_listing",
    "listing_choices",
    "panels_for",
    "panels_shown",
    "register_listing",
    "register_panel",
]
