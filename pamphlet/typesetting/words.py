"""Words as the line breaker sees them: shaped pieces with their widths and what hangs out."""

from __future__ import annotations

from typing import NamedTuple

from msgspec import Struct

from pamphlet.typesetting.face import Features, Shaped

SOFT_HYPHEN = "\u00ad"
HANG_RIGHT = {
    "-": 0.55, "\u2010": 0.55, SOFT_HYPHEN: 0.55, ".": 0.6, ",": 0.6, "\u201d": 0.5, "\u2019": 0.6, "\u00bb": 0.35,
    ":": 0.35, ";": 0.3, "!": 0.15, "?": 0.1, "\u2014": 0.2, "\u2013": 0.3, ")": 0.1, "\u2026": 0.2,
}  # fmt: skip
"""Share of a glyph's width that hangs out at the right, after microtype's tables in kind."""
HANG_LEFT = {
    "\u201c": 0.5, "\u2018": 0.6, "\u201e": 0.4, "\u201a": 0.5, "\u00ab": 0.35, "(": 0.1, "\u2014": 0.2,
    "A": 0.04, "T": 0.05, "V": 0.05, "W": 0.05, "Y": 0.06, "\u00a1": 0.1, "\u00bf": 0.1,
}  # fmt: skip


class Look(Struct, frozen=True):
    """What a piece of text looks like beside its face; sizes are shares of the paragraph's."""

    bold: bool
    italic: bool
    features: Features
    size: float
    rise: float
    ink: str
    link: str


class Piece(Struct, frozen=True):
    """A part of a word in one face and look; ``width`` in ems of the paragraph."""

    shaped: Shaped
    look: Look
    width: float


class WordBreak(NamedTuple):
    """A place inside a word where it may be broken; lengths in ems from the word's start.

    Attributes:
        end: where a line that ends here ends, its hyphen shown and hung. start: where the next begins.
        hyphen: 1 where a hyphen is seen. piece, at: the first character of the next line.
    """

    end: float
    start: float
    penalty: float
    hyphen: int
    piece: int
    at: int


class Word:
    """Pieces without a space between them; ``space`` is the glue that follows.

    Attributes:
        width: of the pieces, hang_left and hang_right: what may hang out at either end, in ems.
        breaks: where it may be broken inside.
    """

    __slots__ = (
        "breaks",
        "hang_left",
        "hang_right",
        "hyphened",
        "pieces",
        "space",
        "space_shaped",
        "space_width",
        "width",
    )

    def __init__(
        self,
        pieces: tuple[Piece, ...],
        space: str = "",
        space_shaped: Shaped | None = None,
        space_width: float = 0.0,
        breaks: tuple[WordBreak, ...] = (),
    ) -> None:
        self.breaks = breaks
        self.pieces = pieces
        self.space = space
        self.space_shaped = space_shaped
        self.space_width = space_width
        self.width = pieces[0].width if len(pieces) == 1 else sum(piece.width for piece in pieces)
        self.hang_left = _hang(pieces[0], HANG_LEFT, 0) if pieces else 0.0
        self.hang_right = _hang(pieces[-1], HANG_RIGHT, -1) if pieces else 0.0
        self.hyphened = bool(pieces) and pieces[-1].shaped.text[-1] in "-\u2010"

    def with_pieces(self, pieces: tuple[Piece, ...]) -> Word:
        """Return the word with other pieces and the same glue."""
        return Word(pieces, self.space, self.space_shaped, self.space_width)


def _hang(piece: Piece, table: dict[str, float], end: int) -> float:
    """Return how far the first (0) or last (-1) glyph of *piece* hangs out, in ems."""
    share = table.get(piece.shaped.text[end])
    if share is None or not piece.shaped.glyphs:
        return 0.0
    return share * piece.shaped.glyphs[end].advance / piece.shaped.face.units_per_em * piece.look.size
