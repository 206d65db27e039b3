from __future__ import annotations

import random
from collections.abc import Collection, Iterator, Sequence
from itertools import combinations, pairwise
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from pamphlet.typesetting import breaking
from pamphlet.typesetting.breaking import HYPHEN, Breakpoints, Tolerance, even_breaks, find_breaks

SPACE = 0.25
REACH = 0.03
"""What tracking and scaling take up, as a share of the width."""
RAGGED = Tolerance(space_good=0.0, shrink=0.0, stretch=1.0, ragged=True, last_min=0.0)
JUSTIFIED = Tolerance(space_good=0.06, shrink=0.12, stretch=0.5, last_min=2.0, lone=1.2)
LOOSE = Tolerance(space_good=0.06, shrink=0.2, stretch=1.0, last_min=1.0)
"""So loose that short paragraphs have many ways."""
HYPHEN_WIDTH = 0.15

Word = tuple[float, ...]
"""The widths of a word's syllables, in ems."""


def paragraph(words: Sequence[Word], space: float = SPACE) -> Breakpoints:
    """Lay out break points as a galley does: after each syllable with a hyphen, after each word without."""
    points = Breakpoints(end=[0.0], start=[0.0], spaces_end=[0], spaces_start=[0], penalty=[0.0], kind=[0], reach=[0.0])

    def add(end: float, start: float, gaps: tuple[int, int], penalty: float, kind: int) -> None:
        points.end.append(end)
        points.start.append(start)
        points.spaces_end.append(gaps[0])
        points.spaces_start.append(gaps[1])
        points.penalty.append(penalty)
        points.kind.append(kind)
        points.reach.append(REACH * start)

    width = 0.0
    for number, word in enumerate(words):
        for syllable in word[:-1]:
            width += syllable
            add(width + HYPHEN_WIDTH, width, (number, number), 0.1, HYPHEN)
        width += word[-1]
        last = number == len(words) - 1
        add(width, width + (0.0 if last else space), (number, number + (not last)), 0.0, 0)
        width += space
    return points


def lines_of(points: Breakpoints, breaks: Sequence[int]) -> Iterator[tuple[float, int]]:
    """Yield each line's natural width and its word spaces."""
    for since, until in pairwise((0, *breaks)):
        yield points.end[until] - points.start[since], points.spaces_end[until] - points.spaces_start[since]


class Way(NamedTuple):
    """Lines up to a break point, and what they cost."""

    cost: float = 0.0
    breaks: tuple[int, ...] = ()
    tone: float = 0.0
    ladder: int = 0


def ways_on(
    points: Breakpoints, way: Way, measures: Sequence[float], tolerance: Tolerance, whole: frozenset[int]
) -> Iterator[Way]:
    """Yield *way* with each next line that is allowed, priced by the rules and nothing else."""
    since, last = way.breaks[-1] if way.breaks else 0, len(points.end) - 1
    for point in range(since + 1, last + 1):
        width = points.end[point] - points.start[since]
        gaps = points.spaces_end[point] - points.spaces_start[since]
        misfit = measures[min(len(way.breaks), len(measures) - 1)] - width
        if tolerance.ragged:
            line = ragged_line(misfit, max(measures), tolerance, is_last=point == last)
        else:
            rigid = points.reach[point] - points.reach[since]
            line = justified_line(misfit, gaps, rigid, tolerance, is_last=point == last)
        ladder = way.ladder + 1 if points.kind[point] == HYPHEN else 0
        if line is None or ladder > tolerance.ladder:
            continue
        cost = way.cost + line[0] + points.penalty[point] + points.charges.get(point, {}).get(since, 0.0)
        tone = max(breaking.TIGHTEST, min(breaking.OPENEST, line[1]))
        if not tolerance.ragged:
            cost += breaking.CONTRAST * (tone - way.tone) ** 2 + (breaking.SECOND_HYPHEN if ladder == 2 else 0.0)
        if ladder and len(way.breaks) in whole:
            cost += breaking.ACROSS
        if point == last and width < tolerance.last_min:
            cost += breaking.SHORT_LAST if width >= tolerance.lone else breaking.LONE_LAST
        yield Way(cost, (*way.breaks, point), tone, ladder)


def ragged_line(misfit: float, measure: float, tolerance: Tolerance, *, is_last: bool) -> tuple[float, float] | None:
    most = measure * tolerance.stretch
    if misfit < -1e-6 or (misfit > most and not is_last):
        return None
    return (0.0 if is_last else (misfit / most) ** 2), 0.0


def justified_line(
    misfit: float, gaps: float, rigid: float, tolerance: Tolerance, *, is_last: bool
) -> tuple[float, float] | None:
    """Price a full line: scaling and tracking take what they can, evenly with the spaces; these take the rest."""
    if is_last and misfit >= 0.0:
        return 0.0, 0.0
    if not -rigid - gaps * tolerance.shrink <= misfit <= rigid + gaps * tolerance.stretch:
        return None
    even = tolerance.space_good if misfit > 0.0 else min(tolerance.space_good, tolerance.shrink)
    ratio = misfit / (rigid + gaps * even)
    if abs(ratio) < 1.0:
        give = even * ratio
    elif gaps:
        give = (abs(misfit) - rigid) / gaps * (1 if misfit > 0 else -1)
    else:
        give = misfit / 2
    cost = 0.5 * (give / tolerance.shrink) ** 2 if give < 0.0 else (5 * give) ** 2 + (5 * give) ** 4
    return cost + breaking.UNEVEN * abs(ratio), ratio


def all_ways(
    points: Breakpoints, measures: Sequence[float], tolerance: Tolerance, whole: frozenset[int]
) -> dict[tuple[int, ...], float]:
    """Return what each allowed way to break the whole paragraph costs."""
    found: dict[tuple[int, ...], float] = {}
    ways = [Way()]
    while ways:
        for way in ways_on(points, ways.pop(), measures, tolerance, whole):
            if way.breaks[-1] == len(points.end) - 1:
                found[way.breaks] = way.cost
            else:
                ways.append(way)
    return found


class TestBest:
    def test_looks_ahead_where_filling_line_by_line_would_not(self) -> None:
        # First fit sets 3+2 | 2 | 5 and leaves the second line with a hole of four ems.
        points = paragraph([(3.0,), (2.0,), (2.0,), (5.0,)], space=1.0)
        breaks = find_breaks(points, (6.0,), RAGGED)
        assert breaks == (1, 3, 4)
        assert [width for width, _ in lines_of(points, breaks)] == [3.0, 5.0, 5.0]

    def test_justified_lines_are_more_even_than_filled_line_by_line(self) -> None:
        measure = 14.0
        tolerance = Tolerance(space_good=0.06, shrink=0.08, stretch=4.0)
        total_fit, first_fit = 0.0, 0.0
        for seed in range(20):
            chance = random.Random(seed)
            points = paragraph([(chance.uniform(0.5, 3.5),) for _ in range(60)])
            breaks = find_breaks(points, (measure,), tolerance)
            assert breaks is not None
            total_fit += widest_give(points, breaks, measure)
            first_fit += widest_give(points, filled_line_by_line(points, measure), measure)
        assert total_fit < first_fit * 0.75

    @settings(max_examples=1000, deadline=None, derandomize=True)
    @given(seed=st.integers(0, 1_000_000), ragged=st.booleans(), measures=st.integers(1, 6))
    def test_nothing_is_cheaper_among_all_ways_to_break(self, seed: int, ragged: bool, measures: int) -> None:
        chance = random.Random(seed)
        words = [
            tuple(chance.uniform(0.3, 1.2) for _ in range(chance.choice((1, 1, 2, 3))))
            for _ in range(chance.randint(8, 15))
        ]
        points = paragraph(words)
        last = len(points.end) - 1
        charges: dict[int, dict[int, float]] = {}
        for _ in range(chance.choice((0, 10))):
            charges.setdefault(chance.randint(1, last), {})[chance.randint(0, last)] = chance.uniform(0.0, 0.5)
        points = replace(points, charges=charges)
        widths = [chance.uniform(1.8, 5.0) for _ in range(measures)]
        tolerance = replace(replace(RAGGED, stretch=0.3) if ragged else LOOSE, ladder=chance.choice((1, 2)))
        whole = frozenset(chance.sample(range(6), chance.choice((0, 0, 1, 2))))
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(breaking, "CONTRAST", chance.choice((0.0, 0.03, 1.0)))
            ways = all_ways(points, widths, tolerance, whole)
            breaks = find_breaks(points, widths, tolerance, whole)
        assert (breaks is None) == (not ways)
        if breaks is not None:
            assert ways[breaks] == pytest.approx(min(ways.values()))

    def test_a_tight_line_beside_an_open_one_costs(self, monkeypatch: pytest.MonkeyPatch) -> None:
        points = paragraph([(chance,) for chance in (random.Random(3).uniform(0.5, 2.5) for _ in range(60))])

        def contrast() -> float:
            breaks = find_breaks(points, (11.0,), JUSTIFIED)
            assert breaks is not None
            gives = [(11.0 - width) / gaps for width, gaps in list(lines_of(points, breaks))[:-1]]
            return sum((a - b) ** 2 for a, b in pairwise(gives))

        monkeypatch.setattr(breaking, "CONTRAST", 0.0)
        without = contrast()
        monkeypatch.setattr(breaking, "CONTRAST", 1.0)
        assert contrast() <= without


class TestEvenLines:
    @settings(max_examples=300, deadline=None, derandomize=True)
    @given(seed=st.integers(0, 1_000_000), lines=st.integers(1, 5))
    def test_no_other_lines_are_more_even(self, seed: int, lines: int) -> None:
        chance = random.Random(seed)
        points = paragraph([(chance.uniform(0.5, 3.0),) * chance.choice((1, 1, 2)) for _ in range(9)])
        last = len(points.end) - 1
        whole = [point for point in range(1, last) if points.kind[point] != HYPHEN]
        for point in chance.sample(whole, 3):
            points.penalty[point] = 0.3
        measure = chance.uniform(3.0, 12.0)
        even = points.end[last] / lines

        def demerits(breaks: Sequence[int]) -> float:
            short = [(width / even - 1.0) / breaking.UNEVEN_LINE for width, _ in lines_of(points, breaks)]
            return sum(share * share for share in short) + sum(points.penalty[point] for point in breaks)

        ways = [
            (*ends, last)
            for ends in combinations(whole, lines - 1)
            if all(width <= measure for width, _ in lines_of(points, (*ends, last)))
        ]
        breaks = even_breaks(points, measure, lines)
        assert (breaks is None) == (not ways)
        if breaks is not None:
            assert len(breaks) == lines
            assert demerits(breaks) == pytest.approx(min(map(demerits, ways)))


class TestLimits:
    def test_a_word_of_thousands_of_letters_is_broken_by_few_ways(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Lines with measures of their own once multiplied the ways to each of its letters by their number."""
        points = paragraph([(0.5,)] * 3000, space=0.0)
        measures = [20.0 - line % 3 for line in range(60)]
        followed: list[int] = []
        activate = breaking._activate

        def counted(active: list[Any], ways: Collection[Any], *rest: Any) -> None:
            followed.append(len(ways))
            activate(active, ways, *rest)

        monkeypatch.setattr(breaking, "_activate", counted)
        breaks = find_breaks(points, measures, replace(RAGGED, ladder=0))
        assert breaks is not None
        kept = zip(measures, lines_of(points, breaks), strict=False)
        assert all(width <= measure + 1e-6 for measure, (width, _) in kept)
        assert 1 < max(followed) <= 5

    def test_what_cannot_be_set_is_none(self) -> None:
        assert find_breaks(paragraph([(1.0,), (9.0,), (1.0,)]), (6.0,), JUSTIFIED) is None
        assert find_breaks(paragraph([(1.0,), (9.0,), (1.0,)]), (6.0,), RAGGED) is None

    def test_a_break_that_is_not_allowed_is_not_taken(self) -> None:
        points = paragraph([(1.0,)] * 12)
        free = find_breaks(points, (6.0,), RAGGED)
        assert free is not None and len(free) > 2
        points.penalty[free[0]] = float("inf")
        assert free[0] not in (find_breaks(points, (6.0,), RAGGED) or ())

    @pytest.mark.parametrize("measures", [(6.0,), (6.0, 5.0), (4.4, 6.0, 5.0)])
    def test_each_line_keeps_within_its_own_measure(self, measures: tuple[float, ...]) -> None:
        for seed in range(40):
            chance = random.Random(seed)
            points = paragraph([(chance.uniform(0.3, 1.2), chance.uniform(0.3, 1.2)) for _ in range(40)])
            breaks = find_breaks(points, measures, JUSTIFIED)
            if breaks is None:
                continue
            for number, (width, gaps) in enumerate(lines_of(points, breaks)):
                misfit = measures[min(number, len(measures) - 1)] - width
                rigid = REACH * (width + SPACE)
                assert misfit >= -rigid - gaps * JUSTIFIED.shrink - 1e-9
                if number < len(breaks) - 1:
                    assert misfit <= rigid + gaps * JUSTIFIED.stretch + 1e-9

    @pytest.mark.parametrize("most", [0, 1, 2])
    def test_no_more_hyphens_in_a_row_than_allowed(self, most: int) -> None:
        # Half a word, a whole one and half of the next fill a line exactly: without a limit all lines would be so.
        points = paragraph([(2.0,)] + [(2.0, 2.0)] * 30)
        measure = 2.0 + SPACE + 4.0 + SPACE + 2.0 + HYPHEN_WIDTH
        loose = Tolerance(space_good=0.06, shrink=0.05, stretch=4.0, ladder=99)
        assert longest_ladder(points, find_breaks(points, (measure,), loose)) > 2
        limited = Tolerance(space_good=0.06, shrink=0.05, stretch=4.0, ladder=most)
        assert longest_ladder(points, find_breaks(points, (measure,), limited)) <= most

    def test_a_runt_is_not_left_alone_if_it_can_be_helped(self) -> None:
        # Forty words fill two lines exactly; the one that is left could stand alone on a third.
        points = paragraph([(1.0,)] * 40 + [(0.5,)])
        measure = 20 * 1.0 + 19 * SPACE
        careless = find_breaks(points, (measure,), replace(JUSTIFIED, last_min=0.0))
        assert careless == (20, 40, 41)
        breaks = find_breaks(points, (measure,), replace(JUSTIFIED, last_min=1.5))
        assert breaks is not None
        *_, (width, _) = lines_of(points, breaks)
        assert width >= 1.5

    def test_a_letter_alone_is_worth_a_line_far_opened(self) -> None:
        # Squares without spaces, as Chinese has them: twenty fill a line, and the next would stand alone.
        places = [float(n) for n in range(22)]
        gaps = [0.25 * n for n in places]
        points = Breakpoints(
            end=places,
            start=places,
            spaces_end=[0.0, *gaps[:-1]],
            spaces_start=gaps,
            penalty=[0.0] * 22,
            kind=[0] * 22,
            reach=[0.0] * 22,
        )
        short = Tolerance(space_good=0.08, shrink=0.08, stretch=0.5, last_min=1.5)
        assert find_breaks(points, (20.4,), short) == (20, 21)
        assert find_breaks(points, (20.4,), replace(short, lone=1.5)) == (19, 21)

    def test_the_last_line_may_fall_short(self) -> None:
        points = paragraph([(1.0,)] * 9)
        breaks = find_breaks(points, (6.0,), JUSTIFIED)
        assert breaks is not None
        *_, (width, _) = lines_of(points, breaks)
        assert width < 6.0

    def test_a_paragraph_that_fits_one_line_is_one_line(self) -> None:
        assert find_breaks(paragraph([(1.0, 1.0), (1.0,)]), (6.0,), JUSTIFIED) == (3,)

    def test_the_same_numbers_give_the_same_breaks(self) -> None:
        points = paragraph([(1.0, 1.0)] * 40)
        assert find_breaks(points, (6.0,), JUSTIFIED) == find_breaks(points, (6.0,), JUSTIFIED)


def widest_give(points: Breakpoints, breaks: Sequence[int], measure: float) -> float:
    """Return the most that a word space of a full line gains, in ems."""
    return max((measure - width) / max(gaps, 1) for width, gaps in list(lines_of(points, breaks))[:-1])


def filled_line_by_line(points: Breakpoints, measure: float) -> list[int]:
    """Break where the next word would not fit, and never look back."""
    breaks, since = [], 0
    for point in range(1, len(points.end)):
        if points.end[point] - points.start[since] > measure:
            since = point - 1
            breaks.append(since)
    return [*breaks, len(points.end) - 1]


def longest_ladder(points: Breakpoints, breaks: Sequence[int] | None) -> int:
    assert breaks is not None
    longest = run = 0
    for point in breaks:
        run = run + 1 if points.kind[point] == HYPHEN else 0
        longest = max(longest, run)
    return longest
