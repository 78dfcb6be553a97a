"""The board: the pages of the portal, and where each of their translations stands. Six queries, however many pages."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from wagtail.models import Locale, Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from core.translating.enums import Stage
from core.translating.querysets import originals

SECTION_DEPTH = 3


@dataclass(frozen=True)
class Cell:
    """One page in one language."""

    locale: Locale
    stage: Stage
    page: Page | None = None
    behind: int = 0
    machine: int = 0


@dataclass(frozen=True)
class Row:
    """One page, with its translations."""

    page: Page
    cells: list[Cell]


def sections() -> QuerySet:
    """Return what the site is divided into: what stands right under the start page in the default language."""
    pages = Page.objects.filter(depth=SECTION_DEPTH, locale__language_code=settings.LANGUAGE_CODE)
    return pages.filter(alias_of__isnull=True).order_by("path")


def within(pages: QuerySet, section: Page) -> QuerySet:
    """Return those of the pages that stand in a section, whatever their language."""
    paths = Page.objects.filter(translation_key=section.translation_key).values_list("path", flat=True)
    condition = Q(pk__in=[])
    for path in paths:
        condition |= Q(path__startswith=path)
    return pages.filter(condition)


def siblings() -> QuerySet:
    """Return the translations of the page of the outer query."""
    same = Page.objects.filter(translation_key=OuterRef("translation_key")).exclude(pk=OuterRef("pk"))
    return same.filter(Q(alias_of__isnull=True) | Q(alias_of__locale_id=F("locale_id")))


def at_stage(pages: QuerySet, stage: str, locales: Iterable[Locale]) -> QuerySet:
    """Return those of the pages that are at a stage in one of the languages."""
    locales = list(locales)
    if stage == Stage.READY:
        return ready(pages, locales)
    there = siblings().filter(locale__in=locales)
    if stage == Stage.MISSING:
        condition: Any = Q(pk__in=[])
        for locale in locales:
            condition |= ~Q(locale=locale) & ~Exists(siblings().filter(locale=locale))
        return pages.filter(condition)
    if stage == Stage.MACHINE:
        unread = StringTranslation.objects.filter(
            context__object_id=OuterRef("translation_key"),
            locale__in=locales,
            translation_type=StringTranslation.TRANSLATION_TYPE_MACHINE,
        )
        return pages.filter(Exists(unread))
    # A page whose original is gone is behind nothing.
    behind = Q(standing__behind__gt=0, standing__original__isnull=False)
    conditions = {
        Stage.DRAFT: Exists(there.filter(live=False)),
        Stage.OUTDATED: Exists(there.filter(behind, live=True)),
        Stage.TRANSLATED: Exists(there.filter(live=True).exclude(behind)),
    }
    return pages.filter(conditions[Stage(stage)])


def ready(pages: QuerySet, locales: Iterable[Locale]) -> QuerySet:
    """Return those of the pages that are translated whole into one of the languages, and not published so."""
    condition: Any = Q(pk__in=[])
    for locale in locales:
        # The language is named in both conditions: in one language everything, in another the publishing, is not it.
        unpublished = Q(live=False) | Q(standing__behind__gt=0, standing__original__isnull=False)
        waiting = siblings().filter(unpublished, locale=locale)
        condition |= Exists(waiting) & Exists(_whole(locale))
    return pages.filter(condition)


def _whole(locale: Locale) -> QuerySet:
    """Return the translations of the page of the outer query where no text is missing or older than the page."""
    done = StringTranslation.objects.filter(
        translation_of_id=OuterRef("string_id"), context_id=OuterRef("context_id"), locale=locale, has_error=False
    )
    lacking = StringSegment.objects.filter(~Exists(done), source_id=OuterRef("source_id"))
    return Translation.objects.filter(
        ~Exists(lacking),
        source__object_id=OuterRef("translation_key"),
        source__last_updated_at__gte=OuterRef("last_published_at"),
        target_locale=locale,
        enabled=True,
    )


def found(*, locales: Iterable[Locale], stage: str = "", section: Page | None = None, words: str = "") -> QuerySet:
    """Return the published originals that match, in the order of the tree."""
    pages = originals().filter(live=True)
    if section is not None:
        pages = within(pages, section)
    if words:
        pages = pages.filter(title__icontains=words)
    if stage:
        pages = at_stage(pages, stage, locales)
    return pages.select_related("locale", "content_type").order_by("path")


def rows(pages: Iterable[Page], locales: Iterable[Locale]) -> list[Row]:
    """Return where each of the pages stands in each of the languages."""
    shown, locales = list(pages), list(locales)
    keys = [page.translation_key for page in shown]
    made = {
        (page.translation_key, page.locale_id): page
        for page in Page.objects.filter(translation_key__in=keys, locale__in=locales)
        .filter(Q(alias_of__isnull=True) | Q(alias_of__locale_id=F("locale_id")))
        .select_related("standing")
    }
    unread = machine_counts(keys)
    return [
        Row(
            page,
            [
                cell(locale, made.get((page.translation_key, locale.pk)), unread.get((page.translation_key, locale.pk)))
                for locale in locales
                if locale.pk != page.locale_id
            ],
        )
        for page in shown
    ]


def machine_counts(keys: list[Any]) -> dict[tuple[Any, int], int]:
    """Return how many strings of each page a machine has translated and nobody has read, by key and language."""
    counted = (
        StringTranslation.objects.filter(
            context__object_id__in=keys, translation_type=StringTranslation.TRANSLATION_TYPE_MACHINE
        )
        .values_list("context__object_id", "locale_id")
        .annotate(number=Count("pk"))
        .order_by()
    )
    return {(key, locale): number for key, locale, number in counted}


def cell(locale: Locale, page: Page | None, machine: int | None) -> Cell:
    """Return where one page stands in one language."""
    if page is None:
        return Cell(locale, Stage.MISSING)
    standing = getattr(page, "standing", None)
    behind = standing.behind if standing is not None and standing.original_id else 0
    if not page.live:
        stage = Stage.DRAFT
    elif behind:
        stage = Stage.OUTDATED
    else:
        stage = Stage.TRANSLATED
    return Cell(locale, stage, page, behind if page.live else 0, machine or 0)
