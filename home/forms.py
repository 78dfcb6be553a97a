"""What a reader fills in: the forms to write to us, and what a search is narrowed by."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.mail.antispam import SpamGuardMixin
from home.enums import MessageKind


class WriteForm(SpamGuardMixin, forms.Form):
    """A message to us. Nothing is asked that is not needed to answer."""

    name = forms.CharField(
        label=_("Your name"), max_length=120, required=False, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    email = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=254,
        help_text=_("So that we can answer, e.g. kim@example.org"),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    text = forms.CharField(
        label=_("Message"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("At most 5,000 letters. Do not write personal identity numbers or anything about health."),
    )
    form_id = forms.UUIDField(widget=forms.HiddenInput)

    field_order = ["name", "email", "text", "form_id", "website", "shown_at"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["form_id"].initial = uuid.uuid4

    def clean_name(self) -> str:
        """Refuse addresses where a name is asked for: that is what advertising looks like."""
        name = self.cleaned_data["name"]
        if "://" in name or "www." in name.lower():
            raise forms.ValidationError(_("Write a name without web addresses."), code="address_in_name")
        return name


class FeedbackForm(WriteForm):
    """A report of what cannot be used, or a request for content in another form."""

    email = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=254,
        required=False,
        help_text=_("Leave it out if you do not want an answer."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    about_url = forms.CharField(
        label=_("Which page is it about?"),
        max_length=500,
        required=False,
        help_text=_("The address or the name of the page, e.g. The calendar"),
    )
    text = forms.CharField(
        label=_("What does not work, or what do you need?"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Tell us what you wanted to do and what happened. At most 5,000 letters."),
    )

    field_order = ["about_url", "text", "name", "email", "form_id", "website", "shown_at"]


FORMS: dict[MessageKind, type[WriteForm]] = {
    MessageKind.CONTACT: WriteForm,
    MessageKind.ACCESSIBILITY: FeedbackForm,
}


class SearchForm(forms.Form):
    """What is searched for, and what the hits are narrowed by. Any text is a fair question."""

    q = forms.CharField(
        label=_("Search for"),
        required=False,
        strip=True,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off", "maxlength": "200"}),
    )
    type = forms.CharField(label=_("Kind of page"), required=False)
    year = forms.CharField(label=_("Year"), required=False)
    theme = forms.CharField(label=_("Theme"), required=False)
    lang = forms.CharField(label=_("Language"), required=False)

    def offer(self, name: str, choices: list[tuple[str, Any]]) -> None:
        """Make a field a choice of these; what was asked for stays chosen even when it has no hits."""
        asked = self.data.get(name, "")
        if asked and asked not in dict(choices):
            choices = [*choices, (asked[:60], asked[:60])]
        self.fields[name].widget = forms.Select(choices=[("", _("All")), *choices])
