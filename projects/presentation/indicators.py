"""Indicators as a table and as bars of how far each has come."""

from decimal import Decimal
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from core.money.formatting import format_number
from projects.presentation.facts import active


def measures(page: Any, numbers: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the indicators of a page with its own words, and the numbers of the record where it has them.

    `numbers` maps the id of a block to the stored indicator, so that translations never show old numbers.
    """
    result = []
    for block in page.indicators:
        stored = numbers.get(block.id)
        values = {
            name: getattr(stored, name) if stored is not None else block.value.get(name)
            for name in ("baseline", "target", "actual", "due")
        }
        result.append({"label": block.value["label"], "unit": block.value["unit"] or "", **values})
    return result


def number(value: Decimal | None, unit: str) -> str:
    """Return a number with its unit; nothing when it is not known."""
    if value is None:
        return ""
    text = format_number(value, active(), cents=False)
    return f"{text}\u00a0{unit}" if unit else text


def progress(measure: dict[str, Any]) -> Decimal | None:
    """Return how much of the way from baseline to target is gone, 0–100; None when it cannot be said."""
    baseline, target, actual = measure["baseline"] or Decimal(0), measure["target"], measure["actual"]
    if target is None or actual is None or target == baseline:
        return None
    gone = (actual - baseline) / (target - baseline) * 100
    return min(max(gone, Decimal(0)), Decimal(100))


def table(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """Return what the table component needs."""
    headers = [
        {"title": _("What is measured")},
        {"title": _("Baseline"), "numeric": True},
        {"title": pgettext("indicator", "Target"), "numeric": True},
        {"title": pgettext("indicator", "Actual"), "numeric": True},
        {"title": _("Due date")},
    ]
    lines = []
    for row in rows:
        cells = [{"value": row["label"]}]
        for name in ("baseline", "target", "actual"):
            cells.append({"value": number(row[name], row["unit"]) or "–", "numeric": True})
        cells.append({"value": date_format(row["due"], "DATE_FORMAT") if row["due"] else "–"})
        lines.append({"cells": cells})
    return {"headers": headers, "rows": lines}


def bars(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return what the chart component needs: one bar for each indicator that has been measured."""
    items = []
    for row in rows:
        percent = progress(row)
        if percent is not None:
            name = pgettext("indicator", "Target")
            target = f"{name}: {number(row['target'], row['unit'])}"
            value = f"{number(row['actual'], row['unit'])} · {target}"
            items.append({"label": row["label"], "value": value, "percent": percent})
    return items
