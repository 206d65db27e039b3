"""Spot inks in the file: their colour spaces, and what Ghostscript separates from them."""

from __future__ import annotations

import io
import subprocess
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from pamphlet.ink.condition import find_condition
from pamphlet.ink.palette import BLACK, PAPER, REGISTRATION, Ink, Spot
from pamphlet.ink.prepared import ColourSpace, Encoding, PreparedImage
from pamphlet.ink.toning import toning
from pamphlet.layout.placed import PlacedBox, PlacedPicture
from pamphlet.pdf.colours import pdf_name
from pamphlet.pdf.metadata import Metadata
from pamphlet.pdf.writer import write_pdf
from pamphlet.sheet.side import Stroke
from pamphlet.units import Rect

RED = Spot("PANTONE 485 C", (0.0, 0.95, 1.0, 0.0))
BLUE = Spot("Blau (Größe)", (1.0, 0.6, 0.0, 0.0))
PALETTE = {
    "black": BLACK,
    "paper": PAPER,
    "registration": REGISTRATION,
    "red": Ink(0, 0, 0, 0, spots=((RED, 1.0),)),
    "pink": Ink(0, 0, 0, 0, spots=((RED, 0.4),)),
    "dusk": Ink(0, 0, 0, 0.5, spots=((RED, 0.4), (BLUE, 0.3))),
    "glaze": Ink(0, 0, 0, 0, overprint=True, spots=((RED, 1.0),)),
}


def made(setter, *items, **fields):  # type: ignore[no-untyped-def]
    side = setter.side(*items, **fields)
    resources = setter.resources(palette=PALETTE)
    return write_pdf(setter.sheet(side), Metadata(title="t", lang="en"), resources)


def plates(ghostscript: str, folder: Path, pdf: bytes) -> dict[str, Image.Image]:
    """The separations at 72 dpi, 255 being full ink."""
    folder.mkdir(exist_ok=True, parents=True)
    (folder / "sheet.pdf").write_bytes(pdf)
    command = [ghostscript, "-q", "-dBATCH", "-dNOPAUSE", "-dSAFER", "-sDEVICE=tiffsep", "-r72"]
    subprocess.run([*command, f"-o{folder / 'p.tif'}", folder / "sheet.pdf"], check=True, capture_output=True)
    found = {}
    for path in folder.glob("p(*).tif"):
        with Image.open(path) as file:
            found[path.name[2:-5]] = file.convert("L").point(lambda level: 255 - level)
    return found


def inks(found: dict[str, Image.Image], x: int, y: int) -> dict[str, int]:
    """The percent of ink on each plate at a place, where there is any."""
    laid = {name: round(image.getpixel((x, y)) / 2.55) for name, image in found.items()}  # type: ignore[operator]
    return {name: percent for name, percent in laid.items() if percent}


def box(ink: str, x: float = 30, y: float = 40, width: float = 100, height: float = 50) -> PlacedBox:
    return PlacedBox(rect=Rect(x, y, width, height), ink=ink)


def test_a_spot_ink_is_a_separation_and_a_mix_names_its_colorants(setter) -> None:
    with pikepdf.open(io.BytesIO(made(setter, box("red"), box("dusk"), box("pink")))) as document:
        spaces = document.pages[0].Resources.ColorSpace
        single = next(s for s in spaces.values() if str(s[1]) == "/PANTONE 485 C")
        assert str(single[0]) == "/Separation"
        assert [float(v) for v in single[3].C1] == [0, 0.95, 1, 0]
        mixed = next(s for s in spaces.values() if str(s[0]) == "/DeviceN")
        assert [str(name) for name in mixed[1]] == ["/Black", "/PANTONE 485 C", "/Blau (Größe)"]
        assert set(mixed[4].Colorants.keys()) == {"/PANTONE 485 C", "/Blau (Größe)"}
        assert mixed[4].Colorants["/PANTONE 485 C"].objgen == single.objgen


def test_each_space_is_written_once(setter) -> None:
    with pikepdf.open(io.BytesIO(made(setter, box("red"), box("pink"), box("red")))) as document:
        assert set(document.pages[0].Resources.ColorSpace.keys()) == {"/All", "/Cs1"}


@pytest.mark.parametrize(("text", "name"), [("Red", "/Red"), ("A B", "/A#20B"), ("ß/#", "/#C3#9F#2F#23")])
def test_names_are_escaped(text: str, name: str) -> None:
    assert pdf_name(text) == name


def test_tints_land_on_their_plates_and_nowhere_else(setter, judge, tmp_path) -> None:
    pdf = made(setter, box("red"), box("pink", x=150), box("dusk", x=270))
    found = plates(judge("gs"), tmp_path, pdf)
    assert inks(found, 80, 60) == {"PANTONE 485 C": 100}
    assert inks(found, 200, 60) == {"PANTONE 485 C": 40}
    dusk = inks(found, 320, 60)
    assert sorted(dusk.values()) == [30, 40, 50] and dusk["Black"] == 50


def test_knock_out_and_overprint(setter, judge, tmp_path) -> None:
    pdf = made(
        setter,
        box("red", width=300, height=200),
        box("black", x=40, y=50, width=40, height=40),
        box("paper", x=100, y=50, width=40, height=40),
        box("pink", x=160, y=50, width=40, height=40),
        box("black", x=220, y=150, width=40, height=40),
        box("glaze", x=220, y=170, width=40, height=40),
        box("red", x=40, y=170, width=40, height=20),
    )
    found = plates(judge("gs"), tmp_path, pdf)
    assert inks(found, 60, 70) == {"Black": 100, "PANTONE 485 C": 100}
    assert inks(found, 120, 70) == {}
    assert inks(found, 180, 70) == {"PANTONE 485 C": 40}
    assert inks(found, 240, 180) == {"Black": 100, "PANTONE 485 C": 100}


def test_a_spot_ink_knocks_black_out_below_it(setter, judge, tmp_path) -> None:
    found = plates(judge("gs"), tmp_path, made(setter, box("black"), box("red", width=30)))
    assert inks(found, 40, 60) == {"PANTONE 485 C": 100}


def test_marks_print_on_the_plates_of_spot_inks_too(setter, judge, tmp_path) -> None:
    pdf = made(setter, box("red"), strokes=(Stroke(x1=5, y1=200, x2=45, y2=200, width=6),))
    assert set(inks(plates(judge("gs"), tmp_path, pdf), 20, 200).values()) == {100}


def test_a_duotone_prints_each_grey_by_its_table(setter, judge, tmp_path) -> None:
    import zlib

    rows = b"".join(b"\0" + bytes([0, 64, 128, 192, 255]) for _ in range(2))
    how = toning([BLACK, PALETTE["red"]], (), find_condition("coated"))
    image = PreparedImage(
        data=zlib.compress(rows), width=5, height=2, colour=ColourSpace.TONES, encoding=Encoding.FLATE,
        key="tones", predicted=True, toning=how,
    )  # fmt: skip
    item = PlacedPicture(rect=Rect(50, 50, 250, 100), path=Path("photo.jpg"))
    resources = setter.resources(palette=PALETTE, pictures={item: image})
    pdf = write_pdf(setter.sheet(setter.side(box("red"), item)), Metadata(title="t", lang="en"), resources)
    found = plates(judge("gs"), tmp_path, pdf)
    for at, grey in enumerate([0, 64, 128, 192, 255]):
        laid = inks(found, 75 + 50 * at, 100)
        wanted = {"Black": how.plate("Black")[grey], "PANTONE 485 C": how.plate(RED.name)[grey]}
        assert laid == {name: pytest.approx(level / 2.55, abs=1) for name, level in wanted.items() if level}


def test_a_mask_prints_in_its_ink_over_its_ground(setter, judge, tmp_path) -> None:
    import zlib

    image = PreparedImage(
        data=zlib.compress(bytes([0b01000000])), width=2, height=1, colour=ColourSpace.MASK,
        encoding=Encoding.FLATE, key="mask", bits=1, ink="black", ground="red",
    )  # fmt: skip
    item = PlacedPicture(rect=Rect(50, 50, 200, 100), path=Path("photo.jpg"))
    resources = setter.resources(palette=PALETTE, pictures={item: image})
    pdf = write_pdf(setter.sheet(setter.side(item)), Metadata(title="t", lang="en"), resources)
    found = plates(judge("gs"), tmp_path, pdf)
    assert inks(found, 100, 100) == {"Black": 100, "PANTONE 485 C": 100}
    assert inks(found, 200, 100) == {"PANTONE 485 C": 100}


def test_qpdf_and_poppler_take_the_colours(setter, judge, tmp_path) -> None:
    path = tmp_path / "sheet.pdf"
    path.write_bytes(made(setter, box("red"), box("dusk"), box("pink")))
    assert subprocess.run([judge("qpdf"), "--check", path], capture_output=True).returncode == 0
    shown = subprocess.run([judge("pdftoppm"), "-r", "20", "-png", path, tmp_path / "page"], capture_output=True)
    assert shown.returncode == 0 and not shown.stderr
