"""Delete or anonymise what has served its purpose; run every night by the scheduler."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from core.privacy import retention


class Command(BaseCommand):
    """Apply every retention rule, or list them."""

    help = "Delete or anonymise data whose retention has passed."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--list", action="store_true", help="only list the rules")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run the rules; exits with an error when one of them failed, so that a monitor sees it."""
        if options["list"]:
            for rule in retention.rules():
                self.stdout.write(f"{rule.code:30} {rule.label}")
            return
        counts = retention.apply()
        for code, count in counts.items():
            self.stdout.write(f"{code:30} {'failed' if count is None else count}")
        if None in counts.values():
            raise CommandError("At least one retention rule failed; see the log.")
