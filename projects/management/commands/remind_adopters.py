"""Ask those who have used a method for a year how it goes; run every morning by the scheduler."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from projects.adopting.services import remind


class Command(BaseCommand):
    """Put the questions in the outbox, each once."""

    help = "Ask organisations that told of a method a year ago how it goes."

    def handle(self, *args: Any, **options: Any) -> None:
        asked = remind(timezone.now())
        if options["verbosity"] > 1:
            self.stdout.write(f"{asked} asked")
