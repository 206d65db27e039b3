"""Total area coverage: how much ink lies on the paper where it lies thickest."""

from __future__ import annotations

from collections.abc import Sequence
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
    return most_ink(image.split())


def most_ink(plates: Sequence[Image]) -> float:
    """Return the greatest sum of at most four plates, in percent; as :func:`total_ink` has it."""
    from PIL import Image, ImageChops

    if not plates:
        return 0.0
    none = Image.new("L", plates[0].size)
    one, two, three, four = (*plates, *[none] * (4 - len(plates)))
    pair, other = ImageChops.add(one, two, scale=2), ImageChops.add(three, four, scale=2)
    most: tuple[int, int] = ImageChops.add(pair, other, scale=2).getextrema()  # type: ignore[assignment]
    return most[1] / 255 * 400


def too_much_ink(ink_percent: float, condition: Condition) -> bool:
    """Say whether *ink_percent* is over what the condition's paper bears, tolerance included."""
    return ink_percent > condition.ink_limit + INK_TOLERANCE
