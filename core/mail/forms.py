"""The form to subscribe."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.mail import subscriptions
from core.mail.antispam import SpamGuardMixin


class SubscribeForm(SpamGuardMixin, forms.Form):
    """An address and what to be told about."""

    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        help_text=_("e.g. kim@example.org. We send a link there that you confirm with."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    kinds = forms.MultipleChoiceField(label=_("What do you want to know about?"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        available = subscriptions.all_kinds()
        field = self.fields["kinds"]
        if isinstance(field, forms.MultipleChoiceField):
            field.choices = [(kind.code, str(kind.label)) for kind in available]
        if len(available) == 1:
            field.initial = [available[0].code]
        self.narrowing = {kind.code: list(self._narrowed(kind)) for kind in available}

    def _narrowed(self, kind: subscriptions.SubscriptionKind) -> Iterator[str]:
        """Add the fields that narrow a kind, and yield their names."""
        for name, field in (kind.choices() if kind.choices is not None else {}).items():
            self.fields[f"{kind.code}_{name}"] = field
            yield name

    def filters(self) -> dict[str, dict[str, list[str]]]:
        """Return what each kind was narrowed to, by its code; an empty list leaves nothing out."""
        return {
            code: {name: self._chosen(f"{code}_{name}") for name in names} for code, names in self.narrowing.items()
        }

    def _chosen(self, name: str) -> list[str]:
        value = self.cleaned_data.get(name)
        return list(value) if isinstance(value, list) else [value] if value else []
