"""Total ink where things lie on each other: black type on a picture, a rule across a ground.

What knocks out lays its own ink and no more; what overprints lays its own on that of
all other plates below it. So only what overprints has to be looked at together with
what it covers, and pixels only where that is a picture. A page without such a place
costs a millisecond or two.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from msgspec import Struct

from pamphlet.errors import Finding, Place, Severity
from pamphlet.ink.condition import Condition
from pamphlet.ink.coverage import LOOKED_AT_PPI, most_ink, thickest, too_much_ink
from pamphlet.ink.layers import Layer, layers
from pamphlet.ink.palette import PROCESS, Palette
from pamphlet.ink.prepared import ColourSpace, Pictures, PreparedImage
from pamphlet.sheet.side import Sheet
from pamphlet.units import POINTS_PER_INCH, Rect, to_mm

if TYPE_CHECKING:
    from PIL.Image import Image

FINE_TYPE = 24.0
"""Points: the strokes of smaller type are too thin to smear or set off, so too much ink there is a warning."""


class _Most(Struct, frozen=True):
    """The most ink of a layer with what it covers, and where on the paper."""

    percent: float
    at: Rect
    over: Layer | None = None


def check_ink(
    sheet: Sheet, palette: Palette, pictures: Pictures, condition: Condition, *, press: bool = True
) -> tuple[Finding, ...]:
    """Return a finding for each panel and kind of thing that lays more ink than the paper bears.

    Args:
        sheet: as it will be printed. palette: inks by name. pictures: as they were separated.
        condition: with the limit. press: whether a press separates what is still in RGB, and by the condition's
            profile; an office printer does so in its own way, and RGB does not count.
    """
    worst: dict[tuple[str, str], tuple[_Most, Layer]] = {}
    looked_at = _Pixels(condition, press=press)
    for side in sheet.sides:
        grounds: list[Layer] = []
        shown = tuple(layers(side, palette, pictures))
        for number, layer in enumerate(shown):
            most = _most(layer, grounds, condition, looked_at)
            key = (layer.panel.name, _kind(layer))
            more = too_much_ink(most.percent, condition) and (key not in worst or worst[key][0].percent < most.percent)
            if more and not any(_hides(later, most.at) for later in shown[number + 1 :]):
                worst[key] = (most, layer)
            if layer.run is None:
                grounds.append(layer)
    return tuple(_finding(most, layer, looked_at) for most, layer in worst.values())


def _most(layer: Layer, grounds: list[Layer], condition: Condition, pixels: _Pixels) -> _Most:
    if layer.ink is None or not layer.ink.overprints:
        return _Most(_own(layer, pixels), layer.rect)
    # Type is boxed roughly first; where that is too much, letter by letter.
    most = _over(layer, [layer.rect], grounds, pixels)
    if layer.run is not None and too_much_ink(most.percent, condition):
        return _over(layer, layer.letters(), grounds, pixels)
    return most


def _over(layer: Layer, rects: Iterable[Rect], grounds: list[Layer], pixels: _Pixels) -> _Most:
    most = _Most(_own(layer, pixels), layer.rect)
    for rect in rects:
        for percent, ground in _below(layer, rect, grounds, pixels):
            if most.percent < percent:
                most = _Most(percent, rect, ground)
    return most


def _below(layer: Layer, rect: Rect, grounds: list[Layer], pixels: _Pixels) -> Iterator[tuple[float, Layer]]:
    """Yield what *layer* lays in *rect* with each ground that shows there, from the top down."""
    own = dict(layer.ink.tints) if layer.ink is not None else {}
    for ground in reversed(grounds):
        shared = _shared(ground.rect, rect)
        if shared is None:
            continue
        if ground.image is not None:
            yield 100 * sum(own.values()) + pixels.most(ground, ground.image, shared, frozenset(own)), ground
        elif ground.ink is not None:
            tints = {**ground.ink.tints, **own}
            yield 100 * sum(tints.values()), ground
            if ground.ink.overprints:
                own = tints
                continue
        if ground.rect.holds(rect):
            return


def _hides(layer: Layer, rect: Rect) -> bool:
    knocks_out = layer.image is not None or (layer.ink is not None and not layer.ink.overprints)
    return knocks_out and layer.run is None and layer.rect.holds(rect)


def _own(layer: Layer, pixels: _Pixels) -> float:
    if layer.image is not None:
        return layer.image.most_ink if pixels.counts(layer.image) else 0.0
    return layer.ink.total if layer.ink is not None else 0.0


def _shared(one: Rect, other: Rect) -> Rect | None:
    left, top = max(one.x, other.x), max(one.y, other.y)
    right, bottom = min(one.right, other.right), min(one.bottom, other.bottom)
    return Rect(left, top, right - left, bottom - top) if left < right and top < bottom else None


class _Pixels:
    """Looks at pictures, each decoded once."""

    def __init__(self, condition: Condition, *, press: bool) -> None:
        self.condition = condition
        self._press = press
        self._plates: dict[str, tuple[Image, ...]] = {}

    def counts(self, image: PreparedImage) -> bool:
        """Say whether it is known what the picture lays."""
        return self._press or image.colour is not ColourSpace.RGB

    def most(self, layer: Layer, image: PreparedImage, rect: Rect, without: frozenset[str]) -> float:
        """Return the most ink of a picture inside *rect* on the paper, on other plates than *without*."""
        if image.toning is not None:
            return image.toning.most_ink_without(without)
        if image.colour not in (ColourSpace.CMYK, ColourSpace.RGB) or not self.counts(image):
            return 0.0  # black alone, or not ours to say
        kept = [plate for name, plate in zip(PROCESS, self._decoded(layer, image), strict=True) if name not in without]
        box = _pixel_box(layer, rect, kept[0].size) if kept else (0, 0, 0, 0)
        return most_ink([plate.crop(box) for plate in kept])

    def thickest(self, layer: Layer, image: PreparedImage) -> Rect:
        """Return the pixel of a picture, on the paper, where most ink lies."""
        plates = self._decoded(layer, image)
        column, row = thickest(plates)
        width, height = layer.rect.width / plates[0].width, layer.rect.height / plates[0].height
        x, y = layer.rect.x + column * width, layer.rect.y + row * height
        if layer.panel.turned:
            x, y = layer.rect.right - (column + 1) * width, layer.rect.bottom - (row + 1) * height
        return Rect(x, y, width, height)

    def _decoded(self, layer: Layer, image: PreparedImage) -> tuple[Image, ...]:
        if image.key not in self._plates:
            from PIL.JpegImagePlugin import JpegImageFile

            from pamphlet.ink.separation import as_the_press

            ppi = image.width / layer.rect.width * POINTS_PER_INCH
            share = min(1.0, LOOKED_AT_PPI / ppi)
            with JpegImageFile(io.BytesIO(image.data)) as file:
                file.draft(None, (round(image.width * share), round(image.height * share)))
                inks = as_the_press(file.copy(), image.profile, self.condition) if image.profile else file
                self._plates[image.key] = inks.split()
        return self._plates[image.key]


def _pixel_box(layer: Layer, rect: Rect, size: tuple[int, int]) -> tuple[int, int, int, int]:
    """Return the pixels whose middles lie in *rect*, at least one."""
    place = layer.rect
    left, right = (rect.x - place.x) / place.width, (rect.right - place.x) / place.width
    top, bottom = (rect.y - place.y) / place.height, (rect.bottom - place.y) / place.height
    if layer.panel.turned:
        left, top, right, bottom = 1 - right, 1 - bottom, 1 - left, 1 - top
    first_x, first_y = min(round(left * size[0]), size[0] - 1), min(round(top * size[1]), size[1] - 1)
    return first_x, first_y, max(first_x + 1, round(right * size[0])), max(first_y + 1, round(bottom * size[1]))


def _kind(layer: Layer) -> str:
    return "type" if layer.run is not None else "picture" if layer.image is not None else "area"


def _finding(most: _Most, layer: Layer, pixels: _Pixels) -> Finding:
    panel, run, condition = layer.panel, layer.run, pixels.condition
    kept = _in_rgb(layer) or (most.over is not None and _in_rgb(most.over))
    at = pixels.thickest(layer, layer.image) if layer.image is not None and kept else most.at
    x, y = at.x - panel.rect.x, at.y - panel.rect.y
    if panel.turned:
        x, y = panel.rect.right - at.right, panel.rect.bottom - at.bottom
    # What is in the bleed is told where it reaches the panel.
    x, y = min(max(x, 0.0), panel.rect.width), min(max(y, 0.0), panel.rect.height)
    said = f"type “{_words(layer)}”" if run is not None else _called(layer)
    on = "" if most.over is None else f" on {_called(most.over)}"
    cures = {
        "type": "set it in paper, or where less lies below it",
        "picture": "give the photo as RGB, so that it is separated for this paper" if not kept else _SEPARATE,
        "area": "take a lighter mix for it in the palette",
    }
    fine = run is not None and run.size < FINE_TYPE
    return Finding(
        severity=Severity.WARNING if fine or kept else Severity.ERROR,
        code="total-ink",
        message=(
            f"{said}{on} lays {most.percent:.0f} % of ink, {to_mm(x):.0f} mm from the left and {to_mm(y):.0f} mm "
            f"from the top; {condition.name} bears {condition.ink_limit:.0f} %"
        ),
        place=Place(panel=panel.called),
        hint=f"{cures[_kind(layer)]}, or ask the shop for its limit and set ink_limit",
    )


_SEPARATE = 'set images = "convert", so that it is separated here and held under the limit'


def _in_rgb(layer: Layer) -> bool:
    return layer.image is not None and layer.image.colour is ColourSpace.RGB


def _called(layer: Layer) -> str:
    if layer.image is None:
        return f"an area of {layer.name}"
    return "a picture kept in RGB" if _in_rgb(layer) else "a picture"


def _words(layer: Layer) -> str:
    text = "".join(shaped.text for _, shaped in layer.run.words) if layer.run is not None else ""
    return text if len(text) <= 40 else text[:39].rstrip() + "…"
