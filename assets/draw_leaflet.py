"""Draw the picture of the README: both sides of content/bolivia as they lie open, cut to the trim.

Run it as ``python assets/draw_leaflet.py`` (or ``make picture``) whenever the leaflet's pages have changed.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

import pypdfium2
from PIL import Image, ImageFilter

import pamphlet

ROOT = Path(__file__).resolve().parent.parent
PICTURE = ROOT / "docs" / "leaflet.png"
WIDTH = 1400
"""Pixels: sharp on the pages where repositories are read."""
MARGIN = 48
COLOURS = 128
"""Of the palette: the leaflet has two inks, and their edges."""


def main() -> None:
    """Build the leaflet and write its picture."""
    with tempfile.TemporaryDirectory() as folder:
        edition = pamphlet.build(ROOT / "content" / "bolivia", out=folder)
        document = pypdfium2.PdfDocument(edition.path)
        sides = [_side(document[number]) for number in range(len(document))]
        document.close()
    height = sum(side.height for side in sides) + MARGIN * (len(sides) + 1)
    sheet = Image.new("RGB", (WIDTH, height), (226, 224, 220))
    top = MARGIN
    for side in sides:
        _lay(sheet, side, top)
        top += side.height + MARGIN
    sheet.quantize(COLOURS, dither=Image.Dither.NONE).save(PICTURE, optimize=True)
    print(PICTURE)


def _side(page: pypdfium2.PdfPage) -> Image.Image:
    """Return one side without what is cut off."""
    left, bottom, right, top = page.get_trimbox()
    width, height = page.get_size()
    scale = (WIDTH - 2 * MARGIN) / (right - left)
    crop = (left, bottom, width - right, height - top)
    return page.render(scale=scale, crop=crop).to_pil().convert("RGB")


def _lay(sheet: Image.Image, side: Image.Image, top: int) -> None:
    """Lay a side on the table, with a soft shadow round it."""
    shadow = Image.new("L", sheet.size, 0)
    shadow.paste(110, (MARGIN + 3, top + 6, MARGIN + side.width + 3, top + side.height + 6))
    sheet.paste((90, 88, 84), mask=shadow.filter(ImageFilter.GaussianBlur(9)))
    sheet.paste(side, (MARGIN, top))


if __name__ == "__main__":
    main()
