"""The form to subscribe."""

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
