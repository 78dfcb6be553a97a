"""The form of an evaluation. It asks nobody who they are."""

import unicodedata
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from events.enums import Comment, Rating
from events.services.evaluating import VALUES

ENDS = {1: pgettext_lazy("evaluation", "1, not at all"), 5: pgettext_lazy("evaluation", "5, completely")}


class TextField(forms.CharField):
    """A text of several lines, without control characters."""

    def to_python(self, value: Any) -> str:
        """Return the text with line breaks of one kind."""
        text = unicodedata.normalize("NFC", (super().to_python(value) or "").replace("\x00", ""))
        return "".join(char for char in text.replace("\r\n", "\n") if char == "\n" or char.isprintable()).strip()


class EvaluationForm(forms.Form):
    """Three things to rate, and two to write about for those who want to."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(value, ENDS.get(value, str(value))) for value in VALUES]
        for rating in Rating:
            self.fields[rating.value] = forms.TypedChoiceField(
                label=rating.label, choices=choices, coerce=int, widget=forms.RadioSelect
            )
        for comment in Comment:
            self.fields[comment.value] = TextField(
                label=comment.label,
                required=False,
                max_length=2000,
                widget=forms.Textarea(attrs={"rows": 4}),
                help_text=_("Leave out what shows who you or somebody else is."),
            )

    def ratings(self) -> dict[str, int]:
        """Return what was rated."""
        return {rating.value: self.cleaned_data[rating.value] for rating in Rating}

    def texts(self) -> dict[str, str]:
        """Return what was written."""
        return {comment.value: self.cleaned_data[comment.value] for comment in Comment}
