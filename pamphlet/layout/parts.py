"""Parts of a layout: the items of one panel, and the elements that they index.

Leaflets and handouts are put together of parts that were filled apart from each
other; each counts its elements from nought, and is renumbered when it is joined.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from pamphlet.design.theme import BodySpec
from pamphlet.layout.columns import Column
from pamphlet.layout.flow import Grid
from pamphlet.layout.placed import ARTIFACT, Element, Item, Layout, Panel, PlacedBox, PlacedLine
from pamphlet.units import Rect


class Part(Struct, frozen=True, kw_only=True):
    """Items of one panel with the elements that they index.

    Attributes:
        story: parts of one story index the same elements, wherever else their panels stand in the order.
    """

    panel: Panel
    elements: tuple[Element, ...]
    story: str


def assembled(parts: Iterable[Part]) -> Layout:
    """Join *parts* in their order: the elements of each story once, where it first comes, items pointing at them."""
    elements: list[Element] = []
    bases: dict[str, int] = {}
    panels: list[Panel] = []
    for part in parts:
        if part.story not in bases:
            bases[part.story] = len(elements)
            elements += part.elements
        panels.append(replace(part.panel, items=renumbered(part.panel.items, bases[part.story])))
    return Layout(panels=tuple(panels), elements=tuple(elements))


def renumbered(items: Iterable[Item], base: int) -> tuple[Item, ...]:
    """Return *items* whose elements begin at *base*."""
    if base == 0:
        return tuple(items)
    return tuple(item if item.element == ARTIFACT else replace(item, element=item.element + base) for item in items)


def shifted(item: Item, dx: float, dy: float) -> Item:
    """Return *item* moved by *dx* and *dy* points."""
    if isinstance(item, PlacedLine):
        return replace(item, x=item.x + dx, y=item.y + dy)
    return replace(item, rect=item.rect.moved(dx, dy))


def column_rules(columns: Iterable[Column], spec: BodySpec, grid: Grid, ink: str) -> Iterator[PlacedBox]:
    """Draw a rule in each gutter of a panel or page, as long as the longer of the columns beside it."""
    if not spec.column_rule:
        return
    for left, right in pairwise(sorted(columns, key=lambda column: column.x)):
        x = right.x - spec.gutter / 2 - spec.column_rule / 2
        height = max(left.rows, right.rows) * grid.leading
        yield PlacedBox(rect=Rect(x, right.top, spec.column_rule, height), ink=ink)
