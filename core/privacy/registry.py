"""What personal data the portal holds, declared by the apps that hold it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import models
from django.utils.functional import Promise
from phonenumber_field.modelfields import PhoneNumberField

from core.privacy.enums import LegalBasis

Text = str | Promise

# Names that give a personal field away, as whole words of the name.
_TELLING = re.compile(
    r"(?:^|_)(?:e?mails?|recipients?|phones?|telephone|mobile|first_?name|last_?name|full_?name|surname|given_name|"
    r"family_name|person(?:s|al)?|birth(?:day|date)?|born|age|gender|sex|ssn|personnummer|ip(?:_address)?|address(?:es)?|"
    r"street|postal_?code|zip(?:code)?|user_agent|message(?!_id)|comment|text_message|diet|needs|allergies|signature|username|"
    r"sender|reporter|author|avatar|session_key|session_data|answers|form_data|payload)(?:$|_)"
)
# Words that are somebody's own when the same row holds that person's address.
_BESIDE_AN_ADDRESS = {"name", "subject", "text", "body", "content", "question", "answer", "note"}
_FIELD_TYPES = (models.EmailField, models.GenericIPAddressField, PhoneNumberField)


@dataclass(frozen=True)
class Entry:
    """Some fields of a model, and why, on what ground, for how long and by whom they are handled."""

    model: str
    fields: tuple[str, ...]
    purpose: Text
    basis: LegalBasis
    retention: Text
    seen_by: Text

    @property
    def model_label(self) -> str:
        """What the model is called in the active language."""
        return str(apps.get_model(self.model)._meta.verbose_name)

    @property
    def field_labels(self) -> list[str]:
        """What the fields are called in the active language."""
        meta = apps.get_model(self.model)._meta
        return [str(getattr(meta.get_field(name), "verbose_name", name)) for name in self.fields]


_entries: list[Entry] = []
_harmless: dict[tuple[str, str], Text] = {}


def declare(model: str, *fields: str, purpose: Text, basis: LegalBasis, retention: Text, seen_by: Text) -> None:
    """Enter fields of `model` (`app.Model`) in the register.

    Article 30 of the GDPR asks for purpose, storage time and recipients; articles 13 and 14 for the legal basis.
    A repeat replaces what was said before about the same fields.
    """
    model = model.lower()
    _entries[:] = [entry for entry in _entries if (entry.model, entry.fields) != (model, fields)]
    _entries.append(Entry(model, fields, purpose, basis, retention, seen_by))


def not_personal(model: str, *fields: str, reason: Text) -> None:
    """Say why fields that look personal are not, e.g. because they hold the address of an office."""
    for field in fields:
        _harmless[(model.lower(), field)] = reason


def entries() -> list[Entry]:
    """Return the register, by model."""
    return sorted(_entries, key=lambda entry: (entry.model, entry.fields))


def harmless() -> dict[tuple[str, str], Text]:
    """Return the fields that look personal and are not, with the reason."""
    return dict(_harmless)


def looks_personal(field: Any) -> bool:
    """Tell whether a model field looks as if it held something about a person.

    By type (address, telephone, IP), by name, because it is text beside an address, or because it points at the user.
    """
    if field.is_relation:
        points_at_user = field.related_model is not None and field.related_model._meta.label == settings.AUTH_USER_MODEL
        return points_at_user and (field.many_to_one or field.one_to_one)
    if isinstance(field, _FIELD_TYPES):
        return True
    if field.name in _BESIDE_AN_ADDRESS and isinstance(field, (models.CharField, models.TextField)):
        return any(isinstance(other, _FIELD_TYPES) for other in field.model._meta.local_fields)
    return isinstance(field, (models.CharField, models.TextField, models.JSONField, models.BinaryField)) and bool(
        _TELLING.search(field.name)
    )


def declared_fields() -> set[tuple[str, str]]:
    """Return every (model, field) of which something is said."""
    return {(entry.model, field) for entry in _entries for field in entry.fields} | set(_harmless)


def undeclared(model_classes: Iterable[type[models.Model]] | None = None) -> Iterator[str]:
    """Yield `app.model.field` for every field that looks personal and of which the register says nothing."""
    known = declared_fields()
    for model in model_classes if model_classes is not None else apps.get_models():
        if model._meta.proxy or not model._meta.managed:
            continue
        for field in model._meta.local_fields:
            if looks_personal(field) and (model._meta.label_lower, field.name) not in known:
                yield f"{model._meta.label_lower}.{field.name}"


def unknown_fields() -> Iterator[str]:
    """Yield what the register says of fields that do not exist, or no longer do."""
    for label, name in sorted(declared_fields()):
        model = apps.get_model(label)
        if name not in {field.name for field in [*model._meta.local_fields, *model._meta.local_many_to_many]}:
            yield f"{label}.{name}"
