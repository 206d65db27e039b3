from __future__ import annotations

from pathlib import Path
from typing import ClassVar

import pytest
from made_fonts import LATIN, built, make_collection, make_font, make_variable, make_variable_cff2
from msgspec.structs import replace

from pamphlet.errors import BadInput
from pamphlet.resources import fonts_folder
from pamphlet.typesetting.library import SUBSTITUTES, FontLibrary
from pamphlet.typesetting.sources import Source, folder_source
from pamphlet.typesetting.style import Faces, Family, Scripts


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


FAMILY = Family(regular="Own", nets=(Faces(regular="Net"), Faces(regular="Last")))


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
            assert 0.4 < face.ascender < 2.0


def runs(library: FontLibrary, text: str, family: Family = FAMILY, lang: str = "en") -> list[tuple[str, str]]:
    return [(run.face.key, run.text) for run in library.face_runs(text, family, lang)]


class TestFaceRuns:
    def test_the_familys_own_face_first(self, library: FontLibrary) -> None:
        assert runs(library, "abc") == [("Own", "abc")]

    def test_a_word_does_not_change_its_face_in_the_middle(self, library: FontLibrary) -> None:
        assert runs(library, "a\u00f1o") == [("Net", "a\u00f1o")]
        assert library.missing == {}

    def test_each_writing_system_has_its_face(self, library: FontLibrary) -> None:
        assert runs(library, "ab\u0416\u4e2d") == [("Own", "ab"), ("Net", "\u0416"), ("Last", "\u4e2d")]

    def test_what_scripts_share_goes_with_its_letters(self, library: FontLibrary) -> None:
        assert runs(library, "\u0416-a.") == [("Net", "\u0416-"), ("Own", "a.")]
        assert runs(library, ".", lang="ru", family=FAMILY_WITH_CYRILLIC) == [("Net", ".")]
        assert runs(library, ".", lang="en", family=FAMILY_WITH_CYRILLIC) == [("Own", ".")]

    def test_the_face_of_the_script_comes_before_the_familys_own(self, library: FontLibrary, fonts: Path) -> None:
        make_font(fonts / "Both.ttf", LATIN + "\u0416")
        family = Family(regular="Both", scripts=Scripts([("Cyrl", Faces(regular="Net"))]))
        assert runs(FontLibrary([fonts]), "a\u0416", family) == [("Both", "a"), ("Net", "\u0416")]

    def test_a_sign_that_the_letters_face_lacks_comes_alone_from_a_net(self, fonts: Path) -> None:
        make_font(fonts / "Sign.ttf", "\u2605")
        family = Family(regular="Own", nets=(Faces(regular="Sign", scale=0.5),))
        library = FontLibrary([fonts])
        assert runs(library, "abc\u2605") == [("Own", "abc\u2605")]
        assert library.missing == {"\u2605": "Own"}
        assert runs(library, "abc\u2605.", family) == [("Own", "abc"), ("Sign", "\u2605"), ("Own", ".")]
        assert [run.scale for run in library.face_runs("a\u2605", family, "en")] == [1.0, 0.5]

    def test_marks_stay_with_their_letters(self, fonts: Path) -> None:
        make_font(fonts / "Marks.ttf", LATIN + "\u0303")
        make_font(fonts / "Acute.ttf", LATIN + "\u00e9")
        family = Family(regular="Own", nets=(Faces(regular="Marks"), Faces(regular="Acute")))
        assert runs(FontLibrary([fonts]), "abg\u0303\u00e9", family) == [
            ("Own", "ab"),
            ("Marks", "g\u0303"),
            ("Acute", "\u00e9"),
        ]

    def test_letters_are_taken_apart_and_put_together_as_the_face_wants(self, fonts: Path) -> None:
        make_font(fonts / "Apart.ttf", "n\u0303")
        make_font(fonts / "Together.ttf", "\u00f1")
        library = FontLibrary([fonts])
        assert runs(library, "\u00f1", Family(regular="Apart")) == [("Apart", "\u00f1")]
        assert runs(library, "n\u0303", Family(regular="Together")) == [("Together", "n\u0303")]
        assert library.missing == {}
        for name, text in (("Apart", "\u00f1"), ("Together", "n\u0303")):
            assert all(glyph.gid for glyph in library.face(name).shape(text).glyphs)

    def test_what_no_face_has_is_noted(self, library: FontLibrary) -> None:
        assert runs(library, "a\u2603") == [("Own", "a\u2603")]
        assert library.missing == {"\u2603": "Own"}

    @pytest.mark.parametrize("char", ["\u2009", "\u200b", "\u00ad", "\t", "\u2028", "\ufe0f"])
    def test_what_is_never_seen_is_never_missing(self, library: FontLibrary, char: str) -> None:
        assert runs(library, f"a{char}") == [("Own", f"a{char}")]
        assert library.missing == {}

    def test_what_shaping_finds_no_glyph_for_is_noted(self, library: FontLibrary) -> None:
        library.check(library.face("Own").shape("a\u2603"))
        assert library.missing == {"\u2603": "Own"}

    def test_nets_are_opened_only_when_asked(self, fonts: Path) -> None:
        family = Family(regular="Own", nets=(Faces(regular="NoSuchFile"),))
        assert runs(FontLibrary([fonts]), "abc", family) == [("Own", "abc")]

    def test_weights_and_slopes_fall_back(self) -> None:
        family = Family(regular="R", italic="I", bold="B")
        assert family.name(bold=True, italic=True) == "B"
        assert family.name(bold=False, italic=True) == "I"
        assert Family(regular="R").name(bold=True, italic=True) == "R"


FAMILY_WITH_CYRILLIC = Family(regular="Own", scripts=Scripts([("Cyrl", Faces(regular="Net"))]))


class TestWhole:
    def test_a_text_that_the_own_face_has_changes_nothing(self, library: FontLibrary) -> None:
        assert library.whole("abc", FAMILY, "en") is FAMILY

    def test_one_face_for_all_of_a_text(self, library: FontLibrary) -> None:
        family = library.whole("abc a\u00f1o", FAMILY, "en")
        assert runs(library, "abc", family) == [("Net", "abc")]

    def test_one_face_for_all_writing_systems_where_there_is_one(self, library: FontLibrary) -> None:
        family = library.whole("abc \u0416", FAMILY, "en")
        assert runs(library, "abc\u0416", family) == [("Net", "abc"), ("Net", "\u0416")]

    def test_else_one_face_for_each_writing_system(self, library: FontLibrary) -> None:
        family = library.whole("a\u00f1o \u4e2d", FAMILY, "en")
        assert runs(library, "abc\u4e2d", family) == [("Net", "abc"), ("Last", "\u4e2d")]

    def test_signs_have_no_say(self, fonts: Path) -> None:
        make_font(fonts / "Sign.ttf", LATIN + "\u2605")
        family = Family(regular="Own", nets=(Faces(regular="Sign"),))
        assert FontLibrary([fonts]).whole("abc \u2605", family, "en") is family


class TestSuited:
    FAMILIES: ClassVar = {"text": FAMILY}

    def test_a_face_that_has_all_letters_stays(self, library: FontLibrary) -> None:
        assert library.suited(self.FAMILIES, ["abc", "1.", "\u2605"], "en") == self.FAMILIES
        assert library.missing == {}

    def test_a_language_with_letters_of_its_own_gets_a_face_that_has_them(self, library: FontLibrary) -> None:
        family = library.suited(self.FAMILIES, ["abc", "a\u00f1o", "cab"], "es")["text"]
        assert runs(library, "abc", family) == [("Net", "abc")]

    def test_a_foreign_name_does_not_change_the_face_of_all(self, library: FontLibrary) -> None:
        assert library.suited(self.FAMILIES, ["abc"] * 99 + ["a\u00f1o"], "en") == self.FAMILIES

    def test_weights_and_slopes_come_with_it(self, fonts: Path) -> None:
        make_font(fonts / "NetBold.ttf", LATIN + "\u00f1")
        family = Family(regular="Own", nets=(Faces(regular="Net", bold="NetBold", scale=0.9),))
        library = FontLibrary([fonts])
        suited = library.suited({"text": family}, ["a\u00f1o"], "es")["text"]
        assert dict(suited.scripts)["Latn"] == Faces(regular="Net", bold="NetBold", scale=0.9)
        assert [run.face.key for run in library.face_runs("abc", suited, "es", bold=True)] == ["NetBold"]

    def test_what_no_named_face_has_is_borrowed(self, fonts: Path, tmp_path: Path) -> None:
        elsewhere = tmp_path / "elsewhere"
        elsewhere.mkdir()
        make_font(elsewhere / "Thai.ttf", "\u0e01\u0e02", family="Thai")
        make_font(elsewhere / "ThaiBold.ttf", "\u0e01\u0e02", family="Thai", weight=700)
        source = Source("elsewhere", lambda char: [(path, 0) for path in sorted(elsewhere.iterdir())])
        library = FontLibrary([fonts], [source])
        family = library.suited(self.FAMILIES, ["\u0e01\u0e02"], "th")["text"]
        assert runs(library, "\u0e01", family) == [("elsewhere/Thai", "\u0e01")]
        assert [run.face.key for run in library.face_runs("\u0e01", family, "th", bold=True)] == ["elsewhere/ThaiBold"]
        assert set(library.borrowed.values()) == {"elsewhere"}
        assert library.missing == {}

    @pytest.mark.parametrize(
        ("lang", "whole", "latin"), [("zh", False, "Last"), ("zh", True, "Own"), ("en", False, "Own")]
    )
    def test_latin_letters_beside_chinese_are_those_of_its_face(
        self, library: FontLibrary, lang: str, whole: bool, latin: str
    ) -> None:
        families = {"text": replace(FAMILY, nets=(Faces(regular="Last"),), whole=whole)}
        family = library.suited(families, ["中中中", "中", "abc"], lang)["text"]
        assert runs(library, "abc", family, lang) == [(latin, "abc")]

    def test_a_single_sign_is_borrowed_where_it_stands(self, fonts: Path, tmp_path: Path) -> None:
        elsewhere = tmp_path / "elsewhere"
        elsewhere.mkdir()
        make_font(elsewhere / "Signs.ttf", "\u2605")
        library = FontLibrary([fonts], [folder_source("elsewhere", elsewhere)])
        assert runs(library, "a\u2605.") == [("Own", "a"), ("elsewhere/Signs", "\u2605"), ("Own", ".")]
        assert library.missing == {}
        assert library.borrowed == {}, "a face of the leaflet's own folder goes with it"


class TestNames:
    def test_a_place_on_an_axis(self, fonts: Path) -> None:
        make_variable(fonts / "Vary[wght].ttf", LATIN)
        library = FontLibrary([fonts])
        assert library.face("Vary[wght]").shape("ab").width == pytest.approx(1.0)
        assert library.face("Vary[wght]:wght=900").shape("ab").width == pytest.approx(1.6)
        assert library.face("Vary[wght]:wght=650").shape("ab").width == pytest.approx(1.3)
        assert library.face("Vary[wght]:wght=900").weight == 900

    def test_a_named_instance(self, fonts: Path) -> None:
        make_variable(fonts / "Vary.ttf", LATIN)
        face = FontLibrary([fonts]).face("Vary:bold")
        assert face.variations == (("wght", 700.0),)
        assert face.shape("a").width == pytest.approx(0.68)

    def test_postscript_outlines_vary_too(self, fonts: Path) -> None:
        make_variable_cff2(fonts / "Vary.otf", LATIN)
        assert FontLibrary([fonts]).face("Vary:wght=900").shape("ab").width == pytest.approx(1.6)

    def test_a_face_of_a_collection(self, fonts: Path) -> None:
        make_collection(fonts / "Two.ttc", built(LATIN, family="One"), built(LATIN, family="Two", width=700))
        library = FontLibrary([fonts])
        assert library.face("Two").family_name == "One"
        assert library.face("Two#1").family_name == "Two"
        assert library.face("Two#1").shape("a").width == pytest.approx(0.7)
        assert library.face("Two#1").key != library.face("Two").key

    @pytest.mark.parametrize(
        ("name", "figure", "cure"),
        [
            ("Vary:wdth=80", "'wdth'", "wght 100 to 900"),
            ("Vary:wght=950", "100 to 900", "within"),
            ("Vary:Bald", "'Bald'", "Bold"),
            ("Vary:Light", "'Light'", "Bold"),
            ("Own:wght=700", "one design", "colon"),
            ("Owm", "'Owm'", "Own"),
        ],
    )
    def test_what_there_is_not(self, fonts: Path, name: str, figure: str, cure: str) -> None:
        make_variable(fonts / "Vary.ttf", LATIN)
        with pytest.raises(BadInput) as caught:
            FontLibrary([fonts]).face(name)
        assert figure in caught.value.finding.message
        assert cure in caught.value.finding.hint

    def test_a_collection_without_that_face(self, fonts: Path) -> None:
        make_collection(fonts / "Two.ttc", built(LATIN, family="One"), built(LATIN, family="Two"))
        with pytest.raises(BadInput, match="no face 2"):
            FontLibrary([fonts]).face("Two#2")


class TestLookAlikes:
    TEXT = "a\u2011b\u2010c\u202fd\u2212e\u02bcf"

    def test_what_the_face_lacks_is_spelled_otherwise(self, library: FontLibrary) -> None:
        assert runs(library, self.TEXT, Family(regular="Own")) == [("Own", "a-b-c\u202fd-e\u2019f")]

    def test_what_the_face_has_stays(self, fonts: Path) -> None:
        make_font(fonts / "Full.ttf", LATIN + "".join(SUBSTITUTES))
        assert runs(FontLibrary([fonts]), self.TEXT, Family(regular="Full")) == [("Full", self.TEXT)]

    def test_the_nearest_look_alike_is_taken(self, fonts: Path) -> None:
        make_font(fonts / "Hyphen.ttf", LATIN + "\u2010")
        assert runs(FontLibrary([fonts]), "a\u2011b", Family(regular="Hyphen")) == [("Hyphen", "a\u2010b")]

    def test_without_a_look_alike_it_is_missing(self, fonts: Path) -> None:
        make_font(fonts / "Bare.ttf", "ab")
        library = FontLibrary([fonts])
        assert runs(library, "a\u2011b", Family(regular="Bare")) == [("Bare", "a\u2011b")]
        assert library.missing == {"\u2011": "Bare"}
