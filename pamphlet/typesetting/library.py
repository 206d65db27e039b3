"""The fonts at hand: opened once, shared by all editions of a run.

A ``FontLibrary`` is passed to whoever sets type. It holds folders of font files
and answers with faces; it knows no theme.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from msgspec.structs import replace

from pamphlet.errors import BadInput, nearest
from pamphlet.typesetting.face import Face, Shaped
from pamphlet.typesetting.fontname import parse_font_name
from pamphlet.typesetting.itemising import LATIN, main_system, script_of, script_runs, system_of
from pamphlet.typesetting.sources import BOLD, ENDINGS, Source, Wanted
from pamphlet.typesetting.style import Faces, Family, Scripts

SUBSTITUTES = {"\u2011": "\u2010-", "\u2010": "-", "\u202f": "\u00a0", "\u2212": "-", "\u02bc": "\u2019"}
"""Characters that look alike enough to stand in where a face lacks the first; tried in order."""

STRANGERS = 0.02
"""Share of words, such as foreign names, that a face may lack letters of and still set the text."""
SQUARE = frozenset(("Hans", "Hant", "Jpan", "Kore"))
"""Writing systems whose faces bring Latin letters and figures of their own, drawn to go with their squares."""
_SLANTED_SYSTEMS = ("Latn", "Cyrl", "Grek")
"""Writing systems that have italics."""


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
    """What is asked: a family's faces for a writing system, in a weight and a slope."""

    family: Family
    system: str
    bold: bool
    italic: bool

    def names(self) -> Iterator[tuple[str, float]]:
        for faces in self.family.for_system(self.system):
            yield faces.name(bold=self.bold, italic=self.italic), faces.scale

    def wanted(self, family_name: str = "") -> Wanted:
        weight = max(BOLD, self.family.weight) if self.bold else self.family.weight
        italic = self.italic and self.system in _SLANTED_SYSTEMS
        return Wanted(self.system, weight, italic, self.family.serif, family_name)


class FontLibrary:
    """Font files by stem, in folders that are searched in order, and further sources of faces.

    Attributes:
        files: by stem, the first folder's before others.
        sources: asked in order for characters that no named face has.
        missing: characters that no face of an asked family has, with the name of its regular face.
        borrowed: faces from sources that do not travel with the leaflet, with the name of the source.
    """

    def __init__(self, folders: Iterable[Path], sources: Sequence[Source] = ()) -> None:
        self.files: dict[str, Path] = {}
        for folder in folders:
            for path in sorted(folder.iterdir()) if folder.is_dir() else ():
                if path.suffix.lower() in ENDINGS:
                    self.files.setdefault(path.stem, path)
        self._faces: dict[str, Face] = {}
        self._first: dict[tuple[Family, bool, bool, str], _Choice] = {}
        self.sources = tuple(sources)
        self.missing: dict[str, str] = {}
        self.borrowed: dict[Face, str] = {}

    def face(self, name: str) -> Face:
        """Return the face called *name*, opened on first use; ``fontname`` says how faces are called.

        Raises:
            BadInput: no folder holds such a file, HarfBuzz cannot read it, or it has no such instance.
        """
        face = self._faces.get(name)
        if face is None:
            face = self._faces[name] = self._named(name)
        return face

    def _named(self, name: str) -> Face:
        stem, index, instance = (name, 0, "") if name in self.files else parse_font_name(name)
        path = self.files.get(stem) or next(filter(None, (source.file(stem) for source in self.sources)), None)
        if path is None:
            near = nearest(stem, self.files)
            hint = near if near.startswith("did") else "put the file into fonts/"
            raise BadInput("font-unknown", f"no font file {stem!r} in the font folders", hint=hint)
        return self.open(path, index, instance)

    @staticmethod
    def open(path: Path, index: int = 0, instance: str = "") -> Face:
        """Open one face of a font file.

        Raises:
            BadInput: the file is not a font that HarfBuzz can read, or lacks that face or instance.
        """
        try:
            face = Face(path, index, instance)
        except (OSError, ValueError, RuntimeError) as error:
            raise BadInput("font-unreadable", f"{path}: cannot be read as a font: {error}") from error
        if face.units_per_em == 0 or not face.hb_face.glyph_count:
            if index >= max(1, face.hb_face.count):
                raise BadInput("font-unknown", f"{path}: has no face {index}; it holds {face.hb_face.count}")
            raise BadInput("font-unreadable", f"{path}: holds no glyphs; it is no font or it is damaged")
        return face

    def main_face(self, family: Family, lang: str, *, bold: bool = False, italic: bool = False) -> Face:
        """Return the face of *family* in which *lang* is written."""
        return self._main(_Asked(family, main_system(lang), bold, italic)).face

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
            asked = _Asked(family, system, bold, italic)
            first = self._main(asked)
            if first.face.covers(part):
                yield FaceRun(first.face, first.scale, part, system)
            else:
                for run in self._mixed(part, asked):
                    yield run._replace(system=system)

    def check(self, shaped: Shaped) -> None:
        """Note what *shaped* would print as ``.notdef``, whatever the font said of its characters."""
        for glyph in shaped.glyphs if shaped.undefined else ():
            if glyph.gid == 0:
                self.missing.setdefault(shaped.text[glyph.cluster], shaped.face.key)

    def whole(self, text: str, family: Family, lang: str, *, bold: bool = False, italic: bool = False) -> Family:
        """Return *family* with the faces put first that set all of *text*, so that it looks like one.

        One face for all of it where there is one; else one for each writing system. Signs such as
        stars and arrows have no say.
        """
        shown = "".join(char for char in text if unicodedata.category(char) not in ("So", "Sk"))
        parts: dict[str, str] = defaultdict(str)
        for start, end, system in script_runs(shown, lang):
            parts[system] += shown[start:end]
        main = main_system(lang)
        leading = _Asked(family, main if main in parts else next(iter(parts)), bold, italic)
        everywhere = self._first_with(shown, leading)
        chosen: dict[str, Faces] = {}
        for system, part in parts.items():
            asked = leading._replace(system=system)
            faces = everywhere or self._first_with(part, asked)
            if faces is not None and faces.regular != next(asked.names())[0]:
                chosen[system] = faces
        return _with_scripts(family, chosen)

    def suited(self, families: Mapping[str, Family], words: Iterable[str], lang: str) -> dict[str, Family]:
        """Return *families* with the faces put first that can set the text of *words*, script by script.

        So an edition does not change its face from word to word when its language has letters that
        a family's own face lacks. A few words that it lacks letters of, names from elsewhere, leave the
        family as it is: they take their faces alone.

        In Chinese, Japanese and Korean running text, Latin letters and figures are those of the face found: they are
        drawn to go with its strokes.
        """
        words = tuple(words)
        letters: dict[str, str] = defaultdict(str)
        for char in sorted(set().union(*words)):
            letters[system_of(script_of(char), lang)] += char
        letters.pop("", None)  # what scripts share
        parts: dict[str, list[str]] = {}
        suited: dict[str, Family] = {}
        for name, family in families.items():
            chosen: dict[str, Faces] = {}
            for system, text in letters.items():
                asked = _Asked(family, system, False, False)
                if not self._main(asked).face.covers(text):
                    parts = parts or _by_system(words, lang)
                    faces = self._suiting(parts[system], asked)
                    if faces is not None:
                        chosen[system] = faces
            own = chosen.get(main_system(lang))
            if own is not None and main_system(lang) in SQUARE and not family.whole:
                chosen[LATIN] = own
            suited[name] = _with_scripts(family, chosen)
        return suited

    def _suiting(self, words: Sequence[str], asked: _Asked) -> Faces | None:
        """Return the faces that lack letters of the fewest of *words*, None where the first do well enough."""
        texts = ["".join(char for char in word if unicodedata.category(char)[0] in "LM") for word in words]
        enough = STRANGERS * len(texts)
        best: tuple[int, Faces | None] = (len(texts) + 1, None)
        for number, faces in enumerate(asked.family.for_system(asked.system)):
            face = self.face(faces.name(bold=False, italic=False))
            lacking = sum(1 for text in texts if not face.covers(text))
            if lacking < best[0]:
                best = (lacking, _bare(faces) if number else None)
            if best[0] <= enough:
                return best[1]
        letters = "".join(sorted(set("".join(texts))))
        found = self._borrow(letters, asked)
        if found is None:
            return best[1]
        bold = self._borrow_bold(letters, found, asked)
        return Faces(regular=self._lend(found), bold=self._lend(bold) if bold else "")

    def _borrow_bold(self, text: str, regular: Face, asked: _Asked) -> Face | None:
        """Return a bold face to go with *regular*: of its family, or else a bold one of another."""
        wanted = asked._replace(bold=True).wanted(regular.family_name)
        for like in (wanted, wanted._replace(family="")):
            for source in self.sources:
                found = source.find(text, like)
                if found is not None and found.weight >= BOLD - 100:
                    self._note(found, source)
                    return found
        return None

    def _borrow(self, text: str, asked: _Asked) -> Face | None:
        """Return the face that the first source which has all of *text* gives."""
        for source in self.sources if text else ():
            found = source.find(text, asked.wanted())
            if found is not None:
                self._note(found, source)
                return found
        return None

    def _note(self, face: Face, source: Source) -> None:
        if not source.own:
            self.borrowed.setdefault(face, source.name)

    def _lend(self, face: Face) -> str:
        """Return the name under which a borrowed face is known from now on."""
        self._faces.setdefault(face.key, face)
        return face.key

    def _first_with(self, text: str, asked: _Asked) -> Faces | None:
        for name, scale in asked.names():
            if _spelled(text, self.face(name)) is not None:
                return Faces(regular=name, scale=scale)
        return None

    def _main(self, asked: _Asked) -> _Choice:
        key = (asked.family, asked.bold, asked.italic, asked.system)
        choice = self._first.get(key)
        if choice is None:
            choice = self._first[key] = next(self._choices(asked))
        return choice

    def _choices(self, asked: _Asked) -> Iterator[_Choice]:
        """Yield the faces asked for, each opened when its turn comes."""
        for name, scale in asked.names():
            yield _Choice(self.face(name), scale)

    def _mixed(self, text: str, asked: _Asked) -> Iterator[FaceRun]:
        """Yield the runs of a text in one writing system that its first face lacks something of."""
        whole = _one(text, self._choices(asked))
        if whole is not None:
            yield whole
            return
        letters = "".join(char for char in text if unicodedata.category(char)[0] in "LM")
        lettered = [choice for choice in self._choices(asked) if choice.face.covers(letters)][:1]
        found = [self._cluster(cluster, lettered, asked) for cluster in _clusters(text)]
        for _, group in groupby(found, key=lambda run: run.face.key):
            runs = tuple(group)
            yield runs[0]._replace(text="".join(run.text for run in runs))

    def _cluster(self, cluster: str, before: Sequence[_Choice], asked: _Asked) -> FaceRun:
        choices = [*before, *self._choices(asked)]
        one = _one(cluster, choices)
        if one is None and not any(char in self.missing for char in cluster):
            found = self._borrow(cluster, asked)
            one = None if found is None else FaceRun(found, 1.0, cluster)
        if one is not None:
            return one
        for char in cluster:
            if not any(choice.face.covers(char) for choice in choices):
                self.missing.setdefault(char, asked.family.regular)
        return FaceRun(choices[0].face, choices[0].scale, cluster)


def _one(text: str, choices: Iterable[_Choice]) -> FaceRun | None:
    """Return all of *text* in the first face that has it, letters with their marks drawn as one before others."""
    asked = []
    for face, scale in choices:
        asked.append(_Choice(face, scale))
        spelled = _spelled(text, face)
        if spelled is not None:
            return FaceRun(face, scale, spelled)
    return next((FaceRun(face, scale, text) for face, scale in asked if face.covers(text, apart=True)), None)


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


def _by_system(words: Iterable[str], lang: str) -> dict[str, list[str]]:
    """Return the parts of *words* in each writing system."""
    parts: dict[str, list[str]] = defaultdict(list)
    for word in words:
        for start, end, system in script_runs(word, lang):
            parts[system].append(word[start:end])
    return parts


def _with_scripts(family: Family, chosen: Mapping[str, Faces]) -> Family:
    if not chosen:
        return family
    return replace(family, scripts=Scripts(sorted({**dict(family.scripts), **chosen}.items())))


def _bare(faces: Faces) -> Faces:
    """Return the faces of a family without the rest of it."""
    return Faces(**{name: getattr(faces, name) for name in Faces.__struct_fields__})
