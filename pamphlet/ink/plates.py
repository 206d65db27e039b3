"""A sheet taken apart: what each ink prints, by itself, as greys.

For a duplicator or a small offset press each plate is a file of its own. What
knocks out leaves its place white on the plates that it has no ink for; what
overprints leaves them alone. So the plates together are the composite.
"""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from pamphlet.ink.palette import PROCESS, Ink, Palette
from pamphlet.ink.photo_cache import Entry, PhotoCache
from pamphlet.ink.prepared import ColourSpace, Pictures, PreparedImage
from pamphlet.ink.toning import PROCESS_PLATES, Toning
from pamphlet.layout.placed import Item, PlacedBox, PlacedLine, PlacedPicture, extent
from pamphlet.sheet.side import Sheet, Side, SidePanel
from pamphlet.typesetting.line import Ending, Line
from pamphlet.units import Rect

_RECIPE = "plate-1"
_JPEG_QUALITY = 92
"""Of a plate cut from a separated photo: the second JPEG must add nothing that is seen."""
_NOT_PLAIN = re.compile(r"[^a-z0-9]+")


class PlateSheet(Struct, frozen=True, kw_only=True):
    """All that one plate prints.

    Attributes:
        name: plain, for a file: ``black``, ``red``. ink: as the separation is called: ``PANTONE 485 C``.
        palette, pictures: with black standing for the plate's ink.
    """

    name: str
    ink: str
    sheet: Sheet
    palette: Palette
    pictures: Pictures


def plate_sheets(sheet: Sheet, palette: Palette, pictures: Pictures, cache: PhotoCache) -> tuple[PlateSheet, ...]:
    """Take a sheet apart into the plates that print at least one thing.

    Args:
        sheet: as it would be printed. palette: inks by name. pictures: the prepared image of each picture.
        cache: keeps the plates of photos.
    """
    names = _plate_names(palette)
    found = [_Plate(ink, names[ink], palette, pictures, cache).taken_from(sheet) for ink in names]
    return tuple(plate for plate in found if plate is not None)


def _plate_names(palette: Palette) -> dict[str, str]:
    """Return plain names of all plates by their inks: of a spot ink that of the theme, where it prints pure."""
    names = {ink: ink.lower() for ink in PROCESS}
    for name, ink in palette.items():
        for spot, tint in ink.spots:
            pure = tint == 1.0 and len(ink.tints) == 1
            plain = _NOT_PLAIN.sub("-", (name if pure else spot.name).lower()).strip("-")
            if pure or spot.name not in names:
                names.setdefault(spot.name, plain or f"spot-{len(names)}")
    return names


class _Plate:
    """One plate being cut."""

    def __init__(self, ink: str, name: str, palette: Palette, pictures: Pictures, cache: PhotoCache) -> None:
        self._ink = ink
        self._name = name
        self._all = palette
        self._given = pictures
        self._cache = cache
        self._pictures: dict[PlacedPicture, PreparedImage] = {}
        self._palette = {
            each: Ink(
                0.0, 0.0, 0.0, 1.0 if mix.registration else mix.tints.get(ink, 0.0), registration=mix.registration
            )
            for each, mix in palette.items()
        }
        self._prints = False

    def taken_from(self, sheet: Sheet) -> PlateSheet | None:
        """Return what the plate prints of *sheet*, or None where that is nothing."""
        sides = tuple(self._side(side) for side in sheet.sides)
        if not self._prints:
            return None
        return PlateSheet(
            name=self._name,
            ink=self._ink,
            sheet=replace(sheet, sides=sides),
            palette=self._palette,
            pictures=self._pictures,
        )

    def _side(self, side: Side) -> Side:
        inked: list[Rect] = []
        patches = tuple(patch for patch in side.marks.patches if self._ink in self._all[patch.ink].tints)
        panels = tuple(self._panel(panel, inked) for panel in side.panels)
        # What a machine cuts along is no plate.
        strokes = tuple(stroke for stroke in side.marks.strokes if self._all[stroke.ink].registration)
        return replace(side, panels=panels, marks=replace(side.marks, patches=patches, strokes=strokes))

    def _panel(self, panel: SidePanel, inked: list[Rect]) -> SidePanel:
        items: list[Item] = []
        for item in panel.items:
            for kept in self._kept(item):
                rect = panel.on_paper(extent(kept))
                white = self._is_white(kept)
                # White where nothing lies below is no picture of the plate, and no text that a reader should find.
                if not white or any(_meet(rect, other) for other in inked):
                    items.append(kept)
                    self._prints = self._prints or not white
                if not white and not isinstance(kept, PlacedLine):
                    inked.append(rect)
        return replace(panel, items=tuple(items))

    def _kept(self, item: Item) -> Iterator[Item]:
        """Yield what the plate has of an item, parts of a line of several inks one by one."""
        if isinstance(item, PlacedLine):
            yield from self._line(item)
        elif isinstance(item, PlacedPicture):
            yield from self._picture(item, self._given[item])
        elif self._touches(item.ink):
            yield item

    def _touches(self, name: str) -> bool:
        ink = self._all[name]
        return self._ink in ink.tints or ink.registration or not ink.overprints

    def _line(self, item: PlacedLine) -> Iterator[Item]:
        inks = list(dict.fromkeys(run.ink for run in item.line.runs))
        for name in inks:
            if self._touches(name):
                line = item.line if len(inks) == 1 else _only(item.line, name)
                yield replace(item, line=line)

    def _picture(self, item: PlacedPicture, image: PreparedImage) -> Iterator[Item]:
        if image.ground and self._touches(image.ground):
            yield PlacedBox(rect=item.rect, ink=image.ground, element=item.element)
        if image.ink:
            if self._touches(image.ink):
                self._pictures[item] = replace(image, ground="")
                yield item
            return
        cut = self._cut(image)
        if cut is None:
            yield PlacedBox(rect=item.rect, ink="paper", element=item.element)
            return
        self._pictures[item] = cut
        yield item

    def _cut(self, image: PreparedImage) -> PreparedImage | None:
        """Return what a picture in several inks has on this plate, or None where that is nothing."""
        if image.toning is not None:
            tints = image.toning.plate(self._ink)
            toning = Toning(PROCESS_PLATES[-1:], tints)
            return replace(image, toning=toning, key=f"{image.key}-{self._name}") if any(tints) else None
        if image.colour is ColourSpace.GREY:
            return image if self._ink == "Black" else None
        if self._ink not in PROCESS:
            return None
        key = hashlib.sha256(f"{_RECIPE}-{image.key}-{self._ink}".encode()).hexdigest()
        entry = self._cache.get(key)
        if entry is None:
            entry = _channel(image, PROCESS.index(self._ink))
            self._cache.put(key, entry)
        if not entry.data:
            return None
        return replace(image, data=entry.data, key=key, colour=ColourSpace.GREY, inverted=False)

    def _is_white(self, item: Item) -> bool:
        if isinstance(item, PlacedLine):
            return not self._palette[item.line.runs[0].ink].black if item.line.runs else True
        if isinstance(item, PlacedPicture):
            image = self._pictures[item]
            return bool(image.ink) and not self._palette[image.ink].black
        return not self._palette[item.ink].black


def _channel(image: PreparedImage, at: int) -> Entry:
    """Return one plate of a separated photo as a grey JPEG; no data where it is bare."""
    from PIL import ImageChops
    from PIL.JpegImagePlugin import JpegImageFile

    with JpegImageFile(io.BytesIO(image.data)) as file:
        plate = file.getchannel(at)
    if plate.getextrema() == (0, 0):
        return Entry(b"", {})
    stream = io.BytesIO()
    ImageChops.invert(plate).save(stream, "JPEG", quality=_JPEG_QUALITY)
    return Entry(stream.getvalue(), {})


def _only(line: Line, ink: str) -> Line:
    """Return the runs of a line that are set in *ink*, and what they say."""
    runs = tuple(run for run in line.runs if run.ink == ink)
    words = [shaped for run in runs for _, shaped in run.words]
    ordered = reversed(words) if any(word.rtl for word in words) else words
    text = "".join(word.text for word in ordered).strip()
    ending = line.ending if line.runs[-1].ink == ink else Ending.END
    return replace(line, runs=runs, text=text, ending=ending)


def _meet(one: Rect, other: Rect) -> bool:
    return one.x < other.right and other.x < one.right and one.y < other.bottom and other.y < one.bottom
