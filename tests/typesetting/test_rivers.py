"""Rivers, on paragraphs whose words are so alike that their spaces fall below each other."""

from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import pairwise

import pytest

from pamphlet.typesetting import rivers
from pamphlet.typesetting.breaking import Breakpoints, Tolerance, find_breaks
from pamphlet.typesetting.rivers import without_rivers

SPACE = 0.25
TOLERANCE = Tolerance(space_good=0.06, shrink=0.08, stretch=0.5, last_min=0.0)


def paragraph(widths: Sequence[float]) -> Breakpoints:
    """Lay out words of these widths, in ems."""
    points = Breakpoints(end=[0.0], start=[0.0], spaces_end=[0], spaces_start=[0], penalty=[0.0], kind=[0], reach=[0.0])
    x = 0.0
    for number, width in enumerate(widths):
        last = number == len(widths) - 1
        x += width
        points.end.append(x)
        x += 0.0 if last else SPACE
        points.start.append(x)
        points.spaces_end.append(number)
        points.spaces_start.append(number + (not last))
        points.penalty.append(0.0)
        points.kind.append(0)
        points.reach.append(0.02 * x)
    return points


def deepest(points: Breakpoints, breaks: Sequence[int], measure: float) -> int:
    """Return through how many lines the longest river runs, each space at its place in its full line."""
    longest, above = 1, {}
    for number, (since, until) in enumerate(pairwise((0, *breaks))):
        gaps = until - since - 1
        last = number == len(breaks) - 1
        give = 0.0 if last else (measure - points.end[until] + points.start[since]) / max(gaps, 1)
        here = {}
        for space in range(gaps):
            point = since + 1 + space
            x = (points.end[point] + points.start[point]) / 2 - points.start[since] + (space + 0.5) * give
            here[x] = 1 + max((length for other, length in above.items() if abs(other - x) < 0.1), default=0)
        longest, above = max(longest, *here.values(), 1), here
    return longest


ALIKE = [1.0, 1.4, 1.0, 1.4] * 8
"""Four words fill a line of 5.55 em: eight lines, all of them the same."""


def test_rivers_are_avoided_where_another_way_is_near() -> None:
    before = after = 0
    for seed in range(120):
        chance = random.Random(seed)
        points = paragraph([chance.choice((0.6, 0.8, 1.0, 1.4, 1.8, 2.2)) for _ in range(90)])
        measure = chance.uniform(9.0, 13.0)
        breaks = find_breaks(points, (measure,), TOLERANCE)
        if breaks is not None:
            before += deepest(points, breaks, measure) >= rivers.LINES
            after += deepest(points, without_rivers(points, breaks, (measure,), TOLERANCE), measure) >= rivers.LINES
    assert before >= 10
    assert after <= before * 0.8


def test_what_has_no_river_is_left_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    points = paragraph([1.0, 1.4, 2.2, 0.6, 1.9, 0.8, 1.1, 2.6, 0.5, 1.7, 1.2, 0.9, 2.0, 1.5])
    breaks = find_breaks(points, (6.0,), TOLERANCE)
    assert breaks is not None

    def refuse(*_: object) -> None:
        raise AssertionError("broken again")

    monkeypatch.setattr(rivers, "find_breaks", refuse)
    assert without_rivers(points, breaks, (6.0,), TOLERANCE) == breaks


def test_a_river_that_cannot_be_helped_is_kept() -> None:
    points = paragraph(ALIKE)
    measure = 4.8 + 3 * SPACE
    breaks = find_breaks(points, (measure,), TOLERANCE)
    assert breaks == (4, 8, 12, 16, 20, 24, 28, 32)
    assert deepest(points, breaks, measure) == 8
    assert without_rivers(points, breaks, (measure,), TOLERANCE) == breaks
