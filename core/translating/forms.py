"""What the board can be narrowed down to."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale, Page

from core.languages.names import own_name
from core.translating.board import sections
from core.translating.enums import Stage

MINE = ""
ALL = "all"


class BoardForm(forms.Form):
    """Language, stage, section and words; what is not understood is ignored rather than refused."""

    language = forms.ChoiceField(label=_("Language"), required=False)
    stage = forms.ChoiceField(label=_("Stage"), required=False, choices=[("", _("All")), *Stage.choices])
    section = forms.ModelChoiceField(
        label=_("Section"), required=False, queryset=Page.objects.none(), empty_label=_("All")
    )
    q = forms.CharField(label=_("Words in the title"), required=False, max_length=100)

    def __init__(self, *args: Any, locales: list[Locale], own: list[Locale], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.locales, self.own = locales, own
        self.data: Any = self.data.copy()
        names = [(locale.language_code, own_name(locale.language_code)) for locale in locales]
        few = bool(own) and len(own) < len(locales)
        first = [(MINE, _("My languages")), (ALL, _("All languages"))] if few else [(MINE, _("All languages"))]
        languages: Any = self.fields["language"]
        languages.choices = [*first, *names]
        stages: Any = self.fields["stage"]
        for name, field in (("language", languages), ("stage", stages)):
            if not field.valid_value(self.data.get(name, "")):
                self.data[name] = ""
        section: Any = self.fields["section"]
        section.queryset = sections()

    def chosen(self) -> dict[str, Any]:
        """Return what the board is asked for."""
        self.is_valid()
        given = self.cleaned_data
        return {
            "locales": self.chosen_locales(given.get("language") or ""),
            "stage": given.get("stage") or "",
            "section": given.get("section"),
            "words": (given.get("q") or "").replace("\0", "").strip(),
        }

    def chosen_locales(self, language: str) -> list[Locale]:
        """Return the languages of the columns: those of the translator first of all."""
        if language == ALL:
            return self.locales
        if language == MINE:
            return self.own or self.locales
        return [locale for locale in self.locales if locale.language_code == language]
