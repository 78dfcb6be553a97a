"""The coming seminars on a map of municipalities, drawn on the server, with the same numbers in a table."""

from typing import Any

from django.forms import HiddenInput
from django.http import HttpRequest
from django.utils.translation import gettext as _

from core.pages.paging import querystring
from core.places.names import municipality_names
from core.places.outlines import box_around, country_box, outlines
from core.places.shades import legend, level, steps_to
from events.finding import FILTERS
from events.listings import find


def map_context(page: Any, request: HttpRequest) -> dict[str, Any]:
    """Return how many of the coming seminars that match the address each municipality has."""
    found = find(request, past=False)
    found.form.fields["recording"].widget = HiddenInput()
    choice = found.choice
    counts = choice.index.counts("municipality", {}, choice.bits)
    names = municipality_names()
    county = choice.chosen.get("county", "")
    within = [code for code in outlines() if code.startswith(county)]
    steps = steps_to(max(counts.values(), default=0))
    areas = [
        {
            "path": outlines()[code],
            "level": level(counts.get(code, 0), steps),
            "title": f"{names[code]}: {counts.get(code, 0)}",
        }
        for code in within
    ]
    base = page.get_url(request) or ""

    def address(code: str) -> str:
        return f"{base}?{querystring(request, known=FILTERS, municipality=code)}"

    rows = [
        {"cells": [{"value": names[code], "url": address(code)}, {"value": number, "numeric": True}]}
        for code, number in sorted(counts.items(), key=lambda item: (-item[1], names[item[0]]))
    ]
    box = box_around(within) if county and within else country_box()
    return {
        "form": found.form,
        "active_filters": found.active,
        "reset_url": request.path if found.query else "",
        "count": choice.bits.bit_count(),
        "view_box": box.view_box(),
        "areas": areas,
        "legend": legend(steps, _("no seminar")),
        "headers": [{"title": _("Municipality")}, {"title": _("Seminars"), "numeric": True}],
        "rows": rows,
        **found.links(),
    }
