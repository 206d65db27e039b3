"""Folding done step by step: where each panel lies when a step comes, what is seen, and what swings over what.

Worked out from the scheme's creases and steps, so a new fold needs nothing here. The sheet lies with its
inside up. A step that is no flat fold, as a booklet's ends are pushed together, ends the reckoning: what comes
after it is told of the open sheet.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from pamphlet.sheet.folds import Action, Fold, FoldScheme, Turn
from pamphlet.sheet.plan import INSIDE, OUTSIDE, FoldPlan

_SAME = 1e-6
_NEAR = 0.15
"""Of a panel's width: how far off a crease one looks whether it is covered; what is tucked stays nearer to it."""

Extent = tuple[float, float]


class Leaf(Struct, frozen=True, kw_only=True):
    """One panel while the sheet is being folded: where it lies, and whether its inside looks up."""

    number: int
    across: Extent
    down: Extent = (0.0, 1.0)
    inside_up: bool = True
    mirrored: bool = False
    head_up: bool = True

    def mirror(self, x: float) -> Leaf:
        """Return the leaf seen from its other side: what was right of *x* is left of it."""
        return replace(self, across=_reflected(self.across, x), mirrored=not self.mirrored)

    def turn(self, line: float, *, level: bool) -> Leaf:
        """Return the leaf turned over about an upright or a level *line*."""
        if level:
            turned = replace(self, down=_reflected(self.down, line), head_up=not self.head_up)
        else:
            turned = self.mirror(line)
        return replace(turned, inside_up=not self.inside_up)

    def covers(self, other: Leaf) -> bool:
        """Say whether the two lie over each other."""
        return all(
            one[0] < two[1] - _SAME and two[0] < one[1] - _SAME
            for one, two in ((self.across, other.across), (self.down, other.down))
        )

    def holds(self, x: float, y: float) -> bool:
        """Say whether the point lies on the leaf."""
        return self.across[0] < x < self.across[1] and self.down[0] < y < self.down[1]


Pile = list[Leaf]
"""From the lowest leaf to the topmost."""


class Swing(Struct, frozen=True, kw_only=True):
    """What one step swings over or behind what, as one looks at the faces of one side.

    Attributes:
        moving, still: the faces beside the crease, such as ``i2`` and ``i1``.
        over: whether it goes over the sheet, towards the viewer; otherwise behind it.
        moving_seen, still_seen: whether nothing lies upon these faces when the step comes.
        told: whether this is what whoever folds the sheet has before him at this step.
        turned: whether the faces then stand upside down, against the flat sheet.
        apart: the two are no neighbours on the flat sheet; they meet once it is folded so far, as doors do.
    """

    step: int
    side: int
    moving: str
    still: str
    over: bool
    moving_seen: bool = True
    still_seen: bool = True
    told: bool = False
    turned: bool = False
    apart: bool = False


def folded(scheme: FoldScheme) -> Pile:
    """Fold a sheet of one row flat and return its pile; panels count as wide as their shares."""
    edges = [0.0]
    for share in scheme.shares:
        edges.append(edges[-1] + share)
    pile = [Leaf(number=number, across=span) for number, span in enumerate(pairwise(edges))]
    for number, step in enumerate(scheme.steps, 1):
        if step.action is Action.FOLD:
            pile = _fold(scheme, pile, _hinges(scheme, number), step.moves)
    return pile


def swings(plan: FoldPlan) -> tuple[Swing, ...]:
    """Return every swing of folding *plan*, step by step, as each printed side shows it."""
    return tuple(_swings(plan))


def faces_inside(plan: FoldPlan) -> bool:
    """Say whether the sheet is folded with its inside before one: with its print, where one side has none."""
    return INSIDE in plan.sides


def _swings(plan: FoldPlan) -> Iterator[Swing]:
    scheme, pile = plan.scheme, _flat(plan)
    for number, step in enumerate(scheme.steps, 1):
        if step.action is Action.PUSH:
            pile = _flat(plan)
        if step.action is not Action.FOLD:
            continue
        hinges = _hinges(scheme, number)
        found = [_swing(plan, pile, hinge, side, number) for hinge in hinges for side in sorted(plan.sides)]
        yield from found
        if not any(swing.told for swing in found):
            yield _apart(plan, pile, hinges[0], number, step.moves)
        pile = _fold(scheme, pile, hinges, step.moves)


def _flat(plan: FoldPlan) -> Pile:
    """Return the leaves of *plan*'s sheet, lying with its inside up."""
    leaves: dict[int, Leaf] = {}
    for panel in plan.panels:
        left, right = panel.rect.x, panel.rect.right
        if panel.side == OUTSIDE:
            left, right = plan.sheet.width - right, plan.sheet.width - left
        leaves[int(panel.name[1:])] = Leaf(
            number=int(panel.name[1:]), across=(left, right), down=(panel.rect.y, panel.rect.bottom)
        )
    return [leaves[number] for number in sorted(leaves)]


def _hinges(scheme: FoldScheme, step: int) -> list[Fold]:
    """Return the creases about which a step moves its panels."""
    moves = scheme.steps[step - 1].moves
    return [fold for fold in scheme.folds if fold.step == step and (fold.first in moves) != (fold.second in moves)]


def _fold(scheme: FoldScheme, pile: Pile, hinges: Iterable[Fold], moves: tuple[int, ...]) -> Pile:
    leaves = {leaf.number: leaf for leaf in pile}
    lines: dict[int, tuple[float, bool]] = {}
    up = False
    for hinge in hinges:
        level = abs(hinge.second - hinge.first) == scheme.columns and scheme.rows > 1
        line = _line(leaves[hinge.first], leaves[hinge.second], level=level)
        moving, still = _ends(hinge, moves)
        lines[moving] = (line, level)
        up = (hinge.turn is Turn.VALLEY) == leaves[still].inside_up
    usual = next(iter(lines.values()))
    moved = []
    for leaf in reversed(pile):
        if leaf.number in moves:
            line, level = lines.get(leaf.number, usual)
            moved.append(leaf.turn(line, level=level))
    staying = [leaf for leaf in pile if leaf.number not in moves]
    return [*staying, *moved] if up else [*moved, *staying]


def _ends(hinge: Fold, moves: tuple[int, ...]) -> tuple[int, int]:
    """Return the panel that moves about a crease, and the one that lies still."""
    return (hinge.first, hinge.second) if hinge.first in moves else (hinge.second, hinge.first)


def _line(one: Leaf, other: Leaf, *, level: bool) -> float:
    """Return where the crease between two leaves lies now."""
    first, second = (one.down, other.down) if level else (one.across, other.across)
    return first[1] if sum(first) < sum(second) else second[1]


def _swing(plan: FoldPlan, pile: Pile, hinge: Fold, side: int, step: int) -> Swing:
    leaves = {leaf.number: leaf for leaf in pile}
    moving, still = _ends(hinge, plan.scheme.steps[step - 1].moves)
    above = leaves[moving].inside_up == (side == INSIDE)
    seen = [
        _topmost(pile, *_beside(leaves[one], leaves[other]), above=above).number == one
        for one, other in ((moving, still), (still, moving))
    ]
    letter = "oi"[side]
    return Swing(
        step=step,
        side=side,
        moving=f"{letter}{moving}",
        still=f"{letter}{still}",
        over=(hinge.turn is Turn.VALLEY) == (side == INSIDE),
        moving_seen=seen[0],
        still_seen=seen[1],
        told=above == faces_inside(plan) and any(seen),
        turned=not leaves[moving].head_up,
    )


def _apart(plan: FoldPlan, pile: Pile, hinge: Fold, step: int, moves: tuple[int, ...]) -> Swing:
    """Return what is swung as it is seen where other panels lie upon both sides of the crease."""
    leaves, above = {leaf.number: leaf for leaf in pile}, faces_inside(plan)
    moving, still = _ends(hinge, moves)
    one, other = (
        _topmost(pile, *_beside(leaves[near], leaves[far]), above=above)
        for near, far in ((moving, still), (still, moving))
    )
    up = (hinge.turn is Turn.VALLEY) == leaves[still].inside_up
    side = INSIDE if one.inside_up == above else OUTSIDE
    return Swing(
        step=step,
        side=side,
        moving=f"{'oi'[side]}{one.number}",
        still=f"{'oi'[side]}{other.number}",
        over=up == above,
        told=True,
        turned=not one.head_up,
        apart=True,
    )


def _beside(leaf: Leaf, other: Leaf) -> tuple[float, float]:
    """Return a point of *leaf* near its crease with *other*."""
    middle = [sum(leaf.across) / 2, sum(leaf.down) / 2]
    level = abs(sum(leaf.across) - sum(other.across)) < _SAME
    span, beyond = (leaf.down, other.down) if level else (leaf.across, other.across)
    near = _NEAR if sum(span) > sum(beyond) else 1 - _NEAR
    middle[level] = span[0] + near * (span[1] - span[0])
    return middle[0], middle[1]


def _topmost(pile: Pile, x: float, y: float, *, above: bool) -> Leaf:
    return next(leaf for leaf in (reversed(pile) if above else iter(pile)) if leaf.holds(x, y))


def _reflected(span: Extent, line: float) -> Extent:
    return 2 * line - span[1], 2 * line - span[0]
