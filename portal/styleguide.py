"""Sample content for the style page: every component in its states, with long Swedish words, nothing, and much."""

import datetime
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.utils.safestring import mark_safe

LONG = "Tillgänglighetsredogörelse för arbetsplatsambassadörsutbildningens utvärderingsunderlag"
DAY = datetime.date(2026, 12, 3)


class SampleForm(forms.Form):
    """One field of each kind."""

    name = forms.CharField(label="Organisationens namn", help_text="Som det står i registret, t.ex. Norrköpings kommun")
    email = forms.EmailField(label="E-postadress")
    kind = forms.ChoiceField(
        label="Typ av organisation", choices=[("", "Välj"), ("public", "Offentlig"), ("ngo", "Förening")]
    )
    start = forms.DateField(label="Startdatum", required=False, widget=forms.DateInput(attrs={"type": "date"}))
    level = forms.ChoiceField(
        label="På vilken nivå verkar metoden?",
        widget=forms.RadioSelect,
        help_text="Välj den viktigaste.",
        choices=[("society", "Samhälle"), ("organisation", "Organisation"), ("individual", "Individ")],
    )
    grounds = forms.MultipleChoiceField(
        label="Diskrimineringsgrunder",
        widget=forms.CheckboxSelectMultiple,
        required=False,
        choices=[("age", "Ålder"), ("disability", "Funktionsnedsättning"), ("identity", "Könsöverskridande identitet")],
    )
    summary = forms.CharField(label="Sammanfattning", widget=forms.Textarea(attrs={"rows": 4}), max_length=500)
    agree = forms.BooleanField(label="Vi har läst villkoren för projektmedel", help_text="Du hittar dem i utlysningen.")


class SampleFilterForm(forms.Form):
    """The filters of a list."""

    q = forms.CharField(label="Sök", required=False, widget=forms.TextInput(attrs={"type": "search"}))
    theme = forms.ChoiceField(label="Tema", required=False, choices=[("", "Alla"), ("work", "Arbetsliv")])
    place = forms.ChoiceField(label="Kommun", required=False, choices=[("", "Alla"), ("0581", "Norrköping")])


def cards() -> list[dict[str, Any]]:
    """Return cards short and long, with and without everything."""
    return [
        {
            "title": "Rekrytering utan filter",
            "url": "#1",
            "seed": "pilot-1",
            "kind": "Pilot",
            "meta": "Norrköping",
            "text": "Tolv chefer prövar att läsa ansökningar i en annan ordning.",
            "tags": ["Arbetsliv", "Rekrytering"],
            "status": {"label": "Pågår", "tone": "good"},
        },
        {
            "title": LONG,
            "url": "#2",
            "seed": "pilot-2",
            "kind": "Metod",
            "date": DAY,
            "text": "En lång sammanfattning. " * 14,
            "tags": [{"title": "Föreningsliv", "url": "#t"}],
        },
        {"title": "Bara en titel", "url": "#3", "seed": "pilot-3"},
        {
            "title": "Inclusive leadership in practice",
            "url": "#4",
            "seed": "pilot-4",
            "lang": "en",
            "kind": "Seminarium",
        },
    ]


def facts() -> list[dict[str, Any]]:
    """Return facts with a zero, an empty one, a list and a link."""
    return [
        {"label": "Programområde", "value": "2. Ökat arbetskraftsutbud"},
        {"label": "Beviljat stöd", "value": "0 kr"},
        {"label": "Total budget", "value": "1 240 000 kr"},
        {"label": "Inte angivet", "value": ""},
        {"label": "Projektägare", "value": "Kommunförbundet i sydöstra Mellansverige", "url": "#owner"},
        {"label": "Kommuner", "lines": ["Norrköping", "Valdemarsvik", "Åtvidaberg"]},
    ]


def table() -> dict[str, Any]:
    """Return a table with numbers and a closing row."""
    rows = [("Norrköping", "12", "480 000 kr"), ("Åtvidaberg", "3", "0 kr"), ("Valdemarsvik", "1", "75 000 kr")]
    return {
        "headers": [{"title": "Kommun"}, {"title": "Piloter", "numeric": True}, {"title": "Stöd", "numeric": True}],
        "rows": [
            {"cells": [{"value": a}, {"value": b, "numeric": True}, {"value": c, "numeric": True}]} for a, b, c in rows
        ],
        "footer": [{"value": "Summa"}, {"value": "16", "numeric": True}, {"value": "555 000 kr", "numeric": True}],
    }


def chain() -> list[dict[str, Any]]:
    """Return a chain from idea to method."""
    return [
        {"title": "Ansökan", "date": datetime.date(2025, 9, 1), "url": "#a", "text": "Fyra arbetsplatser gick samman."},
        {"title": "Pilot", "when": "våren 2026", "state": "now", "url": "#p"},
        {"title": "Metod i metodbanken", "when": "under 2027", "state": "next"},
    ]


def steps() -> list[dict[str, str]]:
    """Return steps in each state."""
    return [
        {"title": "Organisation", "state": "done", "url": "#s1"},
        {"title": "Idé och mål", "state": "error", "url": "#s2"},
        {"title": "Spridningsplan", "state": "current"},
        {"title": "Granska och skicka", "state": "todo"},
    ]


def answers() -> list[dict[str, Any]]:
    """Return questions and answers; the text is ours, so it is marked as safe."""
    return [
        {"heading": "Vem kan söka?", "content": mark_safe("<p>Alla organisationer i länet.</p>"), "open": True},
        {"heading": LONG, "content": mark_safe("<p>Skriv till samordnaren.</p>")},
    ]


def documents() -> list[dict[str, Any]]:
    """Return documents to fetch."""
    return [
        {"title": "Handledarguide", "url": "#d1", "kind": "PDF", "size": 482_133},
        {"title": LONG, "url": "#d2", "kind": "DOCX", "size": 88_204, "text": "Mall att fylla i."},
    ]


def sample_context() -> dict[str, Any]:
    """Return everything the style page shows."""
    return {
        "cards": cards(),
        "many_tags": [
            {"title": "Arbetsliv", "url": "#t1", "count": 12},
            {"title": "Hälsa", "url": "#t2", "current": True},
        ],
        "facts": facts(),
        "table": table(),
        "bars": [
            {"label": "Delaktighet", "value": "72 %", "percent": 72},
            {"label": "Tillåtande arbetsklimat och samarbetsformer", "value": "48 %", "percent": 48},
            {"label": "Utanförskap", "value": "0 %", "percent": 0},
        ],
        "chain": chain(),
        "steps": steps(),
        "answers": answers(),
        "documents": documents(),
        "map_areas": [
            {"path": "M10 10h60v50H10z", "title": "Norra", "level": 1},
            {"path": "M72 10h60v50H72z", "title": "Östra", "level": 3},
            {"path": "M10 62h122v40H10z", "title": "Södra", "level": 4},
        ],
        "map_legend": [
            {"level": 1, "title": "1–2"},
            {"level": 3, "title": "3–9"},
            {"level": 4, "title": "10 eller fler"},
        ],
        "form": SampleForm(),
        "bad_form": SampleForm({"name": "", "email": "inte en adress", "summary": "x" * 501}, prefix="bad"),
        "filter_form": SampleFilterForm(prefix="f"),
        "page_of_many": Paginator(range(95), 10).page(3),
        "day": DAY,
        "last_day": DAY + datetime.timedelta(days=1),
        "hero_actions": [{"title": "Det här är på gång", "url": "#on"}, {"title": "Sök projektmedel", "url": "#apply"}],
        "empty_actions": [{"title": "Visa alla", "url": "#all"}, {"title": "Prenumerera", "url": "#sub"}],
        "seeds": [f"tavla-{number}" for number in range(8)],
        "long": LONG,
        "transcript": mark_safe("<p>[Musik] En grupp kliver in i ett fikarum.</p>"),
    }
