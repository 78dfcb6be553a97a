"""Send what is due; run every minute by the scheduler, in case the worker was not told."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from core.mail import services


class Command(BaseCommand):
    """Send what is in the outbox."""

    help = "Send the mails that are due."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--limit", type=int, default=500, help="how many at most")

    def handle(self, *args: Any, **options: Any) -> None:
        """Send, and say how many met which end."""
        for end, count in sorted(services.deliver_due(options["limit"]).items()):
            self.stdout.write(f"{end}: {count}")
