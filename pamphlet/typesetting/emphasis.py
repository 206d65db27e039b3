"""Emphasis dots: the round marks over or under letters by which Chinese, Japanese and Korean readers know emphasis.

In lines from left to right Japanese has bullets over the letters, in half of their size, the boxes of both touching
and their middles aligned, and none over commas, stops and brackets (jlreq, 3.3.9). Chinese has them under the
letters, aligned so too and as near as may be (clreq, interlinear marks), Korean over the syllables (Hangul
orthography of 2017, appendix, 드러냄표). Lines are not moved apart for them: the leading of these scripts holds them
(clreq asks for half an em between lines). They are drawn as circles and are no text, so that no reader of the file
finds more letters.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from types import MappingProxyType

from msgspec import Struct

from pamphlet.typesetting.face import Shaped

_WIDE = frozenset("WF")
RADIUS = 0.09
"""Ems of the letters: about half a bullet of full width, of which faces have one of 0.2 to 0.4 em."""
MIDDLES = MappingProxyType({"above": 0.88 + 0.25, "below": -0.12 - 0.18})
"""Ems above the baseline, by where the dots stand. A square letter reaches from 0.12 em below it to 0.88 above; over
it stands a box of half an em, and under it the dot a little nearer."""


class Dots(Struct, frozen=True):
    """The dots of one run, in points: the middle of each from the start of the line, their height and radius."""

    middles: tuple[float, ...]
    height: float
    radius: float


class Scale(Struct, frozen=True):
    """How the glyphs of a run are set: their size and what follows each in points, and their scaling."""

    size: float
    tracking: float
    scale: float


def takes_dot(char: str) -> bool:
    """Say whether *char* takes a dot: letters and figures of full width, no marks and no Latin.

    Example:
        >>> [takes_dot(char) for char in "平ー한。A（"]
        [True, True, True, False, False, False]
    """
    return unicodedata.east_asian_width(char) in _WIDE and unicodedata.category(char)[0] in "LN"


def dots_of(words: Sequence[tuple[float, Shaped]], side: str, rise: float, scale: Scale) -> Dots | None:
    """Return the dots of the words of a run, None where no letter of it takes one.

    Args:
        words: with their x from the start of the line. side: ``above`` or ``below``.
        rise: of the run's baseline, in points.
    """
    middles = tuple(x for left, shaped in words for x in _middles(left, shaped, scale))
    return Dots(middles, rise + MIDDLES[side] * scale.size, RADIUS * scale.size) if middles else None


def _middles(x: float, shaped: Shaped, scale: Scale) -> Iterator[float]:
    unit = scale.size / shaped.face.units_per_em
    for glyph in shaped.glyphs:
        if takes_dot(shaped.text[glyph.cluster]):
            yield x + glyph.advance * unit * scale.scale / 2
        x += (glyph.advance * unit + scale.tracking) * scale.scale
