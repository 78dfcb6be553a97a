"""A group for every role, named by its code."""

from typing import Any

from django.db import migrations

ROLES = [
    "editor",
    "correspondent",
    "translator",
    "event_host",
    "case_officer",
    "assessor",
    "decider",
    "auditor",
    "applicant",
    "member",
    "supervisor",
    "coordinator",
    "moderator",
    "survey_lead",
    "administrator",
]


def make_groups(apps: Any, schema_editor: Any) -> None:
    """Make the groups; what they may do is put in after the migrations, by `accounts.roles.sync()`."""
    group = apps.get_model("auth", "Group")
    for code in ROLES:
        group.objects.using(schema_editor.connection.alias).get_or_create(name=code)


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_user_language"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]
    operations = [migrations.RunPython(make_groups, migrations.RunPython.noop)]
