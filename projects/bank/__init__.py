"""The project bank: what is in it, what is chosen, and the lists, exports and feeds made of that."""

from projects.bank.export import bank_export
from projects.bank.feed import bank_feed
from projects.bank.listing import bank_context, map_context

__all__ = ["bank_context", "bank_export", "bank_feed", "map_context"]
