"""Words set for sheets that are no leaflet, such as dummies: one face, no article."""

from __future__ import annotations

from collections.abc import Iterator

from pamphlet.layout.placed import PlacedLine
from pamphlet.manuscript.article import Span
from pamphlet.typesetting.galley import Typesetter
from pamphlet.typesetting.line import Line
from pamphlet.typesetting.style import Align, Family, Style

LEADING = 1.25
"""Of the size, from baseline to baseline."""
_FAMILY = Family(regular="BarlowSemiCondensed_500Medium", bold="BarlowSemiCondensed_600SemiBold")
ENDLESS = 10_000.0
"""Points: a measure that no line fills."""


def set_words(typesetter: Typesetter, text: str, size: float, *, bold: bool = False, ink: str = "black") -> Line:
    """Set *text* as one line."""
    return set_lines(typesetter, text, size, ENDLESS, bold=bold, ink=ink)[0]


def set_lines(
    typesetter: Typesetter, text: str, size: float, width: float, *, bold: bool = False, ink: str = "black"
) -> tuple[Line, ...]:
    """Set *text* ragged, in lines of at most *width*."""
    style = Style(
        family=_FAMILY,
        size=size,
        leading=size * LEADING,
        bold=bold,
        ink=ink,
        hyphenate=False,
        align=Align.START,
    )
    return typesetter.set_lines(typesetter.prepare((Span(text=text),), style), style, [width])


def centred(lines: tuple[Line, ...], middle: float, baseline: float, size: float) -> Iterator[PlacedLine]:
    """Place lines one below the other, each about *middle*."""
    for number, line in enumerate(lines):
        yield PlacedLine(x=middle - line.width / 2, y=baseline + number * size * LEADING, line=line)
