"""Breaks inside words: where a word may be divided, with a hyphen or without one, and at what price.

A word may be divided where its author said so, else behind its own hyphens and dashes and, by the
patterns of its language, between syllables; an address at its own marks; and what no measure holds, anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType

from pamphlet.typesetting.breaking import HYPHEN
from pamphlet.typesetting.breaks import graphemes, is_spaced
from pamphlet.typesetting.direction import BIDI_CONTROLS
from pamphlet.typesetting.face import Shaped
from pamphlet.typesetting.hyphenation import Hyphenator
from pamphlet.typesetting.locale import Conventions
from pamphlet.typesetting.margins import hang
from pamphlet.typesetting.scripts import script_setting
from pamphlet.typesetting.style import Align, Style
from pamphlet.typesetting.words import HYPHENS, SOFT_HYPHEN, Piece, WordBreak, letters_of

_MARKS = "\u00ad\u200b\u2060\ufeff" + BIDI_CONTROLS
"""Characters that speak to the line breaker or order the text, and never reach a font."""
_SHOWN = re.compile(
    r"(?<=[^\W\d_]{2})[-\u2010](?=[^\W\d_]{2})|\u2014(?=\w)|(?<!\d)\u2013(?=\w)|\u2013(?=[^\W\d])|/(?=[^/\s])"
)
"""Behind a hyphen, a dash or a slash of the text."""
_IN_ADDRESS = re.compile(r"(?<=[/@?&=_])(?=\w)|(?<=\w)(?=[.-]\w)")
"""Where an address may be broken: before its hyphens and dots, which at a line's end would not be read as its own."""
_ADDRESS = re.compile(r"https?://|www\.|@|\w\.\w{2,}/")

HYPHEN_PENALTY = 0.24
"""Demerits of a hyphen: about those of a word space 0.09 em too wide on one line."""
EXPLICIT_PENALTY = 0.08
"""Demerits of a line that ends in a hyphen, dash or slash of the text: a third of a hyphen that is added."""
FRAGMENT_PENALTY = 0.3
"""More for a break that leaves only two letters of a word on a line."""
COMPOUND_PENALTY = 2.5
"""More for dividing a word that has a hyphen of its own: a second one misleads."""
ADDRESS_PENALTY = 0.12
"""Demerits of a break in an address: half of a hyphen's, for none is shown, and more than beside a mark of the text."""
RAGGED_HYPHEN = 0.25
"""More for a hyphen in ragged setting, where every line may end a word earlier: half of the most that a line may fall
short of the measure."""

PieceBreak = tuple[int, float, int, float]
"""A break inside a piece of a word: index, width before it in ems, 0 no hyphen / 1 its own / 2 one added, penalty."""
NO_BREAKS: Mapping[Shaped, tuple[PieceBreak, ...]] = MappingProxyType({})


class Divider:
    """Finds the places inside the words of one language; remembers those of each shaped piece."""

    def __init__(self, hyphenator: Hyphenator, conventions: Conventions) -> None:
        self.hyphenator = hyphenator
        self.conventions = conventions
        self.lang = conventions.lang
        self.script = script_setting(conventions.lang)
        self._typed: dict[Shaped, dict[int, int]] = {}
        self._breaks: dict[tuple[Shaped, bool], tuple[PieceBreak, ...]] = {}

    def keep_typed(self, shaped: Shaped, breaks: dict[int, int]) -> None:
        """Remember the places that the author gave in a piece, as :func:`without_marks` returns them."""
        self._typed[shaped] = breaks

    def copy_typed(self, whole: Shaped, shaped: Shaped) -> None:
        """Let *shaped*, the same letters in other forms, have the author's places of *whole*."""
        if whole in self._typed:
            self._typed[shaped] = self._typed[whole]

    def breaks(
        self, pieces: Sequence[Piece], style: Style, forced: Mapping[Shaped, tuple[PieceBreak, ...]] = NO_BREAKS
    ) -> Iterable[WordBreak]:
        """Return the breaks inside a word of *pieces*; *forced* replaces those of a piece."""
        ragged = style.align is not Align.JUSTIFY
        width = 0.0
        for which, piece in enumerate(pieces):
            text = piece.shaped.text
            for index, prefix, hyphen, cost in forced.get(piece.shaped) or self._inside(piece, style):
                at = width + prefix * piece.look.size + style.tracking * index
                shown = self._hyphen(piece).width * piece.look.size if hyphen == 2 else 0.0
                hung = self._hyphen_hang(piece) if hyphen and not ragged else 0.0
                penalty = cost + (RAGGED_HYPHEN if ragged and hyphen else 0.0)
                tail, head = letters_of(text[:index]), letters_of(text[index:])
                if hyphen and min(len(tail), len(head)) < 3:
                    penalty += FRAGMENT_PENALTY
                again = self._hyphen(piece).width * piece.look.size if self.repeats_hyphen(text, index) else 0.0
                kind = HYPHEN if hyphen else 0
                yield WordBreak(at + shown - hung, at - again, penalty, kind, which, index, tail, head)
            width += piece.width

    def _inside(self, piece: Piece, style: Style) -> tuple[PieceBreak, ...]:
        """Return the places inside a piece where its word may be broken."""
        key = (piece.shaped, style.hyphenate)
        found = self._breaks.get(key)
        if found is None:
            found = self._breaks[key] = tuple(self._find_inside(piece.shaped, style.hyphenate))
        return found

    def _find_inside(self, shaped: Shaped, hyphenate: bool) -> Iterable[PieceBreak]:
        text = shaped.text
        found: dict[int, tuple[int, float]] = {}
        if shaped in self._typed:
            found = {index: (kind, EXPLICIT_PENALTY) for index, kind in self._typed[shaped].items()}
        elif is_address(text):
            found = {match.start(): (0, ADDRESS_PENALTY) for match in _IN_ADDRESS.finditer(text)}
        else:
            for match in _SHOWN.finditer(text):
                found[match.end()] = (1 if match[0] in "-\u2010" else 0, EXPLICIT_PENALTY)
            if hyphenate:
                cost = HYPHEN_PENALTY + (COMPOUND_PENALTY if found else 0.0)
                for since, until in pairwise((0, *sorted(found), len(text))):
                    for index in self.hyphenator.points(text[since:until], self.lang):
                        found[since + index] = (2, cost)
        if found:
            prefixes = _prefixes(shaped)
            for index in sorted(found):
                if 0 < index < len(text):
                    hyphen, cost = found[index]
                    yield index, prefixes[index], hyphen, cost

    def anywhere(self, piece: Piece, style: Style) -> Iterable[PieceBreak]:
        """Yield a break after every letter of a piece, at the usual price where it has one."""
        shaped = piece.shaped
        usual = {entry[0]: entry for entry in self._inside(piece, style)}
        prefixes = _prefixes(shaped)
        hyphen = 2 if is_spaced(shaped.text) and self.script.hyphens else 0
        clusters = {glyph.cluster for glyph in shaped.glyphs}
        if shaped.rtl:  # joined letters are not cut apart
            clusters &= {*shaped.face.clusters(shaped.text, piece.look.features, self.lang, rtl=True)}
        places = clusters.intersection(graphemes(shaped.text))
        for index in sorted(places | usual.keys()):
            yield usual.get(index, (index, prefixes[index], hyphen, 1.0))

    @staticmethod
    def _hyphen(piece: Piece) -> Shaped:
        face = piece.shaped.face
        return face.shape("\u2010" if face.has("\u2010") else "-")

    def _hyphen_hang(self, piece: Piece) -> float:
        gid = self._hyphen(piece).glyphs[0].gid
        return hang(piece.shaped.face, gid, "-", right=not piece.shaped.rtl) * piece.look.size

    def repeats_hyphen(self, text: str, index: int) -> bool:
        """Say whether the line that begins at *index* of *text* repeats the hyphen that ends the one before it."""
        return self.conventions.hyphen_again and 0 < index < len(text) and text[index - 1] in HYPHENS

    def added_hyphen(self, piece: Piece) -> Shaped:
        """Return the hyphen glyph that a break adds; it stands for a soft hyphen in the text."""
        face = piece.shaped.face
        drawn = face.shape(self._hyphen(piece).text, piece.look.features, self.lang, rtl=piece.shaped.rtl)
        return face.standing_for(drawn, SOFT_HYPHEN)


def is_address(text: str) -> bool:
    """Say whether there is an address of the web or of mail in *text*."""
    return _ADDRESS.search(text) is not None


def _prefixes(shaped: Shaped) -> dict[int, float]:
    """Return the width before each character that starts a cluster, in ems, in logical order."""
    widths: dict[int, float] = {}
    x = 0
    for glyph in reversed(shaped.glyphs) if shaped.rtl else shaped.glyphs:
        widths.setdefault(glyph.cluster, x / shaped.face.units_per_em)
        x += glyph.advance
    total = x / shaped.face.units_per_em
    known = 0.0
    for index in range(len(shaped.text)):
        known = widths.setdefault(index, known)
    widths[len(shaped.text)] = total
    return widths


def without_marks(text: str) -> tuple[str, dict[int, int]]:
    """Take soft hyphens and zero-width spaces out of *text*: they say where a word may be broken.

    Returns:
        The text to be shaped, and by index whether the break there shows a hyphen (2) or not (0).
    """
    if text.isascii() or not any(mark in text for mark in _MARKS):
        return text, {}
    shown: list[str] = []
    breaks: dict[int, int] = {}
    for char in text:
        if char == SOFT_HYPHEN:
            breaks[len(shown)] = 2
        elif char == "\u200b":
            breaks[len(shown)] = 0
        elif char not in _MARKS:
            shown.append(char)
    return "".join(shown), breaks
