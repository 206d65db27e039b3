"""Total ink as it is measured before the file is drawn, against what Ghostscript separates from the file."""

from __future__ import annotations

import io
import re
import subprocess
from pathlib import Path

import pytest
from msgspec.structs import replace
from PIL import Image, ImageChops

from pamphlet.errors import Severity
from pamphlet.ink.condition import find_condition
from pamphlet.ink.laid import check_ink
from pamphlet.ink.palette import BLACK, PAPER, REGISTRATION, Ink, Spot
from pamphlet.ink.photo import open_photo
from pamphlet.ink.photo_cache import PhotoCache
from pamphlet.ink.prepare import Images, prepare_photo
from pamphlet.ink.prepared import ColourSpace, Encoding, PreparedImage
from pamphlet.ink.toning import toning
from pamphlet.layout.placed import PlacedBox, PlacedPicture
from pamphlet.pdf.metadata import Metadata
from pamphlet.pdf.writer import write_pdf
from pamphlet.units import Rect, mm

PALETTE = {
    "black": BLACK,
    "paper": PAPER,
    "registration": REGISTRATION,
    "red": Ink(0.0, 0.95, 0.90, 0.05),
    "night": Ink(1.0, 0.9, 0.7, 0.6),
    "gold": Ink(0, 0, 0, 0, overprint=True, spots=((Spot("Gold", (0, 0.2, 0.6, 0.1)), 1.0),)),
}
PLACE = PlacedPicture(rect=Rect(60, 60, 200, 150), path=Path("photo.jpg"))


def separated(image: Image.Image) -> PreparedImage:
    """Return a picture in CMYK as ``prepare`` gives it."""
    from pamphlet.ink.coverage import total_ink

    stream = io.BytesIO()
    image.save(stream, "JPEG", quality=95, subsampling=0)
    return PreparedImage(
        data=stream.getvalue(), width=image.width, height=image.height, colour=ColourSpace.CMYK,
        encoding=Encoding.JPEG, key="photo", inverted=True, most_ink=total_ink(image),
    )  # fmt: skip


def ramp() -> Image.Image:
    """From no ink at the left to 240 % of cyan, magenta and yellow at the right; black none."""
    level = Image.linear_gradient("L").rotate(90).resize((800, 600)).point(lambda value: round(value * 0.8))
    return Image.merge("CMYK", (level, level, level, Image.new("L", level.size)))


def measured(sheet, pictures, limit: float = 100.0, condition: str = "coated"):  # type: ignore[no-untyped-def]
    return check_ink(sheet, PALETTE, pictures, replace(find_condition(condition), ink_limit=limit))


def most(findings) -> float:  # type: ignore[no-untyped-def]
    return max(float(re.search(r"lays (\d+) %", finding.message)[1]) for finding in findings)  # type: ignore[index]


def separated_by_ghostscript(ghostscript: str, folder: Path, pdf: bytes, *how: str) -> float:
    """Return the greatest total ink of a page, at 144 dpi, of patches of 3 x 3 pixels."""
    (folder / "sheet.pdf").write_bytes(pdf)
    command = [ghostscript, "-q", "-dBATCH", "-dNOPAUSE", "-dSAFER", "-sDEVICE=tiffsep", "-r144"]
    subprocess.run([*command, *how, f"-o{folder / 'p.tif'}", folder / "sheet.pdf"], check=True, capture_output=True)
    total = None
    for path in sorted(folder.glob("p(*).tif")):
        with Image.open(path) as file:
            plate = file.convert("L").point([255 - level for level in range(256)])
        quarter = plate.point([level // 5 for level in range(256)])
        total = quarter if total is None else ImageChops.add(total, quarter)
    assert total is not None
    from PIL.ImageFilter import MinFilter

    return total.filter(MinFilter(3)).getextrema()[1] * 5 / 2.55  # type: ignore[operator,no-any-return]


@pytest.mark.parametrize("x", [40, 90, 180, 230])
@pytest.mark.parametrize("turned", [False, True])
def test_type_over_a_picture_lays_what_ghostscript_separates(setter, judge, tmp_path, x, turned) -> None:
    line = setter.line("III", size=40)
    items = (PLACE, *setter.lines(line, x=x, y=140))
    side = setter.side(panels=(setter.panel(*items, rect=Rect(20, 20, 340, 250), turned=turned),))
    pictures = {PLACE: separated(ramp())}
    sheet = setter.sheet(side)
    resources = setter.resources(palette=PALETTE, pictures=pictures)
    pdf = write_pdf(sheet, Metadata(title="t", lang="en"), resources)
    found = separated_by_ghostscript(judge("gs"), tmp_path, pdf)
    assert most(measured(sheet, pictures)) == pytest.approx(found, abs=9)


def test_letters_are_looked_at_one_by_one(setter) -> None:
    """The line crosses the dark end of the picture only with a space."""
    picture = Image.new("CMYK", (400, 300))
    picture.paste((250, 250, 250, 0), (180, 0, 220, 300))
    line = setter.line("I I", size=30, space=3.0)
    items = (PLACE, *setter.lines(line, x=110, y=140))
    assert measured(setter.sheet(setter.side(*items)), {PLACE: separated(picture)}, limit=290) == ()


@pytest.mark.parametrize(
    ("below", "above", "percent"),
    [
        (["red"], "black", 285),  # 95 + 90 below, and black at full strength in place of its 5
        (["night"], "black", 360),
        (["night", "paper"], "black", 100),
        (["night", "red"], "black", 285),
        (["red", "gold"], "black", 385),
        (["night"], "red", 320),
        (["night"], "gold", 420),
    ],
)
def test_areas_on_areas(setter, judge, tmp_path, below, above, percent) -> None:
    grounds = [PlacedBox(rect=Rect(40, 40, 200, 150), ink=ink) for ink in below]
    sheet = setter.sheet(setter.side(*grounds, PlacedBox(rect=Rect(60, 60, 50, 50), ink=above)))
    (top,) = (finding for finding in measured(sheet, {}, limit=80) if finding.message.startswith("an area"))
    pdf = write_pdf(sheet, Metadata(title="t", lang="en"), setter.resources(palette=PALETTE))
    highest = max(percent, PALETTE[below[-1]].total)
    assert most([top]) == pytest.approx(highest, abs=1)
    shown = separated_by_ghostscript(judge("gs"), tmp_path, pdf)
    assert shown == pytest.approx(highest, abs=9)


def test_a_finding_names_panel_place_and_figure(setter) -> None:
    items = (PlacedBox(rect=Rect(0, 0, 340, 250), ink="night"), *setter.lines(setter.line("Hands off", size=40)))
    panel = replace(setter.panel(*items, rect=Rect(20, 20, 340, 250)), name="o1", role="back")
    (type_,) = (
        finding
        for finding in measured(setter.sheet(setter.side(panels=(panel,))), {}, 330)
        if "type" in finding.message
    )
    assert type_.place.panel == "back panel o1"
    assert type_.severity is Severity.ERROR
    assert "type “Hands off” on an area of night lays 360 % of ink" in type_.message
    assert "coated bears 330 %" in type_.message
    left = float(re.search(r"(\d+) mm from the left", type_.message)[1])  # type: ignore[index]
    assert left == pytest.approx(40 / mm(1), abs=2)


def test_small_type_is_a_warning_and_paper_lays_nothing(setter) -> None:
    ground = PlacedBox(rect=Rect(0, 0, 340, 250), ink="night")
    small = setter.sheet(setter.side(ground, *setter.lines(setter.line("small", size=9))))
    assert [f.severity for f in measured(small, {}, 330)] == [Severity.WARNING]
    paper = setter.sheet(setter.side(ground, *setter.lines(setter.line("white", size=30, ink="paper"))))
    assert measured(paper, {}, 330) == ()


def test_a_duotone_counts_by_its_table(setter) -> None:
    how = toning([BLACK, PALETTE["night"]], (), find_condition("coated"))
    image = PreparedImage(
        data=b"", width=8, height=8, colour=ColourSpace.TONES, encoding=Encoding.FLATE, key="t", predicted=True,
        toning=how, most_ink=how.most_ink,
    )  # fmt: skip
    sheet = setter.sheet(setter.side(PLACE, *setter.lines(setter.line("II", size=30), x=100, y=140)))
    (over,) = (each for each in measured(sheet, {PLACE: image}, 200) if "type" in each.message)
    assert most([over]) == pytest.approx(100 + how.most_ink_without(frozenset({"Black"})), abs=1)


def test_black_on_paper_and_on_grey_needs_no_look(setter) -> None:
    grey = PlacedBox(rect=Rect(40, 40, 200, 150), ink="black")
    sheet = setter.sheet(setter.side(grey, *setter.lines(setter.line("words", size=30))))
    assert measured(sheet, {}, 101) == ()


def kept(tmp_path: Path, image: Image.Image, condition: str) -> PreparedImage:
    """Return a photo as it stands in a file that leaves it to the press."""
    image.save(tmp_path / "photo.png")
    photo = open_photo(tmp_path / "photo.png")
    how = {"rect": PLACE.rect, "condition": find_condition(condition), "cache": PhotoCache()}
    return prepare_photo(photo, images=Images.KEEP, **how)[0]  # type: ignore[arg-type]


def night(x: int, y: int) -> Image.Image:
    """Return a light picture with one dark spot, 4 mm wide where it prints."""
    picture = Image.new("RGB", (800, 600), (240, 235, 220))
    picture.paste((1, 0, 2), (x, y, x + 45, y + 45))
    return picture


@pytest.mark.parametrize("condition", ["uncoated", "coated"])
def test_a_photo_kept_in_rgb_lays_what_ghostscript_makes_of_it(setter, judge, tmp_path, condition) -> None:
    pictures = {PLACE: kept(tmp_path, night(300, 200), condition)}
    sheet = setter.sheet(setter.side(PLACE))
    pdf = write_pdf(sheet, Metadata(title="t", lang="en"), setter.resources(palette=PALETTE, pictures=pictures))
    profile = find_condition(condition).profile_path
    found = separated_by_ghostscript(
        judge("gs"), tmp_path, pdf, f"-sOutputICCProfile={profile}", "-dRenderIntent=1", "-dBlackPtComp=0"
    )
    assert found > 280
    assert most(measured(sheet, pictures, 150, condition)) == pytest.approx(found, abs=9)


@pytest.mark.parametrize("turned", [False, True])
def test_a_photo_kept_in_rgb_is_told_with_figure_place_and_cure(setter, tmp_path, turned) -> None:
    pictures = {PLACE: kept(tmp_path, night(300, 200), "newsprint")}
    side = setter.side(panels=(setter.panel(PLACE, rect=Rect(20, 20, 340, 250), turned=turned),))
    (told,) = measured(setter.sheet(side), pictures, 240, "newsprint")
    assert told.severity is Severity.WARNING, "the press has the last word on what it separates"
    assert re.match(r"a picture kept in RGB lays (29|30)\d % of ink, .*; newsprint bears 240 %", told.message)
    assert 'images = "convert"' in told.hint
    x, y = map(int, re.findall(r"(\d+) mm from the", told.message))
    assert x == pytest.approx((60 + 300 / 4) / mm(1), abs=1)
    assert y == pytest.approx((60 + 200 / 4) / mm(1), abs=1)


def test_type_on_a_photo_kept_in_rgb_counts_with_it(setter, tmp_path) -> None:
    """On the dark spot black takes the place of the photo's black; beside it, it lies on next to nothing."""
    pictures = {PLACE: kept(tmp_path, night(300, 200), "coated")}
    line = setter.line("I", size=30)
    for x, over in ((138.0, True), (180.0, False)):
        sheet = setter.sheet(setter.side(PLACE, *setter.lines(line, x=x, y=60 + 50 + 9)))
        said = [each.message for each in measured(sheet, pictures, 200) if "type" in each.message]
        assert bool(said) is over
        assert not over or "type “I” on a picture kept in RGB lays 299 %" in said[0]


def test_what_an_office_printer_makes_of_rgb_is_not_ours_to_say(setter, tmp_path) -> None:
    pictures = {PLACE: kept(tmp_path, night(300, 200), "office")}
    sheet = setter.sheet(setter.side(PLACE, *setter.lines(setter.line("I", size=30), x=138, y=119)))
    assert measured(sheet, pictures, 101, "office")
    assert check_ink(sheet, PALETTE, pictures, find_condition("office"), press=False) == ()
