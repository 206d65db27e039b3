"""A sheet of paper to fold: panels with two faces, creased one after another and laid in a pile.

The model works in points on the real, unequal widths of a plan, moves whichever side of a
crease is the shorter, and refuses what paper refuses: a fold through layers that do not have
their crease at the same place. It knows faces, not roles: it reads off what lies outermost,
which way up, and what each opening uncovers, and the tests compare that with what the scheme says.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from pamphlet.sheet.folds import Fold, Turn
from pamphlet.sheet.plan import INSIDE, FoldPlan
from pamphlet.units import Rect

THICKNESS = 12.0
"""Points; creases of several layers may miss each other by as much as panels are tucked."""

ACROSS, DOWN = 0, 1
"""The axis along which a fold turns panels: an upright crease turns them across, a level one down."""


@dataclass
class Leaf:
    """One panel where it now lies.

    *span* holds its begin and end across and down; *inside_up* says which face is towards the
    viewer, *head_up* whether the head of the flat sheet is still towards the top.
    """

    number: int
    span: list[tuple[float, float]]
    inside_up: bool = True
    head_up: bool = True

    @property
    def middle(self) -> tuple[float, float]:
        return sum(self.span[ACROSS]) / 2, sum(self.span[DOWN]) / 2

    def face(self, *, from_above: bool) -> str:
        return ("i" if self.inside_up == from_above else "o") + str(self.number)

    def points(self) -> list[tuple[float, float]]:
        """Four places in its quarters: its middle may show through between two doors."""
        across, down = ([begin + share * (end - begin) for share in (0.25, 0.75)] for begin, end in self.span)
        return [(x, y) for x in across for y in down]

    def flip(self, axis: int, line: float) -> None:
        begin, end = self.span[axis]
        self.span[axis] = (2 * line - end, 2 * line - begin)
        self.inside_up = not self.inside_up
        self.head_up = self.head_up != (axis == DOWN)

    def covers(self, point: tuple[float, float]) -> bool:
        return all(begin < at < end for (begin, end), at in zip(self.span, point, strict=True))


@dataclass
class FoldedSheet:
    """The pile of leaves from the lowest to the topmost, and what was seen at each stage of folding."""

    pile: list[Leaf]
    plan: FoldPlan
    seen: list[set[str]] = field(default_factory=list)
    upright: list[set[bool]] = field(default_factory=list)
    """At each stage, whether the faces to be seen read upright, as those that the plan turns do when upside down."""

    @property
    def outermost(self) -> set[str]:
        """The faces that lie wholly open, above or below."""
        return self.uncovered(from_above=True) | self.uncovered(from_above=False)

    def uncovered(self, *, from_above: bool) -> set[str]:
        return {leaf.face(from_above=from_above) for leaf in self.open_leaves(from_above=from_above)}

    def open_leaves(self, *, from_above: bool) -> Iterator[Leaf]:
        for at, leaf in enumerate(self.pile):
            nearer = self.pile[at + 1 :] if from_above else self.pile[:at]
            if not any(other.covers(point) for other in nearer for point in leaf.points()):
                yield leaf

    def enclosed(self) -> list[tuple[Fold, int, float]]:
        """Each leaf that lies inside an upright crease: the crease, the leaf, and the points it stays short of it."""
        order = [leaf.number for leaf in self.pile]
        found = []
        for fold in self.plan.scheme.folds:
            if fold.second - fold.first != 1:
                continue
            first, last = sorted((order.index(fold.first), order.index(fold.second)))
            joined = self.pile[order.index(fold.first)]
            at_right = (joined.inside_up == joined.head_up) != self.plan.rtl
            begin, end = joined.span[ACROSS]
            line = end if at_right else begin
            for leaf in self.pile[first + 1 : last]:
                short = line - leaf.span[ACROSS][1] if at_right else leaf.span[ACROSS][0] - line
                if abs(leaf.middle[ACROSS] - joined.middle[ACROSS]) < joined.span[ACROSS][1] - joined.span[ACROSS][0]:
                    found.append((fold, leaf.number, short))
        return found

    def opened(self) -> list[set[str]]:
        """The faces each opening shows for the first time, the closed leaflet first."""
        known: set[str] = set()
        stages = []
        for faces in reversed(self.seen):
            stages.append(faces - known)
            known |= faces
        return stages

    def note(self) -> None:
        """Keep what is to be seen now, from both sides, and which way up it reads."""
        turned = {panel.name for panel in self.plan.panels if panel.turned}
        self.seen.append(self.outermost)
        self.upright.append(
            {
                leaf.head_up != (leaf.face(from_above=above) in turned)
                for above in (True, False)
                for leaf in self.open_leaves(from_above=above)
            }
        )


def flat(plan: FoldPlan) -> list[Leaf]:
    """Return the leaves of *plan*'s sheet, lying with its inside up."""
    leaves: dict[int, Leaf] = {}
    for panel in plan.panels:
        rect = panel.rect
        if panel.side != INSIDE:
            rect = Rect(plan.sheet.width - rect.right, rect.y, rect.width, rect.height)
        leaves[int(panel.name[1:])] = Leaf(int(panel.name[1:]), [(rect.x, rect.right), (rect.y, rect.bottom)])
    return [leaves[number] for number in sorted(leaves)]


def fold_up(plan: FoldPlan) -> FoldedSheet:
    """Fold *plan*'s sheet, lying with its inside up, crease by crease."""
    leaves = {leaf.number: leaf for leaf in flat(plan)}
    sheet = FoldedSheet(pile=[leaves[number] for number in sorted(leaves)], plan=plan)
    sheet.note()
    made: set[tuple[int, int]] = set()
    turns = {(fold.first, fold.second): fold.turn for fold in plan.scheme.folds}
    assert len(turns) == len(plan.scheme.folds), "each crease is folded once"
    for crease in turns:
        if crease not in made:
            made |= _crease(sheet, leaves, crease, turns, made)
            sheet.note()
    return sheet


Crease = tuple[int, int]


def _crease(
    sheet: FoldedSheet, leaves: dict[int, Leaf], crease: Crease, turns: dict[Crease, Turn], made: set[Crease]
) -> set[Crease]:
    axis, line = _line(leaves, crease)
    beyond = {leaf.number for leaf in sheet.pile if leaf.middle[axis] > line}
    before = set(leaves) - beyond
    creased = {pair for pair in turns if (pair[0] in beyond) != (pair[1] in beyond)}
    assert not creased & made, f"creases {sorted(creased & made)} are made already and would tear"
    lines = {pair: _line(leaves, pair)[1] for pair in creased}
    assert all(abs(each - line) < THICKNESS for each in lines.values()), "the layers' creases do not lie together"
    upwards = {(turns[pair] is Turn.VALLEY) == leaves[pair[0]].inside_up for pair in creased}
    assert len(upwards) == 1, f"creases {sorted(creased)} made in one go turn different ways"
    # The end that moves must hang free: a strip held at two creases cannot turn about both.
    moving = next(
        side
        for side in sorted((beyond, before), key=len)
        if all(len({lines[pair] for pair in _hinge(n, side, creased, turns)}) == 1 for n in side)
    )
    turned = [leaf for leaf in reversed(sheet.pile) if leaf.number in moving]
    staying = [leaf for leaf in sheet.pile if leaf.number not in moving]
    for leaf in turned:
        leaf.flip(axis, lines[min(_hinge(leaf.number, moving, creased, turns))])
    sheet.pile = [*staying, *turned] if upwards == {True} else [*turned, *staying]
    return creased


def _line(leaves: dict[int, Leaf], crease: Crease) -> tuple[int, float]:
    """Return the axis and the place of the crease between two leaves that are still flat beside each other."""
    one, other = leaves[crease[0]], leaves[crease[1]]
    axis = ACROSS if abs(one.middle[DOWN] - other.middle[DOWN]) < 0.01 else DOWN
    one, other = sorted((one, other), key=lambda leaf: leaf.span[axis])
    assert abs(one.span[axis][1] - other.span[axis][0]) < 0.01, f"the panels at crease {crease} do not meet"
    return axis, one.span[axis][1]


def _hinge(number: int, moving: set[int], creased: set[Crease], turns: dict[Crease, Turn]) -> set[Crease]:
    """Return the creases being made on which the moving leaves around leaf *number* hang."""
    strip, reached = {number}, {number}
    while reached:
        reached = {
            other
            for pair in turns
            for one, other in (pair, pair[::-1])
            if one in strip and other in moving and other not in strip
        }
        strip |= reached
    return {pair for pair in creased if strip & set(pair)}


def closed_width(sheet: FoldedSheet) -> float:
    """The width of the pile."""
    return max(leaf.span[ACROSS][1] for leaf in sheet.pile) - min(leaf.span[ACROSS][0] for leaf in sheet.pile)


def tiles(edges: list[tuple[float, float]], width: float) -> bool:
    """Say whether spans, in order, fill 0 to *width* without gap or overlap."""
    joined = all(abs(one[1] - other[0]) < 1e-9 for one, other in pairwise(edges))
    return joined and edges[0][0] == 0.0 and abs(edges[-1][1] - width) < 1e-9
