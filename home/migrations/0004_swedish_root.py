"""Name the page and the collection above all others in Swedish: Wagtail stores "Root", where no catalogue reaches it."""

from typing import Any

from django.db import migrations


def _rename(apps: Any, before: str, after: str) -> None:
    # A name is kept by whoever has given it a name of their own.
    apps.get_model("wagtailcore", "Page").objects.filter(depth=1, title=before).update(title=after, draft_title=after)
    apps.get_model("wagtailcore", "Collection").objects.filter(depth=1, name=before).update(name=after)


def to_swedish(apps: Any, schema_editor: Any) -> None:
    """Call it Rot."""
    _rename(apps, "Root", "Rot")


def to_english(apps: Any, schema_editor: Any) -> None:
    """Call it Root again."""
    _rename(apps, "Rot", "Root")


class Migration(migrations.Migration):
    """Two names."""

    dependencies = [("home", "0003_words_of_the_picture"), ("wagtailcore", "0098_apitoken")]
    operations = [migrations.RunPython(to_swedish, to_english)]
