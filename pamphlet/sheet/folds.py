"""Fold schemes: how a sheet is divided into panels, folded and read.

A scheme is data, a plan is the scheme worked out for one paper and stock. A new
fold is one more :class:`FoldScheme` in :data:`FOLD_SCHEMES`; nothing else in the
package names a fold. Only folds with parallel creases are described here.

Panels are numbered on the inside in the direction of reading: ``i0`` is the first
at the left (at the right for a right-to-left language), ``o0`` is the outside face
of the same panel. So the outside of a left-to-right sheet shows ``o2 o1 o0``.
"""

from __future__ import annotations

from enum import StrEnum
from itertools import accumulate

from msgspec import Struct

from pamphlet.errors import Finding, Severity, unknown_name
from pamphlet.sheet.papers import Trade, trade_of
from pamphlet.units import POINTS_PER_INCH, Rect, Size, mm

OUTSIDE, INSIDE = 0, 1
"""The sides of a sheet, as indexes: the outside is printed as page 1."""


class Role(StrEnum):
    """What a panel is for; layout chooses its template by it."""

    COVER = "cover"
    FLAP = "flap"
    BODY = "body"
    BACK = "back"
    SPREAD = "spread"
    """A whole side, for a picture that crosses folds."""


class Turn(StrEnum):
    """Which way a crease goes, seen from the inside."""

    VALLEY = "valley"
    """The insides of the two panels come to lie on each other."""
    MOUNTAIN = "mountain"
    """The outsides of the two panels come to lie on each other."""


class Fold(Struct, frozen=True):
    """One crease, between inside panels *after* and *after* + 1; *turn* is as the flat sheet shows it."""

    after: int
    turn: Turn


class FoldScheme(Struct, frozen=True, kw_only=True):
    """A way of folding a sheet, as data.

    Attributes:
        name: as users write it.
        title: as people call it.
        shares: one per inside panel; the widths before any panel is narrowed stand in this proportion.
        tucks: one per inside panel; how many times the stock's reduction it is narrower.
        folds: in the order of folding; one that goes through several layers names each crease it makes.
        reading: the name and role of each face, in reading order.
    """

    name: str
    title: str
    shares: tuple[float, ...]
    tucks: tuple[float, ...]
    folds: tuple[Fold, ...]
    reading: tuple[tuple[str, Role], ...]

    @property
    def count(self) -> int:
        """The number of panels of one side."""
        return len(self.shares)

    def widths(self, sheet: float, reduction: float) -> tuple[float, ...]:
        """Return the widths of the inside panels, ``i0`` first, for a sheet *sheet* wide.

        The whole that the tucked panels give up is shared out to all of them, so that the sum
        stays the sheet: three panels with one tucked by d are (W+d)/3, (W+d)/3 and that less d.
        """
        unit = (sheet + reduction * sum(self.tucks)) / sum(self.shares)
        return tuple(share * unit - tuck * reduction for share, tuck in zip(self.shares, self.tucks, strict=True))


FOLD_SCHEMES: tuple[FoldScheme, ...] = (
    FoldScheme(
        name="trifold-roll",
        title="three panels rolled, the last tucked in",
        shares=(1, 1, 1),
        tucks=(0, 0, 1),
        folds=(Fold(1, Turn.VALLEY), Fold(0, Turn.VALLEY)),
        # Lifting the cover shows i0 and, beside it, the flap: it must speak by itself. The body is
        # read after it, because it goes on into panels that open only with the flap.
        reading=(
            ("o0", Role.COVER),
            ("o2", Role.FLAP),
            ("i0", Role.BODY),
            ("i1", Role.BODY),
            ("i2", Role.BODY),
            ("o1", Role.BACK),
        ),
    ),
    FoldScheme(
        name="trifold-z",
        title="three panels in a zigzag",
        shares=(1, 1, 1),
        tucks=(0, 0, 0),
        folds=(Fold(1, Turn.MOUNTAIN), Fold(0, Turn.VALLEY)),
        # The last inside panel is the one that lies behind the closed leaflet, so it is the back.
        # Turning the cover opens i0 and i1 as a spread; the reader then turns the leaflet over and
        # opens the other spread, o2 and o1 from left to right: the body ends on o2, and the flap
        # stands beside the cover, where the two make one poster of the opened sheet.
        reading=(
            ("o0", Role.COVER),
            ("i0", Role.BODY),
            ("i1", Role.BODY),
            ("o2", Role.BODY),
            ("o1", Role.FLAP),
            ("i2", Role.BACK),
        ),
    ),
    FoldScheme(
        name="half",
        title="folded once in the middle",
        shares=(1, 1),
        tucks=(0, 0),
        folds=(Fold(0, Turn.VALLEY),),
        reading=(("o0", Role.COVER), ("i0", Role.BODY), ("i1", Role.BODY), ("o1", Role.BACK)),
    ),
)


class Allowance(Struct, frozen=True):
    """How much narrower a tucked panel is, *reduction* points, on stock of *at_least* g/m2 and more."""

    at_least: int
    reduction: float
    crease: bool = False


ALLOWANCES: dict[Trade, tuple[Allowance, ...]] = {
    # 100/100/97 on A4 is the European printers' trifold (print-print.co.uk, "What is a tri-fold leaflet").
    Trade.METRIC: (
        Allowance(171, mm(3), crease=True),
        Allowance(116, mm(3)),
        Allowance(0, mm(2)),
    ),
    # 1/16 in for text stock, 1/8 in for cover stock (prepressx.com, "adjusting panels";
    # universalprinting.com, folding guides: Letter is 3 11/16, 3 11/16, 3 5/8).
    Trade.INCH: (
        Allowance(171, POINTS_PER_INCH / 8, crease=True),
        Allowance(0, POINTS_PER_INCH / 16),
    ),
}
"""By trade, the heaviest stock first."""


class PanelPlan(Struct, frozen=True, kw_only=True):
    """One face of a panel, with its place.

    Attributes:
        name: ``i0`` ... on the inside, ``o0`` ... on the outside; ``o0`` is the outside of ``i0``.
        side: ``OUTSIDE`` or ``INSIDE``.
        rect: on its side of the trimmed sheet as one looks at that side, in points from the top left.
        folds_left, folds_right: whether that edge is a fold; otherwise it is the sheet's edge.
    """

    name: str
    role: Role
    side: int
    rect: Rect
    folds_left: bool
    folds_right: bool


class FoldPlan(Struct, frozen=True, kw_only=True):
    """A fold scheme worked out for one paper, stock and direction of reading.

    Attributes:
        sheet: the trimmed sheet, landscape, in points.
        panels: every face, in reading order.
        fold_lines: for each side the x of its folds, from left to right.
        rtl: whether the leaflet reads, and so opens, from right to left.
        findings: what the printer should know, such as that the stock wants creasing.
    """

    scheme: FoldScheme
    sheet: Size
    panels: tuple[PanelPlan, ...]
    fold_lines: tuple[tuple[float, ...], tuple[float, ...]]
    rtl: bool = False
    findings: tuple[Finding, ...] = ()

    @property
    def spreads(self) -> tuple[PanelPlan, ...]:
        """The whole of each side as one panel, for what crosses folds: ``outside`` and ``inside``."""
        rect = Rect(0.0, 0.0, self.sheet.width, self.sheet.height)
        return tuple(
            PanelPlan(name=name, role=Role.SPREAD, side=side, rect=rect, folds_left=False, folds_right=False)
            for side, name in ((OUTSIDE, "outside"), (INSIDE, "inside"))
        )

    def panel(self, name: str) -> PanelPlan:
        """Return the panel called *name*; a wrong name is a mistake of the caller's (``KeyError``)."""
        for panel in self.panels:
            if panel.name == name:
                return panel
        raise KeyError(name)

    def side(self, side: int) -> tuple[PanelPlan, ...]:
        """Return the panels of one side from left to right."""
        return tuple(sorted((p for p in self.panels if p.side == side), key=lambda panel: panel.rect.x))


def fold_scheme(name: str) -> FoldScheme:
    """Return the scheme called *name*.

    Raises:
        BadInput: no fold has that name; the hint gives the nearest, and all.
    """
    for scheme in FOLD_SCHEMES:
        if scheme.name == name.strip().casefold():
            return scheme
    raise unknown_name("fold", name, (scheme.name for scheme in FOLD_SCHEMES))


def fold_plan(name: str, paper: Size, stock_gsm: int, rtl: bool = False) -> FoldPlan:
    """Work out the fold called *name* for a paper, either way up, and a stock in g/m2.

    Args:
        name: of a scheme in :data:`FOLD_SCHEMES`.
        paper: the trimmed sheet; it is folded landscape.
        stock_gsm: more than 0; decides how much narrower a tucked panel is.
        rtl: mirror the sheet for a language that reads from right to left.

    Raises:
        BadInput: there is no such fold.

    Example:
        >>> from pamphlet.sheet.papers import paper_size
        >>> from pamphlet.units import to_mm
        >>> plan = fold_plan("trifold-roll", paper_size("A4"), 130)
        >>> [(panel.name, round(to_mm(panel.rect.width), 2)) for panel in plan.side(OUTSIDE)]
        [('o2', 97.0), ('o1', 100.0), ('o0', 100.0)]
    """
    return scheme_plan(fold_scheme(name), paper, stock_gsm, rtl)


def scheme_plan(scheme: FoldScheme, paper: Size, stock_gsm: int, rtl: bool = False) -> FoldPlan:
    """Work out *scheme* itself; see :func:`fold_plan`, which takes its name."""
    sheet = Size(max(paper.width, paper.height), min(paper.width, paper.height))
    allowance = _allowance(trade_of(paper), stock_gsm)
    # The last edge is the sheet's own, not a sum that is a hair off it.
    edges = [0.0, *accumulate(scheme.widths(sheet.width, allowance.reduction)[:-1]), sheet.width]
    return FoldPlan(
        scheme=scheme,
        sheet=sheet,
        panels=tuple(_panel(face, role, edges, sheet.height, rtl) for face, role in scheme.reading),
        fold_lines=(_seen(edges, mirrored=not rtl)[1:-1], _seen(edges, mirrored=rtl)[1:-1]),
        rtl=rtl,
        findings=_findings(allowance, stock_gsm),
    )


def _allowance(trade: Trade, stock_gsm: int) -> Allowance:
    return next(allowance for allowance in ALLOWANCES[trade] if stock_gsm >= allowance.at_least)


def _seen(edges: list[float], *, mirrored: bool) -> tuple[float, ...]:
    """Return the panel edges as seen from one side: mirrored, they count from the other end of the sheet."""
    return tuple(edges[-1] - edge for edge in reversed(edges)) if mirrored else tuple(edges)


def _panel(face: str, role: Role, edges: list[float], height: float, rtl: bool) -> PanelPlan:
    side = INSIDE if face[0] == "i" else OUTSIDE
    count = len(edges) - 1
    # The inside of a left-to-right sheet counts from the left; turning it over, or reading
    # from right to left, mirrors it, and both together do nothing.
    mirrored = (side == OUTSIDE) != rtl
    seen = _seen(edges, mirrored=mirrored)
    at = count - 1 - int(face[1:]) if mirrored else int(face[1:])
    return PanelPlan(
        name=face,
        role=role,
        side=side,
        rect=Rect(seen[at], 0.0, seen[at + 1] - seen[at], height),
        folds_left=at > 0,
        folds_right=at < count - 1,
    )


def _findings(allowance: Allowance, stock_gsm: int) -> tuple[Finding, ...]:
    if not allowance.crease:
        return ()
    return (
        Finding(
            severity=Severity.INFO,
            code="fold-crease",
            message=f"stock of {stock_gsm} g/m2 cracks when folded flat",
            hint="ask the printer to crease the fold lines, with the grain of the paper along them",
        ),
    )
