"""A printed side: what goes on one page of the PDF, in paper coordinates.

Coordinates are points from the top left corner of the *media*, y downwards. This
is the whole of what ``pdf/`` draws: it decides nothing.
"""

from __future__ import annotations

from msgspec import Struct

from pamphlet.layout.placed import Element, Item
from pamphlet.typesetting.line import Line
from pamphlet.units import Rect, Size


class Stroke(Struct, frozen=True, kw_only=True):
    """A straight stroke of a printer's mark, in registration colour.

    Attributes:
        width: in points. dash: on and off lengths in points; empty for a solid stroke.
    """

    x1: float
    y1: float
    x2: float
    y2: float
    width: float = 0.25
    dash: tuple[float, ...] = ()


class SlugLine(Struct, frozen=True, kw_only=True):
    """A line of job text in the slug; *x* is its start and *y* its baseline."""

    x: float
    y: float
    line: Line


class Side(Struct, frozen=True, kw_only=True):
    """One side of the sheet, with every item already moved to paper coordinates.

    Attributes:
        media: the size of the page. bleed, trim: boxes inside it; media >= bleed >= trim.
        items: panel after panel in reading order; boxes and pictures already run into the bleed.
        clips: for each item the rectangle it may print in (its panel, with bleed at sheet edges).
    """

    media: Size
    bleed: Rect
    trim: Rect
    items: tuple[Item, ...]
    clips: tuple[Rect, ...]
    strokes: tuple[Stroke, ...] = ()
    slug: tuple[SlugLine, ...] = ()


class Sheet(Struct, frozen=True, kw_only=True):
    """A sheet ready to print: side 1 the outside, side 2 the inside; elements as in ``Layout``."""

    sides: tuple[Side, ...]
    elements: tuple[Element, ...]
    duplex: str = ""
    """``short`` or ``long`` edge to flip on, or empty for a single side."""
