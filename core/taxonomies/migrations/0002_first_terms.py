"""The seven grounds, the three levels, and the first target groups and themes."""

from django.db import migrations

from core.taxonomies.loading import load_terms


def load(apps, schema_editor):
    """Write the terms."""
    load_terms(
        {
            "ground": apps.get_model("taxonomies", "Ground"),
            "level": apps.get_model("taxonomies", "Level"),
            "target-group": apps.get_model("taxonomies", "TargetGroup"),
            "theme": apps.get_model("taxonomies", "Theme"),
        }
    )


class Migration(migrations.Migration):
    """Loads the data file; going back leaves the terms."""

    dependencies = [("taxonomies", "0001_initial")]

    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
