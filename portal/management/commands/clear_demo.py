"""Take the demo content away."""

from typing import Any

from django.core.management.base import BaseCommand

from portal.demo.removing import clear


class Command(BaseCommand):
    """Remove what load_demo made, and nothing else."""

    help = "Remove the demo content: pages, menus, pictures, organisations, contacts and accounts that load_demo made."

    def handle(self, *args: Any, **options: Any) -> None:
        removed = clear()
        if options["verbosity"] > 0:
            told = ", ".join(f"{count} {kind}" for kind, count in removed.items() if count)
            self.stdout.write(f"Removed: {told}." if told else "There was no demo content.")
