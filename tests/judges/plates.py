"""The plates of a file as Ghostscript separates them, and the same file without its black type."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pikepdf
from PIL import Image, ImageChops, ImageDraw

from pamphlet.units import Rect

PROCESS = ("Cyan", "Magenta", "Yellow", "Black")
DPI = 72
"""At which a pixel is a point, and the bleed eight of them."""
BLEED = 3 / 25.4 * 72
_NAMED = re.compile(r"(?P<page>\d+)\((?P<ink>.*)\)\.tif$")
_SHOWS = {"Tj", "TJ", "'", '"'}
_INKED = 20
"""Of 255: more just inside the cut must be some at the end of the bleed."""

Plates = Mapping[str, Image.Image]
"""The plates of one page by the names of their inks, in grey: 255 is full ink."""


def separated(ghostscript: str, pdf: Path, folder: Path) -> Path:
    """Have Ghostscript write the plates of *pdf* to *folder*, for :func:`plates_in`; return the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    options = ("-q", "-dBATCH", "-dNOPAUSE", "-dSAFER", "-sDEVICE=tiffsep", f"-r{DPI}", f"-o{folder / '%d.tif'}")
    subprocess.run([ghostscript, *options, str(pdf)], check=True, capture_output=True)
    return folder


def plates_in(folder: Path) -> list[Plates]:
    """Return the plates in *folder*, page by page."""
    pages: dict[int, dict[str, Image.Image]] = {}
    for path in sorted(folder.glob("*.tif")):
        if named := _NAMED.search(path.name):
            with Image.open(path) as plate:
                pages.setdefault(int(named["page"]), {})[named["ink"]] = ImageChops.invert(plate.convert("L"))
    return [pages[number] for number in sorted(pages)]


def plates_of(ghostscript: str, pdf: Path, folder: Path) -> list[Plates]:
    """Return the plates of *pdf*, page by page."""
    return plates_in(separated(ghostscript, pdf, folder))


def bled(plates: Plates, trim: Rect) -> Iterator[tuple[str, str, bool]]:
    """Yield each plate and edge with ink at the cut, and whether that ink fills the bleed all along.

    Args:
        trim: where the sheet is cut, in pixels.
    """
    for ink, plate in plates.items():
        for edge, inside, outside in _edges(plate, trim):
            inked = [there for here, there in zip(inside, outside, strict=True) if here > _INKED]
            if inked:
                yield ink, edge, min(inked) > 0


def _edges(plate: Image.Image, trim: Rect) -> Iterator[tuple[str, bytes, bytes]]:
    """Yield, for each edge, the pixels in a row just inside the cut and those just inside the bleed's end."""
    left, top, right, bottom = _pixels(trim)
    far = int(BLEED) - 1
    for edge, here, there in (("top", top + 1, top - far), ("bottom", bottom - 2, bottom + far - 1)):
        yield edge, *(plate.crop((left, y, right, y + 1)).tobytes() for y in (here, there))
    for edge, here, there in (("left", left + 1, left - far), ("right", right - 2, right + far - 1)):
        yield edge, *(plate.crop((x, top, x + 1, bottom)).tobytes() for x in (here, there))


def most_ink(plates: Plates, trim: Rect) -> float:
    """Return the most that all plates lay on one pixel inside the bleed, in percent: 400 is all four in full."""
    left, top, right, bottom = _pixels(trim)
    far = int(BLEED)
    box = (left - far, top - far, right + far, bottom + far)
    laid = Image.merge("CMYK", [plates[ink].crop(box) for ink in PROCESS])
    colours = laid.getcolors(laid.width * laid.height) or []
    return max(sum(inks) for _, inks in colours) / 255 * 100


def colour_under(plates: Plates, boxes: Iterable[Rect]) -> set[str]:
    """Return which of cyan, magenta and yellow lie anywhere under *boxes*, which are in pixels.

    Of each box the pixels count that lie in it wholly, and so are not its neighbour's.
    """
    mask = Image.new("L", plates["Black"].size)
    draw = ImageDraw.Draw(mask)
    for box in boxes:
        left, top, right, bottom = int(box.x) + 1, int(box.y) + 1, int(box.right) - 1, int(box.bottom) - 1
        if left <= right and top <= bottom:
            draw.rectangle((left, top, right, bottom), fill=255)
    assert mask.getbbox(), "there is no type to look at"
    return {ink for ink in PROCESS[:3] if ImageChops.multiply(plates[ink], mask).getbbox()}


def bare(plate: Image.Image, boxes: Iterable[Rect]) -> int:
    """Return how many of *boxes*, in pixels, have no ink on *plate*."""
    empty = 0
    for box in boxes:
        around = (int(box.x) - 1, int(box.y) - 1, int(box.right) + 2, int(box.bottom) + 2)
        empty += plate.crop(around).getbbox() is None
    return empty


def _pixels(rect: Rect) -> tuple[int, int, int, int]:
    return round(rect.x), round(rect.y), round(rect.right), round(rect.bottom)


def cut(plate: Image.Image, trim: Rect) -> Image.Image:
    """Return what of *plate* lies inside the cut."""
    return plate.crop(_pixels(trim))


def without_black_type(pdf: Path, target: Path) -> int:
    """Write *pdf* to *target* without the type that is black ink alone; return how many shows were left out."""
    left_out = 0
    with pikepdf.open(pdf) as document:
        for page in document.pages:
            kept = []
            colour: tuple[str, ...] = ()
            for operands, operator in pikepdf.parse_content_stream(page):
                name = str(operator)
                if name in ("k", "g", "rg", "scn", "sc", "cs"):
                    colour = (*(str(each) for each in operands), name)
                if name in _SHOWS and colour == ("0", "0", "0", "1", "k"):
                    left_out += 1
                else:
                    kept.append((operands, operator))
            page.Contents = document.make_stream(pikepdf.unparse_content_stream(kept))
        document.save(target, fix_metadata_version=False)
    return left_out


def rewritten(pdf: Path, target: Path, *, before: bytes, after: bytes) -> Path:
    """Write *pdf* to *target* with *before* replaced by *after* in its pages' content; return the target."""
    with pikepdf.open(pdf) as document:
        for page in document.pages:
            content = page.Contents.read_bytes()
            assert before in content
            page.Contents = document.make_stream(content.replace(before, after))
        document.save(target, fix_metadata_version=False)
    return target
