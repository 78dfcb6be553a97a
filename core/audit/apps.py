"""The append-only audit log."""

from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class AuditConfig(AppConfig):
    """The append-only audit log."""

    name = "core.audit"
    label = "audit"
    verbose_name = _("Audit log")

    def ready(self) -> None:
        """Teach SQLite its function, and put the triggers back after a table was rebuilt by a migration."""
        from core.audit import triggers

        connection_created.connect(triggers.teach_sqlite, dispatch_uid="audit.teach_sqlite")
        for connection in connections.all(initialized_only=True):
            if connection.connection is not None:
                triggers.teach_sqlite(connection)
        post_migrate.connect(_reinstall, sender=self, dispatch_uid="audit.reinstall_triggers")


def _reinstall(using: str, **_signal: Any) -> None:
    from core.audit import triggers

    connection = connections[using]
    if triggers.TABLE in connection.introspection.table_names():
        triggers.install(connection)
