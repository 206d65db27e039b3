"""Character identifiers: by which code a font shows which glyph.

The codes of a face depend on nothing but the face, so that words once put into
operators serve every edition. A glyph of Latin text has the number of its character
in Latin-1, or one of the numbers that Latin-1 leaves to controls; all others follow
after 256, in the order of the font. PDFium keeps the boxes of the first 256 codes
of a font and works all others out anew wherever they stand: with glyph ids for
codes the word check took 1.4 times as long.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Mapping
from itertools import chain
from types import MappingProxyType

from pamphlet.typesetting.face import Face

EM = 1000
"""Glyph space: a thousand units to the em, whatever the font's own (ISO 32000-1, 9.2.4)."""
NONE: Mapping[int, int] = MappingProxyType({})
_FIRST_OTHER = 0x100
_MOST_CODES = 0x10000

_FURTHER = (
    "\u2010\u2011\u2012\u2013\u2014\u2015\u2018\u2019\u201a\u201c\u201d\u201e\u2020\u2022\u2026\u2030"
    "\u2039\u203a\u2044\u20ac\u2122\u0152\u0153\u0160\u0161\u017d\u017e\u0178\ufb00\ufb01\ufb02\ufb03\ufb04"
)
"""Characters of Latin text beyond Latin-1, for the numbers of its controls."""
_LATIN_1 = [*range(0x20, 0x7F), *range(0xA0, 0x100)]
_CONTROLS = [*range(0x01, 0x20), *range(0x7F, 0xA0)]


class Cids:
    """The codes of one face, and the widths that a file gives them.

    Attributes:
        identity: whether each code is the glyph id: so in a font with PostScript outlines, whose CIDs
            are its own (ISO 32000-1, 9.7.4.2), and in one with more glyphs than there are codes to spare.
    """

    def __init__(self, face: Face) -> None:
        self.identity = has_cff(face) or face.hb_face.glyph_count + _FIRST_OTHER > _MOST_CODES
        self.face = face
        self._glyphs: dict[int, tuple[str, int]] = {}
        self._latin: dict[int, int] = {} if self.identity else _latin(face)
        self._offset = 0 if self.identity else _FIRST_OTHER
        self._count = face.hb_face.glyph_count

    def cid(self, gid: int) -> int:
        """Return the code of a glyph."""
        return self._latin.get(gid) or gid + self._offset

    def glyph(self, gid: int) -> tuple[str, int]:
        """Return the code of a glyph in hexadecimal and its width as the file states it, in whole units."""
        glyph = self._glyphs.get(gid)
        if glyph is None:
            glyph = f"{self.cid(gid):04x}", round(self.advance(gid) * EM / self.face.units_per_em)
            self._glyphs[gid] = glyph
        return glyph

    def advance(self, gid: int) -> int:
        """Return the advance of a glyph in font units."""
        return int(self.face.hb_font.get_glyph_h_advance(gid))

    @property
    def further(self) -> range:
        """The codes that no glyph of the face has."""
        return range(0) if self.identity else range(self._offset + self._count, _MOST_CODES)

    def table(self, gids: Iterable[int], further: Mapping[int, int] = NONE) -> bytes:
        """Return the CIDToGIDMap stream that names *gids* by their codes (ISO 32000-1, table 117).

        Args:
            further: glyph ids by codes of :attr:`further`.
        """
        glyphs = {self.cid(gid): gid for gid in gids} | dict(further)
        return b"".join([struct.pack(">H", glyphs.get(cid, 0)) for cid in range(max(glyphs, default=0) + 1)])


def _latin(face: Face) -> dict[int, int]:
    codes: dict[int, int] = {}
    further = zip(_CONTROLS, map(ord, _FURTHER), strict=False)
    for code, char in chain(((char, char) for char in _LATIN_1), further):
        gid = face.hb_font.get_nominal_glyph(char)
        if gid:
            codes.setdefault(gid, code)
    return codes


def has_cff(face: Face) -> bool:
    """Say whether the outlines are PostScript ones."""
    return not {"CFF ", "CFF2"}.isdisjoint(face.hb_face.table_tags)
