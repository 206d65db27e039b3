"""Optical margins: what hangs out by its outline, in faces of different design."""

from __future__ import annotations

import pytest

from pamphlet.typesetting.library import FontLibrary
from pamphlet.typesetting.margins import hang

FACES = [
    "Vollkorn_400Regular",
    "Vollkorn_400Regular_Italic",
    "Anton_400Regular",
    "NotoSerif_400Regular",
    "FiraSansCondensed_500Medium",
]


def out(library: FontLibrary, stem: str, char: str, *, right: bool) -> float:
    face = library.face(stem)
    gid = face.hb_font.get_nominal_glyph(ord(char))
    assert gid is not None
    return hang(face, gid, char, right=right)


@pytest.mark.parametrize("stem", FACES)
class TestEveryFace:
    @pytest.mark.parametrize("mark", [".", ",", "-", "\u201d", "\u2019", "\u2014"])
    def test_light_marks_hang_out_at_the_right_by_about_half(self, library: FontLibrary, stem: str, mark: str) -> None:
        assert 0.04 < out(library, stem, mark, right=True) < 0.19

    @pytest.mark.parametrize("mark", ["\u201c", "\u2018", "\u201e", "\u00ab"])
    def test_opening_marks_hang_out_at_the_left(self, library: FontLibrary, stem: str, mark: str) -> None:
        assert 0.01 < out(library, stem, mark, right=False) < 0.19

    @pytest.mark.parametrize("letter", "nhlIHEBo")
    def test_stems_and_full_rounds_stand_at_the_edge(self, library: FontLibrary, stem: str, letter: str) -> None:
        assert out(library, stem, letter, right=False) < 0.015

    @pytest.mark.parametrize("letter", "TVY")
    def test_slanting_letters_and_arms_hang_out_a_little(self, library: FontLibrary, stem: str, letter: str) -> None:
        assert 0.0 < out(library, stem, letter, right=True) < 0.05

    def test_what_leaves_more_white_hangs_out_more(self, library: FontLibrary, stem: str) -> None:
        assert out(library, stem, "-", right=True) > out(library, stem, "!", right=True)
        assert out(library, stem, "T", right=True) > out(library, stem, "H", right=True)
        assert out(library, stem, "L", right=True) > out(library, stem, "L", right=False)


def test_the_face_decides_and_not_a_table(library: FontLibrary) -> None:
    assert len({round(out(library, stem, "A", right=True), 4) for stem in FACES}) == len(FACES)


def test_a_letter_that_hangs_from_a_line_stays_in_the_measure(library: FontLibrary) -> None:
    face = library.face("NotoSerifDevanagari_400Regular")
    gid = face.hb_font.get_nominal_glyph(ord("\u091f"))
    assert gid is not None
    assert hang(face, gid, "\u091f", right=True) == 0.0
