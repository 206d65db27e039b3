"""Font faces and the words shaped in them.

A :class:`Face` is one font at unit size; a :class:`Shaped` is one word (or space,
or punctuation) of it after HarfBuzz: glyphs and advances in font units. Both are
free of size and colour, so line breaking and copyfit only ever rescale.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from pathlib import Path

import uharfbuzz as hb
from msgspec import Struct

from pamphlet.typesetting.fontname import variations_of

Features = tuple[tuple[str, int], ...]
"""OpenType features to turn on (1) or off (0), sorted by tag: a cache key."""


_UNSEEN = ("Zs", "Zl", "Zp", "Cf", "Cc")
"""General categories of characters that need no glyph."""


def _needs_no_glyph(char: str) -> bool:
    return unicodedata.category(char) in _UNSEEN or "\ufe00" <= char <= "\ufe0f"


class Glyph(Struct, frozen=True):
    """One glyph of a shaped word, in font units; ``cluster`` is the index into the word's text."""

    gid: int
    cluster: int
    advance: int
    x_offset: int
    y_offset: int


class Shaped:
    """A shaped stretch of text.

    Attributes:
        face: the face it is shaped in.
        text: the logical text it stands for.
        glyphs: the glyphs in visual order, left to right.
        width: the sum of the advances, in ems.
        rtl: whether the glyphs run right to left.
        script: what HarfBuzz was told, or empty.
        undefined: whether a character has no glyph in the face.
    """

    __slots__ = ("face", "glyphs", "rtl", "script", "text", "undefined", "width")

    def __init__(self, face: Face, text: str, glyphs: tuple[Glyph, ...], rtl: bool = False, script: str = "") -> None:
        self.face = face
        self.text = text
        self.glyphs = glyphs
        self.rtl = rtl
        self.script = script
        self.width = sum(glyph.advance for glyph in glyphs) / face.units_per_em
        self.undefined = any(glyph.gid == 0 for glyph in glyphs)


class Face:
    """A font file opened by HarfBuzz; made once by a ``FontLibrary`` and shared by editions.

    Attributes:
        key: unique and stable name, from the file's name: the same in every run.
        index: of the face in a collection. variations: places on the axes of a variable font.
        units_per_em: font units in one em.
        ascender, descender, cap_height, x_height: in ems, descender negative.
        margins: the white on both sides of the glyphs looked at so far, in ems: see ``margins``.
    """

    def __init__(self, path: Path, index: int = 0, instance: str = "", source: str = "") -> None:
        """Open a face.

        Args:
            index: of the face in a collection. instance: of a variable font, by name or by places on its axes.
            source: where the file is from, if several places may hold files of one name.

        Raises:
            BadInput: the font has no such instance.
            OSError, ValueError, RuntimeError: the file cannot be read as a font.
        """
        self.path = path
        self.index = index
        self.key = f"{source}{path.stem}{f'#{index}' if index else ''}{f':{instance}' if instance else ''}"
        self.hb_face = hb.Face(hb.Blob.from_file_path(str(path)), index)
        self.hb_font = hb.Font(self.hb_face)
        self.variations = variations_of(self.hb_face, self.key, instance) if instance else ()
        if self.variations:
            self.hb_font.set_variations(dict(self.variations))
        self.units_per_em: int = self.hb_face.upem
        extents = self.hb_font.get_font_extents("ltr")
        metric = self.hb_font.get_metric_position_with_fallback
        self.ascender = extents.ascender / self.units_per_em
        self.descender = extents.descender / self.units_per_em
        self.cap_height = metric(hb.OTMetricsTag.CAP_HEIGHT) / self.units_per_em
        self.x_height = metric(hb.OTMetricsTag.X_HEIGHT) / self.units_per_em
        self.margins: dict[int, tuple[float, float]] = {}
        self._shaped: dict[tuple[str, Features, str, str, bool], Shaped] = {}
        self._known: set[str] = set()
        self._clusters: dict[tuple[str, Features, str, bool], tuple[int, ...]] = {}

    @property
    def family_name(self) -> str:
        """The name of the family, as the font tells it."""
        names = hb.OTNameIdPredefined
        get = self.hb_face.get_name
        return get(names.TYPOGRAPHIC_FAMILY) or get(names.FONT_FAMILY) or self.path.stem

    @property
    def weight(self) -> int:
        """The weight on the scale of OpenType: 400 is regular, 700 bold."""
        weight: float = self.hb_font.get_style_value(hb.StyleTag.WEIGHT)
        return round(weight)

    @property
    def slanted(self) -> bool:
        """Whether the letters are italic or oblique."""
        value = self.hb_font.get_style_value
        return bool(value(hb.StyleTag.ITALIC) or value(hb.StyleTag.SLANT_ANGLE))

    def has(self, char: str) -> bool:
        """Say whether the font has a glyph for *char*."""
        return self.hb_font.get_nominal_glyph(ord(char)) is not None

    def covers(self, text: str, *, apart: bool = False) -> bool:
        """Say whether the font has glyphs for *text*, letters with marks put together where Unicode does.

        Spaces and what is never seen (controls, joiners, variation selectors) need no glyph.

        Args:
            apart: be content with glyphs for letter and mark where the letter with its mark is not drawn;
                HarfBuzz then puts one over the other.
        """
        known = self._known
        if known.issuperset(text):
            return True
        for char in text if text.isascii() else unicodedata.normalize("NFC", text):
            if char not in known:
                if not self.has(char) and not _needs_no_glyph(char):
                    return apart and all(map(self.covers, unicodedata.normalize("NFD", text)))
                known.add(char)
        return True

    def shape(
        self, text: str, features: Features = (), lang: str = "en", script: str = "", *, rtl: bool = False
    ) -> Shaped:
        """Return *text* shaped at unit size; the same text is shaped once.

        Args:
            text: one word, space or punctuation; no line ends.
            features: OpenType features beside the font's defaults.
            lang: BCP 47 language of the text, for ``locl``.
            script: ISO 15924 code of the text's script; found from its letters where empty.
            rtl: whether the text runs from right to left, as its embedding level says.
        """
        key = (text, features, lang, script, rtl)
        shaped = self._shaped.get(key)
        if shaped is None:
            shaped = self._shaped[key] = self._shape(text, features, lang, script, rtl=rtl)
        return shaped

    def joined(self, shaped: Shaped, before: str, after: str, features: Features, lang: str) -> Shaped:
        """Return *shaped* as it stands between *before* and *after*, parts of its word in other faces or looks.

        Letters that join do so over the border: each part is shaped with what stands beside it in view.
        """
        key = (shaped.text, features, f"{lang}\0{before}\0{after}", shaped.script, shaped.rtl)
        found = self._shaped.get(key)
        if found is None:
            around = (before, after)
            found = self._shape(shaped.text, features, lang, shaped.script, rtl=shaped.rtl, around=around)
            self._shaped[key] = found
        return found

    def space(self) -> Shaped:
        """Return the word space; in a face without one it has no glyph, and is a quarter of an em wide."""
        shaped = self.shape(" ")
        if shaped.undefined:
            shaped = self._shaped[" ", (), "en", "", False] = Shaped(self, " ", ())
            shaped.width = 0.25
        return shaped

    def standing_for(self, drawn: Shaped, text: str) -> Shaped:
        """Return *drawn* as a word that stands for other *text*, as a hyphen for a soft hyphen."""
        key = (drawn.text, (), f"\0{text}", "", drawn.rtl)
        shaped = self._shaped.get(key)
        if shaped is None:
            shaped = self._shaped[key] = Shaped(self, text, drawn.glyphs, drawn.rtl)
        return shaped

    def clusters(self, text: str, features: Features = (), lang: str = "en", *, rtl: bool = False) -> tuple[int, ...]:
        """Return the indexes where *text* may be cut without changing how its parts are shaped.

        Args:
            text: letters of one script; the rest as for :meth:`shape`.
        """
        key = (text, features, lang, rtl)
        found = self._clusters.get(key)
        if found is None:
            infos = self._buffer(text, features, lang, "", rtl=rtl).glyph_infos
            unsafe = {info.cluster for info in infos if info.flags & hb.GlyphFlags.UNSAFE_TO_BREAK}
            found = self._clusters[key] = tuple(sorted({info.cluster for info in infos} - unsafe - {0}))
        return found

    def seams(self, text: str, places: Iterable[int], features: Features = (), lang: str = "en") -> tuple[int, ...]:
        """Return those of *places* where *text* may be cut and looks the same.

        It is tried out: HarfBuzz calls a place unsafe as soon as a rule of the face might look across it, as rules
        of Burmese faces do everywhere.
        """

        def drawn(part: str) -> list[tuple[int, int, int, int]]:
            glyphs = self.shape(part, features, lang).glyphs
            return [(glyph.gid, glyph.advance, glyph.x_offset, glyph.y_offset) for glyph in glyphs]

        whole = drawn(text)
        return tuple(place for place in places if drawn(text[:place]) + drawn(text[place:]) == whole)

    def _buffer(
        self, text: str, features: Features, lang: str, script: str, *, rtl: bool, around: tuple[str, str] = ("", "")
    ) -> hb.Buffer:
        buffer = hb.Buffer()
        buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_CHARACTERS
        before, after = around
        buffer.add_str(before + text + after, len(before), len(text))
        buffer.language = lang
        buffer.direction = "rtl" if rtl else "ltr"
        if script:
            buffer.script = script
        buffer.guess_segment_properties()
        hb.shape(self.hb_font, buffer, dict(features))
        return buffer

    def _shape(
        self, text: str, features: Features, lang: str, script: str, *, rtl: bool, around: tuple[str, str] = ("", "")
    ) -> Shaped:
        buffer, start = self._buffer(text, features, lang, script, rtl=rtl, around=around), len(around[0])
        glyphs = tuple(
            Glyph(info.codepoint, info.cluster - start, position.x_advance, position.x_offset, position.y_offset)
            for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
        )
        return Shaped(self, text, glyphs, rtl, script)
