"""Keeping the database quick."""

from core.upkeep.statistics import refresh_statistics

__all__ = ["refresh_statistics"]
