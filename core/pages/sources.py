"""Which of a page's translations is the original."""

from typing import Any

from wagtail.models import Page
from wagtail_localize.models import Translation


def is_source(page: Page, record: Any | None) -> bool:
    """Tell whether a page is the one in the source language, of which the others are translations.

    `record` is what is kept for all its languages, with the `locale_id` of the source; None before it is made.
    """
    if page.alias_of_id is not None:
        return False
    if record is not None:
        return record.locale_id == page.locale_id
    translated = Translation.objects.filter(
        source__object_id=page.translation_key, target_locale_id=page.locale_id
    ).exists()
    return not translated
