"""What an editor chooses before a newsletter is sent, or looked at."""

import datetime as dt
from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from core.languages.names import language_codes, own_name
from core.languages.sorting import swedish_key
from core.taxonomies.models import Theme
from partners.newsletter.contents import Piece, pieces_between
from partners.newsletter.services import begins_at, last_sent

OPEN_FOR = dt.timedelta(days=7)
"""How long a form can lie open before it is taken as one that was shown just now."""
INTRODUCTION = "introduction_"
LONGEST_INTRODUCTION = 1500
"""Characters."""


class NewsletterForm(forms.Form):
    """Which of the new pieces the next newsletter tells of, and how the letter is looked at before it is sent."""

    number = forms.IntegerField(min_value=1, max_value=1_000_000, widget=forms.HiddenInput)
    until = forms.DateTimeField(widget=forms.HiddenInput)
    pieces = forms.MultipleChoiceField(
        label=_("What it tells of"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Untick what is not for the newsletter; it does not come back in the next one."),
    )
    language = forms.ChoiceField(label=_("See it in"), choices=settings.LANGUAGES, required=False)
    theme = forms.ChoiceField(label=_("As one who has chosen"), required=False)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        last = last_sent()
        self.asked_until = self._until(data)
        self.since = begins_at(last, self.asked_until)
        self.offered: list[Piece] = pieces_between(self.since, self.asked_until)
        for code in language_codes():
            self.fields[f"{INTRODUCTION}{code}"] = forms.CharField(
                label=format_lazy("{}: {}", _("Introduction"), own_name(code)),
                required=False,
                max_length=LONGEST_INTRODUCTION,
                widget=forms.Textarea(attrs={"rows": 3, "lang": code}),
                help_text=_("A greeting above the news. Blank: no greeting in that language."),
            )
        self.initial = {
            "number": last.number + 1 if last is not None else 1,
            "until": self.asked_until.isoformat(),
            "pieces": [str(piece.key) for piece in self.offered],
        }
        pieces: Any = self.fields["pieces"]
        pieces.choices = [(str(piece.key), _title(piece)) for piece in self.offered]
        labels = [(row.slug, str(row.label)) for row in Theme.objects.all()]
        theme: Any = self.fields["theme"]
        theme.choices = [("", _("All themes")), *sorted(labels, key=lambda row: swedish_key(row[1]))]

    def _until(self, data: Any) -> dt.datetime:
        """Return the moment the form was shown: what is published while an editor chooses comes in the next one."""
        now = timezone.now()
        try:
            given = dt.datetime.fromisoformat((data or {}).get("until", ""))
        except (ValueError, TypeError):
            return now
        return given if timezone.is_aware(given) and now - OPEN_FOR < given < now else now

    def introductions(self) -> dict[str, str]:
        """Return what is said above the news, by language, without those where nothing is."""
        texts = {code: self.cleaned_data.get(f"{INTRODUCTION}{code}", "") for code in language_codes()}
        return {code: text for code, text in texts.items() if text}

    def chosen(self) -> list[Piece]:
        """Return what was ticked, in the order it was offered."""
        keys = set(self.cleaned_data["pieces"])
        return [piece for piece in self.offered if str(piece.key) in keys]


def _title(piece: Piece) -> str:
    """Return a title and the languages it is there in."""
    return f"{piece.first.title} ({', '.join(piece.pages)})"
