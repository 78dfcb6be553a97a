"""A sheet to draw flat shapes on, with smooth edges."""

import math
from collections.abc import Sequence

from PIL import Image, ImageDraw

# The pattern colours of static/css/tokens.css in their light form; a test compares.
PLUM, CORAL, AMBER, TEAL, SKY, PEACH, INK = (
    "#6b2150", "#ee6b4d", "#f5b437", "#1d7a74", "#a9c9ea", "#f9d9c4", "#2b1524",
)  # fmt: skip
PAPER = "#fffdf9"
GROUND = "#fbf6ee"

# Drawn at this many times the size and then made smaller, which is what smooths the edges.
SCALE = 2

Point = tuple[float, float]


class Canvas:
    """Shapes in pixels of the finished picture, from the top left corner."""

    def __init__(self, width: int, height: int, ground: str = GROUND) -> None:
        self.width = width
        self.height = height
        self.image = Image.new("RGB", (width * SCALE, height * SCALE), ground)
        self.pen = ImageDraw.Draw(self.image)

    def finish(self) -> Image.Image:
        """Return the picture at its proper size."""
        return self.image.resize((self.width, self.height), Image.Resampling.LANCZOS)

    def rect(self, x: float, y: float, width: float, height: float, colour: str, radius: float = 0) -> None:
        """Draw a rectangle, with round corners if wanted."""
        box = [x * SCALE, y * SCALE, (x + width) * SCALE - 1, (y + height) * SCALE - 1]
        self.pen.rounded_rectangle(box, radius * SCALE, fill=colour)

    def circle(self, x: float, y: float, radius: float, colour: str) -> None:
        """Draw a disc around a point."""
        self.ellipse(x, y, radius, radius, colour)

    def ellipse(self, x: float, y: float, across: float, down: float, colour: str) -> None:
        """Draw an ellipse around a point, given its two radii."""
        self.pen.ellipse(self._around(x, y, across, down), fill=colour)

    def slice(self, x: float, y: float, radius: float, start: float, end: float, colour: str) -> None:
        """Draw a piece of a disc; degrees run clockwise from three o'clock."""
        self.pen.pieslice(self._around(x, y, radius, radius), start, end, fill=colour)

    def cap(self, x: float, y: float, radius: float, start: float, end: float, colour: str) -> None:
        """Draw the part of a disc that a straight cut takes off, between two angles."""
        self.pen.chord(self._around(x, y, radius, radius), start, end, fill=colour)

    def ring(
        self, x: float, y: float, radius: float, thick: float, colour: str, start: float = 0, end: float = 360
    ) -> None:
        """Draw a ring, or part of one."""
        self.pen.arc(self._around(x, y, radius, radius), start, end, fill=colour, width=round(thick * SCALE))

    def polygon(self, points: Sequence[Point], colour: str) -> None:
        """Draw a shape with straight sides."""
        self.pen.polygon([(x * SCALE, y * SCALE) for x, y in points], fill=colour)

    def line(self, points: Sequence[Point], thick: float, colour: str) -> None:
        """Draw a line with round ends and corners."""
        scaled = [(x * SCALE, y * SCALE) for x, y in points]
        self.pen.line(scaled, fill=colour, width=round(thick * SCALE), joint="curve")
        for x, y in points:
            self.circle(x, y, thick / 2, colour)

    def wave(self, base: float, swing: float, length: float, shift: float, colour: str) -> None:
        """Fill everything under a wave across the whole sheet; `length` is from crest to crest."""
        crest = [(x, base + swing * math.sin((x + shift) * 2 * math.pi / length)) for x in range(0, self.width + 8, 8)]
        self.polygon([*crest, (self.width, self.height), (0, self.height)], colour)

    def arch(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        """Draw a doorway: straight sides and a round top."""
        radius = width / 2
        self.slice(x + radius, y + radius, radius, 180, 360, colour)
        self.rect(x, y + radius - 1, width, height - radius + 1, colour)

    def paste_turned(self, other: "Canvas", x: float, y: float, degrees: float) -> None:
        """Lay another sheet on this one, turned, with its middle at a point; its corners are rounded."""
        mask = Image.new("L", other.image.size, 0)
        width, height = other.image.size
        ImageDraw.Draw(mask).rounded_rectangle([0, 0, width - 1, height - 1], 28 * SCALE, fill=255)
        turned = other.image.rotate(degrees, Image.Resampling.BICUBIC, expand=True)
        turned_mask = mask.rotate(degrees, Image.Resampling.BICUBIC, expand=True)
        corner = (round(x * SCALE - turned.width / 2), round(y * SCALE - turned.height / 2))
        self.image.paste(turned, corner, turned_mask)

    @staticmethod
    def _around(x: float, y: float, across: float, down: float) -> list[float]:
        return [(x - across) * SCALE, (y - down) * SCALE, (x + across) * SCALE, (y + down) * SCALE]
