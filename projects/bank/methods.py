"""The list of methods: filters in the address, with how many each leaves."""

from collections import Counter, defaultdict
from typing import Any

from django import forms
from django.apps import apps
from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from core.pages.paging import querystring
from core.reading import active_language, reading_of
from core.search.query import Asked, understand
from core.search.text import coded, index_terms, stem_word
from projects.bank.filters import LABELS, MAX_QUERY, PlainSelect
from projects.enums import Licence
from projects.presentation.places import swedish_key

FACETS = ("target", "theme", "licence")
LABEL_OF: dict[str, Any] = {"target": LABELS["target"], "theme": LABELS["theme"], "licence": _("Licence")}
TERMS = {"target": "target_groups", "theme": "themes"}
Words = dict[str, dict[str, str]]


class MethodForm(forms.Form):
    """The filter bar of the methods; only what some method has is offered."""

    q = forms.CharField(
        label=_("Words"), required=False, max_length=MAX_QUERY, widget=forms.TextInput(attrs={"type": "search"})
    )

    def __init__(self, data: Any, options: dict[str, list[tuple[str, str]]] | None = None) -> None:
        super().__init__(data)
        for name in FACETS:
            widget = PlainSelect(choices=[("", _("All")), *(options or {}).get(name, [])])
            self.fields[name] = forms.CharField(label=LABEL_OF[name], required=False, max_length=80, widget=widget)


def method_list_context(request: HttpRequest, context: dict[str, Any], methods: Any) -> dict[str, Any]:
    """Add the cards of the public methods that the address asks for, each once, in the reader's language if there."""
    public = methods.filter(is_public=True, source_page__isnull=False)
    rows = public.values_list("source_page_id", "licence", "project__title")
    licences = {key: licence for key, licence, _project in rows}
    projects = {key: project or "" for key, _licence, project in rows}
    values, labels = _terms(public)
    for key, licence in licences.items():
        values[key]["licence"] = {licence} if licence else set()
    labels["licence"] = {code: str(label) for code, label in Licence.choices}
    asked = MethodForm(request.GET)
    chosen = {name: value for name, value in asked.cleaned_data.items() if value} if asked.is_valid() else {}
    cards = _cards(request, projects, chosen.pop("q", ""))
    left = [key for key in cards if all(value in values[key][name] for name, value in chosen.items())]
    form = MethodForm(request.GET, _options(cards, values, labels, chosen))
    form.is_valid()
    address = context["page"].get_url(request) or ""
    return {
        **context,
        "form": form,
        "methods": sorted((cards[key] for key in left), key=lambda card: swedish_key(card.title)),
        "count_text": ngettext("%(count)s method", "%(count)s methods", len(left)) % {"count": len(left)},
        "list_url": address,
        "any_methods": bool(licences),
        "active_filters": _active(request, asked, labels),
        "empty_actions": [{"title": _("See all methods"), "url": address}],
    }


def _terms(public: Any) -> tuple[dict[int, dict[str, set[str]]], Words]:
    """Return the slugs of each method by its page, and the label of every slug, in one query a set."""
    language = active_language() if active_language() in dict(settings.LANGUAGES) else "sv"
    values: dict[int, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    labels: Words = {}
    for name, field in TERMS.items():
        path = f"source_page__methodpage__{field}"
        columns = (f"{path}__slug", f"{path}__label_{language}", f"{path}__label_sv")
        labels[name] = {}
        rows = public.filter(**{f"{path}__isnull": False}).values_list("source_page_id", *columns)
        for key, slug, label, swedish in rows:
            values[key][name].add(slug)
            labels[name][slug] = label or swedish
    return values, labels


def _cards(request: HttpRequest, projects: dict[int, str], words: str) -> dict[int, Any]:
    """Return the cards by page, with every word somewhere in the method or in the title of its project."""
    reading = reading_of(request)
    reading.need(pages=list(projects))
    found = {}
    for key in projects:
        page = reading.page_for(key)
        if page is not None:
            found[key] = (page, reading.card(page))
    asked = understand(words)
    if asked.anything:
        texts = _texts([page.pk for page, _card in found.values()])
        found = {
            key: (page, card)
            for key, (page, card) in found.items()
            if _has_words(asked, f"{card.title} {card.text} {texts.get(page.pk, '')} {projects[key]}")
        }
    kept = {key: card for key, (_page, card) in found.items()}
    reading.illustrate(kept.values())
    return kept


def _texts(keys: list[int]) -> dict[int, str]:
    """Return what the pages say beyond title and introduction: what it does, steps, effort, evidence."""
    return dict(apps.get_model("projects.MethodPage").objects.filter(pk__in=keys).values_list("pk", "plain_text"))


def _has_words(asked: Asked, text: str) -> bool:
    """Tell whether every word stands in a text, as it is typed or in another of its forms."""
    language = active_language()
    plain = text.casefold()
    stems = set(index_terms(text, language).split())
    return all(word.casefold() in plain or coded(stem_word(word, language)) in stems for word in asked.words)


def _options(cards: Any, values: Any, labels: Words, chosen: dict[str, str]) -> dict[str, list[tuple[str, str]]]:
    """Return what can be chosen of each facet, with how many it leaves together with the others."""
    offered = {}
    for name in FACETS:
        others = {facet: value for facet, value in chosen.items() if facet != name}
        counts: Counter[str] = Counter()
        for key in cards:
            if all(value in values[key][facet] for facet, value in others.items()):
                counts.update(values[key][name])
        if name in chosen:
            counts.setdefault(chosen[name], 0)
        ordered = sorted(counts, key=lambda code, name=name: swedish_key(labels[name].get(code) or code))
        offered[name] = [(code, f"{labels[name].get(code, code)} ({counts[code]})") for code in ordered]
    return offered


def _active(request: HttpRequest, asked: MethodForm, labels: Words) -> list[dict[str, str]]:
    """Return what is chosen, each with the address without it."""
    if not asked.is_valid():
        return []
    names = {"q": _("Words"), **LABEL_OF}
    return [
        {
            "title": f"{names[name]}: {labels.get(name, {}).get(value, value)}",
            "url": f"?{querystring(request, known=('q', *FACETS), **{name: None})}",
        }
        for name, value in asked.cleaned_data.items()
        if value
    ]
