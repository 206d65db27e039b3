"""Where faces come from that neither the theme names nor the package ships.

A source is asked for the best face that has given characters: the leaflet's own folder,
packages of fonts that are installed beside this one, the fonts of the system. None is
opened before a character is missing.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import uharfbuzz as hb

from pamphlet.typesetting.face import Face

ENDINGS = (".ttf", ".otf", ".ttc", ".otc")
BOLD = 700
EXTRAS = (
    "pylopdf_fonts_jp",
    "pylopdf_fonts_ko",
    "pylopdf_fonts_zh_cn",
    "pylopdf_fonts_zh_tw",
    "manimgx_fonts",
    "manimgx_fonts_cjk",
    "weblate_fonts",
)
"""Modules of the packages of fonts that are looked into, in order; the extras of the distribution install some."""

_EAST_ASIAN = {"Jpan": ("jp", "ja"), "Kore": ("kr", "ko"), "Hans": ("sc", "cn"), "Hant": ("tc", "tw", "hk")}
"""What names of families call the letterforms of a writing system."""
_SERIF_WORDS = frozenset({"serif", "mincho", "song", "ming", "batang", "myeongjo", "roman", "naskh", "nastaliq"})
_UNFIT_WORDS = frozenset({"mono", "color", "colour", "ui", "fallback", "test", "testing"})
FONTCONFIG = "fc-list"
"""The program of fontconfig that lists the fonts of the system."""
_MOST_SYSTEM_FACES = 60
"""Faces of the system that are opened for one character; a system that has more has enough good ones."""
_FONTCONFIG_SECONDS = 20
_MAY_NOT_EMBED = 0x0002 | 0x0100 | 0x0200
"""OS/2 fsType: restricted, no subsetting, bitmaps only (OpenType 1.9.1, OS/2)."""


class Wanted(NamedTuple):
    """What a face should be like.

    Attributes:
        system: the writing system of the text. family: a family's name to be preferred, or empty.
    """

    system: str
    weight: int = 400
    italic: bool = False
    serif: bool = False
    family: str = ""


class Source:
    """A place with faces, asked when those before it do not do.

    Attributes:
        name: as it is told to people. own: whether its faces travel with the leaflet.
        listed: whether it is looked through whole, and not asked by character.
    """

    def __init__(
        self,
        name: str,
        files: Callable[[str], Iterable[tuple[Path, int]]],
        *,
        own: bool = False,
        listed: bool = False,
    ) -> None:
        """Take a place with faces.

        Args:
            files: returns files with the index of a face in each, at least all that have a given character.
        """
        self.name = name
        self.own = own
        self.listed = listed
        self._files = files
        self._opened: dict[tuple[Path, int], Face | None] = {}
        self._instances: dict[tuple[Path, int, str], Face] = {}

    def faces(self, char: str) -> Iterator[Face]:
        """Yield the faces that have *char*, in the order of their files."""
        for path, index in self._files(char):
            face = self._face(path, index)
            if face is not None and face.covers(char):
                yield face

    def all_faces(self) -> Iterator[Face]:
        """Yield all faces of a place that is looked through whole; none of one that can only be asked."""
        for path, index in self._files("") if self.listed else ():
            face = self._face(path, index)
            if face is not None:
                yield face

    def file(self, stem: str) -> Path | None:
        """Return the font file called *stem* of a place that is looked through whole."""
        files = self._files("") if self.listed else ()
        return next((path for path, _ in files if path.stem == stem), None)

    def find(self, text: str, wanted: Wanted) -> Face | None:
        """Return the best face that has all of *text*, a variable one at the weight that is wanted."""
        best: tuple[tuple[int, ...], Face] | None = None
        for face in self.faces(text[0]):
            if face.covers(text):
                unlikeness = _unlikeness(face, wanted)
                if best is None or unlikeness < best[0]:
                    best = (unlikeness, face)
        return None if best is None else self._instance(best[1], wanted.weight)

    def _face(self, path: Path, index: int) -> Face | None:
        key = (path, index)
        if key not in self._opened:
            self._opened[key] = _open(path, index, "", self.name)
        return self._opened[key]

    def _instance(self, face: Face, weight: int) -> Face:
        instance = _weight_instance(face, weight)
        if not instance:
            return face
        key = (face.path, face.index, instance)
        if key not in self._instances:
            opened = _open(face.path, face.index, instance, self.name)
            assert opened is not None
            self._instances[key] = opened
        return self._instances[key]


def folder_source(name: str, folder: Path) -> Source:
    """Return the source of the font files in *folder*."""
    return _files_source(name, lambda: (folder,), own=True)


def extras_source() -> Source:
    """Return the source of the installed packages of fonts."""
    return _files_source("extras", lambda: [place for module in EXTRAS for place in _module_folders(module)])


def _files_source(name: str, folders: Callable[[], Iterable[Path]], *, own: bool = False) -> Source:
    """Return the source of the font files in folders that are looked through once, when first asked."""

    @cache
    def files() -> tuple[tuple[Path, int], ...]:
        return tuple(_in_folders(folders()))

    return Source(name, lambda char: files(), own=own, listed=True)


def system_source() -> Source:
    """Return the source of the fonts that fontconfig knows; empty where there is no fontconfig."""
    return Source("system", cache(_in_fontconfig))


def faces_in(path: Path) -> int:
    """Return the number of faces in a font file; 0 where it is none."""
    try:
        return int(hb.Face(hb.Blob.from_file_path(str(path))).count)
    except (OSError, ValueError, RuntimeError):
        return 0


def _in_folders(folders: Iterable[Path]) -> Iterator[tuple[Path, int]]:
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.suffix.lower() in ENDINGS:
                yield from ((path, index) for index in range(faces_in(path)))


def _module_folders(module: str) -> Iterator[Path]:
    spec = find_spec(module)
    for place in (spec.submodule_search_locations or ()) if spec else ():
        yield Path(place)


def _in_fontconfig(char: str) -> tuple[tuple[Path, int], ...]:
    """Return the outline fonts in which fontconfig finds *char*; instances of variable fonts once."""
    import shutil
    import subprocess

    program = shutil.which(FONTCONFIG)
    if program is None:
        return ()
    pattern = f":charset={ord(char):x}:scalable=True:color=False"
    try:
        done = subprocess.run(
            [program, pattern, "--format=%{index}\t%{file}\n"],
            capture_output=True,
            timeout=_FONTCONFIG_SECONDS,
            check=False,
            env={**os.environ, "LC_ALL": "C.UTF-8"},
        )
    except (OSError, subprocess.SubprocessError):
        return ()
    return tuple(parse_fontconfig(done.stdout.decode("utf-8", "surrogateescape")))[:_MOST_SYSTEM_FACES]


def parse_fontconfig(listing: str) -> list[tuple[Path, int]]:
    """Return files and indexes of faces in a listing of ``fc-list``, sorted; what it cannot be is passed over.

    The upper half of an index numbers the instances of a variable font (FcPattern, FC_INDEX).
    """
    found: set[tuple[Path, int]] = set()
    for line in listing.splitlines():
        index, tab, file = line.partition("\t")
        if tab and index.isdigit() and file.lower().endswith(ENDINGS):
            found.add((Path(file), int(index) & 0xFFFF))
    return sorted(found)


def _open(path: Path, index: int, instance: str, source: str) -> Face | None:
    """Open a face that may be embedded; None where it cannot be read or may not be."""
    try:
        face = Face(path, index, instance, f"{source}/")
    except (OSError, ValueError, RuntimeError):
        return None
    tags = face.hb_face.table_tags
    if not face.units_per_em or not face.hb_face.glyph_count or {"glyf", "CFF ", "CFF2"}.isdisjoint(tags):
        return None
    os2 = bytes(face.hb_face.reference_table("OS/2").data or b"") if "OS/2" in tags else b""
    return None if int.from_bytes(os2[8:10], "big") & _MAY_NOT_EMBED else face


def _weight_instance(face: Face, weight: int) -> str:
    if not face.hb_face.has_var_data:
        return ""
    for axis in face.hb_face.axis_infos:
        if axis.tag == "wght":
            return f"wght={max(axis.min_value, min(axis.max_value, weight)):g}"
    return ""


def _unlikeness(face: Face, wanted: Wanted) -> tuple[int, ...]:
    """Return how far *face* is from what is wanted, the gravest first."""
    words = set(face.family_name.lower().replace("-", " ").split())
    forms = _EAST_ASIAN.get(wanted.system, ())
    off_weight = 0 if _weight_instance(face, wanted.weight) else abs(face.weight - wanted.weight)
    too_light = wanted.weight >= BOLD and off_weight > 200
    return (
        int(bool(wanted.family) and face.family_name != wanted.family),
        int(bool(words & _UNFIT_WORDS)),
        int(bool(forms) and words.isdisjoint(forms)),
        int(face.slanted != wanted.italic),
        int(too_light),
        int(bool(words & _SERIF_WORDS) != wanted.serif),
        off_weight,
    )
