from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pamphlet.layout.placed import Element, Item, Layout, Panel, PlacedBox, PlacedLine, PlacedModules, PlacedPicture
from pamphlet.manuscript.settings import Marks
from pamphlet.sheet.boxes import MARK_LENGTH, page_sheet, press_sheet
from pamphlet.sheet.folds import FOLD_SCHEMES, INSIDE, OUTSIDE, FoldPlan, FoldScheme, fold_plan, scheme_plan
from pamphlet.sheet.papers import PAPERS, paper_size
from pamphlet.sheet.side import Sheet, Side
from pamphlet.typesetting.line import Line
from pamphlet.units import Rect, Size, mm, to_mm

OFF = Marks(crop=False, fold=False, slug=False)
BLEED = mm(3)
SLUG = Line(runs=(), width=200.0, text="a leaflet, en, trifold-roll")
A4_ROLL = fold_plan("trifold-roll", paper_size("A4"), 130)
SCHEMES = st.sampled_from(FOLD_SCHEMES)
SIZES = st.sampled_from([paper.size for paper in PAPERS])
ALL_MARKS = st.builds(Marks, crop=st.booleans(), fold=st.booleans(), slug=st.booleans())
BLEEDS = st.floats(0, mm(15))

OUTSIDE_MARKS = """\

          +    :       :       +
          +    :       :       +
          +    :       :       +
          +    :       :       +
          +    :       :       +
          +    :       :       +
       bbbbbbbbbbbbbbbbbbbbbbbbbbb
       bbbbbbbbbbbbbbbbbbbbbbbbbbb
       bbbbbbbbbbbbbbbbbbbbbbbbbbb
 ++++++bbbtttttttttttttttttttttbbb++++++
       bbbtttttttttttttttttttttbbb
       bbbtttttttttttttttttttttbbb
       bbbtttttttttttttttttttttbbb
 ++++++bbbbbbbbbbbbbbbbbbbbbbbbbbb++++++
       bbbbbbbbbbbbbbbbbbbbbbbbbbb
       bbbbbbbbbbbbbbbbbbbbbbbbbbb
          +    :       :       +
          +    :       :       +
          +    :       :       +
          +    :       :       +
          +    :       :       +
          +    :       :       +
"""
"""A sheet of 21 x 4 mm, folded 5/8/8, a millimetre to a letter: a mark starts half a millimetre off the bleed."""


def filled(plan: FoldPlan) -> Layout:
    """Cover each panel with a box of its own ink and set one line on it; panels come in any order."""
    panels = [
        Panel(
            name=panel.name,
            role=panel.role,
            width=panel.rect.width,
            height=panel.rect.height,
            items=(
                PlacedBox(rect=Rect(0, 0, panel.rect.width, panel.rect.height), ink=panel.name),
                PlacedLine(x=20, y=30, line=Line(runs=(), width=10, text=panel.name), element=number),
            ),
        )
        for number, panel in enumerate(plan.panels)
    ]
    elements = tuple(Element(kind="P", text=panel.name) for panel in plan.panels)
    return Layout(panels=tuple(reversed(panels)), elements=elements)


def only(plan: FoldPlan, name: str, *items: Item) -> Layout:
    rect = plan.panel(name).rect
    panel = Panel(name=name, role="body", width=rect.width, height=rect.height, items=items)
    return Layout(panels=(panel,), elements=())


def pressed(plan: FoldPlan, layout: Layout, marks: Marks = OFF) -> Sheet:
    return press_sheet(plan, layout, bleed=BLEED, marks=marks)


def box(side: Side, ink: str) -> Rect:
    return next(item.rect for item in side.items if isinstance(item, PlacedBox) and item.ink == ink)


def in_mm(rect: Rect) -> tuple[float, ...]:
    return tuple(round(to_mm(value), 2) for value in (rect.x, rect.y, rect.width, rect.height))


def pixels(side: Side, step: float = mm(1)) -> str:
    """Print a corner of a side as letters, one for each *step*: trim ``t``, bleed ``b``, crop ``+``, fold ``:``."""
    columns, rows = int(side.media.width / step) + 1, int(side.media.height / step) + 1
    grid = [[" "] * columns for _ in range(rows)]
    for name, rect in (("b", side.bleed), ("t", side.trim)):
        for row in range(rows):
            for column in range(columns):
                if rect.holds(Rect((column + 0.5) * step, (row + 0.5) * step, 0, 0)):
                    grid[row][column] = name
    for stroke in side.strokes:
        across, down = abs(stroke.x2 - stroke.x1), abs(stroke.y2 - stroke.y1)
        for n in range(11):
            x = min(stroke.x1, stroke.x2) + across * n / 10
            y = min(stroke.y1, stroke.y2) + down * n / 10
            grid[int(y / step + 1e-6)][int(x / step + 1e-6)] = ":" if stroke.dash else "+"
    return "\n".join("".join(row).rstrip() for row in grid)


def test_a_full_panel_bleeds_at_the_sheets_edges_and_stops_at_its_folds() -> None:
    sheet = pressed(A4_ROLL, filled(A4_ROLL))
    outside, inside = sheet.sides

    assert in_mm(box(outside, "o2")) == (0, 0, 100, 216)
    assert in_mm(box(outside, "o1")) == (100, 0, 100, 216)
    assert in_mm(box(outside, "o0")) == (200, 0, 103, 216)
    assert in_mm(box(inside, "i0")) == (0, 0, 103, 216)
    assert in_mm(box(inside, "i1")) == (103, 0, 100, 216)
    assert in_mm(box(inside, "i2")) == (203, 0, 100, 216)


def test_only_the_edges_that_an_item_reaches_are_extended() -> None:
    picture = PlacedPicture(rect=Rect(0, 0, 100, 50), path=Path("miners.jpg"), focus=(0.3, 0.4))
    inner = PlacedBox(rect=Rect(10, 10, 20, 20), ink="red")
    side = pressed(A4_ROLL, only(A4_ROLL, "i0", picture, inner)).sides[INSIDE]

    first, second = side.items
    assert isinstance(first, PlacedPicture)
    assert (first.rect, first.focus) == (Rect(0, 0, 100 + BLEED, 50 + BLEED), (0.3, 0.4))
    assert isinstance(second, PlacedBox)
    assert second.rect == Rect(10 + BLEED, 10 + BLEED, 20, 20)


def test_a_matrix_code_never_grows() -> None:
    code = PlacedModules(rect=Rect(0, 0, 40, 40), rows=((True,),))
    side = pressed(A4_ROLL, only(A4_ROLL, "i0", code)).sides[INSIDE]

    assert isinstance(side.items[0], PlacedModules)
    assert side.items[0].rect == Rect(BLEED, BLEED, 40, 40)


def test_a_picture_over_a_fold_is_clipped_there() -> None:
    panel = A4_ROLL.panel("i1").rect
    wide = PlacedPicture(rect=Rect(-30, 100, panel.width + 60, 50), path=Path("miners.jpg"))
    side = pressed(A4_ROLL, only(A4_ROLL, "i1", wide)).sides[INSIDE]

    assert in_mm(side.clips[0]) == (103, 0, 100, 216)


def test_a_spread_crosses_its_folds_bleeds_all_round_and_lies_under_the_panels() -> None:
    layout = filled(A4_ROLL)
    sheet = A4_ROLL.sheet
    banner = PlacedBox(rect=Rect(0, 0, sheet.width, sheet.height), ink="banner")
    spread = Panel(name="inside", role="spread", width=sheet.width, height=sheet.height, items=(banner,))
    outside, inside = pressed(A4_ROLL, Layout(panels=(*layout.panels, spread), elements=layout.elements)).sides

    assert [item.ink for item in inside.items if isinstance(item, PlacedBox)] == ["banner", "i0", "i1", "i2"]
    assert in_mm(box(inside, "banner")) == in_mm(inside.clips[0]) == (0, 0, 303, 216)
    assert [item.ink for item in outside.items if isinstance(item, PlacedBox)] == ["o0", "o2", "o1"]


def test_lines_move_with_their_panel() -> None:
    side = pressed(A4_ROLL, filled(A4_ROLL), Marks()).sides[INSIDE]

    lines = {item.line.text: item for item in side.items if isinstance(item, PlacedLine)}
    assert lines["i1"].x == pytest.approx(side.trim.x + mm(100) + 20)
    assert lines["i1"].y == pytest.approx(side.trim.y + 30)


def test_items_come_in_reading_order_whatever_the_layouts() -> None:
    sheet = pressed(A4_ROLL, filled(A4_ROLL))
    texts = [[item.line.text for item in side.items if isinstance(item, PlacedLine)] for side in sheet.sides]

    assert texts == [["o0", "o2", "o1"], ["i0", "i1", "i2"]]
    assert sheet.duplex == "short"
    assert [element.text for element in sheet.elements] == ["o0", "o2", "i0", "i1", "i2", "o1"]


def test_without_marks_the_media_is_the_bleed_box() -> None:
    side = press_sheet(A4_ROLL, filled(A4_ROLL), bleed=BLEED, marks=OFF, slug_line=SLUG).sides[OUTSIDE]

    assert in_mm(Rect(0, 0, side.media.width, side.media.height)) == in_mm(side.bleed) == (0, 0, 303, 216)
    assert (side.strokes, side.slug) == ((), ())


def test_marks_stand_around_the_sheet() -> None:
    plan = fold_plan("trifold-roll", Size(mm(21), mm(4)), 130)
    sides = pressed(plan, Layout(panels=(), elements=()), Marks(slug=False)).sides

    assert pixels(sides[OUTSIDE]) == OUTSIDE_MARKS


@pytest.mark.parametrize(
    ("marks", "solid", "dashed"),
    [
        (Marks(), 8, 4),
        (Marks(fold=False), 8, 0),
        (Marks(crop=False), 0, 4),
        (OFF, 0, 0),
    ],
)
def test_each_kind_of_mark_is_switched_by_itself(marks: Marks, solid: int, dashed: int) -> None:
    for side in pressed(A4_ROLL, filled(A4_ROLL), marks).sides:
        assert len([stroke for stroke in side.strokes if not stroke.dash]) == solid
        assert len([stroke for stroke in side.strokes if stroke.dash]) == dashed


def test_fold_marks_stand_at_each_sides_own_folds() -> None:
    sides = pressed(A4_ROLL, filled(A4_ROLL), Marks(crop=False)).sides
    at = [sorted({round(to_mm(stroke.x1 - side.trim.x), 2) for stroke in side.strokes}) for side in sides]

    assert at == [[97, 197], [100, 200]]


def test_crop_marks_line_up_with_the_trim() -> None:
    side = pressed(A4_ROLL, filled(A4_ROLL), Marks(fold=False)).sides[OUTSIDE]
    level = {round(stroke.y1, 6) for stroke in side.strokes if stroke.y1 == stroke.y2}
    upright = {round(stroke.x1, 6) for stroke in side.strokes if stroke.x1 == stroke.x2}

    assert level == {round(side.trim.y, 6), round(side.trim.bottom, 6)}
    assert upright == {round(side.trim.x, 6), round(side.trim.right, 6)}


def test_the_slug_stands_below_the_marks() -> None:
    sheet = press_sheet(A4_ROLL, filled(A4_ROLL), bleed=BLEED, marks=Marks(), slug_line=SLUG)

    for side in sheet.sides:
        (slug,) = side.slug
        lowest = max(max(stroke.y1, stroke.y2) for stroke in side.strokes)
        assert lowest + 7 < slug.y < side.media.height - 2
        assert (slug.x, slug.line) == (side.trim.x, SLUG)


def test_the_slug_can_stand_alone() -> None:
    marks = Marks(crop=False, fold=False)
    side = press_sheet(A4_ROLL, filled(A4_ROLL), bleed=BLEED, marks=marks, slug_line=SLUG).sides[OUTSIDE]

    assert side.bleed.bottom + 7 < side.slug[0].y < side.media.height - 2
    assert side.bleed.x == pytest.approx(0)


def test_a_panel_of_another_fold_is_refused() -> None:
    half = fold_plan("half", paper_size("A4"), 130)

    with pytest.raises(ValueError, match="no panel i2"):
        pressed(half, only(A4_ROLL, "i2"))


def test_a_panel_laid_out_for_another_stock_is_refused() -> None:
    with pytest.raises(ValueError, match=r"panel o1 is laid out 283\.46"):
        pressed(fold_plan("trifold-roll", paper_size("A4"), 90), filled(A4_ROLL))


@settings(max_examples=60)
@given(scheme=SCHEMES, size=SIZES, bleed=BLEEDS, marks=ALL_MARKS, rtl=st.booleans())
def test_boxes_nest_and_ink_keeps_to_its_place(
    scheme: FoldScheme, size: Size, bleed: float, marks: Marks, rtl: bool
) -> None:
    plan = scheme_plan(scheme, size, 130, rtl)
    sheet = press_sheet(plan, filled(plan), bleed=bleed, marks=marks, slug_line=SLUG)
    outside, inside = sheet.sides

    assert (outside.media, outside.bleed, outside.trim) == (inside.media, inside.bleed, inside.trim)
    for side in sheet.sides:
        media = Rect(0, 0, side.media.width, side.media.height)
        assert media.holds(side.bleed) and side.bleed.holds(side.trim)
        assert side.bleed.width == pytest.approx(side.trim.width + 2 * bleed)
        assert side.media.width == pytest.approx(2 * side.trim.x + side.trim.width), "marks register when turned over"
        for item, clip in zip(side.items, side.clips, strict=True):
            assert side.bleed.holds(clip)
            if isinstance(item, PlacedBox):
                assert clip.holds(item.rect) and item.rect.holds(clip)
        grounds = sorted((item.rect for item in side.items if isinstance(item, PlacedBox)), key=lambda rect: rect.x)
        assert grounds[0].x == pytest.approx(side.bleed.x)
        assert grounds[-1].right == pytest.approx(side.bleed.right)
        for one, other in pairwise(grounds):
            assert one.right == pytest.approx(other.x), "neighbours meet at the fold and do not overlap"


@settings(max_examples=60)
@given(scheme=SCHEMES, size=SIZES, bleed=BLEEDS, marks=ALL_MARKS)
def test_marks_are_never_in_the_bleed_nor_off_the_paper(
    scheme: FoldScheme, size: Size, bleed: float, marks: Marks
) -> None:
    plan = scheme_plan(scheme, size, 130)
    for side in press_sheet(plan, filled(plan), bleed=bleed, marks=marks, slug_line=SLUG).sides:
        for stroke in side.strokes:
            left, right = sorted((stroke.x1, stroke.x2))
            top, bottom = sorted((stroke.y1, stroke.y2))
            away = max(side.bleed.x - right, left - side.bleed.right, side.bleed.y - bottom, top - side.bleed.bottom)
            clear = max(side.trim.x - right, left - side.trim.right, side.trim.y - bottom, top - side.trim.bottom)
            assert away >= mm(0.5) - 0.001
            assert clear >= mm(3) - 0.001
            assert right - left + bottom - top == pytest.approx(MARK_LENGTH)
            assert left >= 0 and top >= 0 and right <= side.media.width and bottom <= side.media.height


def test_handout_pages_are_their_own_paper() -> None:
    size = paper_size("A4")
    ground = PlacedBox(rect=Rect(0, 0, size.width, 40), ink="red")
    pages = tuple(
        Panel(name=f"p{n}", role="page", width=size.width, height=size.height, items=(ground,)) for n in (1, 2)
    )
    sheet = page_sheet(Layout(panels=pages, elements=()), size)

    assert sheet.duplex == "long"
    for side in sheet.sides:
        assert side.media == size
        assert side.bleed == side.trim == Rect(0, 0, size.width, size.height)
        assert side.items == (ground,)
        assert side.clips == (side.trim,)


def test_a_single_page_is_not_turned_over() -> None:
    size = paper_size("A4")
    page = Panel(name="p1", role="page", width=size.width, height=size.height, items=())

    assert page_sheet(Layout(panels=(page,), elements=()), size).duplex == ""
