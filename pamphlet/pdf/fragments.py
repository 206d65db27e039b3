"""Shaped words as PDF operators, free of place and size: fragments.

A letter from right to left is often a body and dots, which serve other letters too; an Indic
vowel sign is drawn before its consonant, a Thai tone over it. There each cluster, a letter with
its marks, is one glyph, put together in the font program (``composites``): readers that turn text
round glyph by glyph then turn whole letters, and those that sort glyphs by their place find nothing
to sort. What it says is the letter; what is written beside a letter, marks and joiners, is said by
an empty glyph at the end of it, since pdf.js 5.6 gives no width to a glyph with a mark anywhere in
its text, and MuPDF 1.28 to one whose text begins with a mark, as from right to left it must.

The hyphen that the line breaker puts in comes as U+00AD SOFT HYPHEN and is told as
a plain hyphen-minus. As such all three readers tried join the broken word: Poppler
22.12 (``pdftotext``) rejoins it, PDFium 5.15.2's binding gives U+FFFE for hyphen and
line end together, MuPDF rejoins it in search and with TEXT_DEHYPHENATE. Told as
U+00AD, Poppler leaves it standing with the line end; as U+2010, only MuPDF joins.
ISO 32000-1, 14.8.2.2.3 wants U+00AD in *tagged* files, where a standard may say so.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Container
from itertools import accumulate

from msgspec import Struct
from msgspec.structs import replace

from pamphlet.pdf.cids import EM, Cids
from pamphlet.pdf.clusters import (
    BREAKER_HYPHEN,
    by_marks,
    clusters_of,
    is_beside,
    with_marks,
    with_marks_behind,
    without_marks,
)
from pamphlet.pdf.composites import Cluster, Component
from pamphlet.typesetting.face import Face, Glyph, Shaped

ADJUSTMENT_THRESHOLD = 0.5
"""In glyph space units. Widths in the file are whole units, since PDFium reads no others; what
rounding leaves over is made good as soon as it reaches half a unit (0.005 pt in 10 pt type)."""

SEEN_GAP = 0.07
"""Ems. From about a tenth of an em readers take a gap for a space."""

_BESIDE = 0.104
"""Ems: the width of the glyph that says what is written beside a letter, which is taken from the letter's. Poppler
takes characters that begin within 0.1 em of each other for one shown twice; MuPDF skips the width of a mark, and takes
a gap of 0.15 em for a space. Type is scaled by 2 % at most."""


class Rise(Struct, frozen=True):
    """A vertical offset of the glyphs that follow, in ems; 0.0 is back on the baseline."""

    ems: float


class Mark(Struct, frozen=True):
    """A marked-content operator between two shows."""

    operator: str


_END_MARK = Mark("EMC")

Piece = str | Rise | Mark
"""A part of a fragment; a string is what stands between the brackets of a TJ operator."""


class Spelling(Struct, frozen=True):
    """The text that a glyph stands for, by itself, as cluster number *cluster* of its word."""

    cluster: int
    gid: int
    text: str


class Fragment(Struct, frozen=True, kw_only=True):
    """A shaped word as operators, free of place and size.

    Attributes:
        code: the word as one TJ string and its adjustments; empty where it takes more than that.
        pieces: the word in order where *code* is empty.
        spoken: the text that all of it stands for, as ActualText has it; empty where its glyphs say it.
        advance: by how much the operators move the pen, in glyph space units, without tracking.
        count: of glyphs, each of which tracking follows.
        spellings: what each glyph that is a cluster by itself stands for.
        meanings: glyph id and text of each of these, to see at once that a file knows them all.
        parts: gid and text of the glyphs of larger clusters, for readers that know no ActualText.
        clusters: whose codes a file puts into *code* and *pieces*, which then are format strings.
    """

    code: str
    pieces: tuple[Piece, ...]
    advance: float
    count: int
    spellings: tuple[Spelling, ...]
    meanings: frozenset[tuple[int, str]]
    parts: tuple[tuple[int, str], ...] = ()
    spoken: str = ""
    clusters: tuple[Cluster, ...] = ()


def compose(cids: Cids, shaped: Shaped, spelled: Container[int] = ()) -> Fragment:
    """Return the operators that show *shaped*.

    Args:
        cids: of the face of *shaped*.
        shaped: the word.
        spelled: numbers of clusters that need ActualText although they are lone glyphs.
    """
    composer = _Composer(cids)
    spellings: list[Spelling] = []
    parts: list[tuple[int, str]] = []
    marked = False
    for number, (text, glyphs) in enumerate(clusters_of(shaped)):
        alone = len(glyphs) == 1
        if alone:
            spellings.append(Spelling(number, glyphs[0].gid, text))
        else:
            parts += _parts(cids.face, text, glyphs)
        told = alone and number not in spelled
        marked = marked or not told or _is_set_over(glyphs[0]) or any(map(is_beside, text[1:]))
        composer.show(glyphs, text if shaped.rtl and not told else "")
    pieces = composer.finish()
    code = pieces[0] if len(pieces) == 1 and isinstance(pieces[0], str) else ""
    fragment = Fragment(
        code=code,
        pieces=() if code else pieces,
        advance=composer.pen,
        count=len(shaped.glyphs),
        spellings=tuple(spellings),
        meanings=frozenset([(spelling.gid, spelling.text) for spelling in spellings]),
        parts=tuple(parts),
    )
    return told_whole(fragment, shaped) if marked and not shaped.rtl else fragment


def compose_clusters(cids: Cids, shaped: Shaped, *, spaced: bool = False) -> Fragment:
    """Return the operators that show *shaped* cluster by cluster, with a place for the code of each.

    Args:
        cids: of the face of *shaped*.
        shaped: the word.
        spaced: whether it is spaced out so widely that nothing may stand beside a letter.
    """
    marked = list(with_marks(clusters_of(shaped)) if shaped.rtl else with_marks_behind(clusters_of(shaped)))
    # pdf.js parts marks from right to left from their letter where the next word begins; where no letter is without
    # marks it parts nothing.
    beside = not spaced and not (
        shaped.rtl and all(text != without_marks(text) for text, _ in marked if text[0].isalpha())
    )
    composer = _Composer(cids, beside=beside)
    show = composer.cluster if shaped.rtl else composer.whole
    for text, glyphs in marked:
        show(glyphs, text)
    clusters = tuple(composer.clusters)
    pieces = composer.finish()
    code = pieces[0] if len(pieces) == 1 and isinstance(pieces[0], str) else ""
    return Fragment(
        code=code,
        pieces=() if code else pieces,
        advance=composer.pen,
        count=len(clusters),
        spellings=(),
        meanings=frozenset(),
        clusters=clusters,
    )


def _is_set_over(glyph: Glyph) -> bool:
    """Say whether a glyph is a mark set over or under another one."""
    return not glyph.advance or glyph.x_offset != 0 or glyph.y_offset != 0


def _has_ink(face: Face, gid: int) -> bool:
    """Say whether a glyph has an outline."""
    extents = face.hb_font.get_glyph_extents(gid)
    return extents is not None and bool(extents.width or extents.height)


def _parts(face: Face, text: str, glyphs: tuple[Glyph, ...]) -> list[tuple[int, str]]:
    """Return what each glyph of a cluster says to readers that know no ActualText: its own letter if it has one."""
    chars = list(text)
    own: dict[int, str] = {}
    for glyph in glyphs:
        letter = next((char for char in chars if face.hb_font.get_nominal_glyph(ord(char)) == glyph.gid), "")
        if letter:
            chars.remove(letter)
            own[glyph.gid] = letter
    rest = "".join(chars)
    for glyph in glyphs:
        if glyph.gid not in own:
            own[glyph.gid], rest = rest or "\u200b", ""
    return list(own.items())


def told_whole(fragment: Fragment, shaped: Shaped) -> Fragment:
    """Return *fragment* with one ActualText for all its glyphs instead of any inside."""
    pieces = tuple(piece for piece in fragment.pieces if not isinstance(piece, Mark))
    return replace(fragment, pieces=pieces, spoken=spoken(shaped))


def spoken(shaped: Shaped) -> str:
    """Return the text that a word stands for as UTF-16 in hexadecimal digits."""
    text = "-" if shaped.text == BREAKER_HYPHEN else unicodedata.normalize("NFC", shaped.text)
    return text.encode("utf-16-be").hex()


def actual_text(digits: str) -> str:
    """Return the operator that begins content that stands for a text, given as UTF-16 in hexadecimal digits."""
    return f"/Span<</ActualText<feff{digits}>>>BDC"


def _actual_text(text: str) -> Mark:
    return Mark(actual_text(text.encode("utf-16-be").hex()))


class _Composer:
    """Puts the glyphs of one word into strings and adjustments.

    Attributes:
        pen: where the operators so far leave the pen, in glyph space units.
        clusters: those shown so far, each by a code for which a place is left.
    """

    def __init__(self, cids: Cids, *, beside: bool = False) -> None:
        """Take the codes of a face, and whether marks are told beside their letters."""
        self.pen = 0.0
        self.clusters: list[Cluster] = []
        self._beside = beside
        self._room = round(_BESIDE * cids.face.units_per_em)
        self._cids = cids
        self._unit = EM / cids.face.units_per_em
        self._origin = 0.0
        self._rise = 0
        self._hex: list[str] = []
        self._show: list[str] = []
        self._pieces: list[Piece] = []

    def show(self, glyphs: tuple[Glyph, ...], actual_text: str) -> None:
        """Show the glyphs of a cluster, as *actual_text* unless that is empty."""
        if actual_text:
            self._interrupt(_actual_text(actual_text))
        for glyph in glyphs:
            self._glyph(glyph)
        if actual_text:
            self._interrupt(_END_MARK)

    def cluster(self, glyphs: tuple[Glyph, ...], text: str) -> None:
        """Show a cluster from right to left; its glyphs stand about the widest of them.

        The marks that it ends in are told from last to first by a code before that of the letter.
        """
        starts = [0, *accumulate(glyph.advance for glyph in glyphs)]
        at = max(range(len(glyphs)), key=lambda number: glyphs[number].advance)
        base = glyphs[at]
        # A letter with its elongation is as wide as both; else what kerning did is no part of the glyph,
        # unless it sets letters so far apart that a reader would take the gap, of which the next letter may
        # add as much again, for a space.
        x, advance = starts[at] + base.x_offset, self._cids.advance(base.gid)
        apart = max(x, starts[-1] - x - advance) * self._unit >= SEEN_GAP / 2 * EM
        if apart or sum(1 for glyph in glyphs if glyph.advance) > 1:
            x, advance = 0, max(0, starts[-1])
        self._move_to(x, 0)
        letter = without_marks(text) if self._beside else text
        if letter and letter != text:
            room = self._room if advance >= 2 * self._room else 0
            self._code(Cluster(components=(), advance=room, text=text[: len(letter) - 1 : -1]))
            x, advance, text = x + room, advance - room, letter
        components = tuple(
            Component(glyph.gid, start + glyph.x_offset - x, glyph.y_offset)
            for glyph, start in zip(glyphs, starts, strict=False)
            if glyph is base or _has_ink(self._cids.face, glyph.gid)
        )
        self._code(self._cluster(components, advance, text[::-1]))
        self._origin += starts[-1] * self._unit

    def whole(self, glyphs: tuple[Glyph, ...], text: str) -> None:
        """Show a cluster from left to right by codes that together are as wide as all of its glyphs.

        One glyph by itself is as wide as the face has it, and keeps its code: kerning is no part of it.
        Kerning may take more from a mark than it is wide; a glyph is never narrower than nothing (hmtx).
        """
        starts = [0, *accumulate(glyph.advance for glyph in glyphs)]
        alone = len(glyphs) == 1 and not _is_set_over(glyphs[0])
        advance = self._cids.advance(glyphs[0].gid) if alone else max(0, starts[-1])
        components = tuple(
            Component(glyph.gid, start + glyph.x_offset, glyph.y_offset)
            for number, (glyph, start) in enumerate(zip(glyphs, starts, strict=False))
            if not number or _has_ink(self._cids.face, glyph.gid)
        )
        self._move_to(0, 0)
        letter, *behind = by_marks(text) if self._beside else [text]
        rooms = [self._room * (1 if is_beside(part[0]) else len(part)) for part in behind]
        if sum(rooms) > advance - self._room:
            letter, rooms, behind = text, [], []
        self._code(self._cluster(components, advance - sum(rooms), letter))
        for room, part in zip(rooms, behind, strict=True):
            self._code(Cluster(components=(), advance=room, text=part))
        self._origin += starts[-1] * self._unit

    def _code(self, cluster: Cluster) -> None:
        """Leave a place for the code of *cluster*."""
        self._hex.append(f"{{{len(self.clusters)}}}")
        self.clusters.append(cluster)
        self.pen += round(cluster.advance * self._unit)

    def _cluster(self, components: tuple[Component, ...], advance: int, text: str) -> Cluster:
        """Return a cluster, which is plain where one glyph of the face shows it and is as wide."""
        first = components[0]
        plain = len(components) == 1 and not first.x and not first.y and advance == self._cids.advance(first.gid)
        return Cluster(components=components, advance=advance, text=text, plain=first.gid if plain else None)

    def _move_to(self, x: int, y: int) -> None:
        """Move the pen to *x* and *y* font units from where the next glyph has its origin."""
        if y != self._rise:
            self._rise = y
            self._interrupt(Rise(y / self._cids.face.units_per_em))
        offset = self._origin + x * self._unit - self.pen
        if abs(offset) >= ADJUSTMENT_THRESHOLD:
            self._adjust(offset)

    def _glyph(self, glyph: Glyph) -> None:
        self._move_to(glyph.x_offset, glyph.y_offset)
        code, width = self._cids.glyph(glyph.gid)
        self._hex.append(code)
        self.pen += width
        self._origin += glyph.advance * self._unit

    def _adjust(self, offset: float) -> None:
        rounded = round(offset, 1)
        self._close_string()
        self._show.append(f"{-rounded:g}")
        self.pen += rounded

    def _close_string(self) -> None:
        if self._hex:
            self._show.append(f"<{''.join(self._hex)}>")
            self._hex = []

    def _interrupt(self, piece: Piece) -> None:
        self._close_string()
        if self._show:
            self._pieces.append("".join(self._show))
            self._show = []
        self._pieces.append(piece)

    def finish(self) -> tuple[Piece, ...]:
        """Return all pieces, the pen back on the baseline."""
        if self._rise:
            self._interrupt(Rise(0.0))
        self._close_string()
        if self._show:
            self._pieces.append("".join(self._show))
        return tuple(self._pieces)
