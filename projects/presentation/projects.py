"""The page of a project: facts, sections, places, results and what it is connected with."""

from functools import cached_property
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from core.languages.names import language_codes, own_name
from core.reading import Reading, reading_of
from core.registry import Card
from projects.presentation.facts import award_items, identity_items, shown, word_items
from projects.presentation.indicators import bars, measures, table
from projects.presentation.places import by_county, small_maps


class ProjectStory:
    """Reads what a project page shows in a fixed number of queries.

    A published page shows the facts of its record; a draft of the page in the source language shows its own.
    """

    def __init__(self, page: Any, request: HttpRequest) -> None:
        self.page = page
        self.request = request
        self.reading: Reading = reading_of(request)
        self.record = page.record()
        self.is_source = self.record is None or self.record.locale_id == page.locale_id
        self.is_draft = bool(getattr(request, "is_preview", False)) and self.is_source

    @property
    def facts(self) -> Any:
        """Where the columns are read: the record, or the draft."""
        return self.page if self.is_draft or self.record is None else self.record

    def prepare(self) -> None:
        """Say which pages and contacts will be needed, before they are fetched with those of the frame."""
        self.page.contact_id = self.facts.contact_id
        self.page.adoptions_told = self.described.adoptions
        self.reading.need(pictured=[key for keys in self.described.pages.values() for key in keys])

    @cached_property
    def described(self) -> Any:
        """Terms, organisations, municipalities and the keys of connected pages."""
        return self.page.described(None if self.facts is self.page else self.record)

    def context(self) -> dict[str, Any]:
        """Return what the template needs; call after `prepare` and after the page's own context was read."""
        facts = shown(
            [
                *identity_items(self.facts, self.page.contact),
                *award_items(self.facts, self.page.in_kind_subject),
                *word_items(self.described.sets),
                self._languages(),
                {"label": _("Original record"), "value": self.facts.record_url, "url": self.facts.record_url},
            ]
        )
        has_own_numbers = self.facts is self.page or not self.page.indicators.raw_data
        rows = measures(self.page, {} if has_own_numbers else self.record.numbers())
        return {
            "facts": facts,
            "sections": self._sections(),
            "counties": by_county(self.described.municipalities),
            "maps": small_maps(self.described.municipalities),
            "municipality_count": len(self.described.municipalities),
            "related": self._cards("related"),
            "methods": self._cards("methods"),
            "indicator_table": table(rows) if rows else None,
            "indicator_bars": bars(rows),
            "eu_publicity": self.facts.eu_publicity,
        }

    def _sections(self) -> list[dict[str, Any]]:
        """Return the texts of the record that the page has, in its order, each with its heading."""
        headings = {
            "summary": _("Summary"),
            "background": _("Background"),
            "problem_analysis": _("Analysis of the problem or need"),
            "purpose": pgettext("project", "Purpose"),
            "goals": pgettext("project", "Goals"),
            "accessibility": _("Accessibility for people with disabilities"),
            "transnational": _("Transnational cooperation"),
        }
        sections = []
        for name, heading in headings.items():
            text = getattr(self.page, name)
            is_explicit_none = name == "transnational" and not text and self.facts.no_transnational
            if text or is_explicit_none:
                section = {
                    "id": name,
                    "heading": heading,
                    "text": text,
                    "level": 3 if name == "problem_analysis" else 2,
                }
                sections.append({**section, "none": is_explicit_none})
        return sections

    def _languages(self) -> dict[str, Any]:
        """Return the same page in the other languages it is told in."""
        links = []
        for code in language_codes():
            other = self.reading.translation(self.page.translation_key, code)
            if code != self.reading.language and other is not None:
                links.append({"title": own_name(code), "url": other.get_url(self.request) or ""})
        return {"label": _("In other languages"), "lines": links}

    def _cards(self, kind: str) -> list[Card]:
        pages = [self.reading.page_for(key) for key in self.described.pages[kind]]
        by_key = {page.translation_key: page for page in pages if page is not None}
        by_key.pop(self.page.translation_key, None)
        cards = [self.reading.card(page) for page in by_key.values()]
        self.reading.illustrate(cards)
        return cards
