"""Large areas held below full ink, where a machine cannot print them full.

A stencil duplicator lays so much ink in a solid that the sheet sticks, smears and
shows through. Areas are printed as a tint; type and rules stay solid, since a
tint's screen would fray their edges.
"""

from __future__ import annotations

from msgspec.structs import replace

from pamphlet.ink.condition import Condition
from pamphlet.ink.palette import Ink, Palette
from pamphlet.ink.prepared import Pictures, PreparedImage
from pamphlet.layout.placed import Item, PlacedBox, PlacedPicture
from pamphlet.sheet.side import Sheet
from pamphlet.units import mm

LARGE = mm(5)
"""Points: what is this wide and this high is an area, and no rule."""


def solids_held(
    sheet: Sheet, palette: Palette, pictures: Pictures, condition: Condition
) -> tuple[Sheet, Palette, dict[PlacedPicture, PreparedImage]]:
    """Return the same sheet, inks and pictures with every large area within the condition's limit."""
    limit = condition.solid_limit
    if limit >= 1:
        return sheet, palette, dict(pictures)
    inks = dict(palette)

    def held(name: str) -> str:
        ink = palette[name]
        if max(ink.tints.values(), default=0.0) <= limit:
            return name
        lighter = f"{name} area"
        inks[lighter] = _lighter(ink, limit)
        return lighter

    def item(each: Item) -> Item:
        large = isinstance(each, PlacedBox) and min(each.rect.width, each.rect.height) >= LARGE
        return replace(each, ink=held(each.ink)) if large and isinstance(each, PlacedBox) else each

    sides = tuple(
        replace(
            side,
            panels=tuple(replace(panel, items=tuple(item(each) for each in panel.items)) for panel in side.panels),
        )
        for side in sheet.sides
    )
    grounds = {
        place: replace(image, ground=held(image.ground)) if image.ground else image for place, image in pictures.items()
    }
    return replace(sheet, sides=sides), inks, grounds


def _lighter(ink: Ink, limit: float) -> Ink:
    """Return a tint that is no more than *limit* on any plate; what is no solid knocks out, or it would be lost."""
    cyan, magenta, yellow, black = (min(tint, limit) for tint in ink.mix)
    spots = tuple((spot, min(tint, limit)) for spot, tint in ink.spots)
    return Ink(cyan, magenta, yellow, black, spots=spots)
