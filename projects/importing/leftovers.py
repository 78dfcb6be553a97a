"""What an import made beside pages, and which of it nothing uses any longer when the import is taken back."""

from collections.abc import Iterator
from typing import Any

from django.db.models import ForeignObjectRel
from wagtail.models import Page, ReferenceIndex

from accounts.models import Organisation, Sector
from core.contacts.models import Contact
from projects.models import ImportBatch, ProgrammeArea

MADE: dict[str, Any] = {"organisation": Organisation, "area": ProgrammeArea, "contact": Contact}
# Rows that belong to the one they point at.
OWN_PARTS = {"contactphone"}


def delete_unused(batch: ImportBatch) -> None:
    """Delete organisations, programme areas and contact points that an import made and nothing names any longer."""
    rows = [row for kind, model in MADE.items() for row in model.objects.filter(pk__in=batch.made.get(kind, []))]
    unused = [row for row in rows if not (_is_edited(row) or _is_named(row))]
    drafted = _named_in_drafts(unused)
    for row in unused:
        if (type(row), row.pk) not in drafted:
            row.delete()


def _is_edited(row: Any) -> bool:
    """Tell whether somebody has told more of an organisation than the import did."""
    if not isinstance(row, Organisation):
        return False
    told = (row.website, row.logo_id, row.country_id, row.municipality_id)
    return any(told) or row.sector != Sector.OTHER


def _is_named(row: Any) -> bool:
    """Tell whether another row points at one, or a text or block of one shows it."""
    if ReferenceIndex.get_references_to(row).exists():
        return True
    for relation in _relations(type(row)):
        if relation.related_model._meta.model_name in OWN_PARTS:
            continue
        if relation.related_model._meta.base_manager.filter(**{relation.field.name: row}).exists():
            return True
    return False


def _relations(model: Any) -> Iterator[Any]:
    """Yield what points at a model, also what has no name there."""
    for field in model._meta.get_fields(include_hidden=True):
        if isinstance(field, ForeignObjectRel):
            yield field


def _named_in_drafts(rows: list[Any]) -> set[tuple[Any, Any]]:
    """Return the model and key of those rows that a draft names which is not published, and so in no table."""
    if not rows:
        return set()
    models = {type(row) for row in rows}
    names = {(relation.field.name, model) for model in models for relation in _relations(model)}
    drafts = Page.objects.filter(has_unpublished_changes=True).values_list("latest_revision__content", flat=True)
    found: set[tuple[Any, Any]] = set()
    for content in drafts.iterator():
        for name, value in _items(content):
            found.update((model, value) for known, model in names if known == name)
    return found


def _items(content: Any) -> Iterator[tuple[str, Any]]:
    """Yield every name in the content of a draft with each of its values."""
    if isinstance(content, list):
        for part in content:
            yield from _items(part)
    if isinstance(content, dict):
        for name, value in content.items():
            for single in value if isinstance(value, list) else [value]:
                if isinstance(single, dict):
                    yield from _items(single)
                elif isinstance(single, int | str):
                    yield name, single
