"""Optical margins: how far a glyph hangs out of the measure, by its outline.

A straight stem stands where the eye sees the edge of a column. A full stop, a hyphen or the arms
of a T leave white there, and the edge looks dented unless they hang out. How much white there is
the outline tells, at the heights where text is dense; how much of it may hang is a matter of taste:
most of it at a mark, little at a letter, as in the tables that microtype has for single faces
(microtype manual, section 5.1).
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache
from operator import mul

import uharfbuzz as hb

from pamphlet.typesetting.face import Face

MARK_SHARE = 0.75
"""Share of the white beside a mark that hangs out."""
LETTER_SHARE = 0.2
"""The same for a letter or a figure: one that hangs out more is seen to."""
DEEP = 0.24
"""The depth to which white is looked for, in ems: behind it, it is the neighbour's."""
LETTERS_BELOW = "\u0590"
"""Scripts from here on keep their letters in the measure: they hang from a line, are joined, or fill a square."""
DENSE, SPARSE = 8, 4
"""Heights looked at up to the x-height, and from there to the height of capitals, each for half as much."""
STEPS = (0.25, 0.5, 0.75, 1.0)
"""Where a curve is cut into straight lines."""
SHORT = 0.08
"""A curve shorter than this, in ems, counts as one line."""
STEM = "l"
"""The letter whose white is the usual one: a straight stem, with serifs if the face has them."""
BEARING = 0.03
"""About the white between the serifs of a letter and the edge of its advance, in ems, which marks need not have."""


def hang(face: Face, gid: int, char: str, *, right: bool) -> float:
    """Return how far a glyph hangs out at a side of the measure, in ems of its own size.

    Args:
        char: what the glyph stands for. A mark hangs out more than a letter.
    """
    kind = unicodedata.category(char)[0]
    if kind == "P":
        return max(0.0, MARK_SHARE * _white(face, gid)[right] - BEARING)
    if kind not in "LN" or char >= LETTERS_BELOW:
        return 0.0
    stem = face.hb_font.get_nominal_glyph(ord(STEM))
    usual = _white(face, stem)[right] if stem is not None else BEARING
    return LETTER_SHARE * max(0.0, _white(face, gid)[right] - usual)


def _white(face: Face, gid: int) -> tuple[float, float]:
    """Return the mean white on the left and on the right of a glyph, in ems; kept by the face."""
    found = face.margins.get(gid)
    if found is None:
        found = face.margins[gid] = _measured(face, gid)
    return found


def _measured(face: Face, gid: int) -> tuple[float, float]:
    advance = face.hb_font.get_glyph_h_advance(gid)
    trace = _Trace(face, advance)
    face.hb_font.draw_glyph(gid, _pen(), trace)
    weights = [1.0] * DENSE + [0.5] * SPARSE
    em = face.units_per_em * sum(weights)
    left = sum(map(mul, trace.least, weights))
    right = sum((advance - x) * weight for x, weight in zip(trace.most, weights, strict=True))
    return left / em, right / em


def _heights(face: Face) -> list[float]:
    """Return the heights looked at, in font units."""
    middle = (face.x_height or 0.45) * face.units_per_em
    top = max((face.cap_height or 0.66) * face.units_per_em, middle * 1.2)
    dense = [(number + 0.5) * middle / DENSE for number in range(DENSE)]
    return dense + [middle + (number + 0.5) * (top - middle) / SPARSE for number in range(SPARSE)]


class _Trace:
    """What an outline reaches at the heights looked at; curves are cut into straight lines.

    Attributes:
        least, most: the leftmost and the rightmost place that is drawn at each height, and where
            nothing is, how far white is looked for.
    """

    def __init__(self, face: Face, advance: int) -> None:
        deep = min(DEEP * face.units_per_em, float(advance))
        self.heights = _heights(face)
        self.least = [deep] * len(self.heights)
        self.most = [advance - deep] * len(self.heights)
        self.short = SHORT * face.units_per_em
        self.x = self.y = self.x0 = self.y0 = 0.0

    def move(self, x: float, y: float) -> None:
        self.x, self.y = self.x0, self.y0 = x, y

    def line(self, x: float, y: float) -> None:
        x0, y0 = self.x, self.y
        self.x, self.y = x, y
        heights = self.heights
        low, high = (y0, y) if y0 < y else (y, y0)
        number = bisect_left(heights, low)
        while number < len(heights) and heights[number] < high:
            at = x0 + (x - x0) * (heights[number] - y0) / (y - y0)
            if at < self.least[number]:
                self.least[number] = at
            if at > self.most[number]:
                self.most[number] = at
            number += 1

    def between(self, *ys: float) -> bool:
        """Say whether a curve whose ends and handles stand at *ys* runs between two of the heights looked at."""
        return bisect_left(self.heights, min(ys)) == bisect_left(self.heights, max(ys))

    def steps(self, x: float, y: float) -> Sequence[float]:
        """Return where to cut a curve that ends at a place; one that is short is as good as straight."""
        return (1.0,) if abs(x - self.x) + abs(y - self.y) < self.short else STEPS

    def close(self) -> None:
        self.line(self.x0, self.y0)


@cache
def _pen() -> hb.DrawFuncs:
    """Return what HarfBuzz draws with: functions and nothing that changes."""
    pen = hb.DrawFuncs()
    pen.set_move_to_func(lambda x, y, trace: trace.move(x, y))
    pen.set_line_to_func(lambda x, y, trace: trace.line(x, y))
    pen.set_quadratic_to_func(_quadratic)
    pen.set_cubic_to_func(_cubic)
    pen.set_close_path_func(lambda trace: trace.close())
    return pen


def _quadratic(cx: float, cy: float, x: float, y: float, trace: _Trace) -> None:
    from_x, from_y = trace.x, trace.y
    if trace.between(from_y, cy, y):
        trace.x, trace.y = x, y
        return
    for t in trace.steps(x, y):
        a, b, c = (1 - t) * (1 - t), 2 * t * (1 - t), t * t
        trace.line(a * from_x + b * cx + c * x, a * from_y + b * cy + c * y)


def _cubic(ax: float, ay: float, bx: float, by: float, x: float, y: float, trace: _Trace) -> None:
    from_x, from_y = trace.x, trace.y
    if trace.between(from_y, ay, by, y):
        trace.x, trace.y = x, y
        return
    for t in trace.steps(x, y):
        s = 1 - t
        a, b, c, d = s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t
        trace.line(a * from_x + b * ax + c * bx + d * x, a * from_y + b * ay + c * by + d * y)
