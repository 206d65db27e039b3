"""Plates: one grey file for each ink, and together just what the composite separates into."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pikepdf
import pytest
from PIL import Image, ImageChops
from PIL.ImageFilter import MinFilter

from pamphlet.editions.edition import Edition, make_edition
from pamphlet.editions.workshop import Workshop
from pamphlet.ink.photo_cache import PhotoCache
from pamphlet.manuscript.folder import read_leaflet
from pamphlet.pdf.extract import page_texts
from pamphlet.units import mm

MATTER = "title: Down the pit. Up the wages!\nslogans: [Down the pit, Up the wages]\nphoto:\n  file: pit.jpg\n  alt: x"
WORDS = "The pit opens at five, and the **men** go down with a lamp and a bag of leaves. " * 40
RED = '[theme_overrides.palette]\nred = { spot = "PANTONE 485 C", cmyk = [0, 95, 100, 0] }\n'
DPI = 72


@pytest.fixture(scope="module")
def workshop() -> Workshop:
    return Workshop(photos=PhotoCache())


def photo(path: Path) -> None:
    """Write a picture with every tone, soft and hard edges, and some colour."""
    wide = Image.linear_gradient("L").rotate(90).resize((1500, 1000))
    high = Image.linear_gradient("L").resize((1500, 1000))
    image = Image.merge("RGB", (wide, high, ImageChops.invert(wide)))
    image.paste((20, 20, 20), (600, 300, 900, 700))
    image.save(path, quality=95)


def made(tmp_path: Path, workshop: Workshop, formats: tuple[str, ...], settings: str) -> dict[str, Edition]:
    folder = tmp_path / "pit"
    folder.mkdir()
    photo(folder / "pit.jpg")
    (folder / "article.md").write_text(f"---\n{MATTER}\n---\n\n{WORDS}\n", encoding="utf-8")
    (folder / "leaflet.toml").write_text(settings, encoding="utf-8")
    leaflet, _ = read_leaflet(folder)
    return {name: make_edition(leaflet, "en", name, workshop, out=tmp_path / "out", draft=True) for name in formats}


def separated(ghostscript: str, folder: Path, path: Path, page: int) -> dict[str, Image.Image]:
    """Return the separations of a page, 255 being paper."""
    folder.mkdir(parents=True, exist_ok=True)
    command = [ghostscript, "-q", "-dBATCH", "-dNOPAUSE", "-dSAFER", "-sDEVICE=tiffsep", f"-r{DPI}"]
    pages = [f"-dFirstPage={page}", f"-dLastPage={page}"]
    subprocess.run([*command, *pages, f"-o{folder / 'p.tif'}", path], check=True, capture_output=True)
    found = {}
    for file in folder.glob("p(*).tif"):
        with Image.open(file) as image:
            found[file.name[2:-5]] = image.convert("L")
    return found


def unlike(one: Image.Image, other: Image.Image) -> int:
    """Return the greatest difference of an area of 3 x 3 pixels; screening and edges make single ones differ."""
    return ImageChops.difference(one, other).filter(MinFilter(3)).getextrema()[1]  # type: ignore[return-value]


LOOKS = {
    "two colours": f'pictures = {{ treatment = "duotone", inks = ["black", "red"] }}\n{RED}',
    "line art on red": f'pictures = {{ treatment = "line", ground = "red" }}\n{RED}',
    "dots in red": f'pictures = {{ treatment = "halftone", inks = ["red"] }}\n{RED}',
    "four colours": "",
}


@pytest.mark.parametrize("look", LOOKS)
def test_plates_are_what_the_composite_separates_into(tmp_path, judge, workshop, look: str) -> None:
    ghostscript = judge("gs")
    marks = "[marks]\ncrop = true\nbar = false\nslug = false\n"
    editions = made(tmp_path, workshop, ("print", "plates"), f"{marks}[theme_overrides]\n{LOOKS[look]}")
    names = {"Cyan": "cyan", "Magenta": "magenta", "Yellow": "yellow", "Black": "black", "PANTONE 485 C": "red"}
    plates = {path.stem.rpartition("-")[2]: path for path in editions["plates"].paths}
    assert set(plates) == ({"cyan", "magenta", "yellow", "black"} if look == "four colours" else {"black", "red"})
    for page in (1, 2):
        composite = separated(ghostscript, tmp_path / f"all{page}", editions["print"].path, page)
        for ink, whole in composite.items():
            if names[ink] not in plates:
                assert whole.crop((60, 60, whole.width - 60, whole.height - 60)).getextrema() == (255, 255), ink
                continue
            alone = separated(ghostscript, tmp_path / f"{names[ink]}{page}", plates[names[ink]], page)
            assert {name: image.getextrema() for name, image in alone.items() if name != "Black"} == dict.fromkeys(
                ("Cyan", "Magenta", "Yellow"), (255, 255)
            )
            assert unlike(whole, alone["Black"]) <= 20, (ink, page)


def test_a_plate_is_grey_and_holds_only_its_own_words(tmp_path, workshop) -> None:
    edition = made(tmp_path, workshop, ("plates",), f'[theme_overrides]\npictures = "grey"\n{RED}')["plates"]
    black, red = edition.paths
    assert [path.name for path in edition.paths] == ["pit-en-plates-black.pdf", "pit-en-plates-red.pdf"]
    assert edition.path == black and edition.pages == 4
    text = {path: " ".join(page_texts(path.read_bytes())) for path in (black, red)}
    assert "lamp and a bag" in text[black] and "lamp and a bag" not in text[red]
    assert "plate: Black" in text[black] and "plate: PANTONE" in text[red]
    for path in (black, red):
        with pikepdf.open(path) as document:
            for page in document.pages:
                operators = {str(operator) for _, operator in pikepdf.parse_content_stream(page)}
                assert not operators & {"k", "K", "rg", "RG", "cs", "scn"}
                assert {str(image.ColorSpace) for image in page.Resources.XObject.values()} <= {"/DeviceGray"}


def test_a_riso_prints_no_bleed_and_no_full_areas_but_solid_type(tmp_path, judge, workshop) -> None:
    settings = f'condition = "riso"\n[theme_overrides]\npictures = "grey"\n{RED}'
    edition = made(tmp_path, workshop, ("plates",), settings)["plates"]
    _, red = edition.paths
    with pikepdf.open(red) as document:
        assert [float(v) for v in document.pages[0].BleedBox] == [float(v) for v in document.pages[0].TrimBox]
        levels = {float(str(operands[0])) for operands, operator in pikepdf.parse_content_stream(document.pages[0])
                  if str(operator) == "g"}  # fmt: skip
    assert levels == {0.0, 0.15, 1.0, 0.6}, "type and bar solid, areas at 85 %, paper, the bar's tint"
    assert "unprinted-rim" in {finding.code for finding in edition.findings}


@pytest.mark.parametrize(
    ("settings", "bleed", "told"),
    [
        ("", 3, ""),
        ('condition = "office"\n', 0, "unprinted-rim"),
        ('condition = "riso"\n', 0, "unprinted-rim"),
        ('condition = "riso"\nbleed = "4mm"\n', 4, "bleed-larger-sheet"),
    ],
    ids=["press", "office", "riso", "riso on a larger sheet"],
)
def test_there_is_bleed_only_where_the_machine_or_the_leaflet_has_the_sheet_cut(
    tmp_path, workshop, settings: str, bleed: int, told: str
) -> None:
    for edition in made(tmp_path, workshop, ("print", "plates"), settings + RED).values():
        for path in edition.paths:
            with pikepdf.open(path) as document:
                for page in document.pages:
                    trim, bled = ([float(side) for side in box] for box in (page.TrimBox, page.BleedBox))
                    past = [abs(one - other) for one, other in zip(trim, bled, strict=True)]
                    assert past == pytest.approx([mm(bleed)] * 4, abs=0.01), path.name
        codes = {finding.code for finding in edition.findings} & {"unprinted-rim", "bleed-larger-sheet", "no-bleed"}
        assert codes == ({told} if told else set()), edition.name


def test_the_press_files_of_a_booklet_name_its_slit_and_the_home_file_has_a_line_to_cut_along(
    tmp_path, workshop
) -> None:
    editions = made(tmp_path, workshop, ("print", "plates", "home"), f'fold = "mini-zine"\n{RED}')
    for path in (*editions["print"].paths, *editions["plates"].paths):
        (text,) = page_texts(path.read_bytes())
        words = " ".join(text.split())
        assert "slit 148.5 mm, 105 mm from the head, 74.25 mm from either side" in words, path.name
        assert words.count("slit") == 5, "two brackets, two heights, the slug"
    assert "slit" not in page_texts(editions["home"].path.read_bytes())[0]
    (told,) = (finding for finding in editions["home"].findings if finding.code == "home-print")
    assert "cut it along the broken line" in told.message


def test_a_slit_in_a_technical_ink_is_one_stroke_that_changes_no_plate(tmp_path, judge, workshop) -> None:
    ghostscript = judge("gs")
    settings = f'fold = "mini-zine"\n[marks]\nslug = false\n%s{RED}'
    (tmp_path / "without").mkdir()
    without = made(tmp_path / "without", workshop, ("print",), settings % "")["print"]
    editions = made(tmp_path, workshop, ("print", "plates"), settings % 'slit_ink = "CutContour"\n')
    assert editions["print"].exit_code == 0, editions["print"].findings

    before = separated(ghostscript, tmp_path / "before", without.path, 1)
    after = separated(ghostscript, tmp_path / "after", editions["print"].path, 1)
    assert after.keys() - before.keys() == {"CutContour"} and before.keys() <= after.keys()
    assert all(ImageChops.difference(before[ink], after[ink]).getextrema() == (0, 0) for ink in before)
    with pikepdf.open(editions["print"].path) as document:
        page = document.pages[0]
        left, _, right, top = (float(side) for side in page.TrimBox)
        height = float(page.MediaBox[3])
        plate = after["CutContour"]
        inside = tuple(round(each) for each in (left, height - top, right, height - top + mm(210)))
        found = ImageChops.invert(plate.crop(inside)).getbbox()  # type: ignore[arg-type]
        strokes = [
            [float(each) for each in operands]
            for operands, operator in pikepdf.parse_content_stream(page)
            if str(operator) == "SCN" and len(operands) == 1
        ]
        assert page.Resources.ExtGState.Overprint.OP is True
    assert len(strokes) > 1 and found is not None, "marks, and the slit"
    assert (found[0], found[2]) == pytest.approx((mm(74.25), mm(297 - 74.25)), abs=1.5)
    assert (found[1] + found[3]) / 2 == pytest.approx(mm(105), abs=1.5) and found[3] - found[1] <= 2
    assert {path.stem.rpartition("-")[2] for path in editions["plates"].paths} == {"black", "red"}
    assert all(b"CutContour" not in path.read_bytes() for path in editions["plates"].paths)


def test_a_photo_in_colour_prints_in_black_where_there_are_no_plates_for_it(tmp_path, workshop) -> None:
    edition = made(tmp_path, workshop, ("plates",), RED)["plates"]
    assert [path.stem.rpartition("-")[2] for path in edition.paths] == ["black", "red"]
    assert "photo-in-black" in {finding.code for finding in edition.findings}


def test_many_plates_are_told(tmp_path, workshop) -> None:
    edition = made(tmp_path, workshop, ("plates",), "")["plates"]
    (finding,) = (each for each in edition.findings if each.code == "plates-many")
    assert re.search(r"4 plates \(cyan, magenta, yellow, black\)", finding.message)


def test_all_plates_are_written_or_none(tmp_path, workshop) -> None:
    (tmp_path / "out" / "pit" / "pit-en-plates-red.pdf").mkdir(parents=True)
    edition = made(tmp_path, workshop, ("plates",), RED)["plates"]
    assert not edition.written and edition.exit_code == 2 and edition.paths == ()
    assert [path.name for path in (tmp_path / "out" / "pit").iterdir()] == ["pit-en-plates-red.pdf"]


def test_a_plate_of_an_earlier_run_is_told(tmp_path, workshop) -> None:
    (tmp_path / "out" / "pit").mkdir(parents=True)
    (tmp_path / "out" / "pit" / "pit-en-plates-cyan.pdf").write_bytes(b"old")
    edition = made(tmp_path, workshop, ("plates",), RED)["plates"]
    (finding,) = (each for each in edition.findings if each.code == "plate-left-over")
    assert "pit-en-plates-cyan.pdf" in finding.message
    assert edition.written


def test_plates_are_the_same_bytes_twice(tmp_path, workshop) -> None:
    one = made(tmp_path, workshop, ("plates",), RED)["plates"]
    first = [path.read_bytes() for path in one.paths]
    (tmp_path / "again").mkdir()
    two = made(tmp_path / "again", Workshop(photos=PhotoCache()), ("plates",), RED)["plates"]
    assert [path.read_bytes() for path in two.paths] == first


def test_plates_are_separated_though_photos_are_kept_in_rgb(tmp_path: Path, workshop: Workshop) -> None:
    """A plate is an ink: what is left to the press in the press file cannot be left to anyone here."""
    made_of = {}
    for images in ("convert", "keep"):
        (tmp_path / images).mkdir()
        edition = made(tmp_path / images, workshop, ("plates",), f'images = "{images}"\n')["plates"]
        made_of[images] = [path.read_bytes() for path in edition.paths]
    assert len(made_of["keep"]) >= 4
    assert made_of["keep"] == made_of["convert"]
