"""What happens to registrations by the clock."""

from typing import Any

from django.core.management.base import BaseCommand

from events.services import sweeping


class Command(BaseCommand):
    """Let go of what ran out, offer free places to those who wait, remind and thank when it is time."""

    help = "Let go of places that were not confirmed in time, offer them to those who wait, remind and thank."

    def handle(self, *args: Any, **options: Any) -> None:
        pools = sweeping.sweep()
        reminded = sweeping.remind()
        thanked = sweeping.thank()
        if options["verbosity"] > 1:
            self.stdout.write(f"{pools} pools settled, {reminded} reminders and {thanked} thanks due")
