"""The fonts at hand: opened once, shared by all editions of a run.

A ``FontLibrary`` is passed to whoever sets type. It holds folders of font files
and answers with faces; it knows no style and no language.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from pathlib import Path

from pamphlet.errors import BadInput
from pamphlet.typesetting.face import Face
from pamphlet.typesetting.style import Family

_ENDINGS = (".ttf", ".otf", ".ttc")

SUBSTITUTES = {"\u2011": "\u2010-", "\u2010": "-", "\u202f": "\u00a0", "\u2212": "-", "\u02bc": "\u2019"}
"""Characters that look alike enough to stand in where a face lacks the first; tried in order."""


class FontLibrary:
    """Font files by stem, in folders that are searched in order.

    Attributes:
        missing: characters that no face of an asked family has, with the stem of its regular face.
    """

    def __init__(self, folders: Iterable[Path]) -> None:
        self._files: dict[str, Path] = {}
        for folder in folders:
            for path in sorted(folder.iterdir()) if folder.is_dir() else ():
                if path.suffix.lower() in _ENDINGS:
                    self._files.setdefault(path.stem, path)
        self._faces: dict[str, Face] = {}
        self._covering: dict[tuple[Family, bool, bool, str], Face] = {}
        self.missing: dict[str, str] = {}

    def face(self, stem: str) -> Face:
        """Return the face of the file named *stem*, opened on first use.

        Raises:
            BadInput: no folder holds such a file, or HarfBuzz cannot read it.
        """
        face = self._faces.get(stem)
        if face is None:
            if stem not in self._files:
                raise BadInput(
                    "font-unknown", f"no font file {stem!r} in the font folders", hint="put the file into fonts/"
                )
            face = self._faces[stem] = self.open(self._files[stem])
        return face

    @staticmethod
    def open(path: Path) -> Face:
        """Open one font file.

        Raises:
            BadInput: the file is not a font that HarfBuzz can read.
        """
        try:
            face = Face(path)
        except (OSError, ValueError, RuntimeError) as error:
            raise BadInput("font-unreadable", f"{path}: cannot be read as a font: {error}") from error
        if face.units_per_em == 0 or not face.hb_face.glyph_count:
            raise BadInput("font-unreadable", f"{path}: holds no glyphs; it is no font or it is damaged")
        return face

    def covering(self, family: Family, char: str, *, bold: bool = False, italic: bool = False) -> Face:
        """Return the face of *family* that has *char*: its own, else the first net that does.

        A character that none has is noted in ``missing`` and the family's own face returned;
        the edition is refused later, with every such character named at once.
        """
        key = (family, bold, italic, char)
        face = self._covering.get(key)
        if face is None:
            face = self._covering[key] = self._find(family, char, bold, italic)
        return face

    def _find(self, family: Family, char: str, bold: bool, italic: bool) -> Face:
        own = self.face(family.stem(bold=bold, italic=italic))
        category = unicodedata.category(char)
        if own.has(char) or category in ("Zs", "Cf", "Cc"):
            return own
        for stem in family.nets:
            face = self.face(stem)
            if face.has(char):
                return face
        self.missing.setdefault(char, family.regular)
        return own

    def spelled(self, family: Family, text: str) -> str:
        """Return *text* with characters that the family lacks replaced by their look-alikes."""
        own = self.face(family.regular)
        for char, substitutes in SUBSTITUTES.items():
            if char in text and not own.has(char):
                text = text.replace(char, next((s for s in substitutes if own.has(s)), char))
        return text
