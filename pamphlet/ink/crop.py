"""Which part of a photo covers a rectangle. Pure geometry; knows no pixels."""

from __future__ import annotations

Box = tuple[float, float, float, float]
"""Left, top, right and bottom, in pixels of the upright photo, fractions included."""


def crop_box(
    source_size: tuple[float, float],
    target_size: tuple[float, float],
    focus: tuple[float, float] = (0.5, 0.5),
) -> Box:
    """Return the part of the source that covers the target.

    It has the target's proportions and lies inside the source; the focus point stands as near
    its centre as the source's edges permit.

    Args:
        source_size: width and height of the upright photo, in pixels.
        target_size: width and height to cover, in any one unit.
        focus: fractions of the source's width and height from the top left; held within 0 to 1.

    Example:
        >>> crop_box((300, 200), (100, 100), focus=(0.0, 0.5))
        (0.0, 0.0, 200.0, 200.0)
    """
    source_width, source_height = source_size
    target_width, target_height = target_size
    scale = min(source_width / target_width, source_height / target_height)
    # Rounding may carry the product a hair past the edge that it touches.
    width = min(target_width * scale, source_width)
    height = min(target_height * scale, source_height)
    left = _hold(focus[0] * source_width - width / 2, source_width - width)
    top = _hold(focus[1] * source_height - height / 2, source_height - height)
    return left, top, min(left + width, source_width), min(top + height, source_height)


def _hold(value: float, most: float) -> float:
    return min(max(value, 0.0), most)
