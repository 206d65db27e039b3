"""Clusters of a shaped word: which glyphs stand for which text, and which of it is a letter's and which its marks'."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from itertools import groupby, pairwise

from pamphlet.typesetting.face import Glyph, Shaped

BREAKER_HYPHEN = "\u00ad"
"""The text of the word that the line breaker ends a broken line with."""


def clusters_of(shaped: Shaped) -> Iterator[tuple[str, tuple[Glyph, ...]]]:
    """Yield text and glyphs of each cluster, in visual order; the text in NFC."""
    if shaped.text == BREAKER_HYPHEN:
        yield "-", shaped.glyphs
        return
    starts = sorted({glyph.cluster for glyph in shaped.glyphs})
    ends = dict(pairwise([*starts, len(shaped.text)]))
    at = 0
    while at < len(shaped.glyphs):
        start = shaped.glyphs[at].cluster
        after = at + 1
        while after < len(shaped.glyphs) and shaped.glyphs[after].cluster == start:
            after += 1
        yield unicodedata.normalize("NFC", shaped.text[start : ends[start]]), shaped.glyphs[at:after]
        at = after


def with_marks(clusters: Iterable[tuple[str, tuple[Glyph, ...]]]) -> Iterator[tuple[str, tuple[Glyph, ...]]]:
    """Yield clusters from right to left with the marks that stand on them, which come before them from the left."""
    marks, marking = "", ()  # type: str, tuple[Glyph, ...]
    for text, glyphs in clusters:
        if any(glyph.advance for glyph in glyphs):
            yield text + marks, marking + glyphs
            marks, marking = "", ()
        else:
            marks, marking = text + marks, marking + glyphs
    if marking:
        yield marks, marking


def with_marks_behind(
    clusters: Iterable[tuple[str, tuple[Glyph, ...]]],
) -> Iterator[tuple[str, tuple[Glyph, ...]]]:
    """Yield clusters from left to right, each with the marks that stand on it and come behind it.

    A cluster whose text begins with such a mark joins them, though it may be wide, as a Telugu letter below
    another: MuPDF 1.28 takes any glyph that begins with a mark for one without a width.
    """
    letter, shown = "", ()  # type: str, tuple[Glyph, ...]
    for text, glyphs in clusters:
        if shown and any(glyph.advance for glyph in glyphs) and not _is_mark(text[0]):
            yield letter, shown
            letter, shown = text, glyphs
        else:
            letter, shown = letter + text, shown + glyphs
    if shown:
        yield letter, shown


def _is_mark(char: str) -> bool:
    """Say whether *char* is a mark over, under or in a letter."""
    return unicodedata.category(char) == "Mn"


def is_beside(char: str) -> bool:
    """Say whether *char* is a mark or a joiner, which has no width of its own."""
    return unicodedata.category(char) in ("Mn", "Cf")


def by_marks(text: str) -> list[str]:
    """Return the stretches of *text* with and without marks and joiners; a text that begins with one as a whole."""
    if not text or is_beside(text[0]):
        return [text]
    return ["".join(chars) for _, chars in groupby(text, key=is_beside)]


def without_marks(text: str) -> str:
    """Return *text* without the marks that it ends in."""
    return text.rstrip("".join(filter(_is_mark, text)))
