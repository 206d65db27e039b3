"""Total area coverage: how much ink lies on the paper where it lies thickest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pamphlet.ink.condition import Condition

if TYPE_CHECKING:
    from PIL.Image import Image

INK_TOLERANCE = 8.0
"""Percent over a profile's limit that printers let pass, for rounding and JPEG (duon.zendesk.com, TAC)."""


def total_ink(image: Image) -> float:
    """Return the greatest total ink of a CMYK picture, in percent, 0 to 400.

    Sums of 8 bits are halved twice on the way, so the figure may be up to 1.6 too low.
    """
    from PIL import ImageChops

    cyan, magenta, yellow, black = image.split()
    chromatic = ImageChops.add(cyan, magenta, scale=2)
    rest = ImageChops.add(yellow, black, scale=2)
    histogram = ImageChops.add(chromatic, rest, scale=2).histogram()
    most = max(level for level, count in enumerate(histogram) if count)
    return most / 255 * 400


def too_much_ink(ink_percent: float, condition: Condition) -> bool:
    """Say whether *ink_percent* is over what the condition's paper bears, tolerance included."""
    return ink_percent > condition.ink_limit + INK_TOLERANCE
