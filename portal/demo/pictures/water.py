"""By the water: the bridge and the coast."""

from portal.demo.pictures.canvas import AMBER, CORAL, INK, PAPER, PEACH, PLUM, SKY, TEAL, Canvas


def bridge(canvas: Canvas) -> None:
    """A bridge with three arches; people come from both ends."""
    canvas.rect(0, 0, 1600, 1000, PEACH)
    canvas.circle(800, 330, 240, AMBER)
    canvas.rect(0, 700, 1600, 300, SKY)
    canvas.polygon([(0, 520), (150, 520), (300, 1000), (0, 1000)], TEAL)
    canvas.polygon([(1600, 520), (1450, 520), (1300, 1000), (1600, 1000)], TEAL)
    canvas.rect(0, 500, 1600, 60, PLUM)
    canvas.rect(180, 550, 1240, 330, PLUM)
    for x in (236, 612, 988):
        canvas.arch(x, 590, 376 - 56, 300, PEACH)
        canvas.rect(x, 700, 320, 190, SKY)
    for x, y, length in (
        (290, 790, 190), (690, 760, 140), (1060, 800, 200), (330, 940, 260), (800, 930, 320), (1190, 950, 120),
    ):  # fmt: skip
        canvas.line([(x, y), (x + length, y)], 9, PAPER)
    canvas.rect(0, 488, 1600, 22, INK)
    people = (
        (90, CORAL, INK, SKY), (250, TEAL, CORAL, PLUM), (420, SKY, INK, CORAL), (590, PLUM, INK, PAPER),
        (1010, PLUM, AMBER, CORAL), (1180, CORAL, PLUM, AMBER), (1340, PAPER, INK, CORAL), (1510, TEAL, CORAL, PAPER),
    )  # fmt: skip
    for x, clothes, hair, skin in people:
        _figure(canvas, x, 490, 1 if x < 800 else -1, (clothes, hair, skin))


def _figure(canvas: Canvas, x: float, feet: float, way: int, colours: tuple[str, str, str]) -> None:
    clothes, hair, skin = colours
    canvas.line([(x - 8, feet - 74), (x - 26, feet - 8)], 18, INK)
    canvas.line([(x + 8, feet - 74), (x + 26, feet - 8)], 18, INK)
    canvas.rect(x - 33, feet - 172, 66, 112, clothes, 30)
    canvas.line([(x, feet - 140), (x + way * 52, feet - 112)], 18, clothes)
    canvas.circle(x + way * 4, feet - 206, 36, hair)
    canvas.slice(x + way * 8, feet - 202, 34, -90 if way > 0 else 90, 90 if way > 0 else 270, skin)


def coast(canvas: Canvas) -> None:
    """Round rocks, boathouses and a lighthouse."""
    canvas.rect(0, 0, 1600, 1000, SKY)
    canvas.circle(300, 250, 120, AMBER)
    canvas.rect(0, 560, 1600, 440, TEAL)
    for x, y, length in ((80, 620, 240), (420, 660, 180), (120, 720, 160), (520, 600, 120), (330, 790, 220)):
        canvas.line([(x, y), (x + length, y)], 8, "#6fb3ad")
    _sail(canvas, 470, 600)
    _lighthouse(canvas, 1330)
    for x, y, across, down, colour in (
        (1340, 640, 330, 150, "#8d3a6f"), (1080, 720, 300, 130, PLUM), (1520, 760, 320, 170, PLUM),
        (140, 1010, 420, 170, "#8d3a6f"), (620, 1060, 420, 150, PLUM),
    ):  # fmt: skip
        canvas.ellipse(x, y, across, down, colour)
        canvas.rect(x - across, y, across * 2, 1000 - y if y < 1000 else 1, colour)
    for x, colour in ((780, CORAL), (950, PAPER), (1120, CORAL), (1290, PEACH)):
        _boathouse(canvas, x, 800, colour)
    canvas.rect(700, 800, 800, 26, INK)
    for x in range(730, 1500, 110):
        canvas.rect(x, 820, 18, 80, INK)
    canvas.rect(0, 930, 1600, 70, "#15605b")


def _boathouse(canvas: Canvas, x: float, ground: float, colour: str) -> None:
    roof = INK if colour != PAPER else PLUM
    canvas.rect(x, ground - 130, 150, 134, colour)
    canvas.polygon([(x - 12, ground - 128), (x + 162, ground - 128), (x + 75, ground - 226)], roof)
    canvas.polygon([(x + 14, ground - 128), (x + 136, ground - 128), (x + 75, ground - 198)], colour)
    canvas.rect(x + 20, ground - 84, 50, 88, PAPER if colour != PAPER else CORAL)
    canvas.rect(x + 92, ground - 92, 36, 36, AMBER)


def _lighthouse(canvas: Canvas, x: float) -> None:
    canvas.polygon([(x - 62, 540), (x + 62, 540), (x + 40, 190), (x - 40, 190)], PAPER)
    for top, bottom in ((250, 320), (390, 460)):
        wide_top, wide_bottom = 40 + (top - 190) * 22 / 350, 40 + (bottom - 190) * 22 / 350
        canvas.polygon(
            [(x - wide_top, top), (x + wide_top, top), (x + wide_bottom, bottom), (x - wide_bottom, bottom)], CORAL
        )
    canvas.polygon([(x - 10, 150), (x - 10, 130), (x - 420, 60), (x - 420, 220)], "#c4dbf2")
    canvas.rect(x - 34, 110, 68, 70, AMBER)
    canvas.rect(x - 58, 178, 116, 18, INK, 9)
    canvas.slice(x, 112, 44, 180, 360, PLUM)


def _sail(canvas: Canvas, x: float, y: float) -> None:
    canvas.polygon([(x - 90, y - 4), (x + 90, y - 4), (x + 56, y + 40), (x - 60, y + 40)], CORAL)
    canvas.rect(x - 4, y - 180, 8, 180, INK)
    canvas.polygon([(x + 12, y - 172), (x + 12, y - 18), (x + 96, y - 18)], PAPER)
    canvas.polygon([(x - 12, y - 140), (x - 12, y - 18), (x - 78, y - 18)], PEACH)
