"""The ``home`` format, from folder to files."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest

from pamphlet.editions.build import build
from pamphlet.editions.edition import Edition
from pamphlet.editions.workshop import Workshop
from pamphlet.ink.palette import BLACK, PAPER, REGISTRATION, Ink, Spot, in_black
from pamphlet.ink.photo_cache import PhotoCache
from pamphlet.pdf.extract import page_texts

CONTENT = Path(__file__).parents[2] / "content" / "bolivia"


@pytest.fixture(scope="module")
def workshop() -> Workshop:
    return Workshop(photos=PhotoCache())


def made(folder: Path, settings: str, workshop: Workshop, **options: str) -> Edition:
    source = folder / "bolivia"
    source.mkdir()
    for name in ("article.md", "miners.jpg"):
        (source / name).write_bytes((CONTENT / name).read_bytes())
    (source / "leaflet.toml").write_text(settings, encoding="utf-8")
    return build(source, format="home", out=folder / "out", workshop=workshop, **options)  # type: ignore[arg-type]


@pytest.mark.parametrize("theme", ["broadside", "bulletin"])
@pytest.mark.parametrize("fold", ["trifold-roll", "gate-open", "cross"])
def test_it_is_the_size_of_the_paper_and_turns_on_the_upright_edge(
    fold: str, theme: str, tmp_path: Path, workshop: Workshop
) -> None:
    edition = made(tmp_path, "", workshop, fold=fold, theme=theme)
    assert edition.exit_code == 0 and [path.name for path in edition.paths] == ["bolivia-en-home.pdf"]
    assert [finding.code for finding in edition.findings if finding.code == "home-print"] == ["home-print"]
    with pikepdf.open(edition.path) as document:
        preferences = document.Root.ViewerPreferences
        edge = "Long" if fold == "cross" else "Short"
        assert str(preferences.Duplex) == f"/DuplexFlip{edge}Edge" and str(preferences.PrintScaling) == "/None"
        for page in document.pages:
            box = [float(each) for each in page.MediaBox]
            assert sorted(box[2:]) == pytest.approx([595.276, 841.89], abs=0.01)
            assert box == [float(each) for each in page.TrimBox] == [float(each) for each in page.BleedBox]


def test_a_printer_of_one_side_gets_two_files(tmp_path: Path, workshop: Workshop) -> None:
    edition = made(tmp_path, "[home]\nduplex = false\n", workshop)
    assert [path.name for path in edition.paths] == ["bolivia-en-home-front.pdf", "bolivia-en-home-back.pdf"]
    front, back = (page_texts(path.read_bytes()) for path in edition.paths)
    assert len(front) == len(back) == 1
    assert "HANDS OFF" in front[0] and "Evo Morales" not in front[0].split("Published")[0][:200]
    assert "Three weeks" in back[0] or "THREE WEEKS" in back[0]
    with pikepdf.open(edition.paths[0]) as document:
        assert str(document.Root.ViewerPreferences.Duplex) == "/Simplex"


def test_the_back_upside_down_still_reads_as_it_should(tmp_path: Path, workshop: Workshop) -> None:
    edition = made(tmp_path, "[home]\nturn_back = true\n", workshop)
    assert edition.written and edition.exit_code == 0
    with pikepdf.open(edition.path) as document:
        front, back = (page.Contents.read_bytes() for page in document.pages)
    assert b"-1 0 0 -1" in back and b"-1 0 0 -1" not in front


def test_in_grey_there_is_black_alone(tmp_path: Path, workshop: Workshop) -> None:
    edition = made(tmp_path, "[home]\ngrey = true\n", workshop)
    with pikepdf.open(edition.path) as document:
        for page in document.pages:
            for operands, operator in pikepdf.parse_content_stream(page):
                if str(operator) == "k":
                    assert [float(each) for each in operands[:3]] == [0, 0, 0]
        images = [str(each.ColorSpace) for each in document.pages[0].Resources.XObject.values()]
    assert images and set(images) == {"/DeviceGray"}


def test_inks_in_black_are_as_dark_as_they_look() -> None:
    red, pale = Ink(0.0, 0.95, 0.9, 0.05), Ink(0.2, 0.0, 0.0, 0.0)
    spot = Ink(0.0, 0.0, 0.0, 0.0, spots=((Spot("PANTONE 485 C", (0.0, 0.95, 0.9, 0.05)), 1.0),))
    inks = in_black({"black": BLACK, "paper": PAPER, "registration": REGISTRATION, "red": red, "pale": pale, "s": spot})
    assert (inks["black"], inks["paper"], inks["registration"]) == (BLACK, PAPER, REGISTRATION)
    assert 0.5 < inks["red"].black < 0.8 and inks["red"].mix[:3] == (0.0, 0.0, 0.0)
    assert inks["pale"].black < 0.1
    assert inks["s"].black == inks["red"].black and not inks["s"].spots


def test_too_wide_a_rim_is_refused_where_it_stands(tmp_path: Path, workshop: Workshop) -> None:
    with pytest.raises(Exception, match=r"home\.margin is 50 mm"):
        made(tmp_path, '[home]\nmargin = "50mm"\n', workshop)
