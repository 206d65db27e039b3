"""Total area coverage: how much ink lies on the paper where it lies thickest."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pamphlet.ink.condition import Condition

if TYPE_CHECKING:
    from PIL.Image import Image

LOOKED_AT_PPI = 75.0
"""A pixel of a third of a millimetre: less than that dries by itself, whatever lies there."""
INK_TOLERANCE = 8.0
"""Percent over a profile's limit that printers let pass, for rounding and JPEG (duon.zendesk.com, TAC)."""


def total_ink(image: Image) -> float:
    """Return the greatest total ink of a CMYK picture, in percent, 0 to 400.

    Sums of 8 bits are halved twice on the way, so the figure may be up to 1.6 too low.
    """
    return most_ink(image.split())


def most_ink(plates: Sequence[Image]) -> float:
    """Return the greatest sum of at most four plates, in percent; as :func:`total_ink` has it."""
    return _peak(_summed(plates)) / 255 * 400 if plates else 0.0


def thickest(plates: Sequence[Image]) -> tuple[int, int]:
    """Return the column and row of the first pixel with the greatest sum of at most four plates."""
    summed = _summed(plates)
    peak = _peak(summed)
    spots = summed.point([255 * (level == peak) for level in range(256)])
    _, top, right, _ = spots.getbbox() or (0, 0, *spots.size)
    left = (spots.crop((0, top, right, top + 1)).getbbox() or (0,))[0]
    return left, top


def _summed(plates: Sequence[Image]) -> Image:
    """Return a quarter of what at most four plates lay together."""
    from PIL import Image, ImageChops

    none = Image.new("L", plates[0].size)
    one, two, three, four = (*plates, *[none] * (4 - len(plates)))
    pair, other = ImageChops.add(one, two, scale=2), ImageChops.add(three, four, scale=2)
    return ImageChops.add(pair, other, scale=2)


def _peak(summed: Image) -> int:
    return int(summed.getextrema()[1])  # type: ignore[arg-type]


def too_much_ink(ink_percent: float, condition: Condition) -> bool:
    """Say whether *ink_percent* is over what the condition's paper bears, tolerance included."""
    return ink_percent > condition.ink_limit + INK_TOLERANCE
