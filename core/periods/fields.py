"""A date of any precision in one column, kept as ISO 8601 text ("2008", "2008-05", "2008-05-01"), which sorts."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models

from core.periods.parsing import PeriodError, parse_date
from core.periods.values import PartialDate


class PartialDateFormField(forms.CharField):
    """Takes a date as people write it; see `parse_date`."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.pop("max_length", None)
        kwargs.pop("empty_value", None)
        super().__init__(max_length=40, **kwargs)

    def to_python(self, value: Any) -> PartialDate | None:  # type: ignore[override]  # a date, not its text
        """Read what was typed. Raises ValidationError when it is no date."""
        return value if isinstance(value, PartialDate) else parse_date(super().to_python(value) or "")

    def run_validators(self, value: Any) -> None:
        """Leave a date alone: the validators of a text count its letters."""

    def prepare_value(self, value: Any) -> Any:
        """Show a date in the form it is kept in; what could not be read is shown as it was typed."""
        return str(value) if isinstance(value, PartialDate) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare what is meant, so that "maj 2008" does not change 2008-05."""
        try:
            return self.to_python(initial) != self.to_python(data)
        except ValidationError:
            return True


class PartialDateField(models.CharField):
    """A column for a PartialDate; an unknown date is the empty string in the database and None in Python."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["max_length"] = 10
        kwargs.setdefault("blank", True)
        kwargs.setdefault("default", "")
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        """Leave out what never varies."""
        name, path, args, kwargs = super().deconstruct()
        del kwargs["max_length"]
        return name, path, args, kwargs

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> PartialDate | None:
        """Return the date kept."""
        return PartialDate.from_iso(value) if value else None

    def to_python(self, value: Any) -> PartialDate | None:
        """Return a date from its text. Raises PeriodError when it is none."""
        if value is None or value == "" or isinstance(value, PartialDate):
            return value or None
        try:
            return PartialDate.from_iso(str(value))
        except ValueError:
            return parse_date(str(value))

    def get_prep_value(self, value: Any) -> str:
        """Return the text to keep."""
        return str(value) if value else ""

    def value_to_string(self, obj: Any) -> str:
        """Return the text for revisions and fixtures."""
        return self.get_prep_value(self.value_from_object(obj))

    def clean(self, value: Any, model_instance: Any) -> PartialDate | None:
        """Read the value; length and choices have nothing to add."""
        date = self.to_python(value)
        if date is None and not self.blank:
            raise ValidationError(self.error_messages["blank"], code="blank")
        return date

    def formfield(self, **kwargs: Any) -> Any:
        """Return a text field that reads dates."""
        return super().formfield(**{"form_class": PartialDateFormField, **kwargs})


__all__ = ["PartialDateField", "PartialDateFormField", "PeriodError"]
