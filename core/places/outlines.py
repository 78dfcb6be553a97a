"""The outlines of the Swedish municipalities as SVG paths, for maps drawn on the server."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from core.places.loading import DATA

SUBPATH = re.compile(r"M(-?\d+) (-?\d+)l([^z]*)z")
NUMBER = re.compile(r"-?\d+")


@dataclass(frozen=True)
class Box:
    """A rectangle in the units of the outlines (250 m)."""

    left: int
    top: int
    right: int
    bottom: int

    def view_box(self, margin: int = 20) -> str:
        """Return the value of an SVG viewBox with a margin on each side."""
        width = self.right - self.left + 2 * margin
        height = self.bottom - self.top + 2 * margin
        return f"{self.left - margin} {self.top - margin} {width} {height}"


@cache
def _data() -> dict[str, Any]:
    """Return the data file, read once in the life of the process."""
    return json.loads((DATA / "outlines.json").read_text(encoding="utf-8"))


def outlines() -> dict[str, str]:
    """Return the path of each Swedish municipality by its code."""
    return _data()["paths"]


def country_box() -> Box:
    """Return the rectangle of the whole country."""
    data = _data()
    return Box(0, 0, data["width"], data["height"])


@cache
def box_of(code: str) -> Box:
    """Return the rectangle of one municipality. Raises KeyError when it has no outline."""
    xs: list[int] = []
    ys: list[int] = []
    for x_text, y_text, steps in SUBPATH.findall(outlines()[code]):
        x, y = int(x_text), int(y_text)
        numbers = [int(number) for number in NUMBER.findall(steps)]
        xs.append(x)
        ys.append(y)
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + dx, y + dy
            xs.append(x)
            ys.append(y)
    return Box(min(xs), min(ys), max(xs), max(ys))


def box_around(codes: Iterable[str]) -> Box:
    """Return the smallest rectangle that holds the municipalities; the whole country when none has an outline."""
    boxes = [box_of(code) for code in codes if code in outlines()]
    if not boxes:
        return country_box()
    return Box(
        min(box.left for box in boxes),
        min(box.top for box in boxes),
        max(box.right for box in boxes),
        max(box.bottom for box in boxes),
    )
