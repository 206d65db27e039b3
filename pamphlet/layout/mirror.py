"""Leaflets that read from right to left: the layout mirrored, once and last.

Everything in ``layout`` is worked out from the start of a line to its end and from the
first column to the last, as if all the world read from left to right. What reads the
other way is turned over here: every place is mirrored in its panel. What stands in those places
is not: matrix codes are as they were, pictures too unless their author lets them be turned, and
lines of type have been set from their start at 0 to the left.
"""

from __future__ import annotations

from msgspec.structs import replace

from pamphlet.layout.placed import Item, Layout, Panel, PlacedLine, PlacedPicture
from pamphlet.units import Rect


def mirrored(layout: Layout) -> Layout:
    """Return *layout* with every item at the mirrored place of its panel."""
    return replace(layout, panels=tuple(_mirrored_panel(panel) for panel in layout.panels))


def _mirrored_panel(panel: Panel) -> Panel:
    return replace(panel, items=tuple(_mirrored_item(item, panel.width) for item in panel.items))


def _mirrored_item(item: Item, width: float) -> Item:
    if isinstance(item, PlacedLine):
        return replace(item, x=width - item.x)
    rect = Rect(width - item.rect.right, item.rect.y, item.rect.width, item.rect.height)
    if isinstance(item, PlacedPicture):
        return replace(item, rect=rect, flipped=item.mirror and not item.flipped)
    return replace(item, rect=rect)
