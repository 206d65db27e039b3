"""What lies over what on a printed side: each thing that prints, with its ink and its place on the paper."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from pamphlet.ink.palette import Ink, Palette
from pamphlet.ink.prepared import Pictures, PreparedImage
from pamphlet.layout.placed import Item, PlacedLine, PlacedPicture
from pamphlet.layout.reach import glyph_boxes
from pamphlet.sheet.side import Side, SidePanel
from pamphlet.typesetting.line import Run
from pamphlet.units import Rect


class Layer(Struct, frozen=True, kw_only=True):
    """One ink, or one picture, in one place.

    Attributes:
        panel: that it belongs to. rect: on the paper; of a run of type, roughly: its body.
        ink, name: of the ink; None for a picture. image: None for all else.
        run: the type, and *start*, *base* where its line begins in the panel.
    """

    panel: SidePanel
    rect: Rect
    ink: Ink | None = None
    name: str = ""
    image: PreparedImage | None = None
    run: Run | None = None
    start: float = 0.0
    base: float = 0.0

    def letters(self) -> Iterator[Rect]:
        """Yield the box of each letter of the run, on the paper."""
        run = self.run
        if run is None:
            return
        wide = run.size * run.scale
        for x, shaped in run.words:
            for left, right, top, foot in glyph_boxes(shaped, run.tracking / run.size):
                head = self.base - run.rise - top * run.size
                box = Rect(self.start + x + left * wide, head, (right - left) * wide, (top + foot) * run.size)
                yield self.panel.on_paper(box)


def layers(side: Side, palette: Palette, pictures: Pictures) -> Iterator[Layer]:
    """Yield what prints on a side, from the bottom up; printer's marks stand beside all of it."""
    for panel in side.panels:
        for item in panel.items:
            yield from _layers(panel, item, palette, pictures)


def _layers(panel: SidePanel, item: Item, palette: Palette, pictures: Pictures) -> Iterator[Layer]:
    if isinstance(item, PlacedLine):
        for run in item.line.runs:
            if run.words:
                yield _type(panel, item, run, palette[run.ink])
    elif isinstance(item, PlacedPicture):
        yield from _picture(panel, panel.on_paper(item.rect), pictures[item], palette)
    else:
        yield Layer(panel=panel, rect=panel.on_paper(item.rect), ink=palette[item.ink], name=item.ink)


def _type(panel: SidePanel, item: PlacedLine, run: Run, ink: Ink) -> Layer:
    (first, _), (last, shaped) = run.words[0], run.words[-1]
    width = last - first + (shaped.width * run.size + len(shaped.glyphs) * run.tracking) * run.scale
    body = Rect(item.x + first, item.y - run.rise - run.size, width, 1.3 * run.size)
    return Layer(panel=panel, rect=panel.on_paper(body), ink=ink, name=run.ink, run=run, start=item.x, base=item.y)


def _picture(panel: SidePanel, rect: Rect, image: PreparedImage, palette: Palette) -> Iterator[Layer]:
    if image.ground:
        yield Layer(panel=panel, rect=rect, ink=palette[image.ground], name=image.ground)
    if image.ink:
        yield Layer(panel=panel, rect=rect, ink=palette[image.ink], name=image.ink)
    else:
        yield Layer(panel=panel, rect=rect, image=image)
