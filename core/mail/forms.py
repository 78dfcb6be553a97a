"""The forms to subscribe, and to change what one gets."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from core.mail import subscriptions
from core.mail.antispam import SpamGuardMixin


class KindsForm(forms.Form):
    """What to be told about, and what narrows each kind."""

    kinds = forms.MultipleChoiceField(label=_("What do you want to know about?"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        available = subscriptions.all_kinds()
        field = self.fields["kinds"]
        if isinstance(field, forms.MultipleChoiceField):
            field.choices = [(kind.code, str(kind.label)) for kind in available]
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


class SubscribeForm(SpamGuardMixin, KindsForm):
    """An address and what to be told about."""

    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        help_text=_("e.g. kim@example.org. We send a link there that you confirm with."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    field_order = ("email", "kinds")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        available = subscriptions.all_kinds()
        if len(available) == 1:
            self.fields["kinds"].initial = [available[0].code]


class ChoicesForm(KindsForm):
    """What somebody who gets mail wants to get from now on, and in which language."""

    language = forms.ChoiceField(label=_("Language of the letters"), choices=settings.LANGUAGES)

    def __init__(self, rows: list[subscriptions.Subscription], *args: Any, **kwargs: Any) -> None:
        confirmed = [row for row in rows if row.confirmed_at]
        initial: dict[str, Any] = {"kinds": [row.kind for row in confirmed]}
        for row in confirmed:
            initial["language"] = row.language
            initial |= {f"{row.kind}_{name}": chosen for name, chosen in (row.filters or {}).items()}
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["kinds"].required = False
        self.fields["kinds"].help_text = _("None ticked: all mail stops, and your address is erased.")
