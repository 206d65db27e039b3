"""Words as the line breaker sees them: shaped pieces with their widths and what hangs out."""

from __future__ import annotations

import unicodedata
from typing import NamedTuple

from msgspec import Struct

from pamphlet.typesetting.face import Features, Shaped
from pamphlet.typesetting.margins import hang
from pamphlet.typesetting.unspaced import HALF, Kind, kind_of

SOFT_HYPHEN = "\u00ad"
HYPHENS = frozenset("-\u2010")
STOPS = frozenset(".!?:\u2026\u201d\u2019\u00bb")
"""What a word ends with, if a sentence ends with it or speech does."""


FULL_WIDTH = 0.95
"""Ems; narrower marks have no half to give up."""
NEARLY_HALF = 0.42
"""Blank share of a full-width mark's em from which half of it counts as space."""
OTHER_WAY = 2
"""The embedding level of what runs from left to right among text from right to left: the character at
its end is not the one at the line's end."""


class Look(Struct, frozen=True, kw_only=True):
    """What a piece of text looks like beside its face; sizes are shares of the paragraph's.

    Attributes:
        level: its embedding level (UAX #9): odd where it runs from right to left.
        apart: whether it is ordered apart from what stands before it, though their levels may be the same.
        dots: ``above`` or ``below`` where its letters are emphasised by dots.
    """

    bold: bool
    italic: bool
    features: Features
    size: float
    rise: float
    ink: str
    link: str
    level: int = 0
    apart: bool = False
    dots: str = ""


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
        tail, head: the letters of the word before and after it, for the eye that compares lines.
    """

    end: float
    start: float
    penalty: float
    hyphen: int
    piece: int
    at: int
    tail: str
    head: str


class Word:
    """Pieces without a space between them, and the glue that follows.

    Attributes:
        space: the text of the glue, empty between words that no space parts. space_width: in ems.
        give: by how much the glue gives when a word space gives 1. breakable: whether a line may end here.
        level: the embedding level of the glue.
        width: of the pieces, hang_left and hang_right: what may hang out at either end, in ems.
        breaks: where it may be broken inside.
        letters: what is compared with words of other lines.
        glyphs: how many. tracked: whether they may be letter-spaced.
        capital: whether it begins with a capital and goes on without. pauses: whether a mark ends it.
            stops: whether a sentence may begin after it.
    """

    __slots__ = (
        "breakable",
        "breaks",
        "capital",
        "cost",
        "give",
        "glyphs",
        "hang_left",
        "hang_right",
        "hyphened",
        "letters",
        "level",
        "pauses",
        "pieces",
        "space",
        "space_shaped",
        "space_width",
        "stops",
        "tracked",
        "width",
    )

    def __init__(
        self,
        pieces: tuple[Piece, ...],
        space: str = "",
        space_shaped: Shaped | None = None,
        space_width: float = 0.0,
        breaks: tuple[WordBreak, ...] = (),
        *,
        give: float = 0.0,
        breakable: bool = False,
        level: int = 0,
        cost: float = 0.0,
    ) -> None:
        self.level = level
        self.cost = cost
        self.breaks = breaks
        self.give = give
        self.breakable = breakable
        self.pieces = pieces
        self.space = space
        self.space_shaped = space_shaped
        self.space_width = space_width
        self.width = pieces[0].width if len(pieces) == 1 else sum(piece.width for piece in pieces)
        self.hang_left = _hang(pieces[0], 0) if pieces else 0.0
        self.hang_right = _hang(pieces[-1], -1) if pieces else 0.0
        text = pieces[0].shaped.text if len(pieces) == 1 else "".join(piece.shaped.text for piece in pieces)
        self.hyphened = text[-1:] in HYPHENS
        self.letters = letters_of(text)
        self.glyphs = sum(len(piece.shaped.glyphs) for piece in pieces)
        self.tracked = all(_may_be_tracked(piece.shaped) for piece in pieces)
        self.capital = text[:1].isupper() and text[1:2].islower()
        self.pauses = not all(map(_is_spelled, text[-1:]))
        self.stops = text[-1:] in STOPS

    def with_pieces(self, pieces: tuple[Piece, ...]) -> Word:
        """Return the word with other pieces and the same glue."""
        return self._with(pieces, (), self.breakable)

    def with_breaks(self, breaks: tuple[WordBreak, ...]) -> Word:
        """Return the word with *breaks* inside it, where a line may end at its space too, even one of no break."""
        return self._with(self.pieces, breaks, self.breakable or bool(self.space))

    def _with(self, pieces: tuple[Piece, ...], breaks: tuple[WordBreak, ...], breakable: bool) -> Word:
        glue = self.space, self.space_shaped, self.space_width
        return Word(pieces, *glue, breaks, give=self.give, breakable=breakable, level=self.level, cost=self.cost)


def is_of_text(piece: Piece, look: Look) -> bool:
    """Say whether the space after a piece is one of its face and size; *look* is that of the space.

    Not so behind stars, arrows and the like, whose face has a space that suits no text, nor behind the
    small figures of a note.
    """
    return piece.look.rise == look.rise and any(unicodedata.category(char)[0] not in "SM" for char in piece.shaped.text)


def tidy(words: list[Word]) -> list[Word]:
    """Drop spaces at both ends of a line and words that are nothing."""
    while words and not words[0].pieces:
        words = words[1:]
    while words and not words[-1].pieces:
        words = words[:-1]
    if words:
        words = [*words[:-1], Word(words[-1].pieces, breaks=words[-1].breaks)]
    return [word for word in words if word.pieces]


def letters_of(text: str) -> str:
    """Return the letters, their marks and the digits of *text* alone, composed and without case."""
    spelled = text if text.isalnum() else unicodedata.normalize("NFC", "".join(filter(_is_spelled, text)))
    return spelled.lower().replace("i\u0307", "i")  # the small letter of İ


def _is_spelled(char: str) -> bool:
    return char.isalnum() or unicodedata.category(char)[0] == "M"


def _may_be_tracked(shaped: Shaped) -> bool:
    """Say whether letter-spacing keeps the word whole: no marks set over other glyphs, not joined."""
    return not shaped.rtl and not any(glyph.x_offset or not glyph.advance for glyph in shaped.glyphs)


def _hang(piece: Piece, end: int) -> float:
    """Return how far the first (0) or last (-1) character of *piece* hangs out, in ems."""
    shaped, char = piece.shaped, piece.shaped.text[end]
    if not shaped.glyphs or piece.look.level == OTHER_WAY:
        return 0.0
    if char > "\u2fff":
        return _blank_half(piece, char, end)
    glyph = shaped.glyphs[-1 - end if shaped.rtl else end]
    drawn = "-" if char == SOFT_HYPHEN else char
    return hang(shaped.face, glyph.gid, drawn, right=bool(end) != shaped.rtl) * piece.look.size


def _blank_half(piece: Piece, char: str, end: int) -> float:
    """Return the blank half of a full-width mark at an end of *piece*, in ems: it stands outside the measure."""
    if char == "\u3000":
        return piece.shaped.width * piece.look.size
    if kind_of(char) is (Kind.CLOSING if end else Kind.OPENING):
        return HALF * blank_halves(piece.shaped, end)[-1 if end else 0] * piece.look.size
    return 0.0


def blank_halves(shaped: Shaped, at: int = 0) -> tuple[bool, bool]:
    """Say whether the left and the right half of a glyph of full width are blank, by its outline.

    Where a comma stands in its em differs by language and face: left below in Japan and on the Chinese
    mainland, in the middle in Taiwan. The outline knows.
    """
    face, glyph = shaped.face, shaped.glyphs[at]
    extents = face.hb_font.get_glyph_extents(glyph.gid)
    if extents is None or glyph.advance < FULL_WIDTH * face.units_per_em:
        return False, False
    left = (extents.x_bearing + glyph.x_offset) / glyph.advance
    right = 1 - left - extents.width / glyph.advance
    return left >= NEARLY_HALF, right >= NEARLY_HALF
