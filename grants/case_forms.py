"""The forms of those who handle cases."""

import datetime as dt

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.forms import AddressField
from grants import clock
from grants.colleague_forms import WordsField
from grants.services.messages import LONGEST


class CompletionForm(forms.Form):
    """What is missing, and the last day to complete it."""

    use_required_attribute = False
    last_day = forms.DateField(
        label=_("Last day"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("e.g. 2027-03-14; the whole day counts, by the clock in Sweden."),
    )
    words = WordsField(label=_("What is missing"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 5}))

    def clean_last_day(self) -> dt.date:
        """Refuse a day that has passed, or is more than a year away."""
        day: dt.date = self.cleaned_data["last_day"]
        today = timezone.localdate(timezone=clock.ZONE)
        if not today <= day <= today + dt.timedelta(days=365):
            raise ValidationError(_("Choose a day to come, within a year."), code="day")
        return day

    def until(self) -> dt.datetime:
        """Return the last minute of the last day."""
        return dt.datetime.combine(self.cleaned_data["last_day"], dt.time(23, 59), tzinfo=clock.ZONE)


class AppointForm(forms.Form):
    """Who is to own an application that nobody owns, and why."""

    use_required_attribute = False
    email = AddressField(label=_("E-mail address"), help_text=_("e.g. kim@example.org"))
    words = WordsField(
        label=_("Why"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("e.g. The organisation has told us who takes over. It is kept in the log of the case."),
    )
