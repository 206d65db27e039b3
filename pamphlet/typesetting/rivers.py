"""Rivers: word spaces below each other through several lines, a white crack in the column.

Found once a paragraph is broken, and charged by breaking it again. Rivers are rare, so
looking for them costs little, and a line that has none is never set worse for them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import replace

from pamphlet.typesetting.breaking import NOWHERE, Breakpoints, Tolerance, find_breaks

LINES = 4
"""From how many lines on spaces below each other are a river."""
LEAST = 0.1
"""Least white in a river, in ems: what parts ideographs is none."""
NEAR = 0.12
"""How far the middle of a space may stand from that of the one above it, in ems: half of a space."""
RIVER = 0.4
"""Demerits of a river, about those of two hyphens."""
ATTEMPTS = 3
"""How often a paragraph is broken anew for its rivers."""

_Charges = Mapping[int, Mapping[int, float]]


def without_rivers(
    points: Breakpoints,
    breaks: tuple[int, ...],
    measures: Sequence[float],
    tolerance: Tolerance,
    whole: frozenset[int] = NOWHERE,
) -> tuple[int, ...]:
    """Return the best breaks once each river is charged for: *breaks*, or others with fewer rivers.

    Where breaking with the charge gives fewer rivers, what is saved on them is more than what the
    lines cost: with the charge, the other breaks would have been the cheaper ones.
    """
    found = list(_rivers(points, breaks, measures, tolerance))
    charges: _Charges = points.charges
    for _ in range(ATTEMPTS if found else 0):
        charges = _charged(charges, found)
        others = find_breaks(replace(points, charges=charges), measures, tolerance, whole)
        if others is None or others == breaks:
            return breaks
        left = list(_rivers(points, others, measures, tolerance))
        if len(left) < len(found):
            return others
        found = left
    return breaks


def _charged(charges: _Charges, lines: Sequence[tuple[int, int]]) -> _Charges:
    """Return *charges* with those of a river on each of *lines*."""
    more = dict(charges)
    for since, until in lines:
        known = more.get(until, {})
        more[until] = {**known, since: known.get(since, 0.0) + RIVER}
    return more


def _rivers(
    points: Breakpoints, breaks: Sequence[int], measures: Sequence[float], tolerance: Tolerance
) -> Iterator[tuple[int, int]]:
    """Yield the line in which each river has come to be one, as its start and its end."""
    if len(breaks) < LINES:
        return
    start, end = points.start, points.end
    spaces = [point for point in range(1, len(end)) if start[point] - end[point] > LEAST and not points.kind[point]]
    above: list[tuple[float, int]] = []
    since = 0
    for number, until in enumerate(breaks):
        measure = measures[number] if number < len(measures) else measures[-1]
        inside = spaces[bisect_left(spaces, since + 1) : bisect_left(spaces, until)]
        flowing: list[tuple[float, int]] = []
        at, many = 0, len(above)
        for x in _stand(
            points, inside, since, until, measure=measure, tolerance=tolerance, last=number == len(breaks) - 1
        ):
            while at < many and above[at][0] > x + NEAR:
                at += 1
            length = above[at][1] + 1 if at < many and above[at][0] >= x - NEAR else 1
            flowing.append((x, length))
            if length == LINES:
                yield since, until
        above, since = flowing, until


def _stand(
    points: Breakpoints,
    inside: Sequence[int],
    since: int,
    until: int,
    *,
    measure: float,
    tolerance: Tolerance,
    last: bool,
) -> list[float]:
    """Return how far the middle of each space of a line stands from its right edge, in ems.

    Args:
        inside: the break points at the spaces of the line.
    """
    start, end = points.start, points.end
    left, width = start[since], end[until] - start[since]
    gaps = points.spaces_end[until] - points.spaces_start[since]
    misfit = measure - width
    give, grow = 0.0, 1.0
    if gaps and width > 0.0 and not (last and misfit > 0.0):
        reach = points.reach[until] - points.reach[since]
        even = tolerance.space_good if misfit > 0.0 else min(tolerance.space_good, tolerance.shrink)
        rigid = max(-1.0, min(1.0, misfit / (reach + gaps * even or 1e-9))) * reach
        give, grow = (misfit - rigid) / gaps, 1.0 + rigid / width
    edge = measure + left * grow - give / 2
    half = grow / 2
    return [edge - (end[point] + start[point]) * half - number * give for number, point in enumerate(inside)]
