"""The rule of a series, as an editor says it."""

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.enums import Fold, Frequency
from events.models.pages import EventPage
from events.recurrence import LAST_YEAR, MOST_DATES, Rule, TooManyDatesError
from events.services import series as services
from events.times import fault_of


class RuleForm(forms.Form):
    """How often, from when, until when. Hours are those of the seminar that is repeated."""

    frequency = forms.ChoiceField(label=gettext_lazy("Repeats"), choices=Frequency.choices)
    interval = forms.IntegerField(
        label=gettext_lazy("Every"),
        min_value=1,
        max_value=52,
        initial=1,
        help_text=gettext_lazy("e.g. 1 for every week or month, 2 for every other."),
    )
    first = forms.DateField(
        label=gettext_lazy("First date"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=gettext_lazy("The weekday, or the day of the month, is taken from it."),
    )
    count = forms.IntegerField(
        label=gettext_lazy("How many dates, with the first"),
        required=False,
        min_value=1,
        max_value=MOST_DATES,
        help_text=gettext_lazy("e.g. 8. Fill in this or the next."),
    )
    until = forms.DateField(
        label=gettext_lazy("Or until"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=gettext_lazy("The last day that may be a date, e.g. 2027-06-15."),
    )
    fold = forms.ChoiceField(
        label=gettext_lazy("If a time comes twice"),
        required=False,
        choices=Fold.choices,
        help_text=gettext_lazy("Only for the night when the clock is put back."),
    )

    def __init__(self, *args: Any, pattern: EventPage, **kwargs: Any) -> None:
        self.pattern = pattern
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        """Check that the rule ends, and that every date has its hours on the clock."""
        cleaned = super().clean() or {}
        if self.errors:
            return cleaned
        if bool(cleaned.get("until")) == bool(cleaned.get("count")):
            self.add_error("count", ValidationError(_("Say how many, or until when: one of the two.")))
        elif cleaned["until"] and cleaned["until"] < cleaned["first"]:
            self.add_error("until", ValidationError(_("The end must come after the start.")))
        elif not 1900 <= cleaned["first"].year < LAST_YEAR:
            self.add_error("first", ValidationError(_("Choose a date nearer to today.")))
        else:
            self._check_dates()
        return cleaned

    def _check_dates(self) -> None:
        try:
            self.outcome = services.foresee(self.pattern, self.rule(), self.cleaned_data["fold"])
        except TooManyDatesError:
            text = _("That makes more than %(most)d dates. Choose an earlier end; it can be made longer later.")
            self.add_error("until" if self.cleaned_data["until"] else "count", text % {"most": MOST_DATES})
        except services.OffTheClockError as error:
            day = date_format(error.date, "DATE_FORMAT")
            for text in fault_of(error.fault).messages:
                self.add_error("fold", f"{day}: {text}")

    def rule(self) -> Rule:
        """Return the rule."""
        said = self.cleaned_data
        return Rule(said["frequency"], said["interval"], said["first"], said["until"], said["count"])


def initial_of(pattern: EventPage) -> dict[str, Any]:
    """Return what the form begins with: the rule as it is, else the date of the seminar."""
    series = services.series_of(pattern)
    if series is None:
        first: dt.date = min(row.date for row in pattern.occasions.all())
        return {"first": first, "frequency": Frequency.WEEKLY, "interval": 1}
    names = ("frequency", "interval", "first", "until", "count")
    return {name: getattr(series, name) for name in names}
