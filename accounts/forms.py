"""What a person fills in about the own account."""

from typing import Any

from allauth.account.fields import PasswordField
from allauth.account.forms import LoginForm
from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User


class PasswordLoginForm(LoginForm):
    """Signing in with address and password.

    allauth takes the password away where accounts are opened without one; here those who have chosen one may use it.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"] = PasswordField(label=_("Password"), autocomplete="current-password")


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
