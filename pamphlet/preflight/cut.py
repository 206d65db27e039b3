"""What reaches the cut of a page, and how far past it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from pamphlet.preflight.content import Kind, Painted
from pamphlet.preflight.file import Page
from pamphlet.preflight.rule import ROUNDING, overlap, trim_of
from pamphlet.units import mm

SLACK = mm(0.2)
"""By which art may miss the edge of the bleed: a tenth of what a cutter may."""
_TOUCH = mm(0.5)
"""What ends this near to the cut is meant to reach it: no designer leaves half a millimetre of paper."""
_EDGES = (("left", 0, -1), ("foot", 1, -1), ("right", 2, 1), ("head", 3, 1))
"""Name, index of the coordinate, and which way is outwards."""


class Reach(Struct, frozen=True, kw_only=True):
    """Something at an edge of the page.

    Attributes:
        far: how far past the cut it goes, in points; negative where it ends before it.
        room: how far the bleed goes there.
    """

    painted: Painted
    edge: str
    far: float
    room: float


def reaching(page: Page, painted: Iterable[Painted]) -> Iterator[Reach]:
    """Yield all that reaches the cut of *page*, edge by edge; type and white do not count."""
    trim = trim_of(page)
    if trim is None or trim[0] >= trim[2] or trim[1] >= trim[3]:
        return
    bleed = page.box("/BleedBox") or trim
    for each in painted:
        if each.kind is Kind.TEXT or each.colour.white or not overlap(each.box, trim):
            continue
        for edge, at, outwards in _EDGES:
            far, room = (each.box[at] - trim[at]) * outwards, (bleed[at] - trim[at]) * outwards
            if far > -_TOUCH and room > -ROUNDING:  # else the boxes are wrong, and their own rule says so
                yield Reach(painted=each, edge=edge, far=far, room=room)
