"""What is told of faces: characters that none has, and faces that the package did not bring."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from pathlib import Path
from types import MappingProxyType

from pamphlet.errors import Finding, Place, Severity
from pamphlet.layout.placed import Layout, PlacedLine
from pamphlet.manuscript.article import Article
from pamphlet.manuscript.text import words
from pamphlet.typesetting.capitals import capitals
from pamphlet.typesetting.itemising import script_of, system_of
from pamphlet.typesetting.library import FontLibrary

_SHOWN = 6
"""Characters that a message names."""
_FROM = MappingProxyType({"extras": "an installed package of fonts", "system": "the fonts of the system"})
_EAST_ASIAN = ("Hans", "Hant", "Jpan", "Kore")
_IN_SCRIPTS_EXTRA = (
    *("Arab", "Armn", "Beng", "Deva", "Ethi", "Geor", "Gujr", "Guru", "Hebr", "Khmr", "Knda", "Laoo", "Latn"),
    *("Mlym", "Mymr", "Orya", "Sinh", "Taml", "Telu", "Thai"),
)
"""Writing systems of the faces in manimgx-fonts."""
_DEBIAN = MappingProxyType({"Tibt": "fonts-noto-core, fonts-ddc-uchen", "": "fonts-symbola"})
"""Packages of Debian by writing system; all others are in fonts-noto-core."""


def missing_glyphs(library: FontLibrary, layout: Layout | None, article: Article, folder: Path) -> tuple[Finding, ...]:
    """Return an error for characters of the article that no face has: which, where, and what to install.

    Args:
        library: has noted what its faces lack, in other editions too; asked where there is no layout.
        layout: whose lines show what this edition lacks.
        folder: of the leaflet.
    """
    text = " ".join(words(article))
    if layout is None:
        seen = text + capitals(text, article.lang)
        found = sorted(char for char in library.missing if char in seen)
    else:
        found = sorted(_undefined(layout))
    if not found:
        return ()
    shown = ", ".join(map(_named, found[:_SHOWN]))
    more = f" and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
    line, word = _where(article.source, found), _word_with(text, found)
    return (
        Finding(
            severity=Severity.ERROR,
            code="glyph-missing",
            message=f"no face has {shown}{more}" + (f"; first in “{word[:40]}”" if word else ""),
            place=Place(file=str(article.source), line=line),
            hint="; or ".join(cures(found, article.lang, folder)),
        ),
    )


def borrowed_faces(library: FontLibrary, layout: Layout) -> tuple[Finding, ...]:
    """Return a remark for each face of a layout that neither the leaflet nor the package brought."""
    if not library.borrowed:
        return ()
    lines = (item.line for panel in layout.panels for item in panel.items if isinstance(item, PlacedLine))
    used = dict.fromkeys(run.face for line in lines for run in line.runs)
    by_file = {face.path: face for face in used if face in library.borrowed}
    return tuple(
        Finding(
            severity=Severity.INFO,
            code="face-borrowed",
            message=f"some text is set in {face.family_name} ({face.path.name}), from {_FROM[library.borrowed[face]]}",
            hint="elsewhere another face may take its place; a copy in the leaflet's fonts/ keeps it",
        )
        for face in by_file.values()
    )


def _undefined(layout: Layout) -> set[str]:
    """Return the characters that the lines of *layout* show as ``.notdef``."""
    return {
        shaped.text[glyph.cluster]
        for panel in layout.panels
        for item in panel.items
        if isinstance(item, PlacedLine)
        for run in item.line.runs
        for _, shaped in run.words
        if shaped.undefined
        for glyph in shaped.glyphs
        if glyph.gid == 0
    }


def _named(char: str) -> str:
    name = unicodedata.name(char, "")
    return f"{char} (U+{ord(char):04X}{' ' + name if name else ''})"


def _where(source: Path, chars: Iterable[str]) -> int | None:
    """Return the number of the first line of *source* that holds one of *chars*."""
    wanted = {form for char in chars for form in (char, char.lower())}
    try:
        lines = source.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, ValueError):
        return None
    return next((number for number, line in enumerate(lines, 1) if not wanted.isdisjoint(line)), None)


def _word_with(text: str, chars: Iterable[str]) -> str:
    wanted = set(chars)
    return next((word for word in text.split() if not wanted.isdisjoint(word + word.upper())), "")


def cures(chars: Iterable[str], lang: str, folder: Path | None) -> tuple[str, ...]:
    """Return what brings faces that have *chars*: a folder, an extra of the distribution, packages of Debian."""
    asked = {system_of(script_of(char), lang) for char in chars}
    systems = sorted(asked - {""}) or [""]  # signs that scripts share come with the letters' faces
    place = "the leaflet's fonts/" if folder is None else folder / "fonts"
    extras = {"cjk" if system in _EAST_ASIAN else "scripts" for system in systems if _extra_has(system)}
    packages = sorted({_debian(system) for system in systems})
    return (
        f"put a font that has them into {place}",
        *(f'pip install "pamphlet-press[{extra}]"' for extra in sorted(extras)),
        f"on Debian, apt install {' '.join(packages)}",
    )


def _extra_has(system: str) -> bool:
    return system == "" or system in _IN_SCRIPTS_EXTRA or system in _EAST_ASIAN


def _debian(system: str) -> str:
    return "fonts-noto-cjk" if system in _EAST_ASIAN else _DEBIAN.get(system, "fonts-noto-core").replace(",", "")
