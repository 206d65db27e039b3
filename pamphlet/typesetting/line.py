"""A set line: words with their places, ready to be put anywhere on a panel."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from pamphlet.typesetting.emphasis import Dots
from pamphlet.typesetting.face import Face, Shaped


class Ending(StrEnum):
    """How a line ends, and so what stands between it and the next line of its paragraph."""

    SPACE = "space"
    HYPHEN = "hyphen"
    """The last glyph is a hyphen that the breaker put in: the word goes on in the next line."""
    JOIN = "join"
    """Broken after a hyphen or dash of the text's own: no space, nothing added."""
    END = "end"
    """The paragraph, or the author's own line, ends here."""


class Run(Struct, frozen=True, kw_only=True):
    """Words of one line in one face, size and ink, from left to right.

    Attributes:
        size: in points.
        ink: name in the palette, e.g. ``black``.
        rise: baseline shift in points, upwards positive.
        scale: horizontal scaling, 1.0 is none; already in the x of the words.
        tracking: points added after each glyph, before scaling; already in the x of the words.
        words: ``(x, shaped)`` from left to right; x in points from the start of the line. The words of the text's
            spaces are among them, so that every reader of the file finds them.
        link: the address that the run points to, or empty.
        dots: over or under its letters, where they are emphasised so.
    """

    face: Face
    size: float
    ink: str
    words: tuple[tuple[float, Shaped], ...]
    rise: float = 0.0
    scale: float = 1.0
    tracking: float = 0.0
    link: str = ""
    dots: Dots | None = None


class Line(Struct, frozen=True, kw_only=True):
    """One set line.

    Attributes:
        runs: from left to right, x from the start of the measure. A line that reads from right to
            left lies left of 0, its start at the right; hanging punctuation may stand on the other side of 0.
        width: of the ink with what hangs out, in points.
        text: the logical text, without a breaker's hyphen and without a space at the end.
        ending: what follows.
        space: the width of the line's word spaces, in ems of its size; 0.0 without spaces.
        start: how far from the start of the measure the line begins, in its own direction.
    """

    runs: tuple[Run, ...]
    width: float
    text: str
    ending: Ending = Ending.END
    space: float = 0.0
    start: float = 0.0
