"""Which pages may a stranger see, and what a list shows of them."""

from typing import Any

from django.apps import apps
from django.db.models import (
    CharField,
    Exists,
    ExpressionWrapper,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    TextField,
    Value,
)
from django.db.models.functions import Coalesce
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction


def restricted() -> Exists:
    """Return a condition: this page or one above it may only be read by some.

    A subquery, not Wagtail's `.public()`, which asks for all restrictions first: one query fewer for every list. What
    is restricted where it stands is restricted at its aliases too, as Wagtail has it.
    """
    # The restricted pages come as a list of their own that does not depend on the row: joined, SQLite would read the
    # whole tree for every row.
    marked = PageViewRestriction.objects.values("page_id")
    aliases = Page.objects.order_by().filter(alias_of__in=marked).values("pk")
    above = Page.objects.annotate(below=ExpressionWrapper(OuterRef("path"), output_field=CharField())).filter(
        pk__in=marked.union(aliases), below__startswith=F("path")
    )
    return Exists(above)


def line_paths(page: Page) -> list[str]:
    """Return the tree paths of a page and those above it, from the home page down."""
    step = Page.steplen
    return [page.path[:end] for end in range(2 * step, len(page.path or "") + 1, step)]


def stand_in() -> Q:
    """Return a condition: the page is an untranslated copy in another language's tree, not a page of its own.

    wagtail-localize makes such aliases of untranslated parents; they hold the words of the other language.
    """
    return Q(alias_of__isnull=False) & ~Q(alias_of__locale_id=F("locale_id"))


def public(pages: QuerySet) -> QuerySet:
    """Return those of `pages` that anybody may read now, in the language they claim to be in."""
    now = timezone.now()
    return (
        pages.filter(Q(expire_at__isnull=True) | Q(expire_at__gt=now), live=True)
        .exclude(stand_in())
        .exclude(restricted())
    )


def page_models() -> list[type[Page]]:
    """Return the page types that stand on BasePage."""
    # BasePage itself is above this package, so it is known by what it brings.
    return [model for model in apps.get_models() if hasattr(model, "base_translatable_fields")]


def whichever(name: str, fallback: Any, output_field: Any) -> Coalesce:
    """Return the value of a field of BasePage, whatever type the page is of."""
    columns = [F(f"{model._meta.model_name}__{name}") for model in page_models()]
    return Coalesce(*columns, fallback, output_field=output_field)


def with_card_facts(pages: QuerySet) -> QuerySet:
    """Add `card_introduction`, `card_image_id` and `card_language` to rows of Page, in the same query.

    `.specific()` would cost a query for each type of page in a list.
    """
    return pages.annotate(
        card_introduction=whichever("introduction", Value(""), TextField()),
        card_image_id=whichever("listing_image_id", Value(None), IntegerField()),
        card_language=F("locale__language_code"),
    )
