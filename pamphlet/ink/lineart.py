"""Line art: a photo in ink and paper alone, as if it were cut in lino.

A threshold by itself loses whatever is all dark or all light. Here each tone is
compared half with the tone asked for and half with what lies round it, and edges
count most: the difference of two blurs, one a little wider than the other, is
how a draughtsman's line is found (Winnemoeller, Kyprianidis and Olsen, *XDoG*,
Computers & Graphics 36, 2012).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pamphlet.units import MM_PER_INCH

if TYPE_CHECKING:
    from PIL.Image import Image

_LINE_MM = 0.12
"""Half the width of the finest line that is sought: what prints from any plate or stencil."""
_WIDER = 3.2
_ROUND_MM = 3.0
"""How far round a place its surroundings are looked at."""
_SURROUNDINGS = 0.55
"""How much of the threshold the surroundings decide; the rest is the tone asked for."""
_EDGES, _TONES = 12.0, 3.0
_GRAIN = 2.2
"""Levels of 256 that an edge must rise by to be one."""
_CLIPPED = 0.01
"""Share of the lightest and of the darkest pixels that may be lost for the sake of contrast."""
_LEAST_RANGE = 100
"""Levels that are stretched to the whole range at most: a wall in fog is no drawing, only grain."""


def line_art(tones: Image, ppi: float, size: tuple[int, int], threshold: float) -> Image:
    """Return ink (0) and paper (1) in mode ``1``.

    Args:
        tones: the photo in mode ``L``. ppi: its resolution on paper.
        size: of the result, in pixels: several for each of the photo's, so that edges are smooth.
        threshold: the tone from which on is ink, in percent of black.
    """
    from PIL import ImageMath
    from PIL.Image import Resampling
    from PIL.ImageFilter import GaussianBlur, MedianFilter

    per_mm = ppi / MM_PER_INCH
    # Grain and the blocks of JPEG would come out as specks; a median takes them and leaves edges.
    clean = _stretched(tones.filter(MedianFilter(5 if per_mm > 8 else 3)))
    blurs = {
        "fine": clean.filter(GaussianBlur(_LINE_MM * per_mm)),
        "wide": clean.filter(GaussianBlur(_LINE_MM * _WIDER * per_mm)),
        "round": clean.filter(GaussianBlur(_ROUND_MM * per_mm)),
    }
    asked = 255 * (1 - threshold / 100) * (1 - _SURROUNDINGS)

    def drawn(a: Any) -> Any:  # Any: Pillow has no names for what an expression is given
        rise = a["float"](a["fine"]) - a["wide"]
        edges = (a["max"](rise - _GRAIN, 0.0) + a["min"](rise + _GRAIN, 0.0)) * _EDGES
        tone = (a["float"](a["wide"]) - (a["round"] * _SURROUNDINGS + asked)) * _TONES
        return a["convert"](a["min"](a["max"](edges + tone + 128.0, 0.0), 255.0), "L")

    soft: Any = ImageMath.lambda_eval(drawn, **blurs)
    large: Image = soft.resize(size, Resampling.BICUBIC)
    return large.point(lambda level: 255 if level >= 128 else 0, "1")


def _stretched(image: Image) -> Image:
    """Return the picture with its tones from black to white, where it has enough of them."""
    histogram = image.histogram()
    low, high = _end(histogram), 255 - _end(histogram[::-1])
    if high - low < _LEAST_RANGE:
        middle = (low + high) // 2
        low = middle - _LEAST_RANGE * middle // 255  # the middle stays as light as it is
        high = low + _LEAST_RANGE
    return image.point([min(255, max(0, round((level - low) * 255 / (high - low)))) for level in range(256)])


def _end(histogram: list[int]) -> int:
    """Return the first level before which there is more than may be lost."""
    room = _CLIPPED * sum(histogram)
    for level, count in enumerate(histogram):
        room -= count
        if room < 0:
            return level
    return 255
