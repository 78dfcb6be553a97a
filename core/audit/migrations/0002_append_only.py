"""The database itself refuses to change or delete what the audit log says."""

from typing import Any

from django.db import migrations

from core.audit import triggers


def install(apps: Any, schema_editor: Any) -> None:
    """Create the triggers for this kind of database."""
    triggers.install(schema_editor.connection)


def remove(apps: Any, schema_editor: Any) -> None:
    """Drop the triggers."""
    triggers.remove(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [migrations.RunPython(install, remove)]
