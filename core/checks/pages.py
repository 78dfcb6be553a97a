"""Rules that every page type and every translatable model keeps."""

from typing import Any

from django.core import checks
from django.db import models
from django.template import TemplateDoesNotExist
from django.template.loader import get_template
from modelcluster.fields import ParentalManyToManyField
from wagtail.models import Page, TranslatableMixin
from wagtail_localize.fields import get_translatable_fields

from core.checks.own import own_models


def page_types_have_what_they_need(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """Check that each page type has a template and says where it may stand in the tree."""
    messages: list[checks.CheckMessage] = []
    for model in own_models():
        if issubclass(model, Page):
            messages += _template_of(model) + _place_of(model)
    return messages


def _template_of(model: type[Page]) -> list[checks.CheckMessage]:
    try:
        get_template(model.template)
    except TemplateDoesNotExist:
        return [
            checks.Warning(
                f"{model.__name__} has no template.",
                hint=f"Make templates/{model.template}.",
                obj=model,
                id="portal.W001",
            )
        ]
    return []


def _place_of(model: type[Page]) -> list[checks.CheckMessage]:
    if model.parent_page_types is not None:
        return []
    return [
        checks.Warning(
            f"{model.__name__} does not say its parent_page_types.",
            hint="An editor would be offered it everywhere. Name the types it may stand under.",
            obj=model,
            id="portal.W002",
        )
    ]


def translation_is_decided_for_every_field(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """Check that every field of a translatable model is declared translatable or synchronised."""
    messages: list[checks.CheckMessage] = []
    for model in own_models():
        if issubclass(model, TranslatableMixin):
            messages += [_undeclared(model, name) for name in undeclared_fields(model)]
            messages += [_lost(model, field.name) for field in model._meta.local_many_to_many if _is_plain(field)]
    return messages


def _undeclared(model: type[models.Model], name: str) -> checks.CheckMessage:
    return checks.Warning(
        f"{model.__name__}.{name} is declared neither translatable nor synchronised.",
        hint="Name it in override_translatable_fields (or translatable_fields) of the model.",
        obj=model,
        id="portal.W003",
    )


def _lost(model: type[models.Model], name: str) -> checks.CheckMessage:
    return checks.Warning(
        f"{model.__name__}.{name} is a plain many-to-many field, which translations lose.",
        hint="Use ParentalManyToManyField.",
        obj=model,
        id="portal.W004",
    )


def _is_plain(field: Any) -> bool:
    return isinstance(field, models.ManyToManyField) and not isinstance(field, ParentalManyToManyField)


def undeclared_fields(model: type[models.Model]) -> list[str]:
    """Return the fields and child relations that wagtail-localize would handle by guess rather than by our word."""
    declared = {
        field.field_name
        for name in ("translatable_fields", "override_translatable_fields")
        for field in getattr(model, name, [])
    }
    return sorted({field.field_name for field in get_translatable_fields(model)} - declared)
