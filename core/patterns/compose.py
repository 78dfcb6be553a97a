"""Puts portraits and tiles together to a cover."""

import re
from typing import NamedTuple

from django.utils.safestring import SafeString, mark_safe

from core.patterns.dice import Dice
from core.patterns.portraits import SIDE as PORTRAIT_SIDE
from core.patterns.portraits import portrait
from core.patterns.shapes import SIDE, TILES, ground

# Width, height and where portraits may stand, in tiles; the rest is filled with small tiles.
VARIANTS: dict[str, tuple[int, int, tuple[tuple[tuple[int, int], ...], ...]]] = {
    "square": (2, 2, (((0, 0),),)),
    "card": (3, 2, (((0, 0),), ((1, 0),))),
    "wide": (6, 2, (((0, 0), (3, 0)), ((1, 0), (4, 0)), ((0, 0), (4, 0)), ((1, 0), (3, 0)))),
    "hero": (4, 4, (((0, 0), (2, 1)), ((1, 0), (2, 2)), ((0, 2), (2, 0)), ((0, 1), (2, 2)))),
}

# Grounds and figures that go well together: the ground of the portrait, then face, other half, hair, clothes, detail.
SCHEMES: tuple[tuple[int, tuple[int, ...]], ...] = (
    (3, (2, 6, 1, 4, 5)),
    (5, (6, 2, 1, 3, 4)),
    (4, (3, 6, 1, 2, 5)),
    (1, (2, 3, 6, 5, 4)),
    (6, (4, 5, 1, 2, 3)),
    (2, (3, 6, 1, 5, 4)),
    (5, (4, 3, 1, 2, 6)),
    (3, (5, 6, 1, 4, 2)),
    (4, (2, 6, 1, 5, 3)),
    (1, (5, 6, 3, 2, 4)),
    (6, (1, 2, 4, 3, 5)),
    (2, (1, 4, 3, 5, 6)),
    (5, (3, 2, 4, 1, 6)),
    (6, (3, 2, 1, 5, 4)),
    (1, (6, 3, 2, 4, 5)),
    (3, (6, 2, 4, 1, 5)),
)
# Pairs for the small tiles: ground, then the two figures on it.
TRIPLES: tuple[tuple[int, int, int], ...] = (
    (6, 2, 1), (6, 4, 3), (3, 1, 2), (3, 4, 6), (5, 1, 3), (5, 4, 6), (1, 2, 3), (1, 5, 6), (4, 3, 5), (4, 6, 3),
    (2, 6, 1), (2, 3, 1),
)  # fmt: skip

# The colours of the light scheme, for files that no style sheet reaches. The same as in tokens.css; a test compares.
FILE_COLOURS = {
    1: "#6b2150", 2: "#ee6b4d", 3: "#f5b437", 4: "#1d7a74", 5: "#a9c9ea", 6: "#f9d9c4", 7: "#2b1524",
}  # fmt: skip


class Placed(NamedTuple):
    """A tile or a portrait in its place, counted in tiles from the upper left."""

    column: int
    row: int
    side: int
    ground: int
    figure: str

    def order(self) -> tuple[int, int]:
        """Sort so that whatever reaches into a neighbour is painted before it."""
        return self.column + self.row, self.side

    def draw(self) -> str:
        """Return the markup, one unit larger than the place so that no seam shows between neighbours."""
        size = self.side + 1
        return (
            f'<svg x="{self.column * SIDE}" y="{self.row * SIDE}" width="{size}" height="{size}" '
            f'viewBox="0 0 {size} {size}">{ground(self.ground, size)}{self.figure}</svg>'
        )


def _tiles(dice: Dice, cells: list[tuple[int, int]], avoid: int) -> list[Placed]:
    """Return small tiles for the cells, no two alike beside each other and none on the portrait's ground."""
    shapes = dice.shuffle(TILES)
    triples = dice.shuffle([t for t in TRIPLES if t[0] != avoid])
    placed = []
    last = avoid
    for index, (column, row) in enumerate(cells):
        back, a, b = next((t for t in triples if t[0] != last), triples[0])
        triples.remove((back, a, b))
        triples.append((back, a, b))
        last = back
        placed.append(Placed(column, row, SIDE, back, shapes[index % len(shapes)](a, b)))
    return placed


def _people(dice: Dice, spots: tuple[tuple[int, int], ...]) -> list[Placed]:
    """Return the portraits, no two on the same ground beside each other."""
    schemes = dice.shuffle(SCHEMES)
    placed = []
    back = 0
    for column, row in spots:
        back, colours = next(s for s in schemes if s[0] != back)
        schemes.remove((back, colours))
        placed.append(Placed(column, row, PORTRAIT_SIDE, back, portrait(dice, list(colours))))
    return placed


def render(seed: str, *, variant: str = "card") -> SafeString:
    """Return the cover that belongs to a seed, as inline SVG that is hidden from assistive technology.

    `variant` is one of `VARIANTS`; an unknown one gives a card. Colours are classes, so that the cover follows the
    colour scheme of the reader.
    """
    name = variant if variant in VARIANTS else "card"
    columns, rows, layouts = VARIANTS[name]
    dice = Dice(f"{name}:{seed}")
    spots = dice.pick(layouts)
    taken = {(c + dc, r + dr) for c, r in spots for dc in (0, 1) for dr in (0, 1)}
    cells = [(c, r) for r in range(rows) for c in range(columns) if (c, r) not in taken]
    people = _people(dice, spots)
    tiles = _tiles(dice, dice.shuffle(cells), people[-1].ground)
    body = "".join(place.draw() for place in sorted([*people, *tiles], key=Placed.order))
    return mark_safe(  # noqa: S308 — made of constants and numbers alone; the seed only chooses among them
        f'<svg class="pattern pattern--{name}" viewBox="0 0 {columns * SIDE} {rows * SIDE}" '
        f'preserveAspectRatio="xMidYMid slice" aria-hidden="true" focusable="false">{body}</svg>'
    )


def render_file(seed: str, *, variant: str = "card") -> str:
    """Return the same cover as an SVG file that stands alone, in the colours of the light scheme."""

    def paint(match: re.Match[str]) -> str:
        colour = FILE_COLOURS[int(match["number"])]
        if match["kind"] == "p":
            return f'fill="{colour}"'
        return f'fill="none" stroke="{colour}" stroke-linecap="round"'

    markup = re.sub(r'class="(?P<kind>[pl])(?P<number>\d)"', paint, render(seed, variant=variant))
    markup = markup.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
    return re.sub(r' class="[^"]*"', "", markup)
