"""Total-fit line breaking: the best breaks of a whole paragraph at once.

After Knuth and Plass, "Breaking Paragraphs into Lines", Software: Practice and
Experience 11 (1981): every feasible way to end a line is kept, and the way with
the least demerits for the whole paragraph wins. What is our own: glyph scaling
and tracking share the misfit with word spaces (``reach``), hyphen
ladders are limited by carrying their length in the active nodes, the measure
may differ from line to line, and contrast between neighbours is charged by its
amount and solved exactly, without classes of fitness (``_unbeaten``).

Pure: numbers in, break points out. It knows no fonts, and all lengths are in ems
of the paragraph, so a paragraph is prepared once and broken at any size.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from math import inf
from operator import itemgetter
from types import MappingProxyType
from typing import Any

from msgspec import Struct

HYPHEN = 1
"""Kind of a break that shows a hyphen; ladders count these."""


class Breakpoints(Struct, kw_only=True):
    """Where a paragraph may be broken: parallel lists, one entry a break point.

    Entry 0 is the start of the paragraph and the last entry its end. Not frozen
    only because it is built up in place; nobody changes it afterwards.

    Attributes:
        end: natural width from the paragraph's start to the end of a line that ends here,
            with its hyphen and less what hangs out at the right, in ems.
        start: natural width to the start of a line that begins here, plus what hangs out left.
        spaces_end, spaces_start: the word spaces up to the same two places; what gives less than a
            word space counts as a part of one.
        penalty: demerits for a break here; infinite where a break is not allowed.
        kind: ``HYPHEN`` or 0.
        reach: how much of a misfit tracking and scaling can take from the paragraph's start to here, in ems.
        charges: demerits of a line by its end and its start, for what two breaks do together.
    """

    end: list[float]
    start: list[float]
    spaces_end: list[float]
    spaces_start: list[float]
    penalty: list[float]
    kind: list[int]
    reach: list[float]
    charges: Mapping[int, Mapping[int, float]] = MappingProxyType({})


class Tolerance(Struct, frozen=True, kw_only=True):
    """What a line may look like, in ems.

    Attributes:
        space_good: the give of a word space that is spent evenly with tracking and scaling; in a
            tight line no more of it than ``shrink``.
        shrink: most that a word space may lose. stretch: most that it may gain (in ragged
            setting: most that a line may fall short, as a share of the measure).
        ragged: whether spaces stand fixed and lines fall short instead.
        ladder: most hyphens in a row; 0 for no limit, in ragged setting.
        last_min: shortest last line, in ems. lone: one shorter than this is a letter or a syllable alone.
    """

    space_good: float
    shrink: float
    stretch: float
    ragged: bool = False
    ladder: int = 2
    last_min: float = 2.8
    lone: float = 0.0


# A node is a feasible end of a line on the best way found to it, as a plain tuple for speed:
# (edge, spaces, demerits, ladder, tone, line, point, previous). The edge is the natural width at
# which the next line would be exactly full; the tone tells how open the line that ends here is,
# its misfit by what it can take with ease, to judge contrast with the next one.
_Node = tuple[float, float, float, int, float, int, int, Any]

_DEMERITS = itemgetter(0)
_Way = tuple[float, float, _Node, int]
"""A line that may end at a point: the demerits up to its end, its tone, the node it starts from, its ladder."""

CONTRAST = 0.03
"""Demerits of a change of tone from one line to the next, squared: a tight line beside an open one."""
TIGHTEST, OPENEST = -1.5, 2.0
"""Tones beyond these count as these: neither looks worse for standing beside its opposite."""
SHORT_LAST = 1.2
"""Demerits of a last line below the least length; worth about one bad line."""
LONE_LAST = 45.0
"""The same of a letter or a syllable alone, which other scripts than Latin can leave. In Chinese it must make no line
(clreq, handling of widows and orphans): worth a line of sixteen squares opened by 0.12 em each."""
SHORT_RAGGED_LAST = 1.2
"""The same in ragged setting, where another line may fall short instead."""
SECOND_HYPHEN = 0.15
"""Demerits of a hyphen right below another, beside its own."""
ACROSS = 1.5
"""Demerits of a hyphen where the column ends: worth a line that is hardly good."""
SPREAD = 2
"""Lines by which ways to one point may differ in ragged setting: no measure that follows makes good for more."""
NOWHERE: frozenset[int] = frozenset()
UNEVEN_LINE = 0.4
"""By how much a line of a headline is shorter or longer than the mean of its lines, as a share, for one demerit."""
UNEVEN = 0.012
"""Demerits of tracking and scaling used to their limit: spent, but not for nothing."""


def find_breaks(
    points: Breakpoints,
    measures: Sequence[float],
    tolerance: Tolerance,
    whole: frozenset[int] = NOWHERE,
    lines: int = 0,
) -> tuple[int, ...] | None:
    """Return the break points that end the lines, the paragraph's end included.

    Args:
        points: where the paragraph may be broken.
        measures: the measure of each line in ems; the last one holds for all further lines.
        tolerance: what a line may look like.
        whole: lines, from 0 on, behind which the column ends: a hyphen there costs ``ACROSS`` more.
        lines: how many there must be, in justified setting; 0 for as many as look best.

    Returns:
        Indexes into *points*, or None when no way keeps within the tolerance.
    """
    # All lines after the last measure that differs from those behind it are alike.
    special = len(measures) - 1
    while special and measures[special - 1] == measures[-1]:
        special -= 1
    special = max(special, *(line + 1 for line in whole)) if whole else special
    if tolerance.ragged:
        return _ragged(points, measures, special, tolerance, whole)
    return _justified(points, measures, max(special, lines), tolerance, whole, lines=lines)


def fill_lines(points: Breakpoints, measures: Sequence[float]) -> tuple[int, ...]:
    """Return the break points of lines that are filled one by one, each as full as it is at its natural width.

    A hundredth of the time of :func:`find_breaks`: for counting lines, which is right but for one now
    and then, and for what has no good breaks.

    Args:
        points: where the paragraph may be broken.
        measures: the measure of each line in ems; the last one holds for all further lines.
    """
    end, start, penalty, last = points.end, points.start, points.penalty, len(points.end) - 1
    filled: list[int] = []
    since = 0
    while True:
        reach = start[since] + measures[min(len(filled), len(measures) - 1)]
        if end[last] <= reach:
            return (*filled, last)
        until = bisect_right(end, reach, since + 1, last) - 1
        while until > since and penalty[until] == inf:
            until -= 1
        since = max(until, since + 1)
        filled.append(since)


def even_breaks(points: Breakpoints, measure: float, lines: int) -> tuple[int, ...] | None:
    """Return the break points of just so many *lines*, as even as can be and the last one no less, for a headline.

    Args:
        points: where it may be broken; nowhere at a hyphen.
        measure: what no line may be longer than, in ems.

    Returns:
        Indexes into *points*, or None where so many lines cannot be.
    """
    end, start, last = points.end, points.start, len(points.end) - 1
    even = (end[last] - start[0]) / lines
    ways: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, ())}
    for _ in range(lines):
        longer: dict[int, tuple[float, tuple[int, ...]]] = {}
        for since, (demerits, ends) in ways.items():
            for point in range(since + 1, last + 1):
                width = end[point] - start[since]
                if width > measure + 1e-6 or (points.kind[point] and point < last):
                    continue
                cost = demerits + ((width - even) / (UNEVEN_LINE * even)) ** 2
                cost += points.charges.get(point, {}).get(since, 0.0) + (points.penalty[point] if point < last else 0.0)
                if point not in longer or cost < longer[point][0]:
                    longer[point] = (cost, (*ends, point))
        ways = longer
    return ways[last][1] if last in ways and ways[last][0] < inf else None


def _justified(
    points: Breakpoints,
    measures: Sequence[float],
    special: int,
    tolerance: Tolerance,
    whole: frozenset[int],
    *,
    lines: int,
) -> tuple[int, ...] | None:
    """Break for justified setting; the first *special* lines have measures of their own, or are counted."""
    end, start, spaces_end, spaces_start = points.end, points.start, points.spaces_end, points.spaces_start
    penalties, kinds, charged = points.penalty, points.kind, points.charges
    good, shrink, stretch = tolerance.space_good, tolerance.shrink, tolerance.stretch
    reach, tight = points.reach, min(good, shrink)
    # Lines that begin later are full later, but for what their measures may be less.
    spread = max(measures) - min(measures)
    least_edge = min(measures) * 0.5 + spread
    last = len(end) - 1
    active: list[_Node] = [(start[0] + measures[0], spaces_start[0], 0.0, 0, 0.0, 0, 0, None)]
    low, point = 0, 0
    while point < last:
        # Nothing can end a line before half of the shortest measure is full.
        point = max(point + 1, bisect_left(end, active[low][0] - least_edge, point + 1, last))
        position, spaces_here, is_hyphen, penalty = end[point], spaces_end[point], kinds[point], penalties[point]
        is_last, charges, reached = point == last, charged.get(point), reach[point]
        ways: list[_Way] = []
        for index in range(low, len(active)):
            node = active[index]
            edge, node_spaces, demerits, ladder, tone, line, since, _ = node
            misfit = edge - position
            gaps = spaces_here - node_spaces
            rigid = reached - reach[since]
            if misfit < 0.0:
                if misfit < -rigid - gaps * shrink:
                    if index == low:
                        low += 1
                    continue
            elif misfit > rigid + gaps * stretch and not is_last:
                if misfit - spread <= rigid + (gaps + 12) * stretch:
                    continue
                break
            if is_hyphen:
                ladder += 1
                if ladder > tolerance.ladder:
                    continue
                if ladder == 2:
                    demerits += SECOND_HYPHEN
                if whole and line in whole:
                    demerits += ACROSS
            else:
                ladder = 0
            even = good if misfit > 0.0 else tight
            ratio = misfit / (rigid + gaps * even or 1e-9)
            if -1.0 < ratio < 1.0:
                give = even * ratio
            elif gaps:
                give = (misfit - rigid) / gaps if misfit > 0.0 else (misfit + rigid) / gaps
            else:
                give = misfit / 2
            if give < 0.0:
                give /= shrink
                demerits += penalty + give * give * 0.5 - ratio * UNEVEN
                if ratio < TIGHTEST:
                    ratio = TIGHTEST
            elif is_last:
                ratio = 0.0
                demerits += penalty
            else:
                give *= give * 25.0
                demerits += penalty + give + give * give + ratio * UNEVEN
                if ratio > OPENEST:
                    ratio = OPENEST
            ratio_change = ratio - tone
            demerits += ratio_change * ratio_change * CONTRAST
            if charges is not None and since in charges:
                demerits += charges[since]
            if is_last and (length := position - start[since]) < tolerance.last_min:
                demerits += SHORT_LAST if length >= tolerance.lone else LONE_LAST
            ways.append((demerits, ratio, node, ladder))
        if is_last:
            return _traced([way for way in ways if lines in (0, way[2][5] + 1)] if lines else ways, last)
        if ways:
            _activate(active, _unbeaten(ways, special) if len(ways) > 1 else ways, points, measures, point)
        if low >= len(active):
            return None
    return None


def _unbeaten(ways: Sequence[_Way], special: int) -> list[_Way]:
    """Return the ways to one point that may still be part of the best way to the end.

    A way can be left out if another one costs no more whatever line follows. What follows costs the
    same after both but for the contrast, and a ladder that is shorter allows no less. The contrasts of
    ways with the tones *a* and *b* differ by CONTRAST * ((r - a)² - (r - b)²), where *r* is the tone of
    the line that follows. That is linear in *r*, so its largest value is at one end of the tones there
    are. Lines with measures of their own have to be the same in number.
    """
    if not special:
        most = CONTRAST * (OPENEST - TIGHTEST) ** 2
        best, _, _, least = min(ways)
        ways = [way for way in ways if way[0] <= best + most or way[3] < least]
        if len(ways) == 1:
            return ways
    ways = sorted(ways, key=_DEMERITS)
    kept = [ways[0]]
    for way in ways[1:]:
        demerits, tone, node, ladder = way
        line = min(node[5] + 1, special)
        for other, other_tone, other_node, other_ladder in kept:
            worst = TIGHTEST if tone < other_tone else OPENEST
            contrast = CONTRAST * (tone - other_tone) * (2 * worst - tone - other_tone)
            if other + contrast <= demerits and other_ladder <= ladder and min(other_node[5] + 1, special) == line:
                break
        else:
            kept.append(way)
    return kept


def _ragged(
    points: Breakpoints, measures: Sequence[float], special: int, tolerance: Tolerance, whole: frozenset[int]
) -> tuple[int, ...] | None:
    """Break for ragged setting: spaces stand fixed, and lines fall short by as even an amount as can be."""
    end, start, penalties, kinds = points.end, points.start, points.penalty, points.kind
    spread = max(measures) - min(measures)
    widest = max(measures) * tolerance.stretch or 1e-9
    last = len(end) - 1
    active: list[_Node] = [(start[0] + measures[0], 0, 0.0, 0, 0.0, 0, 0, None)]
    low = 0
    for point in range(1, last + 1):
        position, is_hyphen, penalty = end[point], kinds[point], penalties[point]
        is_last, charges = point == last, points.charges.get(point)
        best: dict[int, _Way] = {}
        for index in range(low, len(active)):
            node = active[index]
            edge, _, demerits, ladder, _, line, since, _ = node
            misfit = edge - position
            if misfit < -1e-6:
                if index == low:
                    low += 1
                continue
            if misfit > widest and not is_last:
                if misfit - spread <= widest:
                    continue
                break
            # Without a limit ladders are not counted: ways that differ in them alone are one.
            ladder = ladder + 1 if is_hyphen and tolerance.ladder else 0
            if ladder > tolerance.ladder:
                continue
            ratio = misfit / widest
            demerits += penalty
            if is_hyphen and line in whole:
                demerits += ACROSS
            if charges is not None and since in charges:
                demerits += charges[since]
            if not is_last:
                demerits += ratio * ratio
            elif position - start[since] < tolerance.last_min:
                demerits += SHORT_RAGGED_LAST
            key = ladder + 8 * min(line + 1, special)
            if key not in best or demerits < best[key][0]:
                best[key] = (demerits, ratio, node, ladder)
        if is_last:
            return _traced(best.values(), last)
        ways: Iterable[_Way] = best.values()
        if len(best) > SPREAD:
            likely = min(ways, key=_DEMERITS)[2][5]
            ways = [way for way in ways if abs(way[2][5] - likely) <= SPREAD]
        _activate(active, ways, points, measures, point)
        if low >= len(active):
            return None
    return None


def _activate(
    active: list[_Node], ways: Iterable[_Way], points: Breakpoints, measures: Sequence[float], point: int
) -> None:
    """Add the ways that end a line at *point* to the active nodes."""
    for demerits, tone, node, ladder in ways:
        line = node[5] + 1
        measure = measures[line] if line < len(measures) else measures[-1]
        active.append(
            (points.start[point] + measure, points.spaces_start[point], demerits, ladder, tone, line, point, node)
        )


def _traced(ways: Iterable[_Way], last: int) -> tuple[int, ...] | None:
    """Return the points of the best way to the end of the paragraph, from the first line on."""
    best = min(ways, key=_DEMERITS, default=None)
    if best is None:
        return None
    node: _Node | None = best[2]
    points = [last]
    while node is not None and node[7] is not None:
        points.append(node[6])
        node = node[7]
    return tuple(reversed(points))
