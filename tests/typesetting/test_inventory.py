from __future__ import annotations

from pathlib import Path

import pytest
from made_fonts import LATIN, built, make_collection, make_font, make_variable

from pamphlet.errors import BadInput
from pamphlet.typesetting.inventory import faces_of_library, known_samples, sample_words, settings_of
from pamphlet.typesetting.library import FontLibrary
from pamphlet.typesetting.sources import Source, folder_source
from pamphlet.typesetting.style import Faces, Family

CYRILLIC = "абвгдежзийклмнопрстуфхцчшщъыьэюя"


@pytest.fixture
def package(tmp_path: Path) -> Path:
    folder = tmp_path / "fonts"
    folder.mkdir()
    make_font(folder / "Latin.ttf", LATIN + "\u03c0")
    make_font(folder / "Both.ttf", LATIN + CYRILLIC, weight=700)
    return folder


def test_faces_tell_what_they_have(package: Path) -> None:
    both, latin = faces_of_library(FontLibrary([package]), package, {})
    assert (both.name, both.family, both.source, both.weight) == ("Both", "Both", "package", 700)
    assert both.scripts == {"Cyrl": 32, "Latn": 29}
    assert latin.scripts == {"Latn": 29}, "one Greek letter sets no Greek"
    assert not latin.axes and not latin.italic


def test_axes_and_collections_are_told(package: Path) -> None:
    make_variable(package / "Vary.ttf", LATIN)
    make_collection(package / "Two.ttc", built(LATIN, family="One"), built(LATIN, family="Two"))
    entries = {entry.name: entry for entry in faces_of_library(FontLibrary([package]), package, {})}
    assert entries["Vary"].axes == {"wght": (100, 900)}
    assert (entries["Two"].family, entries["Two#1"].family) == ("One", "Two")


def test_a_leaflets_folder_and_further_sources_are_told_apart(package: Path, tmp_path: Path) -> None:
    own, extra = tmp_path / "own", tmp_path / "extra"
    for folder, name in ((own, "Own"), (extra, "Extra")):
        folder.mkdir()
        make_font(folder / f"{name}.ttf", LATIN)
    extras = Source("extras", lambda char: [(extra / "Extra.ttf", 0)], listed=True)
    asked = Source("system", lambda char: [(extra / "Extra.ttf", 0)])
    library = FontLibrary([own, package], [folder_source(str(own), own), extras, asked])
    sources = [(entry.name, entry.source) for entry in faces_of_library(library, package, {})]
    assert sources == [("Own", str(own)), ("Both", "package"), ("Latin", "package"), ("Extra", "extras")]


def test_languages_are_those_whose_letters_it_has(package: Path) -> None:
    both, latin = faces_of_library(FontLibrary([package]), package, {"ru": CYRILLIC, "en": "abc", "es": "ñ"})
    assert both.languages == ("ru", "en")
    assert latin.languages == ("en",)


def test_a_text_is_told_by_family_and_writing_system(package: Path) -> None:
    family = Family(regular="Latin", nets=(Faces(regular="Both"),))
    entry = settings_of(FontLibrary([package]), {"text": family}, ["abc", "где", "da", "\u2603"], "ru", package)
    found = {(each.family, each.system, each.face): each.characters for each in entry.settings}
    assert found == {("text", "Latn", "Latin"): 5, ("text", "Cyrl", "Both"): 3}
    assert entry.missing == ("\u2603",), "and no face is said to set it"
    assert {each.source for each in entry.settings} == {"package"}


def test_sample_words_are_in_the_language() -> None:
    assert {"русский", "января", "понедельник"} <= set(sample_words("ru"))
    assert "ខ្មែរ" in sample_words("km")


@pytest.mark.parametrize("lang", ["xx", "tlh", "cop"])
def test_a_language_without_known_words(lang: str) -> None:
    with pytest.raises(BadInput) as caught:
        sample_words(lang)
    assert "--text" in caught.value.finding.hint


def test_many_languages_are_known() -> None:
    samples = known_samples()
    assert len(samples) > 150
    assert set("январь") <= set(samples["ru"])
    assert "cop" not in samples, "CLDR has no words of it, only placeholders"
