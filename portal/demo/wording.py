"""The glossary, and the page that says the same as another in easier words."""

from wagtail.models import Page

from core.translating.groups import drop_groups
from core.translating.models import EasyVersion, GlossaryTerm
from portal.demo.content import read_file

# The page that tells who we are, and the one that tells it in easy-to-read Swedish.
EASY = ("about", "easyread")


def add_words(made: dict[str, Page]) -> None:
    """Make the terms of the glossary, and tie the easy-to-read page to the one it explains."""
    for record in read_file("glossary")["term"]:
        GlossaryTerm.objects.get_or_create(label_sv=record["label_sv"], defaults=record)
    full, easy = (made[key] for key in EASY)
    EasyVersion.objects.get_or_create(page_id=full.pk, defaults={"easy_id": easy.pk})


def remove_words() -> None:
    """Take away the terms that are as the demo made them, and translators' groups that have no language left."""
    drop_groups()
    for record in read_file("glossary")["term"]:
        GlossaryTerm.objects.filter(**record).delete()
