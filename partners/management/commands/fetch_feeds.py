"""Asks the worker for the feeds of partners that are due."""

from typing import Any

from django.core.management.base import BaseCommand

from partners.inflow import rounds


class Command(BaseCommand):
    """Fetch the feeds of partners that are due."""

    help = "Fetch the feeds of partners that are due; what they bring waits in the admin."

    def handle(self, *args: Any, **options: Any) -> None:
        asked = rounds.ask_for_due()
        if options["verbosity"] > 1:
            self.stdout.write(f"{asked} feeds are due")
