from __future__ import annotations

from pathlib import Path

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

from pamphlet.errors import BadInput
from pamphlet.resources import fonts_folder
from pamphlet.typesetting.library import SUBSTITUTES, FontLibrary
from pamphlet.typesetting.style import Family


def make_font(path: Path, chars: str, *, em: int = 1000, width: int = 500) -> Path:
    """Write a font whose every glyph is a box."""
    names = {ord(char): f"uni{ord(char):04X}" for char in chars}
    order = [".notdef", *names.values()]
    pen = TTGlyphPen(None)
    for number, corner in enumerate([(50, 0), (50, 700), (450, 700), (450, 0)]):
        (pen.lineTo if number else pen.moveTo)(corner)
    pen.closePath()
    box = pen.glyph()
    builder = FontBuilder(em, isTTF=True)
    builder.setupGlyphOrder(order)
    builder.setupCharacterMap(names)
    builder.setupGlyf(dict.fromkeys(order, box))
    builder.setupHorizontalMetrics({name: (width, 50) for name in order})
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": path.stem, "styleName": "Regular"})
    builder.setupOS2(sTypoAscender=800, sTypoDescender=-200)
    builder.setupPost()
    builder.save(path)
    return path


LATIN = "abcdefghijklmnopqrstuvwxyz ABC-\u00a0\u2019."


@pytest.fixture
def fonts(tmp_path: Path) -> Path:
    folder = tmp_path / "fonts"
    folder.mkdir()
    make_font(folder / "Own.ttf", LATIN)
    make_font(folder / "Net.ttf", LATIN + "ñ\u0416", width=600)
    make_font(folder / "Last.ttf", LATIN + "\u0416\u4e2d", width=700)
    return folder


@pytest.fixture
def library(fonts: Path) -> FontLibrary:
    return FontLibrary([fonts])


FAMILY = Family(regular="Own", nets=("Net", "Last"))


class TestFaces:
    def test_a_face_is_opened_once(self, library: FontLibrary) -> None:
        face = library.face("Own")
        assert face is library.face("Own")
        assert face.units_per_em == 1000
        assert face.shape("abc").width == pytest.approx(1.5)

    def test_earlier_folders_come_first(self, fonts: Path, tmp_path: Path) -> None:
        own = tmp_path / "leaflet"
        own.mkdir()
        make_font(own / "Own.ttf", LATIN, width=250)
        assert FontLibrary([own, fonts]).face("Own").shape("a").width == pytest.approx(0.25)
        assert FontLibrary([fonts, own]).face("Own").shape("a").width == pytest.approx(0.5)

    def test_a_folder_that_is_not_there_holds_nothing(self, fonts: Path, tmp_path: Path) -> None:
        assert FontLibrary([tmp_path / "none", fonts]).face("Own").key == "Own"

    def test_other_files_are_no_fonts(self, fonts: Path) -> None:
        (fonts / "README.md").write_text("fonts")
        with pytest.raises(BadInput) as caught:
            FontLibrary([fonts]).face("README")
        assert caught.value.finding.code == "font-unknown"

    def test_unknown_face(self, library: FontLibrary) -> None:
        with pytest.raises(BadInput, match="'Futura'") as caught:
            library.face("Futura")
        assert caught.value.finding.code == "font-unknown"
        assert caught.value.finding.hint

    @pytest.mark.parametrize("data", [b"", b"no font", b"\x00\x01\x00\x00" + b"\xff" * 400])
    def test_damaged_face(self, fonts: Path, data: bytes) -> None:
        (fonts / "Damaged.ttf").write_bytes(data)
        with pytest.raises(BadInput) as caught:
            FontLibrary([fonts]).face("Damaged")
        assert caught.value.finding.code == "font-unreadable"

    def test_the_packages_own_fonts_open(self) -> None:
        library = FontLibrary([fonts_folder()])
        stems = [path.stem for path in sorted(fonts_folder().glob("*.ttf"))]
        assert stems
        for stem in stems:
            face = library.face(stem)
            assert face.key == stem
            assert 0.4 < face.x_height < face.cap_height < face.ascender < 1.6


class TestCovering:
    def test_the_familys_own_face_first(self, library: FontLibrary) -> None:
        assert library.covering(FAMILY, "a").key == "Own"

    def test_the_first_net_that_has_it(self, library: FontLibrary) -> None:
        assert library.covering(FAMILY, "\u0416").key == "Net"
        assert library.covering(FAMILY, "\u4e2d").key == "Last"
        assert library.missing == {}

    def test_what_no_face_has_is_noted(self, library: FontLibrary) -> None:
        assert library.covering(FAMILY, "\u2603").key == "Own"
        assert library.covering(FAMILY, "\u2603").key == "Own"
        assert library.missing == {"\u2603": "Own"}

    @pytest.mark.parametrize("char", ["\u2009", "\u200b", "\u00ad", "\t"])
    def test_spaces_and_controls_are_never_missing(self, library: FontLibrary, char: str) -> None:
        assert library.covering(FAMILY, char).key == "Own"
        assert library.missing == {}

    def test_weights_and_slopes_fall_back(self) -> None:
        family = Family(regular="R", italic="I", bold="B")
        assert family.stem(bold=True, italic=True) == "B"
        assert family.stem(bold=False, italic=True) == "I"
        assert Family(regular="R").stem(bold=True, italic=True) == "R"


class TestLookAlikes:
    def test_what_the_face_lacks_is_spelled_otherwise(self, library: FontLibrary) -> None:
        assert library.spelled(FAMILY, "a\u2011b\u2010c\u202fd\u2212e\u02bcf") == "a-b-c\u00a0d-e\u2019f"

    def test_what_the_face_has_stays(self, fonts: Path) -> None:
        make_font(fonts / "Full.ttf", LATIN + "".join(SUBSTITUTES))
        text = "a\u2011b\u2010c\u202fd\u2212e\u02bcf"
        assert FontLibrary([fonts]).spelled(Family(regular="Full"), text) == text

    def test_the_nearest_look_alike_is_taken(self, fonts: Path) -> None:
        make_font(fonts / "Hyphen.ttf", LATIN + "\u2010")
        assert FontLibrary([fonts]).spelled(Family(regular="Hyphen"), "a\u2011b") == "a\u2010b"

    def test_without_a_look_alike_nothing_changes(self, fonts: Path) -> None:
        make_font(fonts / "Bare.ttf", "ab")
        assert FontLibrary([fonts]).spelled(Family(regular="Bare"), "a\u2011b") == "a\u2011b"
