"""Municipalities without outlines as a schematic map: one square each, roughly where it lies, of equal size."""

from collections.abc import Iterable
from typing import Any

SIDE, GAP = 60, 4
# Rows from north to south, columns from west to east; Agder has its coast to the south and the east.
AGDER = (
    ("", "", "NO-4222", "", "", ""),
    ("NO-4228", "", "NO-4221", "", "NO-4217", "NO-4211"),
    ("NO-4227", "NO-4224", "NO-4220", "NO-4214", "NO-4212", "NO-4201"),
    ("NO-4207", "NO-4226", "NO-4219", "NO-4216", "NO-4203", "NO-4213"),
    ("NO-4206", "NO-4225", "NO-4218", "NO-4215", "NO-4202", ""),
    ("", "NO-4205", "NO-4223", "NO-4204", "", ""),
)


def tiles() -> dict[str, str]:
    """Return the path of the square of each municipality by its code."""
    step = SIDE + GAP
    return {
        code: f"M{column * step} {line * step}h{SIDE}v{SIDE}h-{SIDE}z"
        for line, row in enumerate(AGDER)
        for column, code in enumerate(row)
        if code
    }


def tiles_for(codes: Iterable[str]) -> dict[str, str]:
    """Return all squares when a municipality among `codes` has one; none otherwise."""
    return tiles() if tiles().keys() & set(codes) else {}


def tile_map(areas: list[dict[str, Any]]) -> dict[str, Any]:
    """Return a drawing of squares, which stand for themselves without a scale."""
    width, height = len(AGDER[0]) * (SIDE + GAP) - GAP, len(AGDER) * (SIDE + GAP) - GAP
    return {"view_box": f"0 0 {width} {height}", "areas": areas}
