"""A ring of panels round a cut, collapsed into a booklet: no single fold makes it, so every flat state is tried.

Each panel is reflected over the creases on the way to it; a pile is what paper allows if every crease turns
the way the scheme says and no two creases on one edge cut through each other.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations

from folding_model import Crease, Leaf, _line, flat

from pamphlet.sheet.folds import Fold, Turn
from pamphlet.sheet.plan import FoldPlan

Spine = tuple[int, float]


def collapsed(plan: FoldPlan) -> tuple[dict[int, Leaf], dict[Crease, Spine]]:
    """Return every leaf where it lies once all creases are folded flat, and the edge at which each crease lies.

    Raises:
        AssertionError: going round the ring the other way would put a leaf elsewhere: the sheet would tear.
    """
    leaves = {leaf.number: leaf for leaf in flat(plan)}
    flat_lines = {(fold.first, fold.second): _line(leaves, (fold.first, fold.second)) for fold in plan.scheme.folds}
    placed: dict[int, list[Spine]] = {0: []}
    edges: dict[Crease, Spine] = {}
    waiting = [0]
    while waiting:
        number = waiting.pop()
        for pair, (axis, line) in flat_lines.items():
            if number in pair:
                other = pair[1] if pair[0] == number else pair[0]
                way = [*placed[number], (axis, _seen(line, axis, placed[number]))]
                edges.setdefault(pair, way[-1])
                if other not in placed:
                    placed[other] = way
                    waiting.append(other)
    for number, way in placed.items():
        for axis, line in way:
            leaves[number].flip(axis, line)
    for pair in flat_lines:
        one, other = leaves[pair[0]], leaves[pair[1]]
        assert one.inside_up != other.inside_up, f"crease {pair} would tear"
        assert all(
            abs(a - b) < 0.01 for x, y in zip(one.span, other.span, strict=True) for a, b in zip(x, y, strict=True)
        )
    return leaves, edges


def _seen(line: float, axis: int, way: list[Spine]) -> float:
    """Return where the crease at *line* of the flat sheet has come to lie."""
    for each, at in way:
        if each == axis:
            line = 2 * at - line
    return line


def piles(plan: FoldPlan) -> Iterator[tuple[Leaf, ...]]:
    """Yield every pile, from the lowest leaf to the topmost, into which the sheet can be laid flat."""
    leaves, edges = collapsed(plan)
    for order in permutations(leaves.values()):
        height = {leaf.number: at for at, leaf in enumerate(order)}
        turned = all(_turned(fold, leaves, height) for fold in plan.scheme.folds)
        if turned and not any(
            _cross(one, other, height) for one in edges for other in edges if edges[one] == edges[other]
        ):
            yield order


def _turned(fold: Fold, leaves: dict[int, Leaf], height: dict[int, int]) -> bool:
    """Say whether a crease turns the way it should: in a valley the inside that looks up is the lower one's."""
    lower = min(fold.first, fold.second, key=height.__getitem__)
    return leaves[lower].inside_up == (fold.turn is Turn.VALLEY)


def _cross(one: Crease, other: Crease, height: dict[int, int]) -> bool:
    """Say whether two creases on the same edge of the pile cut through each other."""
    low, high = sorted(height[n] for n in one)
    return len([n for n in other if low < height[n] < high]) == 1
