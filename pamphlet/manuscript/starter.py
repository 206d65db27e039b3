"""A leaflet folder to start from: ``pamphlet new``. It builds as it stands and explains itself.

The words are in ``starter_text/`` beside this module, as plain files; the picture is
drawn here, so that the package carries no photo and the folder no licence.
"""

from __future__ import annotations

import io
import math
from contextlib import ExitStack
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from pamphlet.errors import BadInput, CannotWrite, Place
from pamphlet.files import keep_all, written_beside

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw

PICTURE = "cover.jpg"
_TEXTS = ("leaflet.toml", "article.md")
_SIZE = (2400, 2600)
"""The drawing's own units; the sheet stands in the lower middle, the sky above it is free for a headline."""

_PIXELS = (3000, 3250)
"""250 to the inch as a banner across an A4 sheet with bleed (303 mm), more on any cover."""

_SCENE = (2400, 1600)
_SKY = 900
"""The scene is laid out on 2400 × 1600 units, and stands this far below the top."""

_FINE = 2
"""Pixels drawn for each unit, to be brought down for clean edges."""

# One ink less than a photo needs: paper, a red, a deep red for shade, a black.
_PAPER = (246, 238, 220)
_SHADE = (214, 198, 168)
_RED = (206, 38, 30)
_DEEP = (150, 20, 24)
_BLACK = (26, 20, 20)
_SHADOW = (10, 8, 8)

Point = tuple[float, float]
Corners = tuple[Point, Point, Point, Point]
Box = tuple[float, float, float, float]
Colour = tuple[int, int, int]

# For each panel: its boxes, and where its lines of text begin and end, in fractions of the panel.
_PRINTED: tuple[tuple[tuple[tuple[Box, Colour], ...], float, float], ...] = (
    (
        (
            ((0.12, 0.08, 0.88, 0.56), _RED),
            ((0.20, 0.15, 0.80, 0.20), _PAPER),
            ((0.20, 0.23, 0.66, 0.28), _PAPER),
            ((0.20, 0.31, 0.74, 0.36), _PAPER),
        ),
        0.64,
        0.92,
    ),
    ((((0.12, 0.09, 0.72, 0.14), _BLACK),), 0.20, 0.92),
    (
        (
            ((0.12, 0.62, 0.88, 0.92), _BLACK),
            ((0.22, 0.70, 0.78, 0.74), _PAPER),
            ((0.22, 0.79, 0.64, 0.83), _PAPER),
        ),
        0.09,
        0.56,
    ),
)


def write_starter(folder: Path) -> tuple[Path, ...]:
    """Write a leaflet that builds into *folder*, which is made, or is empty.

    Returns:
        The files written, all or none.

    Raises:
        BadInput: the folder holds something already, or is a file.
        CannotWrite: no permission, or no room on the disk.
    """
    _refuse_occupied(folder)
    files = {name: resources.files(__package__).joinpath("starter_text", name).read_bytes() for name in _TEXTS}
    files[PICTURE] = _cover()
    with ExitStack() as beside:
        keep_all([beside.enter_context(written_beside(folder / name, content)) for name, content in files.items()])
    return tuple(folder / name for name in files)


def _refuse_occupied(folder: Path) -> None:
    try:
        occupied = folder.exists() and (not folder.is_dir() or any(folder.iterdir()))
    except OSError as error:
        message = f"the folder cannot be read: {error.strerror or error}"
        raise CannotWrite("cannot-write", message, place=Place(file=str(folder))) from error
    if occupied:
        raise BadInput(
            "folder-not-empty",
            "the folder is not empty" if folder.is_dir() else "there is a file of that name",
            place=Place(file=str(folder)),
            hint="name a new folder; nothing has been written",
        )


def _cover() -> bytes:
    file = io.BytesIO()
    draw_cover().save(file, "JPEG", quality=90, dpi=(300, 300))
    return file.getvalue()


def draw_cover() -> Image:
    """Draw the starter's picture: a folded sheet that stands up before a sun, as if cut in lino."""
    from PIL import Image, ImageDraw

    image = Image.new("RGB", (_SIZE[0] * _FINE, _SIZE[1] * _FINE), _RED)
    draw = ImageDraw.Draw(image)
    _draw_rays(draw, _at(0.5, 0.56), 2 * _SCENE[0])
    _draw_ground(draw)
    _draw_sheet(draw)
    return image.resize(_PIXELS, Image.Resampling.LANCZOS)


def _at(across: float, down: float) -> Point:
    """Return the pixel drawn at fractions of the scene."""
    return across * _SCENE[0] * _FINE, (_SKY + down * _SCENE[1]) * _FINE


def _draw_rays(draw: ImageDraw, centre: Point, length: float) -> None:
    """Draw the sun and its rays, each a little off true as a knife would leave it."""
    count = 44
    for ray in range(count):
        angle = 2 * math.pi * ray / count + 0.012 * math.sin(ray * 7.3)
        half = math.pi / count * (0.44 + 0.1 * math.sin(ray * 3.1))
        tips = [_polar(centre, length * _FINE, angle + side * half) for side in (-1, 1)]
        draw.polygon([centre, *tips], fill=_DEEP)
    radius = 690 * _FINE
    draw.ellipse([centre[0] - radius, centre[1] - radius, centre[0] + radius, centre[1] + radius], fill=_PAPER)


def _draw_ground(draw: ImageDraw) -> None:
    """Draw the ground in black, with the gouges that a knife leaves in rows."""
    draw.rectangle([_at(0, 0.8), _at(1, 2)], fill=_BLACK)
    for row in range(11):
        down = 0.8 + 0.018 * (row + 0.6) * (1 + row * 0.12)
        for cut in range(-1, 16):
            start = cut / 15 + 0.031 * math.sin(row * 5.7 + cut * 2.3) + (row % 2) * 0.03
            reach = 0.030 + 0.014 * math.sin(cut * 4.1 + row)
            thick = 0.0034 - row * 0.0002
            middle = start + reach / 2
            gouge = [_at(start, down), _at(middle, down - thick), _at(start + reach, down), _at(middle, down + thick)]
            draw.polygon(gouge, fill=_DEEP if (cut + row) % 3 else _RED)


def _draw_sheet(draw: ImageDraw) -> None:
    """Draw the sheet in three panels, folded like a Z, light and shade by turns, with its text on it."""
    tops = [_at(0.285, 0.27), _at(0.43, 0.335), _at(0.565, 0.235), _at(0.715, 0.30)]
    feet = [_at(0.285, 0.86), _at(0.43, 0.805), _at(0.565, 0.895), _at(0.715, 0.83)]
    draw.polygon([*feet, _at(0.815, 0.89), _at(0.625, 0.965)], fill=_SHADOW)
    for panel in range(3):
        corners = (tops[panel], tops[panel + 1], feet[panel + 1], feet[panel])
        draw.polygon(corners, fill=_SHADE if panel == 1 else _PAPER)
        _draw_panel(draw, corners, panel)
        draw.line([*corners, corners[0]], fill=_BLACK, width=10 * _FINE, joint="curve")


def _draw_panel(draw: ImageDraw, corners: Corners, panel: int) -> None:
    """Draw what is printed on one panel: boxes, then lines of text between two heights."""
    boxes, first, last = _PRINTED[panel]
    for box, colour in boxes:
        _bar(draw, corners, box, colour)
    count = round((last - first) / 0.042)
    for row in range(count):
        top = first + (last - first) * row / count
        right = 0.88 - 0.06 * (1 + math.sin(row * 2.9 + panel)) - (0.28 if row == count - 1 else 0.0)
        _bar(draw, corners, (0.12, top, right, top + 0.016), _BLACK)


def _bar(draw: ImageDraw, corners: Corners, box: Box, colour: Colour) -> None:
    """Fill a rectangle given in fractions of a panel, slanted as the panel is."""
    left, top, right, bottom = box
    around = ((left, top), (right, top), (right, bottom), (left, bottom))
    draw.polygon([_inside(corners, across, down) for across, down in around], fill=colour)


def _inside(corners: Corners, across: float, down: float) -> Point:
    (x0, y0), (x1, y1), (_, y2), (_, y3) = corners
    upper, lower = y0 + (y1 - y0) * across, y3 + (y2 - y3) * across
    return x0 + (x1 - x0) * across, upper + (lower - upper) * down


def _polar(centre: Point, radius: float, angle: float) -> Point:
    return centre[0] + radius * math.cos(angle), centre[1] + radius * math.sin(angle)
