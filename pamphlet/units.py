"""Lengths and rectangles: points inside, other units parsed once at the edge.

Every length in the package is a float in PostScript points (1/72 inch), the
origin at the top left, y downwards, until ``pdf/`` flips the axis once.
"""

from __future__ import annotations

import re

from msgspec import Struct

POINTS_PER_INCH = 72.0
MM_PER_INCH = 25.4
POINTS_PER_MM = POINTS_PER_INCH / MM_PER_INCH
_FACTOR = {"pt": 1.0, "mm": POINTS_PER_MM, "cm": 10 * POINTS_PER_MM, "in": POINTS_PER_INCH}
_LENGTH = re.compile(r"\s*([+-]?\d+(?:\.\d+)?|\.\d+)\s*(pt|mm|cm|in)\s*\Z")


def mm(value: float) -> float:
    """Return *value* millimetres in points.

    Example:
        >>> round(mm(25.4), 6)
        72.0
    """
    return value * POINTS_PER_MM


def to_mm(points: float) -> float:
    """Return *points* in millimetres, for messages and marks."""
    return points / POINTS_PER_MM


def parse_length(text: str) -> float:
    """Read a length such as ``3mm``, ``0.125in``, ``1.2cm`` or ``9pt``.

    Returns:
        The length in points.

    Raises:
        ValueError: the text is not a number followed by pt, mm, cm or in.

    Example:
        >>> parse_length("1in")
        72.0
    """
    match = _LENGTH.match(text)
    if match is None:
        raise ValueError(f"{text!r} is not a length: write a number and pt, mm, cm or in, as in 3mm")
    return float(match[1]) * _FACTOR[match[2]]


class Size(Struct, frozen=True):
    """A width and a height, in points."""

    width: float
    height: float


class Insets(Struct, frozen=True):
    """Distances from the four edges of a rectangle, in points."""

    top: float = 0.0
    right: float = 0.0
    bottom: float = 0.0
    left: float = 0.0


class Rect(Struct, frozen=True):
    """A rectangle by its top left corner and its size, in points, y downwards."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The x of the right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The y of the bottom edge."""
        return self.y + self.height

    def inset(self, by: Insets) -> Rect:
        """Return the rectangle made smaller by *by* (larger where negative)."""
        width, height = self.width - by.left - by.right, self.height - by.top - by.bottom
        return Rect(self.x + by.left, self.y + by.top, width, height)

    def moved(self, dx: float, dy: float) -> Rect:
        """Return the rectangle moved by *dx* and *dy*."""
        return Rect(self.x + dx, self.y + dy, self.width, self.height)

    def holds(self, other: Rect, tolerance: float = 0.01) -> bool:
        """Say whether *other* lies inside, within *tolerance* points."""
        return (
            other.x >= self.x - tolerance
            and other.y >= self.y - tolerance
            and other.right <= self.right + tolerance
            and other.bottom <= self.bottom + tolerance
        )
