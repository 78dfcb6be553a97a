"""The form by which an organisation tells that it uses a method."""

import uuid
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.languages.sorting import swedish_key
from core.mail.antispam import SpamGuardMixin
from core.periods.fields import PartialDateFormField
from core.places.models import Country, Municipality


class AdoptForm(SpamGuardMixin, forms.Form):
    """Who uses the method, since when, for what and with what effect."""

    organisation_name = forms.CharField(
        label=_("Organisation"),
        max_length=160,
        help_text=_("The name as it will be shown, e.g. Mjölby kommun"),
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    country = forms.ModelChoiceField(label=_("Country"), queryset=Country.objects.none(), to_field_name="code")
    municipality = forms.ModelChoiceField(
        label=_("Municipality"),
        queryset=Municipality.objects.none(),
        to_field_name="code",
        required=False,
        help_text=_("If it is in Sweden or Norway."),
    )
    since = PartialDateFormField(
        label=pgettext_lazy("adoption", "Since when?"), help_text=_("As exactly as you know, e.g. 2024 or 2024-09")
    )
    purpose = forms.CharField(
        label=_("What do you use it for?"),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("e.g. All work teams in home care, once a year"),
    )
    effect = forms.CharField(
        label=_("What has come of it?"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Also what did not work. Leave it blank if it is too early to say."),
    )
    contact_name = forms.CharField(
        label=_("Your name"),
        max_length=120,
        required=False,
        help_text=_("Not shown."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=254,
        required=False,
        help_text=_("Not shown. If you write it, we ask once, after a year, how it goes."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    form_id = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["form_id"].initial = uuid.uuid4
        for name, rows in (
            ("country", Country.objects.exclude(code="EU")),
            ("municipality", Municipality.objects.all()),
        ):
            field: Any = self.fields[name]
            field.queryset = rows
            labels = [(row.code, str(row)) for row in rows]
            ordered = sorted(labels, key=lambda pair: swedish_key(pair[1]))
            blank = _("Choose a country") if name == "country" else _("Not in the list")
            field.choices = [("", blank), *ordered]

    def clean_organisation_name(self) -> str:
        """Refuse what is no name."""
        value = self.cleaned_data["organisation_name"]
        if "://" in value or "www." in value.lower():
            raise forms.ValidationError(_("Write a name without web addresses."), code="address_in_name")
        if not any(letter.isalnum() for letter in value):
            raise forms.ValidationError(_("Write the name of the organisation."), code="no_name")
        return value

    def clean_since(self) -> Any:
        """Refuse a day that has not come, or is out of all reason."""
        value = self.cleaned_data["since"]
        if value and value.first_day > timezone.localdate():
            raise forms.ValidationError(_("That has not come yet. Tell us when you have begun."), code="future")
        if value and value.first_day.year < 1950:
            raise forms.ValidationError(_("Write a year after 1950."), code="long_ago")
        return value

    def clean(self) -> dict[str, Any]:
        """Ask for a municipality that lies in the country."""
        told = super().clean() or {}
        place, country = told.get("municipality"), told.get("country")
        if place and country and place.county.country_id != country.pk:
            self.add_error(
                "municipality", forms.ValidationError(_("This is not in the country you chose."), code="country")
            )
        return told
