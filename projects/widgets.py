"""Choosing many from a long list without a script: check boxes in groups that open."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.template.loader import render_to_string
from django.utils.safestring import SafeString


class GroupedCheckboxes(forms.CheckboxSelectMultiple):
    """Check boxes under the headings that `group_of` gives to each object; groups with a choice are open."""

    def __init__(self, group_of: Callable[[Any], str] | None = None, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.group_of = group_of or str

    def grouped(self) -> dict[str, list[tuple[Any, str]]]:
        """Return the choices by group, in the order in which groups appear."""
        groups: dict[str, list[tuple[Any, str]]] = {}
        for value, label in self.choices:
            instance = getattr(value, "instance", None)
            if instance is not None:
                groups.setdefault(self.group_of(instance), []).append((instance.pk, str(label)))
        return dict(sorted(groups.items()))

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        """Return the markup."""
        chosen = {str(key) for key in (value or [])}
        element_id = (attrs or {}).get("id", f"id_{name}")
        groups = []
        for title, options in self.grouped().items():
            rows = [{"value": key, "label": label, "checked": str(key) in chosen} for key, label in options]
            groups.append({"title": title, "options": rows, "count": sum(row["checked"] for row in rows)})
        return render_to_string(
            "projects/admin/grouped_checkboxes.html", {"name": name, "id": element_id, "groups": groups}
        )


def county_of(municipality: Any) -> str:
    """Return the heading of a municipality: its county."""
    return municipality.county.name


def country_of(county: Any) -> str:
    """Return the heading of a county: its country."""
    return str(county.country)


def sector_of(organisation: Any) -> str:
    """Return the heading of an organisation: its sector."""
    return str(organisation.get_sector_display())
