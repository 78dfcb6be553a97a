"""Which pages are originals."""

from django.db.models import Exists, OuterRef, QuerySet
from wagtail.models import Page
from wagtail_localize.models import Translation


def translated_into() -> Exists:
    """Return a condition: the page is kept as a translation of another by wagtail-localize."""
    return Exists(
        Translation.objects.filter(
            source__object_id=OuterRef("translation_key"), target_locale_id=OuterRef("locale_id")
        )
    )


def originals() -> QuerySet:
    """Return the pages that others translate: no translation, and the first of their kind."""
    older = Page.objects.filter(translation_key=OuterRef("translation_key"), pk__lt=OuterRef("pk"))
    return (
        Page.objects.filter(depth__gt=1, alias_of__isnull=True)
        .exclude(translated_into())
        .exclude(Exists(older.filter(alias_of__isnull=True)))
    )


def original_of(page: Page) -> Page | None:
    """Return the page that a page translates; itself when it is the original, None when that is gone."""
    return originals().filter(translation_key=page.translation_key).select_related("locale").first()
