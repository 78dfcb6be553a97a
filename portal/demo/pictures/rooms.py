"""Indoors: the round table, the workshop, the pack of cards and the stairs."""

import math

from portal.demo.pictures.canvas import AMBER, CORAL, INK, PAPER, PEACH, PLUM, SKY, TEAL, Canvas


def meeting(canvas: Canvas) -> None:
    """Eight people round a table, seen from above."""
    canvas.rect(0, 0, 1600, 1000, TEAL)
    canvas.circle(800, 500, 620, "#1a6e69")
    skins = (PEACH, CORAL, PLUM, AMBER, PEACH, SKY, CORAL, PLUM)
    clothes = (AMBER, SKY, PEACH, PLUM, CORAL, PAPER, AMBER, SKY)
    hair = (PLUM, INK, INK, CORAL, AMBER, INK, PLUM, AMBER)
    for index in range(8):
        angle = math.radians(index * 45 + 22.5)
        _seated(canvas, angle, (clothes[index], hair[index], skins[index]))
    canvas.circle(800, 500, 300, PEACH)
    canvas.ring(800, 500, 300, 14, AMBER)
    for index in range(8):
        _place(canvas, math.radians(index * 45 + 22.5), index)
    canvas.circle(800, 500, 66, CORAL)
    for index in range(6):
        angle = math.radians(index * 60)
        canvas.circle(800 + 46 * math.cos(angle), 500 + 46 * math.sin(angle), 26, AMBER if index % 2 else PLUM)
    canvas.circle(800, 500, 24, PAPER)


def _seated(canvas: Canvas, angle: float, colours: tuple[str, str, str]) -> None:
    clothes, hair, skin = colours
    along, across = (math.cos(angle), math.sin(angle)), (-math.sin(angle), math.cos(angle))
    x, y = 800 + 385 * along[0], 500 + 385 * along[1]
    shoulders = [(x + across[0] * side, y + across[1] * side) for side in (-72, 72)]
    canvas.line(shoulders, 84, clothes)
    for side in (-78, 78):
        hand = (800 + 262 * along[0] + across[0] * side * 0.6, 500 + 262 * along[1] + across[1] * side * 0.6)
        canvas.line([(x + across[0] * side, y + across[1] * side), hand], 36, clothes)
        canvas.circle(*hand, 19, skin)
    canvas.circle(x + 6 * along[0], y + 6 * along[1], 62, hair)
    canvas.circle(x - 40 * along[0], y - 40 * along[1], 14, skin)


def _place(canvas: Canvas, angle: float, index: int) -> None:
    along, across = (math.cos(angle), math.sin(angle)), (-math.sin(angle), math.cos(angle))
    middle = (800 + 205 * along[0], 500 + 205 * along[1])
    corners = [
        (middle[0] + along[0] * a + across[0] * b, middle[1] + along[1] * a + across[1] * b)
        for a, b in ((-42, -32), (-42, 32), (42, 32), (42, -32))
    ]
    canvas.polygon(corners, PAPER)
    for step in (-18, 0, 18):
        ends = [
            (middle[0] + along[0] * step + across[0] * side, middle[1] + along[1] * step + across[1] * side)
            for side in (-20, 20)
        ]
        canvas.line(ends, 4, SKY)
    cup = (800 + 200 * along[0] + across[0] * 66, 500 + 200 * along[1] + across[1] * 66)
    canvas.circle(*cup, 22, (CORAL, TEAL, PLUM, AMBER)[index % 4])
    canvas.circle(*cup, 14, INK)


def workshop(canvas: Canvas) -> None:
    """A tower of shapes on a bench, under a lamp."""
    canvas.rect(0, 0, 1600, 1000, AMBER)
    canvas.polygon([(700, 190), (1000, 190), (1330, 760), (370, 760)], "#f8c866")
    canvas.line([(850, 0), (850, 90)], 12, INK)
    canvas.slice(850, 200, 150, 180, 360, PLUM)
    canvas.slice(850, 196, 44, 0, 180, PAPER)
    canvas.rect(110, 150, 330, 330, SKY, 10)
    canvas.circle(330, 260, 62, CORAL)
    canvas.polygon([(120, 470), (210, 350), (300, 420), (370, 370), (430, 470)], TEAL)
    for x, y, width, height in ((110, 150, 330, 14), (110, 466, 330, 14), (110, 150, 14, 330), (426, 150, 14, 330)):
        canvas.rect(x, y, width, height, PLUM)
    canvas.rect(268, 150, 14, 330, PLUM)
    canvas.rect(60, 760, 1480, 64, PLUM, 14)
    for x in (150, 1360):
        canvas.rect(x, 820, 90, 180, "#4f173b")
    _tower(canvas)
    _tools(canvas)


def _tower(canvas: Canvas) -> None:
    canvas.rect(640, 640, 420, 120, TEAL, 12)
    for x in (690, 800, 910):
        canvas.arch(x, 676, 74, 84, PEACH)
    canvas.rect(690, 540, 150, 100, CORAL)
    canvas.rect(860, 540, 150, 100, SKY)
    canvas.circle(935, 590, 34, PAPER)
    canvas.circle(765, 590, 34, PLUM)
    canvas.slice(850, 540, 120, 180, 360, PEACH)
    canvas.slice(850, 540, 62, 180, 360, CORAL)
    canvas.polygon([(780, 424), (920, 424), (850, 320)], TEAL)
    canvas.circle(850, 306, 24, CORAL)


def _tools(canvas: Canvas) -> None:
    canvas.polygon([(1180, 640), (1320, 640), (1300, 760), (1200, 760)], PAPER)
    for x, top, colour in ((1212, 520, CORAL), (1246, 480, TEAL), (1284, 540, PLUM)):
        canvas.rect(x - 9, top, 18, 124, colour)
        canvas.polygon([(x - 9, top), (x + 9, top), (x, top - 26)], PEACH)
    canvas.circle(470, 708, 52, CORAL)
    canvas.rect(310, 700, 90, 60, SKY, 8)
    canvas.polygon([(200, 760), (300, 760), (250, 672)], PAPER)
    canvas.rect(1380, 726, 120, 34, TEAL, 8)
    canvas.rect(1396, 692, 90, 34, CORAL, 8)


def cards(canvas: Canvas) -> None:
    """Five cards, fanned out."""
    canvas.rect(0, 0, 1600, 1000, PLUM)
    for x, y, radius, colour in ((120, 900, 260, "#7a2a5d"), (1500, 120, 300, "#7a2a5d"), (1380, 930, 120, "#5c1b45")):
        canvas.circle(x, y, radius, colour)
    grounds = (PEACH, SKY, AMBER, PAPER, CORAL)
    for index in range(5):
        card = Canvas(360, 540, grounds[index])
        (_rings, _triangles, _sun, _arches, _dots)[index](card)
        turn = (2 - index) * 15
        angle = math.radians(turn)
        canvas.paste_turned(card, 800 - 1150 * math.sin(angle), 1640 - 1130 * math.cos(angle), turn)


def _rings(card: Canvas) -> None:
    for radius, colour in ((130, CORAL), (92, PEACH), (56, TEAL)):
        card.circle(180, 270, radius, colour)
    card.circle(60, 60, 24, CORAL)
    card.circle(300, 480, 24, CORAL)


def _triangles(card: Canvas) -> None:
    for row, colour in enumerate((PLUM, CORAL, TEAL)):
        y = 130 + row * 110
        card.polygon([(70, y + 100), (290, y + 100), (180, y)], colour)
    card.polygon([(36, 84), (84, 84), (60, 36)], PLUM)
    card.polygon([(276, 504), (324, 504), (300, 456)], PLUM)


def _sun(card: Canvas) -> None:
    for index in range(12):
        angle = math.radians(index * 30)
        card.line([(180, 270), (180 + 140 * math.cos(angle), 270 + 140 * math.sin(angle))], 16, PLUM)
    card.circle(180, 270, 84, CORAL)
    card.circle(60, 60, 24, PLUM)
    card.circle(300, 480, 24, PLUM)


def _arches(card: Canvas) -> None:
    for width, colour in ((240, TEAL), (168, AMBER), (96, CORAL)):
        card.arch(180 - width / 2, 400 - width * 1.05, width, width * 1.05, colour)
    card.arch(38, 36, 44, 50, TEAL)
    card.arch(278, 454, 44, 50, TEAL)


def _dots(card: Canvas) -> None:
    for row in range(3):
        for column in range(3):
            card.circle(90 + column * 90, 180 + row * 90, 34, (PAPER, PLUM, AMBER)[(row + column) % 3])
    card.circle(60, 60, 24, PLUM)
    card.circle(300, 480, 24, PLUM)


def stairs(canvas: Canvas) -> None:
    """Seven steps and a ramp, both in use."""
    canvas.rect(0, 0, 1600, 1000, PEACH)
    canvas.circle(290, 250, 150, AMBER)
    colours = (SKY, CORAL, TEAL, AMBER, PLUM, SKY, CORAL)
    for index, colour in enumerate(colours):
        x, top = 140 + index * 200, 720 - index * 80
        canvas.rect(x, top, 1600 - x, 1000 - top, colour)
        canvas.rect(x, top, 200, 12, PAPER)
    canvas.polygon([(0, 960), (1600, 470), (1600, 1000), (0, 1000)], INK)
    canvas.polygon([(0, 980), (1600, 494), (1600, 1000), (0, 1000)], PLUM)
    canvas.line([(60, 850), (1560, 388)], 10, PAPER)
    for index in range(7):
        x = 60 + index * 250
        canvas.line([(x, 850 - index * 77), (x, 936 - index * 77)], 8, PAPER)
    _walker(canvas, 450, 640, (TEAL, CORAL, INK))
    _walker(canvas, 1050, 400, (PAPER, PLUM, INK))
    _roller(canvas, 800, 716)


def _walker(canvas: Canvas, x: float, feet: float, colours: tuple[str, str, str]) -> None:
    clothes, skin, hair = colours
    canvas.line([(x - 16, feet - 100), (x - 26, feet - 6)], 22, hair)
    canvas.line([(x + 16, feet - 100), (x + 34, feet - 14)], 22, hair)
    canvas.rect(x - 42, feet - 220, 84, 136, clothes, 40)
    canvas.circle(x, feet - 262, 44, skin)
    canvas.slice(x, feet - 266, 47, 180, 360, hair)


def _roller(canvas: Canvas, x: float, ground: float) -> None:
    canvas.line([(x - 40, ground - 150), (x - 36, ground - 80), (x + 50, ground - 86), (x + 66, ground - 30)], 26, INK)
    canvas.rect(x - 76, ground - 216, 76, 150, TEAL, 36)
    canvas.circle(x - 34, ground - 256, 42, PEACH)
    canvas.slice(x - 38, ground - 260, 46, 150, 330, CORAL)
    canvas.line([(x - 30, ground - 190), (x + 28, ground - 130)], 22, TEAL)
    canvas.ring(x - 20, ground - 54, 66, 11, PAPER)
    canvas.circle(x - 20, ground - 54, 12, PAPER)
    canvas.circle(x + 66, ground - 34, 20, PAPER)
