"""The fonts at hand: opened once, shared by all editions of a run.

A ``FontLibrary`` is passed to whoever sets type. It holds folders of font files
and answers with faces; it knows no theme.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from msgspec.structs import replace

from pamphlet.errors import BadInput
from pamphlet.typesetting.face import Face, Shaped
from pamphlet.typesetting.itemising import main_system, script_runs
from pamphlet.typesetting.style import Faces, Family, Scripts

_ENDINGS = (".ttf", ".otf", ".ttc")

SUBSTITUTES = {"\u2011": "\u2010-", "\u2010": "-", "\u202f": "\u00a0", "\u2212": "-", "\u02bc": "\u2019"}
"""Characters that look alike enough to stand in where a face lacks the first; tried in order."""


class FaceRun(NamedTuple):
    """A part of a text in one face and writing system, ``scale`` times the size; ``text`` may hold look-alikes."""

    face: Face
    scale: float
    text: str
    system: str = ""


class _Choice(NamedTuple):
    face: Face
    scale: float


class _Asked(NamedTuple):
    faces: tuple[Faces, ...]
    bold: bool
    italic: bool


class FontLibrary:
    """Font files by stem, in folders that are searched in order.

    Attributes:
        missing: characters that no face of an asked family has, with the name of its regular face.
    """

    def __init__(self, folders: Iterable[Path]) -> None:
        self._files: dict[str, Path] = {}
        for folder in folders:
            for path in sorted(folder.iterdir()) if folder.is_dir() else ():
                if path.suffix.lower() in _ENDINGS:
                    self._files.setdefault(path.stem, path)
        self._faces: dict[str, Face] = {}
        self._first: dict[tuple[Family, bool, bool, str], _Choice] = {}
        self.missing: dict[str, str] = {}

    def face(self, name: str) -> Face:
        """Return the face of the file with the stem *name*, opened on first use.

        Raises:
            BadInput: no folder holds such a file, or HarfBuzz cannot read it.
        """
        face = self._faces.get(name)
        if face is None:
            if name not in self._files:
                raise BadInput(
                    "font-unknown", f"no font file {name!r} in the font folders", hint="put the file into fonts/"
                )
            face = self._faces[name] = self.open(self._files[name])
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

    def main_face(self, family: Family, lang: str, *, bold: bool = False, italic: bool = False) -> Face:
        """Return the face of *family* in which *lang* is written."""
        return self._main(family, main_system(lang), bold, italic).face

    def face_runs(
        self, text: str, family: Family, lang: str, *, bold: bool = False, italic: bool = False
    ) -> Iterator[FaceRun]:
        """Yield the parts of a word by the face of *family* that sets them.

        The letters of one writing system stand in one face: the first that has them all. Only where
        no face has them all, and for signs that the letters' face lacks, are single ones taken from
        the faces that follow. A character that none has is noted in ``missing`` and yielded with
        the first face; the edition is refused later, with every such character named at once.
        """
        for start, end, system in script_runs(text, lang):
            part = text[start:end]
            first = self._main(family, system, bold, italic)
            if first.face.covers(part):
                yield FaceRun(first.face, first.scale, part, system)
            else:
                for run in self._mixed(part, _Asked(family.for_system(system), bold, italic)):
                    yield run._replace(system=system)

    def check(self, shaped: Shaped) -> None:
        """Note what *shaped* would print as ``.notdef``, whatever the font said of its characters."""
        for glyph in shaped.glyphs:
            if glyph.gid == 0:
                self.missing.setdefault(shaped.text[glyph.cluster], shaped.face.key)

    def whole(self, text: str, family: Family, lang: str, *, bold: bool = False, italic: bool = False) -> Family:
        """Return *family* with the faces put first that set all of *text*, so that it looks like one.

        One face for all of it where there is one; else one for each writing system. Signs such as
        stars and arrows have no say.
        """
        shown = "".join(char for char in text if unicodedata.category(char) != "So")
        parts: dict[str, str] = {}
        for start, end, system in script_runs(shown, lang):
            parts[system] = parts.get(system, "") + shown[start:end]
        main = main_system(lang)
        leading = family.for_system(main if main in parts else next(iter(parts)))
        everywhere = self._first_with(shown, _Asked(leading, bold, italic))
        chosen = dict(family.scripts)
        for system, part in parts.items():
            asked = family.for_system(system)
            faces = everywhere or self._first_with(part, _Asked(asked, bold, italic))
            if faces is not None and faces.regular != asked[0].name(bold=bold, italic=italic):
                chosen[system] = faces
        if chosen == dict(family.scripts):
            return family
        return replace(family, scripts=Scripts(sorted(chosen.items())))

    def _first_with(self, text: str, asked: _Asked) -> Faces | None:
        for faces in asked.faces:
            name = faces.name(bold=asked.bold, italic=asked.italic)
            if _spelled(text, self.face(name)) is not None:
                return Faces(regular=name, scale=faces.scale)
        return None

    def _main(self, family: Family, system: str, bold: bool, italic: bool) -> _Choice:
        key = (family, bold, italic, system)
        choice = self._first.get(key)
        if choice is None:
            asked = _Asked(family.for_system(system), bold, italic)
            choice = self._first[key] = next(self._choices(asked))
        return choice

    def _choices(self, asked: _Asked) -> Iterator[_Choice]:
        """Yield the faces asked for, each opened when its turn comes."""
        for faces in asked.faces:
            yield _Choice(self.face(faces.name(bold=asked.bold, italic=asked.italic)), faces.scale)

    def _mixed(self, text: str, asked: _Asked) -> Iterator[FaceRun]:
        """Yield the runs of a text in one writing system that its first face lacks something of."""
        whole = self._one(text, self._choices(asked))
        if whole is not None:
            yield whole
            return
        letters = "".join(char for char in text if unicodedata.category(char)[0] in "LM")
        lettered = [choice for choice in self._choices(asked) if choice.face.covers(letters)][:1]
        found = [self._cluster(cluster, lettered, asked) for cluster in _clusters(text)]
        for _, group in groupby(found, key=lambda run: run.face.key):
            runs = tuple(group)
            yield runs[0]._replace(text="".join(run.text for run in runs))

    @staticmethod
    def _one(text: str, choices: Iterable[_Choice]) -> FaceRun | None:
        """Return all of *text* in the first face that has it, letters with their marks drawn as one before others."""
        asked = []
        for face, scale in choices:
            asked.append(_Choice(face, scale))
            spelled = _spelled(text, face)
            if spelled is not None:
                return FaceRun(face, scale, spelled)
        return next((FaceRun(face, scale, text) for face, scale in asked if face.covers(text, apart=True)), None)

    def _cluster(self, cluster: str, before: Sequence[_Choice], asked: _Asked) -> FaceRun:
        choices = [*before, *self._choices(asked)]
        one = self._one(cluster, choices)
        if one is not None:
            return one
        for char in cluster:
            if not any(choice.face.covers(char) for choice in choices):
                self.missing.setdefault(char, asked.faces[0].regular)
        return FaceRun(choices[0].face, choices[0].scale, cluster)


def _spelled(text: str, face: Face) -> str | None:
    """Return *text* as *face* can set it, with look-alikes where it must; None where it cannot."""
    if face.covers(text):
        return text
    spelled = "".join(char if face.covers(char) else _look_alike(char, face) for char in text)
    return spelled if len(spelled) == len(text) else None


def _look_alike(char: str, face: Face) -> str:
    return next((other for other in SUBSTITUTES.get(char, "") if face.covers(other)), "")


def _clusters(text: str) -> Iterator[str]:
    """Yield letters with the marks that stand on them."""
    start = 0
    for index in range(1, len(text) + 1):
        if index == len(text) or not (unicodedata.category(text[index])[0] == "M" or text[index] in "\u200c\u200d"):
            yield text[start:index]
            start = index
