"""A printed side: what goes on one page of the PDF.

Coordinates of the paper are points from the top left corner of the *media*, y downwards;
what a panel holds is in the panel's own. This is the whole of what ``pdf/`` draws: it
decides nothing.
"""

from __future__ import annotations

from msgspec import Struct

from pamphlet.layout.placed import Element, Item, panel_called
from pamphlet.typesetting.line import Line
from pamphlet.units import Rect, Size


class Stroke(Struct, frozen=True, kw_only=True):
    """A straight stroke of a printer's mark.

    Attributes:
        ink: of the palette; printer's marks are on all plates.
        width: in points. dash: on and off lengths in points; empty for a solid stroke.
    """

    x1: float
    y1: float
    x2: float
    y2: float
    width: float = 0.25
    dash: tuple[float, ...] = ()
    ink: str = "registration"


class SlugLine(Struct, frozen=True, kw_only=True):
    """A line of job text in the slug; *x* is its start and *y* its baseline."""

    x: float
    y: float
    line: Line


class Target(Struct, frozen=True, kw_only=True):
    """A registration target: a circle and a cross through it, on all plates."""

    x: float
    y: float
    radius: float
    width: float = 0.25


class Patch(Struct, frozen=True, kw_only=True):
    """A field of the colour bar, in an ink of the palette."""

    rect: Rect
    ink: str


class Marked(Struct, frozen=True, kw_only=True):
    """What stands outside the leaflet, in coordinates of the paper."""

    strokes: tuple[Stroke, ...] = ()
    targets: tuple[Target, ...] = ()
    patches: tuple[Patch, ...] = ()
    slug: tuple[SlugLine, ...] = ()
    labels: tuple[SlugLine, ...] = ()
    """Words beside marks that would be taken for others."""


class SidePanel(Struct, frozen=True, kw_only=True):
    """A panel in its place on the paper.

    Attributes:
        rect: where it lies on the paper. turned: whether it stands upside down there.
        role: what it is for, as the plan has it: that of a spread holds what crosses its panels.
        items: in the panel's own coordinates; boxes and pictures already run into the bleed.
        clip: where they may print, in the panel's own coordinates: itself, with bleed at edges that are cut.
    """

    name: str
    rect: Rect
    items: tuple[Item, ...]
    clip: Rect
    turned: bool = False
    role: str = ""

    @property
    def called(self) -> str:
        """What a message calls it."""
        return panel_called(self.role, self.name)

    def on_paper(self, rect: Rect) -> Rect:
        """Return *rect*, given in the panel's coordinates, in those of the paper."""
        if not self.turned:
            return rect.moved(self.rect.x, self.rect.y)
        return Rect(self.rect.right - rect.right, self.rect.bottom - rect.bottom, rect.width, rect.height)

    def from_paper(self, rect: Rect) -> Rect:
        """Return *rect*, given in coordinates of the paper, in the panel's."""
        if not self.turned:
            return rect.moved(-self.rect.x, -self.rect.y)
        return Rect(self.rect.right - rect.right, self.rect.bottom - rect.bottom, rect.width, rect.height)


class Side(Struct, frozen=True, kw_only=True):
    """One side of the sheet.

    Attributes:
        media: the size of the page. bleed, trim: boxes inside it; media >= bleed >= trim.
        panels: spreads first, then the panels in reading order.
    """

    media: Size
    bleed: Rect
    trim: Rect
    panels: tuple[SidePanel, ...]
    marks: Marked = Marked()


class Sheet(Struct, frozen=True, kw_only=True):
    """A sheet ready to print: side 1 the outside, side 2 the inside; elements as in ``Layout``."""

    sides: tuple[Side, ...]
    elements: tuple[Element, ...]
    duplex: str = ""
    """``short`` or ``long`` edge to flip on, or empty for a single side."""
