"""How far the ink of display lines reaches, and how far apart they must stand so that it does not meet.

A letter with a stack of marks, or with dots under a deep bowl, reaches further than the leading of a line allows for.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from pamphlet.typesetting.emphasis import MIDDLES, RADIUS
from pamphlet.typesetting.face import Shaped
from pamphlet.typesetting.line import Line
from pamphlet.typesetting.margins import LETTERS_BELOW
from pamphlet.typesetting.preparing import Prepared
from pamphlet.typesetting.words import Piece

Box = tuple[float, float, float, float]
"""Ink: left, right, reach above and below the baseline, both positive."""
INK_GAP = 0.06
"""Least white between the inks of two display lines, as a share of their size: less fills in on the press."""
DOT_GAP = 0.1
"""The same between lines from right to left, whose letters differ by dots: those of two lines must not seem one's."""
USUAL_DEPTH = 0.22
"""How far letters may hang below the last line of a text, as a share of its size, without moving what follows."""
USUAL_RISE = 0.15
"""The same above the capitals of the first line: what ascenders and the marks of Latin small letters take."""
FIRST_WORDS = 12
"""Words of a paragraph that may stand in its first line."""


def glyph_boxes(shaped: Shaped, tracking: float = 0.0) -> Iterator[Box]:
    """Yield the box of each glyph's ink, in ems from where the text begins; blank glyphs have none.

    Args:
        shaped: the text.
        tracking: what is added to each advance, in ems.
    """
    font, em = shaped.face.hb_font, shaped.face.units_per_em
    x = 0.0
    for glyph in shaped.glyphs:
        extents = font.get_glyph_extents(glyph.gid)
        if extents is not None and extents.width:
            left = x + (extents.x_bearing + glyph.x_offset) / em
            top = (extents.y_bearing + glyph.y_offset) / em
            yield left, left + extents.width / em, top, -(top + extents.height / em)
        x += glyph.advance / em + tracking


def white_beside(shaped: Shaped, end: int) -> float:
    """Return the white beside the first (0) or last (-1) letter of a text, its accents aside, in ems.

    An I with a circumflex is an I to the eye: its stem stands where the edge of the lines is, and the accent out over
    it. Minus infinity where the letter has no accent, or another width without it, and in scripts whose marks are no
    accents.
    """
    letters = unicodedata.normalize("NFD", shaped.text)
    at = max(at for at, char in enumerate(letters) if not (at and unicodedata.combining(char))) if end else 0
    font, em = shaped.face.hb_font, shaped.face.units_per_em
    glyph = next((glyph for glyph in shaped.glyphs[:: end or 1] if glyph.advance), None)
    base = font.get_nominal_glyph(ord(letters[at]))
    if (
        letters[at] >= LETTERS_BELOW
        or not glyph
        or not base
        or not unicodedata.combining(letters[at + 1 : at + 2] or " ")
    ):
        return -math.inf
    advance, extents = font.get_glyph_h_advance(base), font.get_glyph_extents(base)
    if not extents or advance != font.get_glyph_h_advance(glyph.gid):
        return -math.inf
    white: int = advance - extents.x_bearing - extents.width if end else extents.x_bearing
    return white / em


def ink_reach(line: Line) -> tuple[float, float]:
    """Return how far the ink of a line reaches above and below its baseline, in points."""
    boxes = tuple(_ink(line))
    return max((top for *_, top, _ in boxes), default=0.0), max((foot for *_, foot in boxes), default=0.0)


def rise_of(prepared: Iterable[Prepared]) -> float:
    """Return how far the first line of a prepared paragraph may reach above its baseline, in ems."""
    words = next((stretch.words for stretch in prepared), ())[:FIRST_WORDS]
    pieces = (piece for word in words for piece in word.pieces)
    return max((top * piece.look.size + piece.look.rise for piece in pieces for top in _tops(piece)), default=0.0)


def _tops(piece: Piece) -> Iterator[float]:
    """Yield how far the glyphs of a piece and its dots reach above the baseline, in ems of its own."""
    for *_, top, _ in glyph_boxes(piece.shaped):
        yield top
    if piece.look.dots:
        yield MIDDLES[piece.look.dots] + RADIUS


def baselines(lines: Sequence[Line], size: float, leading: float, *, rtl: bool = False) -> tuple[float, ...]:
    """Return where the baselines of *lines* stand below the first one, in points.

    They stand equally far apart: a leading, or more where the ink of two lines would else come nearer than
    :data:`INK_GAP`, or :data:`DOT_GAP` from right to left.
    """
    gap = (DOT_GAP if rtl else INK_GAP) * size
    step = max([leading, *(_least_step(above, below, gap, leading) for above, below in pairwise(lines))])
    return tuple(step * number for number in range(len(lines)))


def _least_step(above: Line, below: Line, gap: float, enough: float) -> float:
    """Return how far apart two baselines must stand; looked for only where *enough* might not be."""
    hangs, rises = tuple(_ink(above)), tuple(_ink(below))
    deepest = max((foot for *_, foot in hangs), default=0.0)
    highest = max((top for *_, top, _ in rises), default=0.0)
    if deepest + highest + gap <= enough:
        return 0.0
    rises = tuple(each for each in rises if deepest + each[2] + gap > enough)
    hangs = tuple(each for each in hangs if each[3] + highest + gap > enough)
    return max(
        (
            foot + top + gap
            for left, right, _, foot in hangs
            for start, end, top, _ in rises
            if left < end + gap and start < right + gap
        ),
        default=0.0,
    )


def _ink(line: Line) -> Iterator[Box]:
    """Yield the boxes of a line's ink, in points from the start of its measure."""
    for run in line.runs:
        wide = run.size * run.scale
        for x, shaped in run.words:
            for left, right, top, foot in glyph_boxes(shaped, run.tracking / run.size):
                yield x + left * wide, x + right * wide, run.rise + top * run.size, foot * run.size - run.rise
        if run.dots:
            height, radius = run.dots.height, run.dots.radius
            for middle in run.dots.middles:
                yield middle - radius, middle + radius, height + radius, radius - height
