"""Shades of a map: how many make a strong one."""

from typing import Any

from django.utils.translation import gettext as _

# Which shades are used for one, two, … steps: with few steps the strong ones, which stand out from the ground.
SHADES = {0: [0], 1: [0, 3], 2: [0, 2, 4], 3: [0, 2, 3, 4], 4: [0, 1, 2, 3, 4]}


def steps_to(most: int) -> list[int]:
    """Return the least number of each shade, 1–4, when the highest number is `most`."""
    if most <= 4:
        return list(range(1, most + 1))
    return sorted({1, -(-most // 8), -(-most // 3), -(-2 * most // 3)})


def level(number: int, steps: list[int]) -> int:
    """Return the shade of a number, 0–4."""
    return SHADES[len(steps)][sum(number >= step for step in steps)]


def legend(steps: list[int], none: str) -> list[dict[str, Any]]:
    """Return what each shade means, `none` being what is said of an empty municipality."""
    items = [{"level": 0, "title": none}]
    for number, least in enumerate(steps, start=1):
        most = steps[number] - 1 if number < len(steps) else None
        if most is None:
            title = _("%(number)s or more") % {"number": least}
        else:
            title = str(least) if most == least else f"{least}–{most}"
        items.append({"level": SHADES[len(steps)][number], "title": title})
    return items
