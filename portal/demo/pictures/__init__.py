"""The pictures of the demo, drawn from simple shapes when the content is loaded; the same bytes every time."""

from collections.abc import Callable

from PIL import Image

from portal.demo.pictures import faces, land, rooms, water
from portal.demo.pictures.canvas import Canvas

DRAWINGS: dict[str, Callable[[Canvas], None]] = {
    "ansikten": faces.faces,
    "moten": rooms.meeting,
    "verkstad": rooms.workshop,
    "kortlek": rooms.cards,
    "trappa": rooms.stairs,
    "natverk": land.train,
    "webbinarium": faces.webinar,
    "bro": water.bridge,
    "skog": land.forest,
    "falt": land.fields,
    "agder": water.coast,
}


def draw(key: str) -> Image.Image:
    """Return the picture with this key, 1600 × 1000 pixels. Raises KeyError when nobody has drawn it."""
    drawing = DRAWINGS[key]
    canvas = Canvas(1600, 1000)
    drawing(canvas)
    return canvas.finish()
