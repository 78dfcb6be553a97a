"""Small tiles of 80 units a side, made of discs, arcs and rounded squares. Colours are classes, set in tokens.css."""

from collections.abc import Callable

SIDE = 80

Tile = Callable[[int, int], str]


def ground(colour: int, side: int) -> str:
    """Return a tile's ground."""
    return f'<path class="p{colour}" d="M0 0h{side}v{side}H0z"/>'


def quarter(a: int, b: int) -> str:
    """A quarter disc, with a smaller one in the ground's colour's place."""
    return f'<path class="p{a}" d="M0 0a80 80 0 0 1 80 80H0z"/><path class="p{b}" d="M0 40a40 40 0 0 1 40 40H0z"/>'


def arcs(a: int, b: int) -> str:
    """Three arches, one inside the other."""
    return (
        f'<path class="p{a}" d="M0 80a40 40 0 0 1 80 0z"/><path class="p{b}" d="M14 80a26 26 0 0 1 52 0z"/>'
        f'<path class="p{a}" d="M28 80a12 12 0 0 1 24 0z"/>'
    )


def halves(a: int, b: int) -> str:
    """Two half discs, one above the other."""
    return f'<path class="p{a}" d="M0 40a40 40 0 0 1 80 0z"/><path class="p{b}" d="M0 80a40 40 0 0 1 80 0z"/>'


def facing(a: int, b: int) -> str:
    """Two half discs that look at each other."""
    return f'<path class="p{a}" d="M0 0a40 40 0 0 1 0 80z"/><path class="p{b}" d="M80 0a40 40 0 0 0 0 80z"/>'


def disc(a: int, b: int) -> str:
    """A disc, half and half."""
    return f'<path class="p{a}" d="M40 12a28 28 0 0 0 0 56z"/><path class="p{b}" d="M40 12a28 28 0 0 1 0 56z"/>'


def petals(a: int, b: int) -> str:
    """Four leaves that meet."""
    return (
        f'<path class="p{a}" d="M0 0a40 40 0 0 1 40 40A40 40 0 0 1 0 0zM80 80a40 40 0 0 1-40-40 40 40 0 0 1 40 40z"/>'
        f'<path class="p{b}" d="M80 0a40 40 0 0 0-40 40A40 40 0 0 0 80 0zM0 80a40 40 0 0 0 40-40A40 40 0 0 0 0 80z"/>'
    )


def square(a: int, b: int) -> str:
    """A rounded square with a disc in it."""
    return (
        f'<rect class="p{a}" x="12" y="12" width="56" height="56" rx="16"/>'
        f'<circle class="p{b}" cx="40" cy="40" r="14"/>'
    )


def smile(a: int, b: int) -> str:
    """A face so near that only eyes and smile are left."""
    return (
        f'<circle class="p{b}" cx="40" cy="40" r="32"/><circle class="p{a}" cx="29" cy="35" r="5"/>'
        f'<circle class="p{a}" cx="51" cy="35" r="5"/><path class="p{a}" d="M25 46h30a15 15 0 0 1-30 0z"/>'
    )


def speech(a: int, b: int) -> str:
    """Two who talk."""
    return (
        f'<path class="p{a}" d="M10 10h40v40H30A20 20 0 0 1 10 30z"/>'
        f'<path class="p{b}" d="M30 70V56h24V34h16v16a20 20 0 0 1-20 20z"/>'
    )


def crowd(a: int, b: int) -> str:
    """Three small people side by side."""
    one = "M{0} 80a13.300 13.300 0 0 1 26.600 0z"
    heads = "".join(f'<circle class="p{c}" cx="{x}" cy="54" r="9"/>' for c, x in ((b, 13.3), (a, 40), (b, 66.7)))
    bodies = f'<path class="p{a}" d="{one.format(0)}{one.format(53.4)}"/><path class="p{b}" d="{one.format(26.7)}"/>'
    return heads + bodies


TILES: tuple[Tile, ...] = (quarter, arcs, halves, facing, disc, petals, square, smile, speech, crowd)
