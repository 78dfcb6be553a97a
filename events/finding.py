"""Finding seminars: filters in the address, and how many there are of each."""

import datetime as dt
from collections import defaultdict
from typing import Any

from django import forms
from django.db.models import CharField, Count, F, QuerySet, Value
from django.db.models.functions import Cast, Coalesce, NullIf
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.reading import public
from core.search.text import index_terms
from events.enums import Audience, EventFormat, HeldIn
from events.models.pages import EventPage

FILTERS = ("q", "from", "to", "theme", "county", "municipality", "audience", "format", "held_in", "free")
LONGEST_TEXT = 200
MOST_HITS = 2000
Counts = dict[str, dict[str, tuple[str, int]]]


def counted(events: QuerySet, language: str) -> Counts:
    """Return, by filter and code, the label and how many seminars there are; in one query."""
    label = Coalesce(NullIf(F(f"themes__label_{language}"), Value("")), F("themes__label_sv"))
    groups = (
        ("theme", F("themes__slug"), label),
        ("municipality", F("municipality__code"), F("municipality__name")),
        ("county", F("municipality__county__code"), F("municipality__county__name")),
        ("audience", F("audience"), F("audience")),
        ("format", F("format"), F("format")),
        ("held_in", F("held_in"), F("held_in")),
    )
    parts = [
        events.order_by()
        .annotate(
            kind=Value(kind, output_field=CharField()), code=Cast(code, CharField()), words=Cast(words, CharField())
        )
        .values("kind", "code", "words")
        .annotate(number=Count("pk", distinct=True))
        .values_list("kind", "code", "words", "number")
        for kind, code, words in groups
    ]
    found: Counts = defaultdict(dict)
    for kind, code, words, number in parts[0].union(*parts[1:], all=True):
        for one in code.split(",") if kind == "held_in" and code else [code]:
            if one:
                found[kind][one] = (words, found[kind].get(one, ("", 0))[1] + number)
    return found


class FilterForm(forms.Form):
    """What can be chosen in the address. What nobody has finds nothing; what is malformed is said beside the field."""

    q = forms.CharField(label=_("Words"), required=False, max_length=LONGEST_TEXT)
    theme = forms.SlugField(label=_("Theme"), required=False, max_length=60)
    county = forms.SlugField(label=_("County"), required=False, max_length=8)
    municipality = forms.SlugField(label=_("Municipality"), required=False, max_length=8)
    audience = forms.SlugField(label=_("For whom"), required=False, max_length=20)
    format = forms.SlugField(label=_("Format"), required=False, max_length=20)
    held_in = forms.SlugField(label=pgettext_lazy("seminars", "Held in"), required=False, max_length=20)
    free = forms.BooleanField(label=_("Only with free places"), required=False)

    def __init__(self, data: Any, counts: Counts | None = None) -> None:
        kept = {name: str(data.get(name, ""))[: LONGEST_TEXT + 1].replace("\0", "") for name in FILTERS if name in data}
        super().__init__(kept)
        for name, label in (("from", _("From")), ("to", _("To"))):
            self.fields[name] = forms.DateField(
                label=label,
                required=False,
                widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
                input_formats=["%Y-%m-%d"],
            )
        self.order_fields(
            ["q", "from", "to", "theme", "county", "municipality", "audience", "format", "held_in", "free"]
        )
        if counts is not None:
            self._offer(counts)

    def _offer(self, counts: Counts) -> None:
        labels = {
            "audience": dict(Audience.choices),
            "format": dict(EventFormat.choices),
            "held_in": dict(HeldIn.choices),
        }
        for name in ("theme", "county", "municipality", "audience", "format", "held_in"):
            rows = [
                (code, f"{labels.get(name, {}).get(code, words)} ({number})")
                for code, (words, number) in counts.get(name, {}).items()
            ]
            asked = self.data.get(name, "")
            if asked and asked not in dict(rows):
                rows.append((asked, asked))
            rows.sort(key=lambda row: row[1].lower())
            self.fields[name].widget = forms.Select(choices=[("", _("All")), *rows])

    def narrow(self, events: Any, language: str) -> Any:
        """Return the seminars that match what was chosen; none when the address makes no sense."""
        if not self.is_valid():
            return events.none()
        chosen = self.cleaned_data
        plain = {
            "theme": "themes__slug",
            "county": "municipality__county__code",
            "municipality": "municipality__code",
            "audience": "audience",
            "format": "format",
        }
        for name, lookup in plain.items():
            if chosen[name]:
                events = events.filter(**{lookup: chosen[name]})
        if chosen["held_in"]:
            events = events.filter(held_in__contains=f",{chosen['held_in']},")
        if chosen["from"]:
            events = events.filter(ends_at__gte=day_start(chosen["from"]))
        if chosen["to"] and chosen["to"] < dt.date.max:
            events = events.filter(starts_at__lt=day_start(chosen["to"] + dt.timedelta(days=1)))
        if chosen["free"]:
            events = events.with_free_places()
        return self._with_words(events, language) if chosen["q"] else events

    def _with_words(self, events: Any, language: str) -> Any:
        terms = index_terms(self.cleaned_data["q"], language)
        if not terms:
            return events.none()
        hits = EventPage.objects.only("pk").search(terms, operator="and")[:MOST_HITS]
        pages = EventPage.objects.filter(pk__in=[page.pk for page in hits], locale__language_code=language)
        return events.filter(translation_key__in=public(pages).values("translation_key"))

    def chosen_labels(self) -> dict[str, str]:
        """Return what was chosen, by parameter, in words."""
        labels = {}
        for name in FILTERS:
            value = self.data.get(name, "")
            if not value or name in self.errors or not self.cleaned_data.get(name):
                continue
            field = self.fields[name]
            if isinstance(field.widget, forms.Select):
                words = dict(field.widget.choices).get(value, value)
                labels[name] = str(words).rsplit(" (", 1)[0]
            else:
                labels[name] = str(field.label) if name == "free" else f"{field.label}: {value}"
        return labels


def day_start(date: dt.date) -> dt.datetime:
    """Return when a day begins by the portal's own clock; years that no seminar has are cut to some that zones hold."""
    kept = min(max(date, dt.date(1900, 1, 1)), dt.date(2200, 1, 1))
    return timezone.make_aware(dt.datetime.combine(kept, dt.time.min))
