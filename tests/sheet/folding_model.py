"""A sheet of paper to fold: panels with two faces, creased one after another and laid in a pile.

The model works in points on the real, unequal widths of a plan, moves whichever side of a
crease is the shorter, and refuses what paper refuses: a fold through layers that do not have
their crease at the same place. It knows faces, not roles: it reads off what lies outermost
and what each opening uncovers, and the tests compare that with what the scheme says.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

from pamphlet.sheet.folds import INSIDE, FoldPlan, Turn

THICKNESS = 12.0
"""Points; creases of several layers may miss each other by as much as panels are tucked."""


@dataclass
class Leaf:
    """One panel where it now lies; *inside_up* says which face is towards the viewer."""

    number: int
    left: float
    right: float
    inside_up: bool = True

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2

    def face(self, *, from_above: bool) -> str:
        return ("i" if self.inside_up == from_above else "o") + str(self.number)

    def flip(self, x: float) -> None:
        self.left, self.right, self.inside_up = 2 * x - self.right, 2 * x - self.left, not self.inside_up


@dataclass
class FoldedSheet:
    """The pile of leaves from the lowest to the topmost, and what was seen at each stage of folding."""

    pile: list[Leaf]
    rtl: bool
    seen: list[set[str]] = field(default_factory=list)

    @property
    def outermost(self) -> set[str]:
        """The faces that lie wholly open, above or below."""
        return self.uncovered(from_above=True) | self.uncovered(from_above=False)

    def uncovered(self, *, from_above: bool) -> set[str]:
        faces = set()
        for at, leaf in enumerate(self.pile):
            nearer = self.pile[at + 1 :] if from_above else self.pile[:at]
            if not any(other.left < leaf.middle < other.right for other in nearer):
                faces.add(leaf.face(from_above=from_above))
        return faces

    def enclosed(self) -> list[tuple[int, int, float]]:
        """Each leaf that lies inside a crease: the crease, the leaf, and the points it stays short of it."""
        order = [leaf.number for leaf in self.pile]
        found = []
        for crease in range(len(order) - 1):
            first, last = sorted((order.index(crease), order.index(crease + 1)))
            joined = self.pile[order.index(crease)]
            at_right = joined.inside_up != self.rtl
            line = joined.right if at_right else joined.left
            for leaf in self.pile[first + 1 : last]:
                found.append((crease, leaf.number, line - leaf.right if at_right else leaf.left - line))
        return found

    def opened(self) -> list[set[str]]:
        """The faces each opening shows for the first time, the closed leaflet first."""
        known: set[str] = set()
        stages = []
        for faces in reversed(self.seen):
            stages.append(faces - known)
            known |= faces
        return stages


def fold_up(plan: FoldPlan) -> FoldedSheet:
    """Fold *plan*'s sheet, lying with its inside up, crease by crease."""
    inside = {panel.name: panel.rect for panel in plan.panels if panel.side == INSIDE}
    leaves = {int(name[1:]): Leaf(int(name[1:]), rect.x, rect.right) for name, rect in inside.items()}
    sheet = FoldedSheet(pile=[leaves[number] for number in sorted(leaves)], rtl=plan.rtl)
    sheet.seen.append(sheet.outermost)
    made: set[int] = set()
    turns = {fold.after: fold.turn for fold in plan.scheme.folds}
    assert len(turns) == len(leaves) - 1, "each crease is folded once"
    for fold in plan.scheme.folds:
        if fold.after not in made:
            made |= _crease(sheet, leaves, fold.after, turns, made)
            sheet.seen.append(sheet.outermost)
    return sheet


def _crease(
    sheet: FoldedSheet, leaves: dict[int, Leaf], after: int, turns: dict[int, Turn], made: set[int]
) -> set[int]:
    line = _line(leaves, after)
    right = {leaf.number for leaf in sheet.pile if leaf.middle > line}
    left = set(leaves) - right
    creased = {n for n in turns if (n in right) != (n + 1 in right)}
    assert not creased & made, f"creases {sorted(creased & made)} are made already and would tear"
    lines = {number: _line(leaves, number) for number in creased}
    assert all(abs(each - line) < THICKNESS for each in lines.values()), "the layers' creases do not lie together"
    upwards = {(turns[number] is Turn.VALLEY) == leaves[number].inside_up for number in creased}
    assert len(upwards) == 1, f"creases {sorted(creased)} made in one go turn different ways"
    # The end that moves must hang free: a strip held at two creases cannot turn about both.
    moving = next(side for side in sorted((right, left), key=len) if all(len(h) == 1 for h in _hinges(side, creased)))
    turned = [leaf for leaf in reversed(sheet.pile) if leaf.number in moving]
    staying = [leaf for leaf in sheet.pile if leaf.number not in moving]
    for leaf in turned:
        leaf.flip(lines[_hinge(leaf.number, moving, creased).pop()])
    sheet.pile = [*staying, *turned] if upwards == {True} else [*turned, *staying]
    return creased


def _line(leaves: dict[int, Leaf], after: int) -> float:
    """Return where the crease lies between two leaves that are still flat beside each other."""
    one, other = sorted((leaves[after], leaves[after + 1]), key=lambda leaf: leaf.left)
    assert abs(one.right - other.left) < 0.01, f"the panels at crease {after} do not meet"
    return one.right


def _hinges(moving: set[int], creased: set[int]) -> list[set[int]]:
    return [_hinge(number, moving, creased) for number in moving]


def _hinge(number: int, moving: set[int], creased: set[int]) -> set[int]:
    """Return the creases on which the strip of moving leaves around leaf *number* hangs."""
    first = last = number
    while first - 1 in moving:
        first -= 1
    while last + 1 in moving:
        last += 1
    return {first - 1, last} & creased


def closed_width(sheet: FoldedSheet) -> float:
    """The width of the pile."""
    return max(leaf.right for leaf in sheet.pile) - min(leaf.left for leaf in sheet.pile)


def tiles(edges: list[tuple[float, float]], width: float) -> bool:
    """Say whether spans, in order, fill 0 to *width* without gap or overlap."""
    joined = all(abs(one[1] - other[0]) < 1e-9 for one, other in pairwise(edges))
    return joined and edges[0][0] == 0.0 and abs(edges[-1][1] - width) < 1e-9
