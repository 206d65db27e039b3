"""Which faces set a leaflet, a text or a language: ``typesetting.inventory`` with a theme and a workshop."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from pamphlet.editions.glyphs import cures
from pamphlet.editions.options import ALL, Options, apply_options, check_options, choose_languages
from pamphlet.editions.workshop import Workshop
from pamphlet.errors import BadInput
from pamphlet.manuscript.folder import read_leaflet
from pamphlet.manuscript.importers.decoding import decode, read_bytes
from pamphlet.manuscript.language import language_tag
from pamphlet.manuscript.settings import Settings
from pamphlet.manuscript.text import words
from pamphlet.resources import fonts_folder
from pamphlet.typesetting.inventory import (
    FaceEntry,
    TextEntry,
    faces_of_library,
    known_samples,
    sample_words,
    settings_of,
)


def faces_at_hand(*, languages: bool = False) -> Iterator[FaceEntry]:
    """Yield the faces of the package and of installed packages of fonts.

    Args:
        languages: say of each which languages it has the letters of.
    """
    return faces_of_library(Workshop().library(None), fonts_folder(), known_samples() if languages else {})


def faces_for_text(path: Path, lang: str | None, theme: str | None) -> tuple[TextEntry, ...]:
    """Return which faces set a leaflet's languages, or a file of plain text.

    Args:
        path: a leaflet folder, or a file.
        lang: of the file, English when left out; or the one language of the leaflet that is asked for.
        theme: in place of the leaflet's own.

    Raises:
        BadInput: *path* cannot be read, or a name is not known.
    """
    workshop = Workshop()
    tag = _tag(lang) if lang else ""
    if not path.is_dir():
        text, _ = decode(read_bytes(path), path)
        return (_entry(workshop, None, theme or Settings().theme, text.split(), tag or "en"),)
    options = Options(langs=(tag,) if tag else (ALL,), theme=theme)
    check_options(options)
    leaflet, _ = read_leaflet(path)
    leaflet, _ = apply_options(leaflet, options, workshop)
    langs, missing = choose_languages(leaflet, options)
    if missing:
        raise missing[0]
    settings = leaflet.settings
    return tuple(
        _entry(
            workshop,
            leaflet.folder,
            settings.theme,
            words(leaflet.articles[each]),
            each,
            overrides=settings.overrides,
        )
        for each in langs
    )


def faces_for_language(lang: str, theme: str | None) -> tuple[TextEntry, ...]:
    """Return which faces set a language, by words of it that are known.

    Raises:
        BadInput: *lang* is no language tag, no words of it are known, or there is no such theme.
    """
    tag = _tag(lang)
    return (_entry(Workshop(), None, theme or Settings().theme, sample_words(tag), tag),)


def _entry(
    workshop: Workshop,
    folder: Path | None,
    theme: str,
    text: Iterable[str],
    lang: str,
    *,
    overrides: dict[str, Any] | None = None,
) -> TextEntry:
    families = workshop.theme(theme, overrides or {}).families
    entry = settings_of(workshop.library(folder), families, text, lang, fonts_folder())
    return replace(entry, cures=cures(entry.missing, lang, folder)) if entry.missing else entry


def _tag(lang: str) -> str:
    tag = language_tag(lang)
    if not tag:
        raise BadInput(
            "unknown-language", f"{lang!r} is not the tag of a language known here", hint="as in es or pt-BR"
        )
    return tag
