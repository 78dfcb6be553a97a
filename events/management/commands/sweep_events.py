"""What happens to registrations by the clock."""

from typing import Any

from django.core.management.base import BaseCommand

from events.services import sweeping


class Command(BaseCommand):
    """Let go of holds and offers that ran out, offer free places to those who wait, and send reminders that are due."""

    help = "Let go of places that were not confirmed in time, offer them to those who wait, and send reminders."

    def handle(self, *args: Any, **options: Any) -> None:
        pools = sweeping.sweep()
        reminded = sweeping.remind()
        if options["verbosity"] > 1:
            self.stdout.write(f"{pools} pools settled, {reminded} reminders due")
