"""A set of codes in one column, e.g. the languages a seminar is held in."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db import models


def joined(codes: Iterable[str]) -> str:
    """Return codes as they are stored, `,en,sv,`, so that one is found by `contains=",sv,"`; none gives ""."""
    kept = sorted(set(codes))
    return f",{','.join(kept)}," if kept else ""


def parted(stored: str) -> list[str]:
    """Return the codes of a stored value."""
    return [code for code in (stored or "").split(",") if code]


def labels_of(offered: Any, stored: str) -> list[str]:
    """Return the labels of a stored value in the active language, in the order of `offered`, a TextChoices."""
    chosen = set(parted(stored))
    return [str(label) for code, label in offered.choices if code in chosen]


class CodesFormField(forms.MultipleChoiceField):
    """Several boxes to tick, kept as one value."""

    widget = forms.CheckboxSelectMultiple

    def prepare_value(self, value: Any) -> Any:
        """Return what the boxes show ticked."""
        return parted(value) if isinstance(value, str) else value

    def clean(self, value: Any) -> str:
        """Return the value to store."""
        return joined(super().clean(value))

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare as sets."""
        return set(self.prepare_value(initial) or []) != set(data or [])


class CodesField(models.CharField):
    """A set of codes from `offered`, a TextChoices. The order is by code, so that equal sets are equal strings."""

    def __init__(self, *args: Any, offered: Any = None, **kwargs: Any) -> None:
        self.offered = offered
        kwargs.setdefault("max_length", 200)
        kwargs.setdefault("blank", True)
        kwargs.setdefault("default", "")
        super().__init__(*args, **kwargs)

    def formfield(self, **kwargs: Any) -> Any:
        """Return boxes to tick."""
        return CodesFormField(
            choices=self.offered.choices if self.offered else [],
            required=not self.blank,
            label=self.verbose_name,
            help_text=self.help_text,
        )
