"""What a project is described and connected with: terms, organisations, municipalities, other pages.

All of it is read in one query, since a page may cost ten in all.
"""

import json
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db.models import F, Value
from django.db.models.fields import CharField, IntegerField, TextField
from django.db.models.functions import Cast, Coalesce, JSONObject
from django.utils.translation import get_language

from projects.models.adoptions import Adoption

TERM_SETS = ("grounds", "levels", "target_groups", "themes")
ORGANISATION_SETS = ("partners", "funders")
LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)
COLUMNS = ("kind", "place", "key", *(f"in_{code}" for code in LANGUAGES), "facts")


@dataclass(frozen=True)
class Word:
    """A term or an organisation, as much of it as a page shows."""

    code: str
    label: str


@dataclass
class Described:
    """Words by set, e.g. `sets["grounds"]`, codes of municipalities, and keys of pages by connection."""

    sets: dict[str, list[Word]] = field(default_factory=lambda: defaultdict(list))
    municipalities: list[str] = field(default_factory=list)
    pages: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    # Who uses the methods of the project, each as the columns of an adoption with the label of its country.
    adoptions: list[dict[str, Any]] = field(default_factory=list)

    @classmethod
    def of_record(cls, record: Any, connections: dict[str, list[Any]]) -> "Described":
        """Read what a stored record has, and what `connections` lead to: querysets of one column with keys of pages."""
        queries = [_terms(getattr(record, name), name) for name in TERM_SETS]
        queries += [_organisations(getattr(record, name), name) for name in ORGANISATION_SETS]
        queries.append(_keys(record.municipalities, "municipality", F("code")))
        return cls().read([*queries, _adoptions(record), *_connected(connections)])

    @classmethod
    def of_draft(cls, page: Any, municipalities: list[str], connections: dict[str, list[Any]]) -> "Described":
        """Read what a page has, which may not be stored yet, one by one."""
        described = cls(municipalities=municipalities)
        for name in TERM_SETS:
            described.sets[name] = [Word(term.slug, term.label) for term in getattr(page, name).all()]
        for name in ORGANISATION_SETS:
            described.sets[name] = [Word(str(row.pk), row.name) for row in getattr(page, name).all()]
        queries = _connected(connections)
        return described.read(queries) if queries else described

    def read(self, queries: list[Any]) -> "Described":
        """Add the rows of queries made in this module; return itself."""
        language = (get_language() or settings.LANGUAGE_CODE)[:2]
        for kind, _place, key, *labels, facts in sorted(queries[0].union(*queries[1:], all=True)):
            if kind == "municipality":
                self.municipalities.append(key)
            elif kind in (*TERM_SETS, *ORGANISATION_SETS):
                by_language = dict(zip(LANGUAGES, labels, strict=True))
                self.sets[kind].append(Word(key, by_language.get(language) or by_language["sv"]))
            elif kind == "adoption":
                by_language = dict(zip(LANGUAGES, labels, strict=True))
                label = by_language.get(language) or by_language["sv"]
                self.adoptions.append({**json.loads(facts), "country_label": label})
            else:
                self.pages[kind].append(int(key))
        return self


def _text(value: str) -> Value:
    return Value(value, CharField())


def _terms(manager: Any, kind: str) -> Any:
    names = {f"in_{code}": F(f"label_{code}") for code in LANGUAGES}
    place = Cast("sort_order", IntegerField())
    return (
        manager.order_by()
        .annotate(kind=_text(kind), place=place, key=F("slug"), **names, facts=_text(""))
        .values_list(*COLUMNS)
    )


def _organisations(manager: Any, kind: str) -> Any:
    return _keys(manager, kind, Cast("pk", CharField()), in_sv=F("name"))


def _keys(rows: Any, kind: str, key: Any, **names: Any) -> Any:
    blank = {f"in_{code}": _text("") for code in LANGUAGES if f"in_{code}" not in names}
    annotated = rows.order_by().annotate(kind=_text(kind), place=Value(0, IntegerField()), key=key, **names, **blank)
    annotated = annotated.annotate(facts=_text(""))
    return annotated.values_list(*COLUMNS)


def _adoptions(record: Any) -> Any:
    """Return who uses the methods of a project, as one row each: the facts as JSON, since no other row has them."""
    used = Adoption.objects.published().filter(method__project=record, method__is_public=True)
    names = {f"in_{code}": Coalesce(F(f"country__label_{code}"), _text("")) for code in LANGUAGES}
    facts = JSONObject(
        name=F("organisation_name"),
        since=F("since"),
        purpose=F("purpose"),
        effect=F("effect"),
        language=F("language"),
        municipality_code=F("municipality__code"),
        country_code=F("country__code"),
        method_page=F("method__source_page_id"),
        method_title=F("method__title"),
    )
    annotated = used.order_by().annotate(
        kind=_text("adoption"),
        place=Value(0, IntegerField()),
        key=Cast("pk", CharField()),
        **names,
        facts=Cast(facts, TextField()),
    )
    return annotated.values_list(*COLUMNS)


def _connected(connections: dict[str, list[Any]]) -> list[Any]:
    return [
        _keys(rows, kind, Cast(column, CharField())) for kind, pairs in connections.items() for rows, column in pairs
    ]
