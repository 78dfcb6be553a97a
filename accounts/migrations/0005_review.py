"""Editors look at what is sent for review: Wagtail's own way there ends with a group that nobody is in."""

from typing import Any

from django.db import migrations

WAGTAILS, OURS = "Moderators approval", "Granskning"


def let_editors_review(apps: Any, schema_editor: Any) -> None:
    """Give the workflow that comes with Wagtail a Swedish name, and let editors approve; one that was changed stays."""
    alias = schema_editor.connection.alias
    editors = apps.get_model("auth", "Group").objects.using(alias).get(name="editor")
    for task in apps.get_model("wagtailcore", "GroupApprovalTask").objects.using(alias).filter(name=WAGTAILS):
        task.name = OURS
        task.save()
        task.groups.set([editors])
    apps.get_model("wagtailcore", "Workflow").objects.using(alias).filter(name=WAGTAILS).update(name=OURS)


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0004_role_groups"),
        ("wagtailcore", "0048_add_default_workflows"),
    ]
    operations = [migrations.RunPython(let_editors_review, migrations.RunPython.noop)]
