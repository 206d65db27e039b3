"""A fold worked out for one paper, stock and direction of reading: every panel with its place and edges."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum
from itertools import accumulate

from msgspec import Struct
from msgspec.structs import replace

from pamphlet.errors import Finding
from pamphlet.sheet.folds import FoldScheme, Role, fold_scheme
from pamphlet.sheet.papers import trade_of
from pamphlet.sheet.stock import allowance, creasing
from pamphlet.units import Rect, Size

OUTSIDE, INSIDE = 0, 1
"""The sides of a sheet, as indexes: the outside is printed as page 1."""
SIDES = ("outside", "inside")


class Edge(StrEnum):
    """What an edge of a panel is: only one that is cut with the sheet needs bleed."""

    CUT = "cut"
    FOLD = "fold"
    SLIT = "slit"


class Edges(Struct, frozen=True, kw_only=True):
    """The four edges of a panel, as one looks at its side of the sheet."""

    top: Edge = Edge.CUT
    right: Edge = Edge.CUT
    bottom: Edge = Edge.CUT
    left: Edge = Edge.CUT


class PanelPlan(Struct, frozen=True, kw_only=True):
    """One face of a panel, with its place.

    Attributes:
        name: ``i0`` ... on the inside, ``o0`` ... on the outside; ``o0`` is the outside of ``i0``.
        side: ``OUTSIDE`` or ``INSIDE``.
        rect: on its side of the trimmed sheet as one looks at that side, in points from the top left.
        turned: whether it stands upside down on the sheet.
        edges: as one looks at that side.
        spread: the name of the spread it lies in. x, y: where in it, as the reader holds it.
        face: how far from where reading begins it stands in the face that it is a part of, and that face's width: more
            than the panel where a cover is divided among doors.
    """

    name: str
    role: Role
    side: int
    rect: Rect
    edges: Edges = Edges()
    turned: bool = False
    spread: str = ""
    x: float = 0.0
    y: float = 0.0
    face: tuple[float, float] = (0.0, 0.0)


class FoldPlan(Struct, frozen=True, kw_only=True):
    """A fold scheme worked out for one paper, stock and direction of reading.

    Attributes:
        sheet: the trimmed sheet, as it is looked at, in points.
        panels: every face that has a role, in reading order.
        spreads: what lies open at once; each panel is in one.
        fold_lines: for each side the x of its upright folds, from left to right.
        level_lines: the y of the folds across, from the top down; both sides have the same.
        rtl: whether the leaflet reads, and so opens, from right to left.
        findings: what the printer should know, such as that the stock wants creasing.
    """

    scheme: FoldScheme
    sheet: Size
    panels: tuple[PanelPlan, ...]
    spreads: tuple[PanelPlan, ...]
    fold_lines: tuple[tuple[float, ...], tuple[float, ...]]
    level_lines: tuple[float, ...] = ()
    rtl: bool = False
    findings: tuple[Finding, ...] = ()

    @property
    def sides(self) -> tuple[int, ...]:
        """The sides that are printed: a booklet of one side leaves the inside blank."""
        return tuple(sorted({panel.side for panel in self.panels}))

    def panel(self, name: str) -> PanelPlan:
        """Return the panel called *name*; a wrong name is a mistake of the caller's (``KeyError``)."""
        for panel in self.panels:
            if panel.name == name:
                return panel
        raise KeyError(name)

    def slits(self, side: int) -> tuple[Rect, ...]:
        """Return where the sheet is cut inside, as one looks at *side*: level lines, of no height, from the top down.

        A scheme cuts between panels that stand one below the other; cuts that join are one.
        """
        found: list[Rect] = []
        for panel in self.side(side):
            rect = panel.rect
            if panel.edges.bottom is not Edge.SLIT:
                continue
            if found and found[-1].y == rect.bottom and abs(found[-1].right - rect.x) < 0.01:
                found[-1] = Rect(found[-1].x, rect.bottom, rect.right - found[-1].x, 0.0)
            else:
                found.append(Rect(rect.x, rect.bottom, rect.width, 0.0))
        return tuple(found)

    def side(self, side: int) -> tuple[PanelPlan, ...]:
        """Return the panels of one side row by row, from left to right."""
        return tuple(sorted((p for p in self.panels if p.side == side), key=lambda panel: (panel.rect.y, panel.rect.x)))


def fold_plan(name: str, paper: Size, stock_gsm: int, rtl: bool = False) -> FoldPlan:
    """Work out the fold called *name* for a paper, either way up, and a stock in g/m2.

    Args:
        name: of a scheme in :data:`~pamphlet.sheet.folds.FOLD_SCHEMES`.
        paper: the trimmed sheet; it is turned as the scheme wants it.
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
    short, long = sorted((paper.width, paper.height))
    sheet = Size(short, long) if scheme.upright else Size(long, short)
    asked = allowance(trade_of(paper), stock_gsm)
    widths = scheme.widths(sheet.width, asked)
    grid = _Grid(
        scheme=scheme,
        # The last edge is the sheet's own, not a sum that is a hair off it.
        columns=(0.0, *accumulate(widths[:-1]), sheet.width),
        rows=tuple(sheet.height * row / scheme.rows for row in range(scheme.rows + 1)),
        rtl=rtl,
    )
    panels = [grid.panel(face, role) for face, role in scheme.reading]
    spreads = tuple(_spreads(scheme, panels, sheet))
    return FoldPlan(
        scheme=scheme,
        sheet=sheet,
        panels=tuple(_divided(_in_spreads(panels, spreads))),
        spreads=tuple(spread for spread, _ in spreads),
        fold_lines=(grid.seen(OUTSIDE)[1:-1], grid.seen(INSIDE)[1:-1]),
        level_lines=grid.rows[1:-1],
        rtl=rtl,
        findings=creasing(asked, stock_gsm),
    )


class _Grid(Struct, frozen=True, kw_only=True):
    """The edges of all panels of a sheet; the columns are those of the inside, ``i0`` first."""

    scheme: FoldScheme
    columns: tuple[float, ...]
    rows: tuple[float, ...]
    rtl: bool

    def mirrored(self, side: int) -> bool:
        """Say whether *side* counts from the right: turning the sheet over, or reading from the right, mirrors it."""
        return (side == OUTSIDE) != self.rtl

    def seen(self, side: int) -> tuple[float, ...]:
        """Return the upright edges as one looks at *side*, from left to right."""
        edges = self.columns
        return tuple(edges[-1] - edge for edge in reversed(edges)) if self.mirrored(side) else edges

    def panel(self, face: str, role: Role) -> PanelPlan:
        """Return the face called *face* with its place and edges."""
        side = INSIDE if face[0] == "i" else OUTSIDE
        number = int(face[1:])
        row, column = divmod(number, self.scheme.columns)
        seen, mirrored = self.seen(side), self.mirrored(side)
        at = self.scheme.columns - 1 - column if mirrored else column
        before, after = (number + 1, number - 1) if mirrored else (number - 1, number + 1)
        return PanelPlan(
            name=face,
            role=role,
            side=side,
            rect=Rect(seen[at], self.rows[row], seen[at + 1] - seen[at], self.rows[row + 1] - self.rows[row]),
            edges=Edges(
                top=self._edge(number, number - self.scheme.columns),
                right=self._edge(number, after),
                bottom=self._edge(number, number + self.scheme.columns),
                left=self._edge(number, before),
            ),
            turned=face in self.scheme.turned,
        )

    def _edge(self, panel: int, beside: int) -> Edge:
        pair = (min(panel, beside), max(panel, beside))
        if pair in self.scheme.slits:
            return Edge.SLIT
        folds = {(fold.first, fold.second) for fold in self.scheme.folds}
        return Edge.FOLD if pair in folds else Edge.CUT


def _spreads(
    scheme: FoldScheme, panels: Iterable[PanelPlan], sheet: Size
) -> Iterator[tuple[PanelPlan, tuple[PanelPlan, ...]]]:
    """Yield each spread with its panels: those that the scheme names, or all of a side that stand the same way up."""
    by_name = {panel.name: panel for panel in panels}
    named = scheme.spreads or tuple(
        names
        for side in (OUTSIDE, INSIDE)
        for turned in (False, True)
        if (names := tuple(p.name for p in by_name.values() if (p.side, p.turned) == (side, turned)))
    )
    for names in named:
        members = tuple(by_name[name] for name in names)
        rect = _around(panel.rect for panel in members)
        whole = Rect(0.0, 0.0, rect.width, rect.height).holds(Rect(0.0, 0.0, sheet.width, sheet.height))
        yield (
            PanelPlan(
                name=SIDES[members[0].side] if whole else f"spread {'+'.join(names)}",
                role=Role.SPREAD,
                side=members[0].side,
                rect=rect,
                edges=Edges(**{at: _outer_edge(members, rect, at) for at in ("top", "right", "bottom", "left")}),
                turned=members[0].turned,
            ),
            members,
        )


def _around(rects: Iterable[Rect]) -> Rect:
    each = list(rects)
    left, top = min(rect.x for rect in each), min(rect.y for rect in each)
    return Rect(left, top, max(rect.right for rect in each) - left, max(rect.bottom for rect in each) - top)


def _outer_edge(panels: Iterable[PanelPlan], around: Rect, at: str) -> Edge:
    """Return what the edge *at* of a spread is: that of the panels that reach it."""
    edge = {"top": around.y, "right": around.right, "bottom": around.bottom, "left": around.x}[at]

    def reach(rect: Rect) -> float:
        return {"top": rect.y, "right": rect.right, "bottom": rect.bottom, "left": rect.x}[at]

    kinds = {Edge(getattr(panel.edges, at)) for panel in panels if abs(reach(panel.rect) - edge) < 0.01}
    return kinds.pop() if len(kinds) == 1 else Edge.FOLD


def _in_spreads(
    panels: Iterable[PanelPlan], spreads: Iterable[tuple[PanelPlan, tuple[PanelPlan, ...]]]
) -> Iterator[PanelPlan]:
    """Yield *panels* with the spread of each and their places in it."""
    spread_of = {panel.name: spread for spread, members in spreads for panel in members}
    for panel in panels:
        spread = spread_of[panel.name]
        x, y = panel.rect.x - spread.rect.x, panel.rect.y - spread.rect.y
        if spread.turned:
            x, y = spread.rect.right - panel.rect.right, spread.rect.bottom - panel.rect.bottom
        yield replace(panel, spread=spread.name, x=x, y=y, face=(0.0, panel.rect.width))


def _divided(panels: Iterable[PanelPlan]) -> Iterator[PanelPlan]:
    """Yield *panels*; those that are doors of one cover know their place in it, from where reading begins."""
    every = list(panels)
    doors = [panel for panel in every if panel.role in (Role.COVER, Role.DOOR)]
    widths = [panel.rect.width for panel in doors]
    begins = {panel.name: sum(widths[:at]) for at, panel in enumerate(doors)}
    for panel in every:
        yield replace(panel, face=(begins[panel.name], sum(widths)) if panel.name in begins else panel.face)
