"""Translating what was made, through wagtail-localize, so that editors see it in the translation editor."""

from collections.abc import Mapping
from typing import Any, Protocol

from wagtail.models import Locale, Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from portal.demo.catalogue import LANGUAGES, catalogue


class Finder(Protocol):
    """Whatever knows translations: a catalogue, or the words of one page."""

    def find(self, words: str, path: str = "") -> str | None:
        """Return the translation of a string at a place of a page; None when there is none."""
        ...


def strings_of(instance: Any) -> list[StringSegmentValue]:
    """Return everything about a page or snippet that has to be translated."""
    return [segment for segment in extract_segments(instance) if isinstance(segment, StringSegmentValue)]


def complete_languages(instance: Any) -> list[str]:
    """Return the languages that every string is translated to and, for a page, that the page above it has."""
    strings = strings_of(instance)
    languages = [code for code in LANGUAGES if not catalogue(code).missing(strings)]
    if not isinstance(instance, Page):
        return languages
    parent = instance.get_parent()
    if parent.is_root():
        return languages
    above = set(parent.get_translations().values_list("locale__language_code", flat=True))
    return [code for code in languages if code in above]


def translate(instance: Any, translator: Any, editor: Any) -> list[Any]:
    """Make the translations of a page or snippet that are complete, published by an editor; return them."""
    words = {code: catalogue(code) for code in complete_languages(instance)}
    return translate_to(instance, words, translator, editor)


def translate_to(instance: Any, words: Mapping[str, Finder], translator: Any, editor: Any) -> list[Any]:
    """Make the translations to the languages of `words`, published by an editor; return them."""
    if not words:
        return []
    source, _made = TranslationSource.update_or_create_from_instance(instance)
    segments = list(StringSegment.objects.filter(source=source).select_related("string", "context"))
    made = []
    for code, known in words.items():
        locale = Locale.objects.get(language_code=code)
        _keep(segments, known, locale, translator)
        translation, _made = Translation.objects.get_or_create(source=source, target_locale=locale)
        made.append(_publish(instance, translation, editor))
    return made


def _keep(segments: list[StringSegment], words: Finder, locale: Locale, translator: Any) -> None:
    """Store the translated strings, as the translation editor would."""
    StringTranslation.objects.bulk_create(
        [
            StringTranslation(
                translation_of=segment.string,
                locale=locale,
                context=segment.context,
                data=words.find(segment.string.data, segment.context.path) or "",
                translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
                last_translated_by=translator,
            )
            for segment in segments
        ],
        ignore_conflicts=True,
    )


def _publish(instance: Any, translation: Translation, editor: Any) -> Any:
    if not isinstance(instance, Page):
        translation.save_target(user=editor)
        return instance.get_translation(translation.target_locale)
    # Published here and not on commit, so that all of the demo is there or none of it.
    translation.save_target(user=editor, publish=False)
    page = instance.get_translation(translation.target_locale).specific
    page.get_latest_revision().publish(user=editor)
    page.refresh_from_db()
    return page
