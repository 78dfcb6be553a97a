"""Marks for the partners, and the emblem of the European Union."""

import math
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from PIL import Image, ImageFont

from portal.demo.pictures.canvas import AMBER, CORAL, INK, PAPER, PLUM, SCALE, SKY, TEAL, Canvas

# Regulation (EU) 2021/1060, annex IX: Pantone Reflex Blue and Yellow as they are given for screens.
EU_BLUE = "#003399"
EU_YELLOW = "#FFCC00"
HEIGHT = 240
MARGIN = 24


def _font(path: Path, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(path), size * SCALE)


def _name_font(size: int) -> ImageFont.FreeTypeFont:
    return _font(Path(settings.BASE_DIR) / "static" / "fonts" / "bricolage-grotesque-700.woff2", size)


def _width(lines: list[str], font: ImageFont.FreeTypeFont) -> int:
    return math.ceil(max(font.getlength(line) for line in lines) / SCALE)


def logo(name: str, mark: str) -> Image.Image:
    """Return a mark with the name beside it, on one line or two. Raises KeyError for an unknown mark."""
    lines = split(name)
    font = _name_font(72 if len(lines) > 1 else 84)
    canvas = Canvas(HEIGHT + MARGIN + _width(lines, font) + MARGIN, HEIGHT, PAPER)
    MARKS[mark](canvas)
    _write(canvas, lines, font, HEIGHT + MARGIN, INK)
    return canvas.finish()


def emblem(words: str) -> Image.Image:
    """Return the emblem of the Union with the words of co-funding beside it, in two lines."""
    lines = split(words)
    font = _font(Path(settings.BASE_DIR) / "portal" / "demo" / "fonts" / "ubuntu-latin-500-normal.woff2", 84)
    flag = HEIGHT * 3 // 2
    canvas = Canvas(flag + MARGIN * 2 + _width(lines, font) + MARGIN, HEIGHT, PAPER)
    canvas.rect(0, 0, flag, HEIGHT, EU_BLUE)
    for hour in range(12):
        angle = math.radians(hour * 30)
        # The stars stand on a circle of a third of the height; each fits in a circle of an eighteenth of it.
        _star(canvas, flag / 2 + HEIGHT / 3 * math.sin(angle), HEIGHT / 2 - HEIGHT / 3 * math.cos(angle), HEIGHT / 18)
    _write(canvas, lines, font, flag + MARGIN * 2, EU_BLUE)
    return canvas.finish()


def split(words: str) -> list[str]:
    """Return the words in one line, or in two of about the same length when they are many."""
    parts = words.split()
    if len(words) < 14 or len(parts) < 2:
        return [words]
    cuts: list[tuple[str, str]] = [(" ".join(parts[:cut]), " ".join(parts[cut:])) for cut in range(1, len(parts))]
    shortest = min(cuts, key=lambda cut: max(len(cut[0]), len(cut[1])))
    return [*shortest]


def _write(canvas: Canvas, lines: list[str], font: ImageFont.FreeTypeFont, left: int, colour: str) -> None:
    step = font.size * 1.12
    top = canvas.image.height / 2 - step * (len(lines) - 1) / 2
    for number, line in enumerate(lines):
        canvas.pen.text((left * SCALE, top + number * step), line, font=font, fill=colour, anchor="lm")


def _star(canvas: Canvas, x: float, y: float, radius: float) -> None:
    inner = radius * math.sin(math.radians(18)) / math.sin(math.radians(54))
    points = [
        (x + reach * math.sin(math.radians(step * 36)), y - reach * math.cos(math.radians(step * 36)))
        for step, reach in ((step, radius if step % 2 == 0 else inner) for step in range(10))
    ]
    canvas.polygon(points, EU_YELLOW)


def _waves(canvas: Canvas) -> None:
    canvas.circle(120, 120, 112, TEAL)
    for row in range(3):
        canvas.line([(x, 86 + row * 38 + 12 * math.sin(x / 18)) for x in range(42, 200, 4)], 13, PAPER)


def _tower(canvas: Canvas) -> None:
    canvas.rect(12, 12, 216, 216, PLUM, 36)
    canvas.arch(72, 56, 96, 172, AMBER)
    canvas.circle(120, 104, 22, PLUM)


def _wheel(canvas: Canvas) -> None:
    canvas.ring(120, 120, 110, 30, CORAL)
    for spoke in range(0, 180, 45):
        angle = math.radians(spoke)
        dx, dy = 90 * math.cos(angle), 90 * math.sin(angle)
        canvas.line([(120 - dx, 120 - dy), (120 + dx, 120 + dy)], 14, CORAL)
    canvas.circle(120, 120, 30, INK)


def _sheaf(canvas: Canvas) -> None:
    for lean, colour in ((-60, AMBER), (0, CORAL), (60, TEAL)):
        canvas.line([(120, 214), (120 + lean, 60)], 26, colour)
        canvas.circle(120 + lean, 54, 30, colour)


def _tiles(canvas: Canvas) -> None:
    for index, colour in enumerate((CORAL, TEAL, AMBER, PLUM)):
        canvas.rect(14 + (index % 2) * 110, 14 + (index // 2) * 110, 102, 102, colour, 18)
    canvas.circle(120, 120, 40, PAPER)


def _house(canvas: Canvas) -> None:
    canvas.polygon([(10, 118), (120, 22), (230, 118)], CORAL)
    canvas.rect(42, 112, 156, 112, PLUM)
    canvas.arch(94, 142, 52, 82, AMBER)


def _talk(canvas: Canvas) -> None:
    canvas.circle(96, 100, 84, TEAL)
    canvas.polygon([(40, 150), (92, 176), (30, 216)], TEAL)
    canvas.circle(164, 146, 64, AMBER)
    canvas.polygon([(200, 186), (156, 202), (218, 228)], AMBER)


def _hands(canvas: Canvas) -> None:
    canvas.slice(120, 120, 110, 90, 270, CORAL)
    canvas.slice(120, 120, 110, 270, 450, TEAL)
    canvas.circle(120, 120, 46, PAPER)


def _road(canvas: Canvas) -> None:
    canvas.polygon([(96, 16), (144, 16), (232, 226), (8, 226)], INK)
    for top, bottom, half in ((40, 76, 5), (100, 144, 8), (172, 222, 11)):
        canvas.rect(120 - half, top, half * 2, bottom - top, AMBER)


def _net(canvas: Canvas) -> None:
    points = ((120, 36), (208, 96), (176, 204), (64, 204), (32, 96))
    for start in points:
        for end in points:
            canvas.line([start, end], 6, SKY)
    for (x, y), colour in zip(points, (CORAL, AMBER, TEAL, PLUM, CORAL), strict=True):
        canvas.circle(x, y, 28, colour)


def _arches(canvas: Canvas) -> None:
    for width, colour in ((216, PLUM), (144, CORAL), (72, AMBER)):
        canvas.arch(120 - width / 2, 222 - width, width, width, colour)


def _petals(canvas: Canvas) -> None:
    for turn in range(8):
        angle = math.radians(turn * 45)
        x, y = 120 + 70 * math.cos(angle), 120 + 70 * math.sin(angle)
        canvas.circle(x, y, 36, TEAL if turn % 2 else SKY)
    canvas.circle(120, 120, 44, AMBER)


MARKS: dict[str, Callable[[Canvas], None]] = {
    "waves": _waves,
    "tower": _tower,
    "wheel": _wheel,
    "sheaf": _sheaf,
    "tiles": _tiles,
    "house": _house,
    "talk": _talk,
    "hands": _hands,
    "road": _road,
    "net": _net,
    "arches": _arches,
    "petals": _petals,
}
