"""Real texts in many languages: the shipped faces set them, each word and each headline in one."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from pamphlet.design.theme import Theme, load_theme
from pamphlet.resources import fonts_folder
from pamphlet.typesetting.capitals import capitals
from pamphlet.typesetting.itemising import main_system
from pamphlet.typesetting.library import STRANGERS, FontLibrary
from pamphlet.typesetting.style import Family

TEXTS = {path.stem: path for path in sorted((Path(__file__).parents[1] / "languages").glob("[a-z]*.md"))}
SHIPPED = ("Arab", "Aran", "Armn", "Beng", "Cyrl", "Deva", "Ethi", "Geor", "Grek", "Hebr", "Latn", "Taml", "Thai")
COVERED = [lang for lang in TEXTS if main_system(lang) in SHIPPED]
THEMES = ("broadside", "bulletin")


@cache
def theme_of(name: str) -> Theme:
    return load_theme(name)


@pytest.fixture
def library() -> FontLibrary:
    return FontLibrary([fonts_folder()])


def parts(lang: str) -> tuple[str, tuple[str, ...]]:
    """The title of a text, and its words."""
    text = TEXTS[lang].read_text(encoding="utf-8")
    title = re.search(r'^title: "(.*)"$', text, re.MULTILINE)
    assert title
    return title[1], tuple(text.split("\n---\n", 1)[1].split())


def letter_faces(library: FontLibrary, text: str, family: Family, lang: str) -> list[tuple[str, str]]:
    """Writing system and face of each run of *text* that holds letters."""
    return [
        (run.system, run.face.key)
        for run in library.face_runs(text, family, lang)
        if any(unicodedata.category(char)[0] == "L" for char in run.text)
    ]


def test_there_are_texts_to_set() -> None:
    assert len(COVERED) >= 60
    assert {main_system(lang) for lang in COVERED} == set(SHIPPED)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("lang", COVERED)
def test_a_text_stands_in_one_face(library: FontLibrary, lang: str, theme: str) -> None:
    title, words = parts(lang)
    main = main_system(lang)
    for name, family in library.suited(theme_of(theme).families, (*title.split(), *words), lang).items():
        faces: Counter[str] = Counter()
        for word in words:
            found = letter_faces(library, word, family, lang)
            by_system = Counter(system for system, _ in set(found))
            assert max(by_system.values(), default=1) == 1, f"{word} changes its face: {found}"
            faces.update(key for system, key in set(found) if system == main)
        ((_, most),) = faces.most_common(1)
        assert most >= (1 - STRANGERS) * faces.total(), f"{name}: {faces}"
    assert library.missing == {}


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("lang", COVERED)
def test_a_headline_stands_in_one_face(library: FontLibrary, lang: str, theme: str) -> None:
    title, words = parts(lang)
    for family in library.suited(theme_of(theme).families, words, lang).values():
        if family.whole:
            for text in (title, capitals(title, lang)):
                whole = library.whole(text, family, lang)
                assert len({key for _, key in letter_faces(library, text, whole, lang)}) == 1
    assert library.missing == {}


@pytest.mark.parametrize("lang", sorted(set(TEXTS) - set(COVERED)))
def test_a_script_without_shipped_faces_is_told(library: FontLibrary, lang: str) -> None:
    _, words = parts(lang)
    family = theme_of("broadside").families["text"]
    for word in words:
        list(library.face_runs(word, family, lang))
    assert library.missing


@pytest.mark.parametrize("theme", THEMES)
def test_emphasis_in_nastaliq_is_bold_naskh(library: FontLibrary, theme: str) -> None:
    """There is one weight of nastaliq; headlines stay in it."""
    families = theme_of(theme).style("body").family, theme_of(theme).style("title").family
    word = "\u0622\u0632\u0627\u062f\u06cc"
    faces = [
        next(library.face_runs(word, family, "ur", bold=bold)).face.key for family in families for bold in (False, True)
    ]
    assert [face.split("_")[0] for face in faces] == ["NotoNastaliqUrdu", "NotoNaskhArabic", *["NotoNastaliqUrdu"] * 2]
