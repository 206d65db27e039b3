"""Coarse dots for the eye: the screen of a cheap newspaper, made clean.

This is a picture of dots and not the press's screening: each dot is line art, solid
to its edge. Its lattice is one that repeats after whole pixels (a rational tangent),
so that dots are alike and no beat shows.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from PIL.Image import Image

_TONES_PER_DOT = 2.0
"""Tones taken for each dot and direction: more would tear the dots, fewer lose the drawing."""
_LARGEST_TILE = 240
"""Pixels after which the lattice must repeat."""
_LEAST_DOT = 0.04
"""Share of ink below which there is none, and above one minus which there is no paper: no specks."""
_CLIPPED = 0.5


class Lattice(Struct, frozen=True):
    """Rows of dots: one step along a row is *across* pixels to the right and *down* pixels below."""

    across: int
    down: int

    @property
    def tile(self) -> int:
        """The pixels after which the dots repeat, in both directions."""
        return self.cell // math.gcd(self.across, self.down)

    @property
    def cell(self) -> int:
        """The pixels of one dot with its share of paper."""
        return self.across**2 + self.down**2


def screened(tones: Image, ruling: float, angle: float, ppi: float, size: tuple[int, int]) -> Image:
    """Return dots of ink (0) on paper (1) in mode ``1``.

    Args:
        tones: the photo in mode ``L``, 255 being paper.
        ruling: dots in an inch. angle: of their rows, in degrees.
        ppi: of the result. size: of the result, in pixels.
    """
    from PIL import ImageChops, ImageOps
    from PIL.Image import Resampling

    share = ruling * _TONES_PER_DOT / ppi
    few = (max(1, round(size[0] * share)), max(1, round(size[1] * share)))
    coarse = ImageOps.autocontrast(tones, cutoff=_CLIPPED).resize(few, Resampling.LANCZOS)
    smooth = coarse.point(_without_specks()).resize(size, Resampling.BICUBIC)
    ink = ImageChops.subtract(_tiled(nearest_lattice(ppi / ruling, angle), size), smooth)
    return ink.point(lambda level: 0 if level else 255, "1")


def nearest_lattice(pitch: float, angle: float) -> Lattice:
    """Return the lattice nearest to dots *pitch* pixels apart at *angle* degrees that repeats soon enough."""
    wanted = pitch * math.cos(math.radians(angle)), pitch * math.sin(math.radians(angle))
    reach = max(2, round(pitch / 8))
    near = (
        Lattice(round(wanted[0]) + x, round(wanted[1]) + y)
        for x in range(-reach, reach + 1)
        for y in range(-reach, reach + 1)
    )
    usable = [lattice for lattice in near if lattice.cell and lattice.tile <= _LARGEST_TILE]
    return min(usable, key=lambda each: (math.dist((each.across, each.down), wanted), each.across, each.down))


def _tiled(lattice: Lattice, size: tuple[int, int]) -> Image:
    """Return the thresholds of the lattice all over *size*: a tile, doubled until it covers."""
    from PIL import Image

    side = lattice.tile
    screen = Image.new("L", size)
    screen.paste(Image.frombytes("L", (side, side), bytes(_thresholds(lattice))), (0, 0))
    for axis in (0, 1):
        filled = side
        while filled < size[axis]:
            box = (0, 0, filled, size[1]) if axis == 0 else (0, 0, size[0], filled)
            screen.paste(screen.crop(box), (filled, 0) if axis == 0 else (0, filled))
            filled *= 2
    return screen


def _thresholds(lattice: Lattice) -> Iterator[int]:
    """Yield the lightness below which each pixel of a tile is ink, row by row.

    The pixels are ranked by a hill on each dot, so that a tone takes just its share of them: dots
    in the lights, a chequerboard in the middle, holes in the darks.
    """
    side = lattice.tile
    turn = 2 * math.pi / lattice.cell
    a, b = lattice.across, lattice.down
    hills = [
        math.cos((x * a + y * b) % lattice.cell * turn) + math.cos((y * a - x * b) % lattice.cell * turn)
        for y in range(side)
        for x in range(side)
    ]
    count = len(hills)
    thresholds = [0] * count
    for rank, at in enumerate(sorted(range(count), key=lambda at: (-round(hills[at], 9), at))):
        thresholds[at] = 255 - rank * 255 // count
    yield from thresholds


def _without_specks() -> list[int]:
    least = round(255 * _LEAST_DOT)
    return [0 if level < least else 255 if level > 255 - least else level for level in range(256)]
