"""Arabic lines justified by elongation: kashida at the joins where readers expect it.

A justified line that its word spaces would open too far gets the strokes between joined
letters lengthened instead, by the tatweel of the face. HarfBuzz shapes the word anew with it, so
that joins and marks stay the face's own; the text stays as it was written. The order of the places follows the
W3C's "Text Layout Requirements for the Arabic Script" (alreq), section on justification, and the
practice of newspapers: after the teeth of seen and sad, before a last heh, dal, alef or
kaf, before a last reh, yeh, waw, qaf or feh, then elsewhere; one place in a word, never in lam-alef,
and not in words of two letters. Few words are drawn out, never two side by side or one below another: alreq warns of
kashidas near each other, in a line and between lines, and its word spaces carry the rest.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from pamphlet.typesetting.face import Face, Glyph, Shaped
from pamphlet.typesetting.words import Piece, Word

TATWEEL = "\u0640"
SHORTEST = 3
"""Letters; shorter words are left as they are."""
MOST_WORDS = 0.25
"""Share of a line's words that may be elongated: more, and the line is a row of strokes."""
NEAR = 1.5
"""Ems: a join drawn out nearer to one in the line above stands below it."""

_NOT_JOINING = frozenset("\u0621\u0674\u06d5\u200c")
_JOINS_BEFORE_ONLY = frozenset(
    "\u0622\u0623\u0624\u0625\u0627\u0629\u062f\u0630\u0631\u0632\u0648\u0671\u0672\u0673\u0675\u0676\u0677\u0688"
    "\u0689\u068a\u068b\u068c\u068d\u068e\u068f\u0690\u0691\u0692\u0693\u0694\u0695\u0696\u0697\u0698\u0699\u06c0"
    "\u06c3\u06c4\u06c5\u06c6\u06c7\u06c8\u06c9\u06ca\u06cb\u06cd\u06cf\u06d2\u06d3\u06ee\u06ef"
)
"""Letters that join the one before them and never the one after: Joining_Type R (ArabicShaping.txt of Unicode 15)."""
_ALEFS = frozenset("\u0622\u0623\u0625\u0627\u0671")
_LAMS = frozenset("\u0644\u06b5\u06b8")
_TEETH = frozenset("\u0633\u0634\u0635\u0636\u069a\u069b\u069c\u069d\u069e\u06fa\u06fb")
_LAST = (
    frozenset("\u0629\u0647\u06be\u06c1\u06c3\u062f\u0630\u0688"),
    frozenset("\u0622\u0623\u0625\u0627\u0637\u0638\u0644\u0643\u06a9\u06af"),
    frozenset("\u0631\u0632\u0691\u0698\u064a\u0649\u06cc\u06d2\u0648\u0624\u0642\u0641\u0639\u063a"),
)
"""Last letters of a word, the best before which to elongate first."""


class Join(Struct, frozen=True):
    """A join that may be elongated: before character *index*; the lower *rank*, the better."""

    index: int
    rank: int


class Elongator:
    """Elongates words; keeps what it has shaped, by word and number of tatweels."""

    def __init__(self) -> None:
        self._places: dict[Shaped, Join | None] = {}
        self._shaped: dict[tuple[Shaped, int], Shaped] = {}

    def elongated(
        self, words: Sequence[Word], room: float, most: float, lang: str, above: Sequence[float] = ()
    ) -> tuple[list[Word], tuple[float, ...]]:
        """Return the words of a line, some of them longer, by *room* ems together or less, and where these stand.

        Args:
            most: ems by which one word may grow.
            above: the middles of the words drawn out in the line above, in ems from the start of the lines.
        """
        done, drawn = list(words), dict[int, float]()
        middles = list(_middles(words))
        # From the end of the line back: there the strokes do not stand one below another's start.
        candidates = sorted(self._candidates(words), key=lambda each: (each[0].rank, -each[1]))
        left = room
        for _, number, which in candidates:
            if len(drawn) >= max(1, round(len(words) * MOST_WORDS)):
                break
            beside = number - 1 in drawn or number + 1 in drawn
            if beside or any(abs(middles[number] - middle) < NEAR for middle in above):
                continue
            piece = done[number].pieces[which]
            unit = _unit(piece, lang)
            count = min(int(left / unit), int(most / unit))
            if count < 1:
                continue
            longer = self._longer(piece, count, lang)
            left -= longer.width - piece.width
            pieces = list(done[number].pieces)
            pieces[which] = longer
            done[number] = done[number].with_pieces(tuple(pieces))
            drawn[number] = middles[number]
        return done, tuple(drawn.values())

    def _candidates(self, words: Sequence[Word]) -> Iterator[tuple[Join, int, int]]:
        """Yield the best place of each word with the numbers of the word and its piece."""
        for number, word in enumerate(words):
            found = [
                (place, number, which)
                for which, piece in enumerate(word.pieces)
                if (place := self._place(piece.shaped)) is not None
            ]
            # A word in two faces keeps the joins that were found for their border.
            if len(found) == 1 and sum(piece.shaped.rtl for piece in word.pieces) == 1:
                yield found[0]

    def _place(self, shaped: Shaped) -> Join | None:
        if shaped not in self._places:
            usable = shaped.script == "Arab" and shaped.rtl and shaped.face.has(TATWEEL)
            self._places[shaped] = best_place(shaped.text) if usable else None
        return self._places[shaped]

    def _longer(self, piece: Piece, count: int, lang: str) -> Piece:
        key = (piece.shaped, count)
        shaped = self._shaped.get(key)
        if shaped is None:
            place = self._place(piece.shaped)
            assert place is not None
            shaped = self._shaped[key] = _with_tatweels(piece, place.index, count, lang)
        return Piece(shaped, piece.look, piece.width + (shaped.width - piece.shaped.width) * piece.look.size)


def _middles(words: Sequence[Word]) -> Iterator[float]:
    """Yield the middle of each word, in ems from the start of the line."""
    x = 0.0
    for word in words:
        yield x + word.width / 2
        x += word.width + word.space_width


def best_place(text: str) -> Join | None:
    """Return the join of a word that is best elongated, None where there is none.

    Example:
        >>> best_place("السلام"), best_place("دار")
        (Join(index=3, rank=0), None)
    """
    letters = [index for index, char in enumerate(text) if unicodedata.category(char)[0] == "L"]
    if len(letters) < SHORTEST:
        return None
    places = []
    for before, after in pairwise(letters):
        one, other = text[before], text[after]
        if joins(one, other) and not any(unicodedata.category(char) == "Cf" for char in text[before:after]):
            places.append(Join(after, _rank(one, other, after == letters[-1])))
    # Of equal places the last: the beginning of a word keeps its shape.
    return min(places, key=lambda place: (place.rank, -place.index), default=None)


def joins(one: str, other: str) -> bool:
    """Say whether *one* is joined to *other* after it, and the join is no ligature of lam and alef."""
    if (one in _LAMS and other in _ALEFS) or not (_is_arabic(one) and _is_arabic(other)):
        return False
    return one not in _JOINS_BEFORE_ONLY and one not in _NOT_JOINING and other not in _NOT_JOINING


def _is_arabic(char: str) -> bool:
    return "\u0620" <= char <= "\u06ff" or "\u0750" <= char <= "\u077f" or "\u0870" <= char <= "\u08c9"


def _rank(one: str, other: str, last: bool) -> int:
    if TATWEEL in (one, other):
        return 0
    if one in _TEETH:
        return 0
    if last:
        for rank, letters in enumerate(_LAST, 1):
            if other in letters:
                return rank
    return 4


def _unit(piece: Piece, lang: str) -> float:
    """Return the width of one tatweel in ems; in a face that draws it by nothing, as nastaliq does, without end."""
    shaped = piece.shaped.face.shape(TATWEEL, piece.look.features, lang, "Arab", rtl=True)
    return shaped.width * piece.look.size or float("inf")


def _with_tatweels(piece: Piece, index: int, count: int, lang: str) -> Shaped:
    """Return the word with *count* tatweels before *index*, which belong to the letter before them."""
    shaped = piece.shaped
    text = shaped.text[:index] + TATWEEL * count + shaped.text[index:]
    face: Face = shaped.face
    longer = face.shape(text, piece.look.features, lang, shaped.script, rtl=True)
    glyphs = tuple(
        Glyph(glyph.gid, _own(glyph.cluster, index, count), glyph.advance, glyph.x_offset, glyph.y_offset)
        for glyph in longer.glyphs
    )
    return Shaped(face, shaped.text, glyphs, True, shaped.script)


def _own(cluster: int, index: int, count: int) -> int:
    if cluster < index:
        return cluster
    return index - 1 if cluster < index + count else cluster - count
