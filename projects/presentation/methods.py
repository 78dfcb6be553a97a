"""Pages of methods."""

from typing import Any

from django.db.models import CharField, DateField, F, QuerySet, Value
from django.db.models.functions import Cast, Coalesce, NullIf
from django.http import HttpRequest
from django.utils.translation import gettext as _

from core.reading import Reading, active_language, reading_of
from projects.presentation.facts import shown


def described(page: Any) -> tuple[dict[str, list[str]], list[tuple[str, Any, str]]]:
    """Return the labels of target groups and themes, and the versions (number, day, change), the newest first.

    In the active language; of a stored page in one query.
    """
    sets = {"target_groups": page.target_groups.all(), "themes": page.themes.all()}
    versions = page.versions.all()
    if not all(isinstance(rows, QuerySet) for rows in (*sets.values(), versions)):
        # A draft has all of it at hand.
        terms = {kind: [term.label for term in rows] for kind, rows in sets.items()}
        return terms, [(row.number, row.date, row.change) for row in versions]
    own = Coalesce(NullIf(F(f"label_{active_language()}"), Value("")), F("label_sv"))
    columns = ("kind", "sort_order", "label_sv", "own_label", "day")
    no_day = Cast(Value(None), DateField())
    queries = [
        rows.order_by().annotate(kind=Value(kind, CharField()), own_label=own, day=no_day).values_list(*columns)
        for kind, rows in sets.items()
    ]
    changes = versions.order_by().annotate(
        kind=Value("version", CharField()), label_sv=F("number"), own_label=F("change"), day=F("date")
    )
    found: dict[str, list[str]] = {kind: [] for kind in sets}
    newest_first: list[tuple[str, Any, str]] = []
    for kind, _order, first, label, day in sorted(
        queries[0].union(*queries[1:], changes.values_list(*columns), all=True)
    ):
        if kind == "version":
            newest_first.append((first, day, label))
        else:
            found[kind].append(label)
    return found, newest_first


def method_context(page: Any, request: HttpRequest) -> dict[str, Any]:
    """Return facts, sections and the project of a method."""
    reading = reading_of(request)
    project_key = page.from_project_id()
    project = reading.page_for(project_key) if project_key else None
    terms, versions = described(page)
    facts = shown(
        [
            {
                "label": _("From the project"),
                "value": project.title if project else None,
                "url": project.get_url(request) if project else "",
            },
            {"label": _("Version"), "value": versions[0][0] if versions else None},
            {"label": _("Licence"), "value": page.get_licence_display()},
            {"label": _("Target groups"), "lines": terms["target_groups"]},
            {"label": _("Themes"), "lines": terms["themes"]},
        ]
    )
    headings = {
        "what_it_does": _("What it does"),
        "for_whom": _("For whom"),
    }
    later = {"effort": _("Effort"), "evidence": _("Evidence")}
    return {
        "facts": facts,
        "before": _texts(page, headings),
        "after": _texts(page, later),
        "versions": _versions(versions, _written_in(page, reading)),
    }


def _written_in(page: Any, reading: Reading) -> str:
    """Return the language of what is not translated with the page; empty when it is the page's own."""
    own = reading.at_hand(page.pk)
    original = reading.at_hand(own.original_id) if own is not None else None
    if own is None or original is None or original.card_language == own.card_language:
        return ""
    return str(original.card_language)


def _versions(versions: list[tuple[str, Any, str]], language: str) -> list[dict[str, Any]]:
    return [{"title": number, "date": day, "text": change, "lang": language} for number, day, change in versions]


def _texts(page: Any, headings: dict[str, str]) -> list[dict[str, Any]]:
    return [
        {"id": name, "heading": heading, "text": getattr(page, name)}
        for name, heading in headings.items()
        if getattr(page, name)
    ]
