"""Whether the logs of cases are whole; run it whenever in doubt, and before a log is handed out."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from grants.models.applications import CaseEvent
from grants.services import chain

FLAWS = {
    "missing": "a line is missing",
    "order": "does not follow the line before it",
    "changed": "has been changed",
    "words": "its words are not those that were written",
    "audit": "is missing, or not as the audit log noted it",
}


class Command(BaseCommand):
    """Check every line of every case against its seal, the line before it, its words, and the audit log."""

    help = "Check the logs of cases; exits with 1 when anything does not hold."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print each flaw on a line of its own. Raises CommandError, exit status 1, when there is any."""
        number = 0
        for flaw in chain.verify():
            number += 1
            self.stdout.write(f"{flaw.application} line {flaw.number}: {FLAWS.get(flaw.what, flaw.what)}")
        if number:
            raise CommandError(f"{number} flaws in the logs of cases.")
        self.stdout.write(f"{CaseEvent.objects.count()} lines in the logs of cases, all whole.")
