"""What layout hands on: panels with placed items, in trim coordinates.

Coordinates are points from the panel's own top left corner, y downwards. A box
or picture that reaches an edge of its panel runs into the bleed wherever that
edge is an edge of the sheet; ``sheet/`` sees to that, layout knows no bleed.
"""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from pamphlet.design.inks import PictureSpec
from pamphlet.typesetting.line import Line
from pamphlet.units import Rect

ARTIFACT = -1
"""The ``element`` of an item that is no part of the article: grounds, rules, ornaments."""


class PlacedLine(Struct, frozen=True, kw_only=True):
    """A line of type; *x* is its start and *y* its baseline. *element* indexes ``Layout.elements``."""

    x: float
    y: float
    line: Line
    element: int = ARTIFACT


class PlacedBox(Struct, frozen=True, kw_only=True):
    """A rectangle filled with an ink of the palette; a rule is a thin one."""

    rect: Rect
    ink: str
    element: int = ARTIFACT


class PlacedPicture(Struct, frozen=True, kw_only=True):
    """A photo that covers *rect*, cropped about its focus point (fractions from the top left).

    Attributes:
        treatment: how ``ink/`` prepares it.
        mirror: whether it may be turned left to right where text reads from right to left.
        flipped: whether it is.
    """

    rect: Rect
    path: Path
    focus: tuple[float, float] = (0.5, 0.5)
    treatment: PictureSpec = PictureSpec()
    mirror: bool = False
    flipped: bool = False
    element: int = ARTIFACT


class PlacedModules(Struct, frozen=True, kw_only=True):
    """A matrix code: the dark modules of *rows* as squares of one ink inside *rect*."""

    rect: Rect
    rows: tuple[tuple[bool, ...], ...]
    ink: str = "black"
    element: int = ARTIFACT


class PlacedShape(Struct, frozen=True, kw_only=True):
    """A closed outline filled with an ink.

    Attributes:
        rect: what it fills. outline: its corners in turn, as fractions of *rect* from the top left.
    """

    rect: Rect
    outline: tuple[tuple[float, float], ...]
    ink: str
    element: int = ARTIFACT


Item = PlacedLine | PlacedBox | PlacedPicture | PlacedModules | PlacedShape


def extent(item: Item) -> Rect:
    """Return the rectangle that *item* prints in; for a line, that of its bodies."""
    if not isinstance(item, PlacedLine):
        return item.rect
    above = max((run.size * run.face.ascender + run.rise for run in item.line.runs), default=0.0)
    below = max((-run.size * run.face.descender - run.rise for run in item.line.runs), default=0.0)
    left = min((run.words[0][0] for run in item.line.runs if run.words), default=0.0)
    return Rect(item.x + left, item.y - above, item.line.width, above + below)


class Element(Struct, frozen=True, kw_only=True):
    """One logical piece of the article, for reading order, word check and, later, tags.

    Attributes:
        kind: PDF structure type: ``H1``, ``H2``, ``P``, ``LI``, ``BlockQuote``, ``Figure``,
            ``Caption``, ``TD``, ``Note``.
        text: the words it must show; hard breaks as spaces; empty for a figure.
        alt: what a figure shows.
        repeat: whether the words stand elsewhere too (a pull quote lifted from the body, a slogan
            shown twice) or come from the engine (a page number), so that the article does not
            count them.
    """

    kind: str
    text: str = ""
    alt: str = ""
    repeat: bool = False


def panel_called(role: str, name: str) -> str:
    """Return what a message calls a panel: what it is for, and the name that a dummy prints on it.

    Example:
        >>> panel_called("cover", "o0"), panel_called("page", "p1"), panel_called("spread", "inside")
        ('cover panel o0', 'page p1', 'inside')
    """
    if role in ("", "spread"):
        return name
    return f"page {name}" if role == "page" else f"{role} panel {name}"


class Panel(Struct, frozen=True, kw_only=True):
    """One panel of a folded sheet (or one page of a handout), laid out.

    Attributes:
        name: as in the fold scheme: ``o0`` ... on the outside, ``i0`` ... on the inside; for a
            handout ``p1``, ``p2``.
        role: ``cover``, ``flap``, ``body``, ``back`` or ``page``.
        items: in drawing order; among lines, the reading order.
    """

    name: str
    role: str
    width: float
    height: float
    items: tuple[Item, ...]


class Layout(Struct, frozen=True, kw_only=True):
    """A whole edition laid out: its panels and the elements in reading order."""

    panels: tuple[Panel, ...]
    elements: tuple[Element, ...]
