"""System checks of the roles."""

from collections.abc import Sequence
from typing import Any

from django.core import checks
from django.db import connections
from django.db.migrations.recorder import MigrationRecorder

from accounts.enums import Role


def register() -> None:
    """Enter the checks; those that ask the database run with `check --database default` and before `migrate`."""
    checks.register(roles_have_groups, checks.Tags.database)


def roles_have_groups(databases: Sequence[str] | None = None, **_options: Any) -> list[checks.CheckMessage]:
    """Warn when a role's group is missing once the migration that makes them has run."""
    messages: list[checks.CheckMessage] = []
    for alias in databases or []:
        if ("accounts", "0004_role_groups") not in MigrationRecorder(connections[alias]).applied_migrations():
            continue
        from django.contrib.auth.models import Group

        missing = sorted(set(Role.values) - set(Group.objects.using(alias).values_list("name", flat=True)))
        if missing:
            messages.append(
                checks.Warning(
                    f"Roles without a group: {', '.join(missing)}.",
                    hint="Run `manage.py migrate`: it makes them again.",
                    id="accounts.W001",
                )
            )
    return messages
