"""How much ink the pictures of a page lay: all process inks together, where they are seen and where most of it lies.

A picture is looked at by itself: what lies over it, or shows through it, does not count.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from msgspec import Struct

from pamphlet.preflight.content import Kind, Matrix, Painted, common
from pamphlet.preflight.file import Box, Page, PdfFile, Value
from pamphlet.preflight.inks import Inks
from pamphlet.preflight.rule import Subject, live_area
from pamphlet.units import POINTS_PER_INCH, mm

if TYPE_CHECKING:
    from PIL.Image import Image

LOOKED_AT_PPI = 75.0
"""A pixel of a third of a millimetre: less than that dries by itself, whatever lies there."""
SQUARE = mm(15)
"""Side of the squares over which GWG 2022, R0026, takes the average."""
_CELLS = 15
"""In which the side of a square is divided: one is a millimetre."""
_MOST_CELLS = 6000
"""Of a page: no PDF is larger than 5 m (ISO 32000-1, annex C)."""


class Thickest(Struct, frozen=True):
    """Where most ink lies.

    Attributes:
        ink: 1.0 is one full ink. x, y: the middle, in points of default user space.
    """

    ink: float
    x: float
    y: float


class Pictures:
    """The ink of the pictures of one file, each decoded once."""

    def __init__(self, file: PdfFile, press: Value) -> None:
        """Begin with none.

        Args:
            file: where they are. press: the stream with the profile of the output intent, if there is one.
        """
        self._file = file
        self._inks = Inks(file, press)
        self._known: dict[tuple[str, int], Image | None] = {}

    def thickest(self, painted: Painted, live: Box | None) -> Thickest | None:
        """Return the pixel of a picture with most ink, as far as clip and *live* area show it; None if not known."""
        seen = self._seen(painted, live)
        return None if seen is None else _thickest(*seen)

    def fullest(self, painted: Painted, live: Box | None) -> Thickest | None:
        """Return the square of :data:`SQUARE` with most ink on average; None also where none has room."""
        from PIL.Image import Resampling
        from PIL.ImageFilter import BoxBlur

        seen = self._seen(painted, live)
        if seen is None:
            return None
        ink, place = seen
        across, up = (max(1, round(_CELLS * side / SQUARE)) for side in (place.width, place.height))
        if min(across, up) < _CELLS or max(across, up) > _MOST_CELLS:
            return None
        half = _CELLS // 2
        averages = ink.resize((across, up), Resampling.BOX).filter(BoxBlur(half))
        inside = (half, half, across - half, up - half)
        return _thickest(averages.crop(inside), place.part(inside, (across, up)))

    def _seen(self, painted: Painted, live: Box | None) -> tuple[Image, _Part] | None:
        """Return the ink of what is seen of a picture, and where that is."""
        if painted.kind is not Kind.IMAGE or painted.frame is None:
            return None
        whole = _Part(painted.frame, (0.0, 0.0, 1.0, 1.0))
        shown = whole.within(painted.box if live is None else common(painted.box, live))
        ref = self._file.dictionary(painted.resources.get("/XObject")).get(painted.name)
        if shown is None or not isinstance(ref, str):
            return None
        pixels = self._file.resolve(self._file.dictionary(ref).get("/Width"))
        if not isinstance(pixels, int) or not whole.width:
            return None
        coarser = max(1, min(int(pixels / whole.width * POINTS_PER_INCH / LOOKED_AT_PPI), pixels))
        key = (ref, coarser)
        if key not in self._known:
            self._known[key] = self._inks.laid(ref, painted.colour.space, coarser)
        ink = self._known[key]
        if ink is None:
            return None
        left, top, right, bottom = shown.box
        box = (int(left * ink.width), int(top * ink.height))
        ends = (max(box[0] + 1, round(right * ink.width)), max(box[1] + 1, round(bottom * ink.height)))
        return ink.crop((*box, *ends)), whole.part((*box, *ends), ink.size)


def thicker(
    subject: Subject, limit: float, look: Callable[[Pictures, Painted, Box | None], Thickest | None]
) -> Iterator[tuple[Page, Painted, Thickest]]:
    """Yield every picture of a file where *look* finds more ink than *limit*, with its page and the place."""
    for page, painted in subject.painted:
        area = live_area(page)
        for each in painted:
            most = look(subject.pictures, each, area)
            if most is not None and most.ink > limit:
                yield page, each, most


class _Part(Struct, frozen=True):
    """A part of a picture: left, top, right and bottom as shares of it, and the matrix that places the whole."""

    matrix: Matrix
    box: Box

    @property
    def width(self) -> float:
        """On the page, in points."""
        return float((self.matrix[0] ** 2 + self.matrix[1] ** 2) ** 0.5 * (self.box[2] - self.box[0]))

    @property
    def height(self) -> float:
        """On the page, in points."""
        return float((self.matrix[2] ** 2 + self.matrix[3] ** 2) ** 0.5 * (self.box[3] - self.box[1]))

    def part(self, box: tuple[float, float, float, float], size: tuple[int, int]) -> _Part:
        """Return the part that *box* is of a grid of *size* laid over this one."""
        left, top, right, bottom = self.box
        wide, high = (right - left) / size[0], (bottom - top) / size[1]
        return _Part(
            self.matrix, (left + box[0] * wide, top + box[1] * high, left + box[2] * wide, top + box[3] * high)
        )

    def within(self, box: Box) -> _Part | None:
        """Return what of this part lies in *box* of the page, or a little more where it stands askew."""
        a, b, c, d, e, f = self.matrix
        area = a * d - b * c
        if not area or box[0] >= box[2] or box[1] >= box[3]:
            return None
        corners = [(x - e, y - f) for x in (box[0], box[2]) for y in (box[1], box[3])]
        across = [(d * x - c * y) / area for x, y in corners]
        down = [1 - (a * y - b * x) / area for x, y in corners]
        shared = common(self.box, (min(across), min(down), max(across), max(down)))
        return _Part(self.matrix, shared) if shared[0] < shared[2] and shared[1] < shared[3] else None

    @property
    def middle(self) -> tuple[float, float]:
        """On the page, in points."""
        a, b, c, d, e, f = self.matrix
        x, y = (self.box[0] + self.box[2]) / 2, 1 - (self.box[1] + self.box[3]) / 2
        return a * x + c * y + e, b * x + d * y + f


def _thickest(ink: Image, place: _Part) -> Thickest:
    peak = int(ink.getextrema()[1])  # type: ignore[arg-type]
    spots = ink.point([255 * (level == peak) for level in range(256)])
    top = (spots.getbbox() or (0, 0, 0, 0))[1]
    left = (spots.crop((0, top, ink.width, top + 1)).getbbox() or (0, 0, 0, 0))[0]
    x, y = place.part((left, top, left + 1, top + 1), ink.size).middle
    return Thickest(peak / 255 * 4, x, y)
