"""Countries, the 21 counties and 290 municipalities, and Agder."""

from django.db import migrations

from core.places.loading import load_places


def load(apps, schema_editor):
    """Write the reference data."""
    load_places(
        apps.get_model("places", "Country"),
        apps.get_model("places", "County"),
        apps.get_model("places", "Municipality"),
    )


class Migration(migrations.Migration):
    """Loads the data files; going back leaves them."""

    dependencies = [("places", "0001_initial")]

    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
