"""The plates of a file as Ghostscript separates them, and the same file without its black type."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pikepdf
from PIL import Image, ImageChops

PROCESS = ("Cyan", "Magenta", "Yellow", "Black")
DPI = 72
"""At which a pixel is a point, and the bleed eight of them."""
_NAMED = re.compile(r"(?P<page>\d+)\((?P<ink>.*)\)\.tif$")
_SHOWS = {"Tj", "TJ", "'", '"'}


def plates_of(ghostscript: str, pdf: Path, folder: Path) -> list[dict[str, Image.Image]]:
    """Return, for each page, the plates by the names of their inks, in grey: 255 is full ink."""
    folder.mkdir(parents=True, exist_ok=True)
    options = ("-q", "-dBATCH", "-dNOPAUSE", "-dSAFER", "-sDEVICE=tiffsep", f"-r{DPI}", f"-o{folder / '%d.tif'}")
    subprocess.run([ghostscript, *options, str(pdf)], check=True, capture_output=True)
    pages: dict[int, dict[str, Image.Image]] = {}
    for path in sorted(folder.glob("*.tif")):
        if named := _NAMED.search(path.name):
            plate = ImageChops.invert(Image.open(path).convert("L"))
            pages.setdefault(int(named["page"]), {})[named["ink"]] = plate
    return [pages[number] for number in sorted(pages)]


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
