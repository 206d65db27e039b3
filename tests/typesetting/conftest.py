"""What the tests of typesetting share: one library of the package's fonts, and prose to set in it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from pamphlet.resources import fonts_folder
from pamphlet.typesetting.galley import Typesetter
from pamphlet.typesetting.hyphenation import Hyphenator
from pamphlet.typesetting.library import FontLibrary
from pamphlet.typesetting.locale import conventions

DATA = Path(__file__).resolve().parent.parent / "data"


@pytest.fixture(scope="session")
def library() -> FontLibrary:
    return FontLibrary([fonts_folder()])


@pytest.fixture(scope="session")
def typesetter_of(library: FontLibrary) -> Callable[[str], Typesetter]:
    """Return a function from a language to its typesetter; the shaped words are shared."""
    made: dict[str, Typesetter] = {}
    hyphenator = Hyphenator()

    def typesetter(lang: str) -> Typesetter:
        if lang not in made:
            made[lang] = Typesetter(library, hyphenator, conventions(lang))
        return made[lang]

    return typesetter


@pytest.fixture(scope="session")
def typesetter(typesetter_of: Callable[[str], Typesetter]) -> Typesetter:
    return typesetter_of("en")


@pytest.fixture(scope="session")
def prose() -> dict[str, tuple[str, ...]]:
    """Running text by language: paragraphs without their line ends, headings left out."""
    return {lang: paragraphs(DATA / f"{name}.txt") for lang, name in (("en", "english"), ("es", "spanish"))}


def paragraphs(path: Path) -> tuple[str, ...]:
    parts = path.read_text(encoding="utf-8").split("\n\n")
    return tuple(" ".join(part.split()) for part in parts if not part.startswith("#"))
