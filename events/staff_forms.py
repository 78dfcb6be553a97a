"""The forms of those who run a seminar."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from events.enums import PoolKind, State
from events.forms import AddressField, LineField, NameField
from events.models.records import Event
from events.services.registering import Person


class AddForm(forms.Form):
    """Somebody who is registered by hand, or who has come without registering."""

    name = NameField(label=_("Name"), max_length=120)
    email = AddressField(label=_("E-mail address"), required=False)
    place = forms.ChoiceField(label=_("Places"))
    walk_in = forms.BooleanField(label=_("Is here now"), required=False)

    def __init__(self, *args: Any, event: Event, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [pool.kind for pool in event.pools.all() if pool.is_open]
        place: Any = self.fields["place"]
        place.choices = [(kind, PoolKind(kind).label) for kind in kinds]

    def person(self) -> Person:
        """Return who it is."""
        return Person(self.cleaned_data["name"], self.cleaned_data["email"])


class MessageForm(forms.Form):
    """A message to a selection."""

    states = forms.MultipleChoiceField(
        label=_("To"), choices=State.choices, initial=[State.CONFIRMED], widget=forms.CheckboxSelectMultiple
    )
    places = forms.MultipleChoiceField(
        label=_("Only those with places"),
        choices=PoolKind.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Nothing chosen: all."),
    )
    subject = LineField(label=_("Subject"), max_length=150)
    text = forms.CharField(label=_("Text"), max_length=5000, widget=forms.Textarea(attrs={"rows": 8}))

    def __init__(self, *args: Any, event: Event, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if event.pools.count() < 2:
            del self.fields["places"]

    def clean(self) -> dict[str, Any]:
        """Leave the choice of places open where there is none."""
        cleaned = super().clean() or {}
        return {"places": [], **cleaned}
