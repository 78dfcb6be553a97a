"""Portraits of 160 units a side. The colours are those of the partnership, never those of skin: nobody is mapped."""

from core.patterns.dice import Dice

SIDE = 160

HEADS = (
    '<circle class="p{0}" cx="80" cy="74" r="36"/>',
    '<rect class="p{0}" x="46" y="38" width="68" height="76" rx="32"/>',
    '<path class="p{0}" d="M46 56a12 12 0 0 1 12-12h44a12 12 0 0 1 12 12v22a34 34 0 0 1-68 0z"/>',
)
# The other half of a face, in another colour: two sides to everyone.
HALVES = (
    '<path class="p{0}" d="M80 38a36 36 0 0 1 0 72z"/>',
    '<path class="p{0}" d="M80 38h2a32 32 0 0 1 32 32v12a32 32 0 0 1-32 32h-2z"/>',
    '<path class="p{0}" d="M80 44h22a12 12 0 0 1 12 12v22a34 34 0 0 1-34 34z"/>',
)
BEHIND = (
    "",
    '<circle class="p{0}" cx="80" cy="64" r="52"/>',
    '<path class="p{0}" d="M34 68a46 46 0 0 1 92 0v54H34z"/>',
    '<path class="p{0}" d="M30 76a50 50 0 0 1 100 0v84H30z"/>',
    '<circle class="p{0}" cx="80" cy="26" r="18"/>',
    (
        '<path class="p{0}" d="M80 20a22 22 0 0 1 30 8 22 22 0 0 1 16 28 22 22 0 0 1-2 34H36a22 22 0 0 1-2-34 '
        '22 22 0 0 1 16-28 22 22 0 0 1 30-8z"/>'
    ),
)
OVER = (
    "",
    '<path class="p{0}" d="M43 72v-4a37 36 0 0 1 74 0v4z"/>',
    '<path class="p{0}" d="M42 74a38 38 0 0 1 38-40h36a36 36 0 0 1-36 36H58z"/>',
    '<path class="p{0}" d="M46 58a34 34 0 0 1 68 0zM34 56h92v8H34z"/>',
    (
        '<path class="p{0}" d="M42 78V66a32 32 0 0 1 32-32h12a32 32 0 0 1 32 32v12c-10 0-13-14-18-21-12 7-38 '
        '9-50 1-1 9-3 20-8 20z"/>'
    ),
)
SCARF = (
    '<path class="p{0}" d="M34 70a46 46 0 0 1 92 0v60a46 40 0 0 1-92 0z"/>'
    '<path class="p{1}" d="M50 74a30 30 0 0 1 60 0v8a30 30 0 0 1-60 0z"/>'
)
EYES = (
    '<circle class="p{0}" cx="67" cy="76" r="4"/><circle class="p{0}" cx="93" cy="76" r="4"/>',
    '<path class="l{0}" stroke-width="4" d="M60 77a7 7 0 0 1 14 0M86 77a7 7 0 0 1 14 0"/>',
    '<path class="l{0}" stroke-width="4" d="M61 75a6 6 0 0 0 12 0M87 75a6 6 0 0 0 12 0"/>',
    (
        '<g class="l{0}" stroke-width="4"><circle cx="65" cy="76" r="11"/><circle cx="95" cy="76" r="11"/>'
        '<path d="M76 76h8"/></g>'
    ),
)
MOUTHS = (
    '<path class="l{0}" stroke-width="4" d="M70 93a11 11 0 0 0 20 0"/>',
    '<path class="p{0}" d="M68 91h24a12 12 0 0 1-24 0z"/>',
    '<path class="l{0}" stroke-width="4" d="M72 94a9 7 0 0 0 16 0"/>',
)
BUN = 4
BEARD = '<path class="p{0}" d="M45 82h70v4a35 32 0 0 1-70 0z"/>'
SHOULDERS = (
    '<path class="p{0}" d="M8 160a72 50 0 0 1 144 0z"/>',
    '<path class="p{0}" d="M8 160a72 50 0 0 1 72-50v50z"/><path class="p{1}" d="M80 110a72 50 0 0 1 72 50H80z"/>',
    '<rect class="p{0}" x="12" y="118" width="136" height="80" rx="34"/>',
    '<path class="p{0}" d="M8 160a72 50 0 0 1 144 0z"/><path class="p{1}" d="M56 113h48a24 26 0 0 1-48 0z"/>',
)
INK, PALE = 7, 6
DARK = (1, 4)


def portrait(dice: Dice, colours: list[int]) -> str:
    """Return somebody's portrait. `colours`: face, its other half, hair, clothes, a detail; none is the ground's."""
    face, other, hair, clothes, detail = colours
    features = PALE if face == 1 else INK
    shoulders = dice.pick(SHOULDERS).format(clothes, detail)
    eyes = dice.pick(EYES).format(features)
    mouth = dice.pick(MOUTHS)
    if dice.roll(7) == 0:
        return shoulders + SCARF.format(hair, face) + eyes + mouth.format(features)
    shape = dice.roll(len(HEADS))
    behind, over = dice.roll(len(BEHIND)), dice.roll(len(OVER))
    if behind == BUN and not over:
        over = 1  # a bun needs hair to sit on
    bearded = behind < 2 and over == 0 and dice.roll(3) > 0  # with hair low on the brow it looks like a mask
    half = HALVES[shape].format(other) if dice.roll(2) and face != 1 else ""
    parts = (
        BEHIND[behind].format(hair),
        shoulders,
        f'<path class="p{other}" d="M66 96h28v22a14 14 0 0 1-28 0z"/>',
        HEADS[shape].format(face),
        half,
        BEARD.format(hair) if bearded else "",
        OVER[over].format(hair),
        eyes,
        mouth.format(PALE if bearded and hair in DARK else features),
    )
    return "".join(parts)
