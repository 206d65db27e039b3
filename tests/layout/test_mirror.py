"""Layouts mirrored for languages that read from right to left."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from pamphlet.layout.mirror import mirrored
from pamphlet.layout.placed import Element, Layout, Panel, PlacedBox, PlacedLine, PlacedModules, PlacedPicture
from pamphlet.typesetting.line import Line
from pamphlet.units import Rect

ROWS = ((True, False), (True, True))
ITEMS = (
    PlacedBox(rect=Rect(0.0, 0.0, 30.0, 200.0), ink="red"),
    PlacedPicture(rect=Rect(10.0, 20.0, 40.0, 50.0), path=Path("p.jpg"), focus=(0.2, 0.3)),
    PlacedModules(rect=Rect(60.0, 5.0, 20.0, 20.0), rows=ROWS),
    PlacedLine(x=7.0, y=40.0, line=Line(runs=(), width=50.0, text=""), element=0),
)
LAYOUT = Layout(
    panels=(Panel(name="i0", role="body", width=100.0, height=200.0, items=ITEMS),), elements=(Element(kind="P"),)
)


def test_places_are_mirrored_and_what_stands_in_them_is_not() -> None:
    box, picture, modules, line = mirrored(LAYOUT).panels[0].items
    assert isinstance(box, PlacedBox) and box.rect == Rect(70.0, 0.0, 30.0, 200.0)
    assert isinstance(picture, PlacedPicture) and picture.rect == Rect(50.0, 20.0, 40.0, 50.0)
    assert picture.focus == (0.2, 0.3)
    assert isinstance(modules, PlacedModules) and modules.rect == Rect(20.0, 5.0, 20.0, 20.0)
    assert modules.rows == ROWS
    assert isinstance(line, PlacedLine) and (line.x, line.y) == (pytest.approx(93.0), 40.0)


def test_a_picture_is_turned_only_where_its_author_lets_it() -> None:
    held, let = ITEMS[1], replace(ITEMS[1], mirror=True)
    layout = replace(LAYOUT, panels=(replace(LAYOUT.panels[0], items=(held, let)),))
    assert [item.flipped for item in mirrored(layout).panels[0].items] == [False, True]  # type: ignore[union-attr]


def test_mirrored_twice_all_is_as_it_was() -> None:
    panel = LAYOUT.panels[0]
    layout = replace(LAYOUT, panels=(replace(panel, items=(*ITEMS, replace(ITEMS[1], mirror=True))),))
    assert mirrored(mirrored(layout)) == layout
