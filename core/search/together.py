"""Many rows at once: their entries in the search and reference indexes are written together, not by a task a row.

For management commands only. A task a row would leave search empty until the worker is through, and most of those
tasks would find their row replaced by a later publication.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db.models import Model
from django.db.models.signals import post_save
from modelcluster.fields import ParentalKey
from modelsearch.backends import get_search_backends
from modelsearch.index import get_indexed_instance, get_indexed_models
from modelsearch.signal_handlers import post_save_signal_handler
from wagtail.models import ReferenceIndex
from wagtail.signal_handlers import update_reference_index_on_save

Tick = Callable[[], object]


class Together:
    """The rows that were saved, to be indexed once each when all is saved."""

    def __init__(self) -> None:
        self.to_find: dict[type[Model], set[Any]] = {}
        self.to_refer: dict[type[Model], set[Any]] = {}
        self.searched = [model for model in get_indexed_models() if getattr(model, "search_auto_update", True)]
        self.referring = list(ReferenceIndex.tracked_models)

    def __len__(self) -> int:
        """How many rows `write` goes through."""
        return sum(len(keys) for rows in (self.to_find, self.to_refer) for keys in rows.values())

    def note(self, sender: type[Model], instance: Model, raw: bool = False, **kwargs: Any) -> None:
        """Remember a row that was saved."""
        if raw:
            return
        if sender in self.searched:
            self.to_find.setdefault(sender, set()).add(instance.pk)
        if sender in self.referring:
            model, key = _outermost(sender, instance)
            if ReferenceIndex.is_indexed(model) and key is not None:
                self.to_refer.setdefault(model, set()).add(key)

    def write(self, tick: Tick = lambda: None) -> None:
        """Index what was saved and is still there; `tick` is called for each row."""
        self._write_references(tick)
        self._write_search(tick)
        self.to_find, self.to_refer = {}, {}

    def _write_references(self, tick: Tick) -> None:
        for model, keys in self.to_refer.items():
            for row in _rows(model, keys):
                ReferenceIndex.create_or_update_for_object(row)
                tick()

    def _write_search(self, tick: Tick) -> None:
        found: dict[type[Model], dict[Any, Model]] = {}
        for model, keys in self.to_find.items():
            for row in _rows(model, keys):
                instance = get_indexed_instance(row)
                if instance is not None:
                    found.setdefault(type(instance), {})[instance.pk] = instance
                tick()
        for backend in get_search_backends(with_auto_update=True):
            for model, rows in found.items():
                backend.add_bulk(model, list(rows.values()))


def _rows(model: type[Model], keys: set[Any]) -> Iterator[Model]:
    manager = model._default_manager  # noqa: SLF001 — Django's name for the manager that leaves no row out
    return manager.filter(pk__in=keys).iterator()


def _outermost(model: type[Model], row: Model) -> tuple[type[Model], Any]:
    """Return the model and key of the row whose references a row's count as: a child's are its parent's."""
    parents = [field for field in model._meta.get_fields() if isinstance(field, ParentalKey)]
    while parents and row is not None:
        row = getattr(row, parents[0].name)
        model = type(row)
        parents = [field for field in model._meta.get_fields() if isinstance(field, ParentalKey)]
    return model, None if row is None else row.pk


@contextmanager
def indexed_together() -> Iterator[Together]:
    """Gather what is saved in the block instead of making tasks; the caller ends the block with `write()`.

    Disconnects handlers of the whole process, so it is no tool for a request.
    """
    together = Together()
    post_save.connect(together.note, weak=False, dispatch_uid="core.search.together")
    for model in together.searched:
        post_save.disconnect(post_save_signal_handler, sender=model)
    for model in together.referring:
        post_save.disconnect(update_reference_index_on_save, sender=model)
    try:
        yield together
    finally:
        for model in together.searched:
            post_save.connect(post_save_signal_handler, sender=model)
        for model in together.referring:
            post_save.connect(update_reference_index_on_save, sender=model)
        post_save.disconnect(dispatch_uid="core.search.together")
