"""The list and the map of the bank."""

from decimal import Decimal
from typing import Any

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.money import format_money
from core.money.formatting import format_number
from core.pages.paging import page_of
from core.places.outlines import box_around, country_box, outlines
from core.places.shades import legend, level, steps_to
from core.places.tiles import tile_map, tiles_for
from core.reading import active_language, reading_of
from projects.bank.filters import LABELS, BankForm, Choice, choice_of
from projects.presentation.cards import card_of, pages_of
from projects.presentation.places import swedish_key

PER_PAGE = 12


def asked_for(request: HttpRequest, projects: Any) -> Choice:
    """Return what an address chooses, for forms of the list without a filter bar. Raises Http404 when malformed."""
    asked = BankForm(request.GET)
    if not asked.is_valid():
        raise Http404
    return choice_of(asked, projects)


def read_choice(request: HttpRequest, projects: Any) -> tuple[BankForm, Choice]:
    """Return the filter bar of an address and what it chooses; one with errors chooses everything."""
    asked = BankForm(request.GET)
    choice = choice_of(asked, projects) if asked.is_valid() else Choice(projects)
    form = BankForm(request.GET, choice.options())
    form.is_valid()
    return form, choice


def bank_context(page: Any, request: HttpRequest, projects: Any) -> dict[str, Any]:
    """Return what the template of the list needs. Raises Http404 for a page beyond the last."""
    form, choice = read_choice(request, projects)
    page_of_list = page_of(request, [] if form.errors else choice.keys, PER_PAGE)
    cards = _cards(request, projects, list(page_of_list.object_list))
    reading_of(request).illustrate(cards)
    return {
        **shared_context(page, request, form, choice),
        "page_of_list": page_of_list,
        "cards": cards,
        "querystring": choice.querystring(),
    }


def _cards(request: HttpRequest, projects: Any, keys: list[int]) -> list[Any]:
    language = active_language()
    rows = projects.with_row_facts().in_bulk(keys) if keys else {}
    pages = pages_of(rows.values(), language)
    found = [rows[key] for key in keys if key in rows and rows[key].translation_key in pages]
    return [card_of(row, pages[row.translation_key], language, request) for row in found]


def shared_context(page: Any, request: HttpRequest, form: BankForm, choice: Choice) -> dict[str, Any]:
    """Return what list and map share: the form, the count, the sums, and the addresses of the other forms."""
    address = page.get_url(request) or ""
    query = choice.querystring()
    suffix = f"?{query}" if query else ""
    count = choice.bits.bit_count()
    active = [
        {
            "title": f"{LABELS[name]}: {choice.label(name, value)}",
            "url": f"?{choice.querystring(**{name: ''})}",
        }
        for name, value in choice.chosen.items()
    ]
    if choice.query:
        words = _("Words")
        active.insert(0, {"title": f"{words}: {choice.query}", "url": f"?{choice.querystring(q='')}"})
    return {
        "form": form,
        "active_filters": active,
        "count": count,
        "count_text": ngettext("%(count)s project", "%(count)s projects", count)
        % {"count": format_number(Decimal(count), active_language())},
        "sums": [format_money(money) for money in choice.index.sums(choice.bits)],
        "bank_url": address,
        "list_url": f"{address}{suffix}",
        "map_url": f"{address}map/{suffix}",
        "feed_url": f"{address}feed/{suffix}",
        "csv_url": f"{address}csv/{suffix}",
        "xlsx_url": f"{address}xlsx/{suffix}",
        "empty_actions": [{"title": _("See all projects"), "url": address}],
    }


def map_context(page: Any, request: HttpRequest, projects: Any) -> dict[str, Any]:
    """Return the map: how many of the chosen projects each municipality has, with the same numbers in a table."""
    form, choice = read_choice(request, projects)
    counts = choice.index.counts("municipality", {}, choice.bits)
    county = choice.chosen.get("county", "")
    steps = steps_to(max(counts.values(), default=0))

    def areas(paths: dict[str, str]) -> list[dict[str, Any]]:
        return [
            {
                "path": path,
                "level": level(counts.get(code, 0), steps),
                "title": f"{choice.label('municipality', code)}: {counts.get(code, 0)}",
            }
            for code, path in paths.items()
        ]

    within = {code: path for code, path in outlines().items() if code.startswith(county)}
    box = box_around(within) if county and within else country_box()
    squares = tiles_for(counts)
    return {
        **shared_context(page, request, form, choice),
        "view_box": box.view_box(),
        "areas": areas(within),
        "inset": tile_map(areas(squares)) if squares else None,
        "legend": legend(steps, _("no project")),
        "headers": [{"title": _("Municipality")}, {"title": _("Projects"), "numeric": True}],
        "rows": _rows_of_map(page.get_url(request) or "", choice, counts),
    }


def _rows_of_map(address: str, choice: Choice, counts: dict[str, int]) -> list[dict[str, Any]]:
    """Return the numbers of the map as a table, the largest first."""
    ordered = sorted(counts.items(), key=lambda item: (-item[1], swedish_key(choice.label("municipality", item[0]))))
    return [
        {
            "cells": [
                {
                    "value": choice.label("municipality", code),
                    "url": f"{address}?{choice.querystring(municipality=code)}",
                },
                {"value": number, "numeric": True},
            ]
        }
        for code, number in ordered
    ]
