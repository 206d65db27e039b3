"""The texture of a setting: what the eye notices beside the width of word spaces.

Found on the lines that ``benchmarks.measure`` read from the finished page, and so for
any tool alike: how far letters are spread or squeezed, tight lines beside open ones,
rivers of white, words that stand below themselves, and ends of paragraphs.
"""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from benchmarks.measure import MeasuredLine

RIVER_LINES = 4
"""From how many lines on word spaces that stand below each other are a river."""

RIVER_EM = 0.12
"""How far the middle of a space may stand from that of the one above it, in ems: half of a space."""

SHORT_EM = 2.5
"""A last line shorter than this, in ems, is hardly wider than a first line's indent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Texture:
    """What the eye notices in a setting; lines that end a paragraph count where they can.

    Attributes:
        letters_sd, letters_most: how far the letters of a justified line stand from what is usual for
            them in the text, by tracking or by scaling: deviation and extreme, in per cent.
        contrast: change of the word space from a justified line to the next, in ems, root mean square.
        rivers: word spaces that stand below each other on ``RIVER_LINES`` lines or more.
        stacks: lines that begin or end with the same word, or part of one, as the line above.
        short: last lines of paragraphs under ``SHORT_EM``.
        fragments: words broken so that two letters or fewer stand alone.
        names: words broken that are capitalised inside a sentence.
        broken_last: paragraphs whose last line holds the end of a broken word and nothing else.
        broken_over: words broken from one column to the next.
    """

    letters_sd: float
    letters_most: float
    contrast: float
    rivers: int
    stacks: int
    short: int
    fragments: int
    names: int
    broken_last: int
    broken_over: int


def texture_of(lines: Sequence[MeasuredLine], size: float) -> Texture:
    """Return the texture of *lines*, in reading order; *size* is that of the type, in points."""
    letters = list(_letter_fits(lines))
    changes = [two.space - one.space for one, two in _neighbours(lines) if not two.closes and one.spaces and two.spaces]
    broken = [(one, two) for one, two in pairwise(lines) if one.hyphenated]
    return Texture(
        letters_sd=statistics.pstdev(letters) if letters else 0.0,
        letters_most=max(map(abs, letters), default=0.0),
        contrast=statistics.fmean(change * change for change in changes) ** 0.5 if changes else 0.0,
        rivers=sum(_rivers(lines, size)),
        stacks=sum(_stacked(one, two) for one, two in _neighbours(lines)),
        short=sum(line.closes and not line.opens and line.right - line.left < SHORT_EM * size for line in lines),
        fragments=sum(min(len(one.tail), len(two.head)) <= 2 for one, two in broken),
        names=sum(one.name for one, _ in broken),
        broken_last=sum(two.closes and not two.spaces for _, two in broken),
        broken_over=sum(one.column != two.column for one, two in broken),
    )


def _neighbours(lines: Sequence[MeasuredLine]) -> Iterator[tuple[MeasuredLine, MeasuredLine]]:
    """Yield each two lines of a paragraph that stand below each other."""
    for one, two in pairwise(lines):
        if one.paragraph == two.paragraph and one.column == two.column:
            yield one, two


def _letter_fits(lines: Sequence[MeasuredLine]) -> Iterator[float]:
    """Yield for each justified line how much wider than usual its letters stand, in per cent."""
    seen: dict[str, list[float]] = {}
    for line in lines:
        for pair, advance in line.advances:
            seen.setdefault(pair, []).append(advance)
    usual = {pair: statistics.median(advances) for pair, advances in seen.items() if len(advances) >= 5}
    for line in lines:
        # The median: PDFium shares words that have ActualText out evenly over their letters.
        known = [advance / usual[pair] for pair, advance in line.advances if pair in usual]
        if not line.closes and known:
            yield 100.0 * (statistics.median(known) - 1.0)


def _rivers(lines: Sequence[MeasuredLine], size: float) -> Iterator[int]:
    """Yield how many rivers end at each line."""
    flowing: list[tuple[float, int]] = []
    before: MeasuredLine | None = None
    for line in lines:
        joined = before is not None and before.column == line.column and before.paragraph == line.paragraph
        above, ended = (flowing, []) if joined else ([], flowing)
        flowing, taken = [], set()
        for left, right in line.gaps:
            middle = (left + right) / 2
            best = min(above, key=lambda gap: abs(gap[0] - middle), default=None)
            if best is not None and abs(best[0] - middle) <= RIVER_EM * size:
                taken.add(best)
                flowing.append((middle, best[1] + 1))
            else:
                flowing.append((middle, 1))
        ended = ended or [gap for gap in above if gap not in taken]
        yield sum(length >= RIVER_LINES for _, length in ended)
        before = line
    yield sum(length >= RIVER_LINES for _, length in flowing)


def _stacked(one: MeasuredLine, two: MeasuredLine) -> int:
    """Count the ends at which *two* has the word of *one*: the starts, and the right ends if both are full."""
    heads = len(one.head) > 1 and one.head == two.head
    tails = len(one.tail) > 1 and one.tail == two.tail and not two.closes
    return heads + tails
