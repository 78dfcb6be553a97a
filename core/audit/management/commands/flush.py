"""Emptying the whole database empties the audit log too."""

from typing import Any

from django.core.management.commands.flush import Command as FlushCommand
from django.db import connections

from core.audit.triggers import purge_allowed


class Command(FlushCommand):
    """Django's `flush`, let through the triggers that otherwise refuse to empty the audit log."""

    def handle(self, **options: Any) -> None:
        """Open the log for deletion while everything is emptied."""
        with purge_allowed(connections[options["database"]]):
            super().handle(**options)
