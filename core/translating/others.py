"""What is translated and is no page: menus, banners, and the names of themes, programmes, countries and the like."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db.models import Count, F, Q, QuerySet
from django.urls import reverse
from wagtail.models import Locale, Page, get_translatable_models
from wagtail.snippets.models import get_snippet_models

from core.languages.labels import Labelled
from core.translating.enums import Stage
from core.translating.models import EASY_LANGUAGE, EasyVersion


@dataclass(frozen=True)
class OtherRow:
    """A kind of text, and how many of them lack each of the languages."""

    name: str
    url: str
    missing: list[int]


def rows(locales: Iterable[Locale], user: Any) -> list[OtherRow]:
    """Return what there is in the order of its names; at most two queries for each kind, however many there are."""
    shown = list(locales)
    found = [OtherRow(_name(model), _address(model, user), _without_label(model, shown)) for model in _labelled()]
    found += [OtherRow(_name(model), _address(model, user), _without_copy(model, shown)) for model in _copied()]
    return sorted(found, key=lambda row: row.name.lower())


def older_easy_versions() -> QuerySet:
    """Return the easy-to-read versions whose page has got other words since they were published."""
    older = Q(page__standing__changed_at__gt=F("easy__last_published_at"))
    return EasyVersion.objects.filter(older).select_related("page", "easy").order_by("easy__title", "pk")


def shown_with(asked: dict[str, Any], user: Any) -> dict[str, Any]:
    """Return what stands under the board, for what it was narrowed down to."""
    narrowed = asked["section"] is not None or asked["words"]
    codes = {locale.language_code for locale in asked["locales"]}
    wants_easy = asked["stage"] in {"", Stage.OUTDATED} and EASY_LANGUAGE in codes
    wants_others = asked["stage"] in {"", Stage.MISSING}
    return {
        "older_easy": older_easy_versions() if wants_easy and not narrowed else [],
        "others": rows(asked["locales"], user) if wants_others and not narrowed else [],
    }


def _labelled() -> Iterator[Any]:
    return (model for model in apps.get_models() if issubclass(model, Labelled) and not model._meta.proxy)


def _copied() -> Iterator[Any]:
    return (model for model in get_translatable_models() if not issubclass(model, Page))


def _name(model: Any) -> str:
    name = str(model._meta.verbose_name_plural)
    return name[:1].upper() + name[1:]


def _address(model: Any, user: Any) -> str:
    """Return where the kind is edited; empty when the user may not."""
    if model not in get_snippet_models():
        return ""
    viewset = model.snippet_viewset
    allowed = viewset.permission_policy.user_has_any_permission(user, {"add", "change", "view"})
    return reverse(viewset.get_url_name("list")) if allowed else ""


def _without_label(model: Any, locales: list[Locale]) -> list[int]:
    counted = {f"in_{locale.pk}": Count("pk", filter=Q(**{f"label_{locale.language_code}": ""})) for locale in locales}
    numbers = model.objects.aggregate(**counted) if counted else {}
    return [numbers[f"in_{locale.pk}"] for locale in locales]


def _without_copy(model: Any, locales: list[Locale]) -> list[int]:
    """Count the originals in the default language that have no row in each of the languages."""
    originals = model.objects.filter(locale__language_code=settings.LANGUAGE_CODE)
    keys = set(originals.values_list("translation_key", flat=True))
    there = set(model.objects.filter(locale__in=locales).values_list("translation_key", "locale_id"))
    return [sum((key, locale.pk) not in there for key in keys) for locale in locales]
