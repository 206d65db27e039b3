"""Characters that no face has, and faces from elsewhere: what is told of them."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest
from made_fonts import LATIN, make_font

from pamphlet.editions.edition import Edition, make_edition
from pamphlet.editions.glyphs import missing_glyphs
from pamphlet.editions.workshop import Workshop
from pamphlet.errors import Severity
from pamphlet.ink.photo_cache import PhotoCache
from pamphlet.layout.placed import Layout, Panel, PlacedLine
from pamphlet.manuscript.article import Article
from pamphlet.manuscript.folder import read_leaflet
from pamphlet.typesetting import sources
from pamphlet.typesetting.library import FontLibrary
from pamphlet.typesetting.line import Line, Run

WORDS = "The pit opens at five, and the men go down with a lamp and a bag of leaves. " * 8
KHMER = "\u1798\u1793\u17bb\u179f\u17d2\u179f"


def made(folder: Path, body: str, *, title: str = "Down the pit", lang: str = "en") -> Edition:
    folder.mkdir(exist_ok=True)
    text = f"---\nlang: {lang}\ntitle: {title}\n---\n\n{WORDS}\n\n{body}\n"
    (folder / "article.md").write_text(text, encoding="utf-8")
    leaflet, _ = read_leaflet(folder)
    return make_edition(leaflet, lang, "print", Workshop(photos=PhotoCache()), out=folder / "out")


def faces_of(path: Path) -> set[str]:
    with pikepdf.open(path) as pdf:
        return {str(font.BaseFont)[8:] for page in pdf.pages for font in page.Resources.Font.values()}


def test_what_no_face_has_is_named_placed_and_cured(tmp_path: Path) -> None:
    edition = made(tmp_path / "pit", f"They say {KHMER} here.")
    (finding,) = (each for each in edition.findings if each.code == "glyph-missing")
    assert not edition.written
    assert finding.severity is Severity.ERROR
    assert "\u1798 (U+1798 KHMER LETTER MO)" in finding.message
    assert f"\u201c{KHMER}\u201d" in finding.message
    assert finding.place.line == 8
    assert 'pip install "pamphlet-press[scripts]"' in finding.hint
    assert "fonts-noto-core" in finding.hint
    assert str(tmp_path / "pit" / "fonts") in finding.hint


@pytest.mark.parametrize(
    ("text", "extra", "package"),
    [
        ("\u4eba\u6743", "[cjk]", "fonts-noto-cjk"),
        ("\uc0ac\ub78c", "[cjk]", "fonts-noto-cjk"),
        ("\u0f56\u0f7c\u0f51", "", "fonts-ddc-uchen"),
        ("\U0001f9ff", "[scripts]", "fonts-symbola"),
    ],
    ids=["Chinese", "Korean", "Tibetan", "emoji"],
)
def test_each_script_has_its_cure(tmp_path: Path, text: str, extra: str, package: str) -> None:
    edition = made(tmp_path / "pit", f"They say {text} here.")
    (finding,) = (each for each in edition.findings if each.code == "glyph-missing")
    assert package in finding.hint
    assert extra in finding.hint and bool(extra) == ("pip" in finding.hint)


def test_a_face_in_the_leaflets_folder_is_used_without_being_named(tmp_path: Path) -> None:
    fonts = tmp_path / "pit" / "fonts"
    fonts.mkdir(parents=True)
    make_font(fonts / "MyKhmer.ttf", LATIN + KHMER)
    edition = made(tmp_path / "pit", f"They say {KHMER} here.")
    assert edition.written
    assert [each.code for each in edition.findings if each.code.startswith(("glyph", "face"))] == []
    assert "MyKhmer" in faces_of(edition.path)


def test_a_face_of_the_system_is_used_and_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "system"
    place.mkdir()
    make_font(place / "SystemKhmer.ttf", KHMER)
    monkeypatch.setattr(sources, "_in_fontconfig", lambda char: ((place / "SystemKhmer.ttf", 0),))
    edition = made(tmp_path / "pit", f"They say {KHMER} here.")
    assert edition.written
    (finding,) = (each for each in edition.findings if each.code == "face-borrowed")
    assert finding.severity is Severity.INFO
    assert "SystemKhmer.ttf" in finding.message and "system" in finding.message
    assert "SystemKhmer" in faces_of(edition.path)


def test_the_system_is_not_asked_where_nothing_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def asked(*_: object) -> None:
        raise AssertionError("asked")

    monkeypatch.setattr(sources, "_in_fontconfig", asked)
    monkeypatch.setattr(sources, "_module_folders", asked)
    assert made(tmp_path / "pit", "“¡Año nuevo!” – она сказала: Γειά σου.").written


def test_every_face_of_the_package_is_a_net(tmp_path: Path) -> None:
    edition = made(tmp_path / "pit", "No more.", title="Under the \ua72c pit")  # an Egyptologist's letter
    assert [each for each in edition.findings if each.code.startswith(("glyph", "face"))] == []
    assert edition.written


def test_a_sign_that_typography_put_in_is_missed_too(tmp_path: Path) -> None:
    """The article has no such quote: it was typed straight, and the face lacks what became of it."""
    make_font(tmp_path / "Bare.ttf", LATIN)
    library = FontLibrary([tmp_path])
    shaped = library.face("Bare").shape("\u201c")
    run = Run(face=shaped.face, size=10.0, ink="black", words=((0.0, shaped),))
    line = PlacedLine(x=0.0, y=10.0, line=Line(runs=(run,), width=5.0, text="\u201c"), element=0)
    panel = Panel(name="o0", role="cover", width=100.0, height=100.0, items=(line,))
    article = Article(source=tmp_path / "article.md", lang="en", title='A "lamp"', body=())
    (finding,) = missing_glyphs(library, Layout(panels=(panel,), elements=()), article, tmp_path)
    assert "U+201C" in finding.message
