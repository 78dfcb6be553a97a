"""What happens to translations: remembering, starting, fetching changes, approving."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from wagtail.models import Locale, Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource
from wagtail_localize.operations import translate_object

from core.audit.services import record
from core.translating.models import Standing
from core.translating.querysets import original_of
from core.translating.words import Words, changes, machine_strings, words_made_from, words_of

# Where wagtail-localize keeps the title and the address of a page.
TITLE = "title"
ADDRESS = "slug"


@transaction.atomic
def remember(page: Page) -> None:
    """Remember which words of the original a page that was just published stands for."""
    original = original_of(page)
    if original is None or page.alias_of_id:
        return
    if original.pk == page.pk:
        _remember_original(page.specific)
    else:
        _remember_translation(page, original)


@transaction.atomic
def name_address(title: StringTranslation) -> StringTranslation | None:
    """Give a page that is not yet out in a language an address made of its translated title.

    Without it the address would stay in the original's language, since nobody looks for it on the second tab of the
    translation editor. An address that somebody has chosen, or that has been published, stays; returns what was made.
    """
    key, locale_id = title.context.object_id, title.locale_id
    segment = StringSegment.objects.filter(source__object_id=key, context__path=ADDRESS).first()
    if (
        segment is None
        or Page.objects.filter(translation_key=key, locale_id=locale_id, first_published_at__isnull=False).exists()
    ):
        return None
    address, made = StringTranslation.objects.get_or_create(
        translation_of_id=segment.string_id,
        locale_id=locale_id,
        context_id=segment.context_id,
        defaults={
            # As long as Wagtail's own field allows; wagtail-localize adds a number when a neighbour has it.
            "data": slugify(title.data)[:250].strip("-") or segment.string.data,
            "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL,
            "last_translated_by": title.last_translated_by,
        },
    )
    return address if made else None


def _remember_original(page: Page) -> None:
    words = words_of(page)
    known = Standing.objects.filter(page_id=page.pk).first()
    if known is not None and known.words == words and known.original_id is None:
        return
    changed_at = page.last_published_at or timezone.now()
    if known is None:
        # Two who publish at once write one row.
        Standing.objects.update_or_create(page_id=page.pk, defaults={"words": words, "changed_at": changed_at})
    else:
        known.original, known.words, known.changed_at, known.behind = None, words, changed_at, 0
        known.save()
    for standing in Standing.objects.filter(original_id=page.pk):
        standing.behind = len(changes(standing.words, words))
        standing.save(update_fields=["behind"])


def _remember_translation(page: Page, original: Page) -> None:
    now = words_at(original)
    translation = Translation.objects.filter(
        source__object_id=page.translation_key, target_locale_id=page.locale_id, enabled=True
    ).first()
    # A page that is translated by hand is taken at its word: published, it says what the original says.
    made_from = words_made_from(translation) if translation is not None else now
    Standing.objects.update_or_create(
        page_id=page.pk,
        defaults={
            "original": original,
            "words": made_from,
            "changed_at": page.last_published_at or timezone.now(),
            "behind": len(changes(made_from, now)),
            "machine": machine_strings(page.translation_key, page.locale_id).count() if translation is not None else 0,
        },
    )


def words_at(original: Page) -> Words:
    """Return what an original says, as it was published last."""
    standing = Standing.objects.filter(page_id=original.pk).first()
    if standing is None and original.live:
        _remember_original(original.specific)
        standing = Standing.objects.get(page_id=original.pk)
    return standing.words if standing is not None else []


@transaction.atomic
def start(original: Page, locale: Locale, *, actor: Any) -> Page:
    """Send a page to translation into a language, as a draft. Returns the draft."""
    translate_object(original.specific, [locale], user=actor)
    page = Page.objects.get(translation_key=original.translation_key, locale=locale)
    record(actor, "translating.started", page, language=locale.language_code)
    return page


@transaction.atomic
def refresh(translation: Translation, *, actor: Any) -> None:
    """Let the translator see what the original says now. What is published stays as it is."""
    source = TranslationSource.objects.select_for_update().get(pk=translation.source_id)
    source.update_from_db()
    record(actor, "translating.refreshed", translation, language=translation.target_locale.language_code)


@transaction.atomic
def approve(translation: Translation, *, actor: Any) -> int:
    """Let a person answer for what a machine translated; return how many strings that was."""
    key, locale_id = translation.source.object_id, translation.target_locale_id
    number: int = machine_strings(key, locale_id).update(
        translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL, last_translated_by=actor
    )
    Standing.objects.filter(page__translation_key=key, page__locale_id=locale_id).update(machine=0)
    record(actor, "translating.approved", translation, strings=number)
    return number
