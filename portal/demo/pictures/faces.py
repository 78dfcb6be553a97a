"""People from the front: the six faces, and the nine of a webinar."""

from dataclasses import dataclass

from portal.demo.pictures.canvas import AMBER, CORAL, INK, PAPER, PEACH, PLUM, SKY, TEAL, Canvas


@dataclass(frozen=True)
class Face:
    """What one person looks like: colours by part, and what is on the head."""

    ground: str
    skin: str
    other: str
    hair: str
    clothes: str
    style: str
    glasses: bool = False
    earrings: bool = False


PEOPLE = (
    Face(AMBER, PEACH, CORAL, PLUM, TEAL, "curls", earrings=True),
    Face(SKY, CORAL, PLUM, INK, AMBER, "scarf"),
    Face(PLUM, AMBER, PEACH, CORAL, SKY, "bob", glasses=True),
    Face(TEAL, PEACH, SKY, INK, CORAL, "beard"),
    Face(CORAL, PLUM, AMBER, INK, PEACH, "bun", earrings=True),
    Face(PEACH, TEAL, SKY, PLUM, AMBER, "cap", glasses=True),
    Face(SKY, AMBER, CORAL, PLUM, TEAL, "bun"),
    Face(AMBER, SKY, TEAL, INK, PLUM, "beard", glasses=True),
    Face(TEAL, CORAL, PEACH, AMBER, PLUM, "bob"),
)

CURLS = ((-120, -40), (-96, -108), (-30, -146), (40, -146), (102, -104), (124, -36), (-130, 34), (130, 34))


def faces(canvas: Canvas) -> None:
    """Six people, each made of two halves."""
    for index, face in enumerate(PEOPLE[:6]):
        x, y = (index % 3) * 534, (index // 3) * 500
        portrait(canvas, face, x, y, 534, 500)


def webinar(canvas: Canvas) -> None:
    """A screen with nine people on a table, with a cup and a plant beside it."""
    canvas.rect(0, 0, 1600, 1000, SKY)
    canvas.circle(1330, 210, 150, AMBER)
    canvas.rect(0, 820, 1600, 180, PLUM)
    canvas.rect(700, 740, 200, 100, INK)
    canvas.rect(560, 806, 480, 34, INK, 17)
    canvas.rect(290, 70, 1020, 690, INK, 36)
    for index, face in enumerate(PEOPLE):
        x, y = 322 + (index % 3) * 320, 102 + (index // 3) * 210
        portrait(canvas, face, x, y, 316, 206)
    canvas.ring(236, 818, 36, 16, CORAL)
    canvas.rect(110, 750, 120, 130, CORAL, 22)
    for dx, dy in ((-54, -150), (0, -190), (54, -150), (-30, -80), (30, -80)):
        canvas.line([(1430, 790), (1430 + dx, 790 + dy)], 12, TEAL)
        canvas.ellipse(1430 + dx, 790 + dy, 34, 46, TEAL)
    canvas.polygon([(1360, 760), (1500, 760), (1476, 890), (1384, 890)], PAPER)


def portrait(canvas: Canvas, face: Face, x: float, y: float, width: float, height: float) -> None:
    """Draw one person in a frame, as large as its height allows; what falls outside is covered by the next frame."""
    tile = Canvas(round(width), round(height), face.ground)
    size = height / 500
    middle, eyes = width / 2, height * 0.46
    _behind(tile, face, middle, eyes, size)
    tile.ellipse(middle, height + 60 * size, 210 * size, 190 * size, face.clothes)
    tile.rect(middle - 44 * size, eyes + 90 * size, 88 * size, 110 * size, face.other, 40 * size)
    _head(tile, face, middle, eyes, size)
    _on_top(tile, face, middle, eyes, size)
    canvas.image.paste(tile.image, (round(x * 2), round(y * 2)))


def _head(tile: Canvas, face: Face, x: float, y: float, size: float) -> None:
    radius = 128 * size
    tile.slice(x, y, radius, 90, 270, face.skin)
    tile.slice(x, y, radius, 270, 450, face.other)
    line = PAPER if face.skin in (PLUM, INK) else INK
    for side in (-1, 1):
        tile.circle(x + side * 48 * size, y - 8 * size, 13 * size, line)
        if face.glasses:
            tile.ring(x + side * 50 * size, y - 8 * size, 40 * size, 8 * size, INK)
        if face.earrings:
            tile.circle(x + side * 130 * size, y + 62 * size, 18 * size, AMBER if face.ground != AMBER else CORAL)
    tile.line([(x, y - 6 * size), (x + 16 * size, y + 34 * size), (x - 2 * size, y + 38 * size)], 8 * size, line)
    tile.ring(x, y + 44 * size, 42 * size, 9 * size, line, 25, 155)


def _behind(tile: Canvas, face: Face, x: float, y: float, size: float) -> None:
    if face.style == "curls":
        for dx, dy in CURLS:
            tile.circle(x + dx * size, y + dy * size, 62 * size, face.hair)
    elif face.style == "bob":
        tile.circle(x, y - 20 * size, 160 * size, face.hair)
        tile.rect(x - 160 * size, y - 20 * size, 320 * size, 170 * size, face.hair, 40 * size)
    elif face.style == "scarf":
        tile.circle(x, y - 6 * size, 164 * size, face.hair)
        low = y + 300 * size
        tile.polygon(
            [(x - 164 * size, y), (x + 164 * size, y), (x + 200 * size, low), (x - 200 * size, low)], face.hair
        )
    elif face.style == "bun":
        tile.circle(x, y - 176 * size, 66 * size, face.hair)
        tile.circle(x, y - 16 * size, 142 * size, face.hair)


def _on_top(tile: Canvas, face: Face, x: float, y: float, size: float) -> None:
    radius = 132 * size
    if face.style == "bob":
        tile.cap(x, y - 4 * size, radius, 202, 338, face.hair)
    elif face.style == "bun":
        tile.cap(x, y - 10 * size, 128 * size, 212, 328, face.hair)
    elif face.style == "beard":
        tile.cap(x, y + 4 * size, radius, 14, 166, face.hair)
        tile.ring(x, y + 48 * size, 42 * size, 11 * size, PAPER, 25, 155)
        tile.cap(x, y - 6 * size, radius, 216, 324, face.hair)
    elif face.style == "cap":
        tile.cap(x, y - 26 * size, radius, 183, 357, face.hair)
        tile.rect(x - 140 * size, y - 44 * size, 320 * size, 34 * size, CORAL, 17 * size)
