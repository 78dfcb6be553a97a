"""Refresh the statistics of the database's planner."""

from typing import Any

from django.core.management.base import BaseCommand

from core.upkeep import refresh_statistics


class Command(BaseCommand):
    """Run by the scheduler at night, and by hand after much has been written."""

    help = "Tell the database how full its tables are, so that it finds the quickest way to an answer."

    def handle(self, *args: Any, **options: Any) -> None:
        refresh_statistics()
        if options["verbosity"] > 0:
            self.stdout.write("The statistics of the database are fresh.")
