"""On land: the train, the forest and the fields."""

import math

from portal.demo.pictures.canvas import AMBER, CORAL, INK, PAPER, PEACH, PLUM, SKY, TEAL, Canvas, Point


def _track(x: float) -> float:
    """Return how far down the railway runs at a point across."""
    return 640 + 120 * math.sin(x / 250) - 0.06 * x


def train(canvas: Canvas) -> None:
    """A small train on its way between five stops."""
    canvas.rect(0, 0, 1600, 1000, PEACH)
    canvas.circle(1180, 300, 210, AMBER)
    canvas.circle(1180, 300, 140, CORAL)
    canvas.wave(560, 70, 1300, 500, SKY)
    canvas.wave(660, 60, 900, 100, TEAL)
    canvas.wave(830, 50, 1100, 700, PLUM)
    points: list[Point] = [(x, _track(x)) for x in range(-20, 1640, 10)]
    canvas.line(points, 46, INK)
    canvas.line(points, 30, PAPER)
    for x in range(0, 1620, 44):
        canvas.line([(x, _track(x) - 12), (x, _track(x) + 12)], 8, INK)
    for x, colour in zip((110, 470, 800, 1150, 1490), (CORAL, AMBER, SKY, PEACH, CORAL), strict=True):
        _stop(canvas, x, colour)
    for index, colour in enumerate((CORAL, AMBER, PAPER)):
        _wagon(canvas, 690 - index * 128, colour, first=index == 0)


def _stop(canvas: Canvas, x: float, colour: str) -> None:
    y = _track(x)
    canvas.line([(x, y), (x, y - 150)], 10, INK)
    canvas.circle(x, y - 170, 48, INK)
    canvas.circle(x, y - 170, 38, colour)
    canvas.circle(x, y - 170, 16, PAPER if colour != PAPER else CORAL)
    canvas.circle(x, y, 34, INK)
    canvas.circle(x, y, 24, colour)


def _wagon(canvas: Canvas, x: float, colour: str, *, first: bool) -> None:
    sheet = Canvas(120, 96, TEAL)
    sheet.rect(0, 0, 120, 96, colour)
    sheet.rect(0, 66, 120, 30, INK)
    for index in range(3):
        sheet.rect(12 + index * 35, 16, 27, 34, SKY if colour != SKY else PAPER, 6)
    if first:
        sheet.rect(92, 14, 28, 44, PAPER)
    slope = math.degrees(math.atan2(_track(x + 40) - _track(x - 40), 80))
    canvas.paste_turned(sheet, x, _track(x) - 62, -slope)
    for side in (-34, 34):
        canvas.circle(x + side, _track(x + side) - 16, 17, INK)
        canvas.circle(x + side, _track(x + side) - 16, 7, AMBER)


def forest(canvas: Canvas) -> None:
    """Wooded hills, a bay, and two people on a path."""
    canvas.rect(0, 0, 1600, 1000, PEACH)
    canvas.circle(420, 260, 130, CORAL)
    for colour, peaks in (
        (SKY, ((0, 420), (260, 250), (520, 400), (860, 170), (1160, 380), (1400, 260), (1600, 360))),
        ("#6fa3b5", ((0, 520), (220, 430), (520, 560), (760, 380), (1100, 540), (1380, 360), (1600, 500))),
        (TEAL, ((0, 600), (300, 560), (560, 640), (820, 560), (1180, 640), (1460, 520), (1600, 560))),
    ):
        canvas.polygon([*peaks, (1600, 1000), (0, 1000)], colour)
    for index in range(26):
        x = index * 66 - 10
        _tree(canvas, x, 690 + 24 * math.sin(index * 1.7), 96 + 30 * math.sin(index * 2.3), "#15605b")
    canvas.ellipse(1130, 800, 640, 110, SKY)
    for x, y, length in ((900, 770, 160), (1150, 810, 220), (1340, 768, 120), (1020, 850, 140)):
        canvas.line([(x, y), (x + length, y)], 7, PAPER)
    canvas.wave(880, 34, 1500, 900, PLUM)
    canvas.polygon([(120, 1000), (330, 1000), (400, 905), (356, 880), (310, 905)], AMBER)
    for index, x in enumerate((60, 600, 720, 1480, 1380)):
        _tree(canvas, x, 930 + (index % 2) * 40, 300 - index * 26, TEAL)
    _hiker(canvas, 326, 930, CORAL, INK)
    _hiker(canvas, 398, 934, SKY, PEACH)


def _tree(canvas: Canvas, x: float, foot: float, height: float, colour: str) -> None:
    canvas.rect(x - height * 0.04, foot - height * 0.2, height * 0.08, height * 0.2, INK)
    for part in range(3):
        top = foot - height + part * height * 0.24
        half = height * (0.16 + part * 0.06)
        canvas.polygon([(x, top), (x + half, top + height * 0.38), (x - half, top + height * 0.38)], colour)


def _hiker(canvas: Canvas, x: float, feet: float, clothes: str, hair: str) -> None:
    canvas.line([(x - 8, feet - 50), (x - 12, feet)], 13, INK)
    canvas.line([(x + 8, feet - 50), (x + 14, feet)], 13, INK)
    canvas.rect(x - 25, feet - 122, 50, 82, clothes, 22)
    canvas.circle(x, feet - 146, 27, PEACH if hair == INK else CORAL)
    canvas.slice(x, feet - 149, 29, 180, 360, hair)


def fields(canvas: Canvas) -> None:
    """Fields in stripes under a wide sky, and willows along the horizon."""
    canvas.rect(0, 0, 1600, 1000, SKY)
    canvas.circle(1220, 230, 120, AMBER)
    for x, y, size in ((300, 170, 1.0), (690, 110, 0.7), (1450, 120, 0.6)):
        for dx, dy, radius in ((-70, 10, 44), (0, -10, 62), (72, 12, 40)):
            canvas.circle(x + dx * size, y + dy * size, radius * size, PAPER)
        canvas.rect(x - 114 * size, y + 12 * size, 226 * size, 42 * size, PAPER, 20 * size)
    canvas.rect(0, 480, 1600, 520, AMBER)
    stripes = (AMBER, TEAL, PEACH, CORAL, "#2d8f85", AMBER, PLUM, PEACH, TEAL, CORAL, AMBER, "#2d8f85", PEACH, PLUM)
    far, near = 1600 / len(stripes), 6800 / len(stripes)
    for index, colour in enumerate(stripes):
        left, right = index * far, (index + 1) * far
        low_left, low_right = -2600 + index * near, -2600 + (index + 1) * near
        canvas.polygon([(left, 480), (right, 480), (low_right, 1000), (low_left, 1000)], colour)
    canvas.rect(0, 466, 1600, 26, "#15605b")
    for index in range(9):
        _willow(canvas, 90 + index * 178, 480, 1 + 0.25 * math.sin(index * 2.1))
    canvas.rect(1010, 410, 130, 76, PAPER)
    canvas.polygon([(994, 414), (1156, 414), (1110, 350), (1040, 350)], CORAL)
    for x in (1034, 1086):
        canvas.rect(x, 434, 26, 52 if x == 1034 else 26, PLUM)


def _willow(canvas: Canvas, x: float, foot: float, size: float) -> None:
    canvas.rect(x - 11 * size, foot - 80 * size, 22 * size, 84 * size, PLUM, 6)
    for dx, dy, radius in ((-30, -96, 30), (30, -96, 30), (0, -118, 38)):
        canvas.circle(x + dx * size, foot + dy * size, radius * size, TEAL)
