"""Panels that an app shows on the pages of another, e.g. the seminars on a project's page."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

# Given the page and the request, returns what the template needs; None or an empty dict shows nothing.
PanelContext = Callable[[Any, HttpRequest], dict[str, Any] | None]


@dataclass(frozen=True)
class Panel:
    """A panel for one page type, named "app_label.ModelName"."""

    code: str
    page_type: str
    template: str
    context: PanelContext
    order: int = 100


_panels: dict[str, Panel] = {}


def register_panel(panel: Panel) -> None:
    """Enter a panel. Raises ValueError when another one already has its code."""
    known = _panels.get(panel.code)
    if known is not None and known != panel:
        raise ValueError(f"two page panels are called {panel.code!r}")
    _panels[panel.code] = panel


def panels_for(page: Any) -> list[Panel]:
    """Return the panels entered for the type of this page, in order."""
    label = page._meta.label
    return sorted((panel for panel in _panels.values() if panel.page_type == label), key=lambda panel: panel.order)


def panels_shown(page: Any, request: HttpRequest) -> list[dict[str, Any]]:
    """Return the panels that have something to show on this page: a list of {template, panel}."""
    filled = [(panel, panel.context(page, request)) for panel in panels_for(page)]
    return [{"template": panel.template, "panel": rows} for panel, rows in filled if rows]
