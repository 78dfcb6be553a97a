"""What is chosen rather than written. Only ids that exist are kept: nobody types an id."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from core.money import Currency
from core.places.models import Municipality
from core.taxonomies.models import TargetGroup
from grants.parts.leaves import Leaf

Choices = list[tuple[str, Any]]
CURRENCY_LABEL = gettext_lazy("Currency")


class One(Leaf):
    """One of some: buttons when they are few, else a list."""

    few = 7

    def __init__(self, label: Any, choices: Choices | Callable[[], Choices], **kwargs: Any) -> None:
        self.as_list = kwargs.pop("as_list", False)
        super().__init__(label, **kwargs)
        self._choices = choices

    @property
    def choices(self) -> Choices:
        """The ids and words to choose from."""
        return self._choices() if callable(self._choices) else self._choices

    def parse(self, typed: Any, currency: str = Currency.SEK) -> Any:
        """Keep an id that exists."""
        return typed if typed in [key for key, _label in self.choices] else ""

    def faults(self, stored: Any, currency: str = Currency.SEK) -> list[str]:
        """An answer that the form no longer offers has to be given again."""
        known = self.is_empty(stored) or stored in [key for key, _label in self.choices]
        return [] if known else [_("What was chosen is no longer among the answers. Choose again.")]

    def read(self, stored: Any, language: str, currency: str = Currency.SEK) -> str:
        """Return the words of what is chosen."""
        return str(dict(self.choices).get(stored, "")) if isinstance(stored, str) else ""

    def field(self, stored: Any, *, label: Any = None, help_text: Any = None) -> forms.Field:
        """Return buttons or a list."""
        field = super().field(stored, label=label, help_text=help_text)
        choices = self.choices
        if self.as_list or len(choices) > self.few:
            field.widget = forms.Select(choices=[("", pgettext_lazy("list to choose from", "Choose")), *choices])
            if self.autocomplete:
                field.widget.attrs["autocomplete"] = self.autocomplete
        else:
            field.widget = forms.RadioSelect(choices=choices)
        return field


class Fixed(One):
    """One of some, where one is always chosen: a currency."""

    def parse(self, typed: Any, currency: str = Currency.SEK) -> str:
        """Return the first where none of them is given."""
        return super().parse(typed) or self.choices[0][0]

    def is_empty(self, stored: Any) -> bool:
        """A currency alone is no answer, and none is missed."""
        return True

    def field(self, stored: Any, *, label: Any = None, help_text: Any = None) -> forms.Field:
        """Return a list without an empty row."""
        field = super().field(stored, label=label, help_text=help_text)
        field.required = True
        field.widget = forms.Select(choices=self.choices)
        return field


def currency(label: Any = CURRENCY_LABEL) -> Fixed:
    """Return the choice of a currency."""
    return Fixed(label, list(Currency.choices))


class Several(One):
    """Any number of some; stored as a list of ids in the order they are offered."""

    def parse(self, typed: Any, currency: str = Currency.SEK) -> list[str]:
        """Keep the ids that exist."""
        given = typed if isinstance(typed, list) else [typed]
        return [key for key, _label in self.choices if key in given]

    def shown(self, stored: Any) -> list[str]:
        """Return the ids that are ticked."""
        return [str(key) for key in stored] if isinstance(stored, list) else []

    def is_empty(self, stored: Any) -> bool:
        """Tell whether none is ticked."""
        return not self.shown(stored)

    def faults(self, stored: Any, currency: str = Currency.SEK) -> list[str]:
        """What is no longer offered has to be chosen again."""
        known = {key for key, _label in self.choices}
        if all(key in known for key in self.shown(stored)):
            return []
        return [_("What was chosen is no longer among the answers. Choose again.")]

    def read(self, stored: Any, language: str, currency: str = Currency.SEK) -> str:
        """Return the words of what is ticked, in order."""
        labels = dict(self.choices)
        return "\n".join(str(labels[key]) for key in self.shown(stored) if key in labels)

    def field(self, stored: Any, *, label: Any = None, help_text: Any = None) -> forms.Field:
        """Return boxes to tick."""
        field = Leaf.field(self, stored, label=label, help_text=help_text)
        field.widget = forms.CheckboxSelectMultiple(choices=self.choices)
        return field


class GroupedBoxes(forms.CheckboxSelectMultiple):
    """Boxes to tick under headings that unfold: without them the municipalities of a country fill ten screens."""

    template_name = "grants/parts/grouped_boxes.html"

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """Return the boxes, by the portal's own templates and not those of Django's forms."""
        return render_to_string(self.template_name, self.get_context(name, value, attrs))


class Tick(Leaf):
    """A box to tick; stored as true."""

    def parse(self, typed: Any, currency: str = Currency.SEK) -> bool:
        """Return whether it is ticked."""
        return typed in {"on", "true", "1"}

    def shown(self, stored: Any) -> bool:
        """Return whether it is ticked."""
        return stored is True

    def is_empty(self, stored: Any) -> bool:
        """Tell whether it is not ticked."""
        return stored is not True

    def faults(self, stored: Any, currency: str = Currency.SEK) -> list[str]:
        """A box cannot be wrong."""
        return []

    def read(self, stored: Any, language: str, currency: str = Currency.SEK) -> str:
        """Return yes, or nothing."""
        return _("Yes") if stored is True else ""

    def field(self, stored: Any, *, label: Any = None, help_text: Any = None) -> forms.Field:
        """Return the box."""
        field = super().field(stored, label=label, help_text=help_text)
        field.widget = forms.CheckboxInput()
        return field


def municipality_choices() -> Choices:
    """Return code and name of every municipality, by name."""
    return list(Municipality.objects.order_by("name").values_list("code", "name"))


def municipalities_by_county() -> list[tuple[str, Choices]]:
    """Return the municipalities under their counties."""
    found: dict[str, Choices] = {}
    rows = Municipality.objects.order_by("county__name", "name")
    for county, code, name in rows.values_list("county__name", "code", "name"):
        found.setdefault(county, []).append((code, name))
    return list(found.items())


class Municipalities(Several):
    """Any number of municipalities."""

    def __init__(self, label: Any, **kwargs: Any) -> None:
        super().__init__(label, municipality_choices, **kwargs)

    def field(self, stored: Any, *, label: Any = None, help_text: Any = None) -> forms.Field:
        """Return boxes under the counties."""
        field = Leaf.field(self, stored, label=label, help_text=help_text)
        field.widget = GroupedBoxes(choices=municipalities_by_county())
        return field


def target_group_choices() -> Choices:
    """Return slug and label of every target group, in the active language."""
    return [(term.slug, term.label) for term in TargetGroup.objects.all()]
