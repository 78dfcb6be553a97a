"""The form by which an organisation asks to join."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.enums import Sector
from core.languages.sorting import swedish_key
from core.mail.antispam import SpamGuardMixin
from core.places.models import Country


class JoinForm(SpamGuardMixin, forms.Form):
    """Who wants to join, and why. Nothing is asked that is not needed to answer."""

    organisation_name = forms.CharField(
        label=_("Organisation"),
        max_length=160,
        help_text=_("e.g. Fife Equality Forum"),
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    sector = forms.ChoiceField(label=_("Sector"), choices=[("", _("Choose a sector")), *Sector.choices])
    country = forms.ModelChoiceField(label=_("Country"), queryset=Country.objects.none(), to_field_name="code")
    place = forms.CharField(
        label=_("Municipality or region"), max_length=120, required=False, help_text=_("e.g. Linköping or Fife")
    )
    website_url = forms.URLField(
        label=_("Website"),
        required=False,
        max_length=200,
        assume_scheme="https",
        help_text=_("e.g. https://www.example.org"),
        widget=forms.URLInput(attrs={"autocomplete": "url"}),
    )
    contact_name = forms.CharField(
        label=_("Your name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    email = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=254,
        help_text=_("So that we can answer, e.g. kim@example.org"),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    text = forms.CharField(
        label=_("Why do you want to join, and what would you bring?"),
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("A few sentences are enough. Do not write personal identity numbers or anything about health."),
    )
    form_id = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["form_id"].initial = uuid.uuid4
        countries = Country.objects.exclude(code="EU")
        field: Any = self.fields["country"]
        field.queryset = countries
        ordered = sorted(((row.code, row.label) for row in countries), key=lambda pair: swedish_key(pair[1]))
        field.choices = [("", _("Choose a country")), *ordered]

    def _without_address(self, name: str) -> str:
        value = self.cleaned_data[name]
        if "://" in value or "www." in value.lower():
            # That is what advertising looks like.
            raise forms.ValidationError(_("Write a name without web addresses."), code="address_in_name")
        return value

    def clean_contact_name(self) -> str:
        """Refuse addresses where a name is asked for."""
        return self._without_address("contact_name")

    def clean_organisation_name(self) -> str:
        """Refuse addresses where a name is asked for."""
        return self._without_address("organisation_name")
