"""What a person fills in about the own account."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User


class DetailsForm(forms.ModelForm):
    """Name and language."""

    class Meta:
        model = User
        fields = ("first_name", "last_name", "language")
        widgets = {
            "first_name": forms.TextInput(attrs={"autocomplete": "given-name"}),
            "last_name": forms.TextInput(attrs={"autocomplete": "family-name"}),
        }


class EraseForm(forms.Form):
    """A last question before the account is erased."""

    sure = forms.BooleanField(
        label=_("Yes, erase my account and what belongs to it"),
        error_messages={"required": _("Tick the box to show that you mean it.")},
    )
