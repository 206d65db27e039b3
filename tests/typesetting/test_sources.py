from __future__ import annotations

import sys
from pathlib import Path

import pytest
from made_fonts import LATIN, built, make_collection, make_font, make_variable

from pamphlet.typesetting import sources
from pamphlet.typesetting.sources import (
    Source,
    Wanted,
    extras_source,
    folder_source,
    parse_fontconfig,
    system_source,
)

KHMER = "\u1780\u1781"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "place"
    place.mkdir()
    return place


def found(source: Source, text: str, wanted: Wanted) -> str:
    face = source.find(text, wanted)
    return "" if face is None else face.key.removeprefix(f"{source.name}/")


class TestFolder:
    def test_only_a_face_that_has_all_is_found(self, folder: Path) -> None:
        make_font(folder / "A.ttf", KHMER[0])
        make_font(folder / "B.ttf", KHMER)
        source = folder_source("place", folder)
        assert found(source, KHMER, Wanted("Khmr")) == "B"
        assert found(source, KHMER + "\u1782", Wanted("Khmr")) == ""

    def test_the_weight_nearest_to_the_wanted(self, folder: Path) -> None:
        for weight in (300, 400, 700, 900):
            make_font(folder / f"K{weight}.ttf", KHMER, weight=weight)
        source = folder_source("place", folder)
        assert [found(source, KHMER, Wanted("Khmr", weight=weight)) for weight in (400, 700, 900)] == [
            "K400",
            "K700",
            "K900",
        ]

    def test_a_variable_face_is_set_to_the_weight(self, folder: Path) -> None:
        make_variable(folder / "K.ttf", KHMER)
        source = folder_source("place", folder)
        assert found(source, KHMER, Wanted("Khmr", weight=700)) == "K:wght=700"
        assert found(source, KHMER, Wanted("Khmr", weight=950)) == "K:wght=900"
        first = source.find(KHMER, Wanted("Khmr", weight=700))
        assert first is source.find(KHMER, Wanted("Khmr", weight=700)), "opened once"

    def test_a_serif_or_not(self, folder: Path) -> None:
        make_font(folder / "A.ttf", KHMER, family="Khmer Sans")
        make_font(folder / "B.ttf", KHMER, family="Khmer Serif")
        source = folder_source("place", folder)
        assert found(source, KHMER, Wanted("Khmr", serif=True)) == "B"
        assert found(source, KHMER, Wanted("Khmr")) == "A"

    def test_the_letterforms_of_the_writing_system(self, folder: Path) -> None:
        names = ("CJK HK", "CJK JP", "CJK KR", "CJK SC", "CJK TC")
        make_collection(folder / "C.ttc", *(built("\u4e2d", family=name) for name in names))
        source = folder_source("place", folder)
        keys = [found(source, "\u4e2d", Wanted(system)) for system in ("Jpan", "Kore", "Hans", "Hant")]
        assert keys == ["C#1", "C#2", "C#3", "C"]

    def test_a_face_that_may_not_be_embedded_is_passed_over(self, folder: Path) -> None:
        make_font(folder / "A.ttf", KHMER, embedding=0x0002)
        assert found(folder_source("place", folder), KHMER, Wanted("Khmr")) == ""
        make_font(folder / "B.ttf", KHMER, embedding=0x0008)
        assert found(folder_source("place", folder), KHMER, Wanted("Khmr")) == "B"

    def test_what_is_no_font_is_passed_over(self, folder: Path) -> None:
        (folder / "A.ttf").write_bytes(b"no font")
        (folder / "B.txt").write_bytes(b"text")
        make_font(folder / "C.ttf", KHMER)
        assert found(folder_source("place", folder), KHMER, Wanted("Khmr")) == "C"

    def test_a_folder_that_is_not_there(self, folder: Path) -> None:
        assert found(folder_source("none", folder / "none"), KHMER, Wanted("Khmr")) == ""


class TestExtras:
    def test_installed_packages_are_looked_into_but_not_run(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        package = folder / "manimgx_fonts"
        package.mkdir()
        (package / "__init__.py").write_text("raise RuntimeError('run')")
        make_font(package / "K.ttf", KHMER)
        monkeypatch.setattr(sources, "EXTRAS", ("manimgx_fonts",))
        monkeypatch.syspath_prepend(folder)
        monkeypatch.delitem(sys.modules, "manimgx_fonts", raising=False)
        assert found(extras_source(), KHMER, Wanted("Khmr")) == "K"


class TestFontconfig:
    @pytest.fixture(autouse=True)
    def fontconfig(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sources, "FONTCONFIG", "fc-list")

    def test_instances_of_a_variable_font_are_one_face(self) -> None:
        listing = "65536\t/b/Vary.ttf\n0\t/b/Vary.ttf\n131074\t/a/Two.ttc\n1\t/a/Two.ttc\n"
        assert parse_fontconfig(listing) == [
            (Path("/a/Two.ttc"), 1),
            (Path("/a/Two.ttc"), 2),
            (Path("/b/Vary.ttf"), 0),
        ]

    @pytest.mark.parametrize(
        "listing", ["", "\n\n", "Fontconfig error: no config", "x\t/a.ttf", "0 /a.ttf", "0\t/a.pcf.gz"]
    )
    def test_what_is_no_face_is_passed_over(self, listing: str) -> None:
        assert parse_fontconfig(listing) == []

    def test_a_path_with_spaces(self) -> None:
        assert parse_fontconfig("0\t/my fonts/a b.TTF\n") == [(Path("/my fonts/a b.TTF"), 0)]

    def test_without_fontconfig_there_is_nothing(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        monkeypatch.setenv("PATH", str(tmp_path))
        assert found(system_source(), "a", Wanted("Latn")) == ""

    def test_a_fontconfig_that_fails_gives_nothing(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        program = tmp_path / "fc-list"
        program.write_text("#!/bin/sh\necho 'Fontconfig error'\nexit 1\n")
        program.chmod(0o755)
        monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
        assert found(system_source(), "a", Wanted("Latn")) == ""

    def test_it_is_asked_once_for_a_character(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        make_font(tmp_path / "K.ttf", KHMER)
        program = tmp_path / "fc-list"
        program.write_text(f"#!/bin/sh\necho \"$1\" >> {tmp_path}/asked\nprintf '0\\t{tmp_path}/K.ttf\\n'\n")
        program.chmod(0o755)
        monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
        source = system_source()
        assert [found(source, KHMER, Wanted("Khmr", weight=weight)) for weight in (400, 700)] == ["K", "K"]
        assert found(source, LATIN, Wanted("Latn")) == ""
        asked = (tmp_path / "asked").read_text().split()
        assert asked == [":charset=1780:scalable=True:color=False", ":charset=61:scalable=True:color=False"]
