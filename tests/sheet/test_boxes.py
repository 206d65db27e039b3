from __future__ import annotations

from itertools import combinations, pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from pamphlet.layout.placed import Element, Item, Layout, Panel, PlacedBox, PlacedLine, PlacedModules, PlacedPicture
from pamphlet.manuscript.settings import Marks
from pamphlet.sheet.boxes import page_sheet, press_sheet
from pamphlet.sheet.folds import FOLD_SCHEMES, FoldScheme
from pamphlet.sheet.marks import Beside
from pamphlet.sheet.papers import PAPERS, paper_size
from pamphlet.sheet.plan import INSIDE, OUTSIDE, FoldPlan, fold_plan, scheme_plan
from pamphlet.sheet.side import Marked, Sheet, Side
from pamphlet.typesetting.line import Line
from pamphlet.units import Rect, Size, mm, to_mm

OFF = Marks(crop=False, fold=False, slit=False, registration=False, bar=False, slug=False)
PLAIN = Marks(registration=False, bar=False)
"""Crop and fold marks and the slug."""
BLEED = mm(3)
SLUG = Line(runs=(), width=200.0, text="a leaflet, en, trifold-roll")
BAR = tuple(f"bar {number}" for number in range(1, 13))
BESIDE = Beside(slug=SLUG, bar=BAR)
A4_ROLL = fold_plan("trifold-roll", paper_size("A4"), 130)
SCHEMES = st.sampled_from(FOLD_SCHEMES)
SIZES = st.sampled_from([paper.size for paper in PAPERS])
ALL_MARKS = st.builds(
    Marks,
    crop=st.booleans(),
    fold=st.booleans(),
    registration=st.booleans(),
    bar=st.booleans(),
    slug=st.booleans(),
    offset=st.floats(0, mm(20)),
    length=st.floats(mm(2), mm(20)),
)
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
    return press_sheet(plan, layout, bleed=BLEED, marks=marks, beside=Beside(bar=BAR))


def box(side: Side, ink: str) -> Rect:
    return next(rect for each, rect in boxes(side) if each.ink == ink)


def boxes(side: Side) -> list[tuple[PlacedBox, Rect]]:
    """Return the boxes of all panels with their places on the paper."""
    return [(i, panel.on_paper(i.rect)) for panel in side.panels for i in panel.items if isinstance(i, PlacedBox)]


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
    for stroke in side.marks.strokes:
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

    (panel,) = side.panels
    first, second = panel.items
    assert isinstance(first, PlacedPicture)
    assert panel.rect == Rect(BLEED, BLEED, A4_ROLL.panel("i0").rect.width, A4_ROLL.sheet.height)
    assert (first.rect, first.focus) == (Rect(-BLEED, -BLEED, 100 + BLEED, 50 + BLEED), (0.3, 0.4))
    assert isinstance(second, PlacedBox)
    assert second.rect == Rect(10, 10, 20, 20)


def test_a_matrix_code_never_grows() -> None:
    code = PlacedModules(rect=Rect(0, 0, 40, 40), rows=((True,),))
    side = pressed(A4_ROLL, only(A4_ROLL, "i0", code)).sides[INSIDE]

    assert side.panels[0].items == (code,)


def test_a_picture_over_a_fold_is_clipped_there() -> None:
    panel = A4_ROLL.panel("i1").rect
    wide = PlacedPicture(rect=Rect(-30, 100, panel.width + 60, 50), path=Path("miners.jpg"))
    side = pressed(A4_ROLL, only(A4_ROLL, "i1", wide)).sides[INSIDE]

    (inner,) = side.panels
    assert in_mm(inner.on_paper(inner.clip)) == (103, 0, 100, 216)
    assert inner.items == (wide,), "it is not squeezed into its panel"


def test_what_passes_the_bleed_keeps_its_size() -> None:
    panel = A4_ROLL.panel("o0").rect
    wide = PlacedPicture(rect=Rect(0, 0, panel.width * 2, panel.height / 2), path=Path("miners.jpg"))
    side = pressed(A4_ROLL, only(A4_ROLL, "o0", wide)).sides[OUTSIDE]

    (picture,) = side.panels[0].items
    assert isinstance(picture, PlacedPicture)
    assert picture.rect == Rect(0, -BLEED, panel.width * 2, panel.height / 2 + BLEED)


def test_a_spread_crosses_its_folds_bleeds_all_round_and_lies_under_the_panels() -> None:
    layout = filled(A4_ROLL)
    sheet = A4_ROLL.sheet
    banner = PlacedBox(rect=Rect(0, 0, sheet.width, sheet.height), ink="banner")
    spread = Panel(name="inside", role="spread", width=sheet.width, height=sheet.height, items=(banner,))
    outside, inside = pressed(A4_ROLL, Layout(panels=(*layout.panels, spread), elements=layout.elements)).sides

    assert [item.ink for item, _ in boxes(inside)] == ["banner", "i0", "i1", "i2"]
    assert in_mm(box(inside, "banner")) == (0, 0, 303, 216)
    assert in_mm(inside.panels[0].on_paper(inside.panels[0].clip)) == (0, 0, 303, 216)
    assert [item.ink for item, _ in boxes(outside)] == ["o0", "o2", "o1"]


def test_panels_lie_where_the_plan_has_them() -> None:
    side = pressed(A4_ROLL, filled(A4_ROLL), PLAIN).sides[INSIDE]

    panels = {panel.name: panel for panel in side.panels}
    assert panels["i1"].rect.x == pytest.approx(side.trim.x + mm(100))
    assert [item.x for item in panels["i1"].items if isinstance(item, PlacedLine)] == [20]


def test_a_turned_panel_bleeds_where_the_sheet_is_cut() -> None:
    plan = fold_plan("cross", paper_size("A4"), 130)
    side = pressed(plan, filled(plan)).sides[OUTSIDE]
    panels = {panel.name: panel for panel in side.panels}

    assert {name: panel.turned for name, panel in panels.items()} == {"o2": False, "o0": True, "o1": True, "o3": False}
    assert in_mm(panels["o0"].rect) == (108, 3, 105, 148.5)
    # Upside down, its own foot is at the head of the sheet, and its own left at the sheet's right.
    assert in_mm(panels["o0"].clip) == (-3, 0, 108, 151.5)
    assert in_mm(box(side, "o0")) == (108, 0, 108, 151.5)
    assert in_mm(box(side, "o2")) == (108, 151.5, 108, 151.5)


def test_a_slit_is_inside_the_booklet_and_has_no_bleed() -> None:
    plan = fold_plan("mini-zine", paper_size("A4"), 130)
    (side,) = pressed(plan, filled(plan)).sides

    assert in_mm(box(side, "o1")) == (151.5, 0, 74.25, 108)
    assert in_mm(box(side, "o5")) == (151.5, 108, 74.25, 108)


def test_panels_come_in_reading_order_whatever_the_layouts() -> None:
    sheet = pressed(A4_ROLL, filled(A4_ROLL))

    assert [[panel.name for panel in side.panels] for side in sheet.sides] == [["o0", "o2", "o1"], ["i0", "i1", "i2"]]
    assert [element.text for element in sheet.elements] == ["o0", "o2", "i0", "i1", "i2", "o1"]


@pytest.mark.parametrize(
    ("fold", "edge", "sides"), [("trifold-roll", "short", 2), ("cross", "long", 2), ("mini-zine", "", 1)]
)
def test_a_sheet_is_turned_on_its_upright_edge(fold: str, edge: str, sides: int) -> None:
    plan = fold_plan(fold, paper_size("A4"), 130)
    sheet = pressed(plan, filled(plan))

    assert (sheet.duplex, len(sheet.sides)) == (edge, sides)


def test_without_marks_the_media_is_the_bleed_box() -> None:
    side = press_sheet(A4_ROLL, filled(A4_ROLL), bleed=BLEED, marks=OFF, beside=BESIDE).sides[OUTSIDE]

    assert in_mm(Rect(0, 0, side.media.width, side.media.height)) == in_mm(side.bleed) == (0, 0, 303, 216)
    assert side.marks == Marked()


def test_marks_stand_around_the_sheet() -> None:
    plan = fold_plan("trifold-roll", Size(mm(21), mm(4)), 130)
    sides = pressed(plan, Layout(panels=(), elements=()), Marks(slug=False, registration=False, bar=False)).sides

    assert pixels(sides[OUTSIDE]) == OUTSIDE_MARKS


@pytest.mark.parametrize(
    ("marks", "solid", "dashed"),
    [
        (Marks(), 8, 4),
        (Marks(fold=False), 8, 0),
        (Marks(crop=False), 0, 4),
        (Marks(registration=False), 8, 4),
        (Marks(bar=False), 8, 4),
        (OFF, 0, 0),
    ],
)
def test_each_kind_of_mark_is_switched_by_itself(marks: Marks, solid: int, dashed: int) -> None:
    for side in pressed(A4_ROLL, filled(A4_ROLL), marks).sides:
        assert len([stroke for stroke in side.marks.strokes if not stroke.dash]) == solid
        assert len([stroke for stroke in side.marks.strokes if stroke.dash]) == dashed
        assert len(side.marks.targets) == (4 if marks.registration else 0)
        assert len(side.marks.patches) == (12 if marks.bar else 0)


def test_fold_marks_stand_at_each_sides_own_folds() -> None:
    sides = pressed(A4_ROLL, filled(A4_ROLL), Marks(crop=False)).sides
    at = [sorted({round(to_mm(stroke.x1 - side.trim.x), 2) for stroke in side.marks.strokes}) for side in sides]

    assert at == [[97, 197], [100, 200]]


def test_folds_across_have_their_marks_beside_the_sheet() -> None:
    plan = fold_plan("cross", paper_size("A4"), 130)
    side = pressed(plan, filled(plan), Marks(crop=False)).sides[OUTSIDE]
    level = [stroke for stroke in side.marks.strokes if stroke.y1 == stroke.y2]

    assert [round(to_mm(stroke.y1 - side.trim.y), 2) for stroke in level] == [148.5, 148.5]
    assert len(side.marks.strokes) == 4


@pytest.mark.parametrize("scheme", FOLD_SCHEMES, ids=lambda scheme: scheme.name)
@pytest.mark.parametrize("paper", ["A5", "A4", "Letter", "SRA3"])
def test_no_mark_stands_on_another(scheme: FoldScheme, paper: str) -> None:
    plan = scheme_plan(scheme, paper_size(paper), 130)
    for side in pressed(plan, filled(plan), Marks()).sides:
        marks = side.marks
        places = [
            *(Rect(min(s.x1, s.x2), min(s.y1, s.y2), abs(s.x2 - s.x1), abs(s.y2 - s.y1)) for s in marks.strokes),
            *(Rect(t.x - t.radius, t.y - t.radius, 2 * t.radius, 2 * t.radius) for t in marks.targets),
        ]
        bar = [patch.rect for patch in marks.patches]
        whole = Rect(bar[0].x, bar[0].y, bar[-1].right - bar[0].x, bar[0].height)
        for one, other in combinations([*places, whole], 2):
            apart = max(one.x - other.right, other.x - one.right, one.y - other.bottom, other.y - one.bottom)
            assert apart >= mm(2.9) or {one.width, other.width} <= {0.0} or min(one.height, other.height) == 0.0
            assert apart >= 0.0 or {one.height, other.height} == {0.0}


SLIT = (Line(runs=(), width=40.0, text="slit 148.5 mm"), Line(runs=(), width=8.0, text="slit"))
ZINE = fold_plan("mini-zine", paper_size("A4"), 90)


def slit_strokes(side: Side) -> list[tuple[float, float, float, float]]:
    """Return the whole strokes, from the trim's corner in millimetres, but those for cutting the sheet's edges."""
    trim = side.trim
    found = [
        tuple(round(to_mm(at), 2) for at in (s.x1 - trim.x, s.y1 - trim.y, s.x2 - trim.x, s.y2 - trim.y))
        for s in side.marks.strokes
        if not s.dash
    ]
    return [stroke for stroke in found if len(stroke) == 4]  # type: ignore[misc]


@pytest.mark.parametrize("bleed", [0.0, mm(3), mm(5)])
def test_a_slit_is_marked_at_its_ends_and_its_height_with_what_it_is(bleed: float) -> None:
    marks = Marks(crop=False, bar=False, registration=False)
    beside = Beside(slug=SLUG, slit=SLIT)
    (side,) = press_sheet(ZINE, filled(ZINE), bleed=bleed, marks=marks, beside=beside).sides
    strokes = slit_strokes(side)
    near, far = to_mm(max(mm(3), bleed + mm(0.5))) + 5 + 1, to_mm(max(mm(3), bleed + mm(0.5))) + 5 + 1 + 3

    uprights = sorted({x1 for x1, _, x2, _ in strokes if x1 == x2})
    levels = sorted({y1 for x1, y1, x2, y2 in strokes if y1 == y2})
    assert uprights == [74.25, 222.75], "the ends of the slit"
    assert levels == pytest.approx([-(near + far) / 2, 105, 210 + (near + far) / 2]), "two brackets, and its height"
    assert all(min(y1, y2) >= 210 + near - 0.01 or max(y1, y2) <= -near + 0.01 for x, y1, z, y2 in strokes if x == z)
    assert [label.line.text for label in side.marks.labels] == ["slit 148.5 mm"] * 2 + ["slit"] * 2
    media = Rect(0, 0, side.media.width, side.media.height)
    for stroke in side.marks.strokes:
        assert media.holds(Rect(min(stroke.x1, stroke.x2), min(stroke.y1, stroke.y2), 0, 0))
    for label in side.marks.labels:
        body = Rect(label.x, label.y - 5, label.line.width, 6)
        assert media.holds(body)
        assert (
            body.bottom < side.bleed.y
            or body.y > side.bleed.bottom
            or body.right < side.bleed.x
            or (body.x > side.bleed.right)
        )
    (slug,) = side.marks.slug
    lowest = max(max(stroke.y1, stroke.y2) for stroke in side.marks.strokes)
    assert lowest + 7 < slug.y < side.media.height - 2


def test_marks_of_a_slit_are_switched_off_by_themselves_and_are_on_no_other_fold() -> None:
    beside = Beside(slug=SLUG, slit=SLIT)
    off = press_sheet(ZINE, filled(ZINE), bleed=BLEED, marks=Marks(slit=False, bar=False), beside=beside).sides[0]
    on = press_sheet(ZINE, filled(ZINE), bleed=BLEED, marks=Marks(bar=False), beside=beside).sides[0]
    alone = press_sheet(ZINE, filled(ZINE), bleed=BLEED, marks=replace(OFF, slit=True), beside=beside).sides[0]
    roll = press_sheet(A4_ROLL, filled(A4_ROLL), bleed=BLEED, marks=Marks(bar=False), beside=beside).sides[0]

    assert off.marks.labels == roll.marks.labels == () and len(on.marks.labels) == 4
    assert len(on.marks.strokes) - len(off.marks.strokes) == len(alone.marks.strokes) == 10
    assert to_mm(on.trim.x - off.trim.x) == pytest.approx(4), "there is room for them"
    assert roll.media.width - A4_ROLL.sheet.width == off.media.width - ZINE.sheet.width


def test_the_shop_says_how_far_off_and_how_long() -> None:
    marks = Marks(offset=mm(6), length=mm(8), registration=False, bar=False)
    side = pressed(A4_ROLL, filled(A4_ROLL), marks).sides[OUTSIDE]
    heads = [stroke for stroke in side.marks.strokes if stroke.x1 == stroke.x2 and stroke.y1 < side.trim.y]

    assert {round(to_mm(side.trim.y - stroke.y1), 3) for stroke in heads} == {6}
    assert {round(to_mm(stroke.y1 - stroke.y2), 3) for stroke in heads} == {8}
    assert {len(stroke.dash) and round(to_mm(stroke.dash[0]), 3) for stroke in heads} == {0, 1.6}


def test_crop_marks_line_up_with_the_trim() -> None:
    side = pressed(A4_ROLL, filled(A4_ROLL), Marks(fold=False)).sides[OUTSIDE]
    level = {round(stroke.y1, 6) for stroke in side.marks.strokes if stroke.y1 == stroke.y2}
    upright = {round(stroke.x1, 6) for stroke in side.marks.strokes if stroke.x1 == stroke.x2}

    assert level == {round(side.trim.y, 6), round(side.trim.bottom, 6)}
    assert upright == {round(side.trim.x, 6), round(side.trim.right, 6)}


def test_the_slug_stands_below_the_marks() -> None:
    sheet = press_sheet(A4_ROLL, filled(A4_ROLL), bleed=BLEED, marks=Marks(), beside=BESIDE)

    for side in sheet.sides:
        (slug,) = side.marks.slug
        lowest = max(max(stroke.y1, stroke.y2) for stroke in side.marks.strokes)
        assert lowest + 7 < slug.y < side.media.height - 2
        assert (slug.x, slug.line) == (side.trim.x, SLUG)


def test_the_slug_can_stand_alone() -> None:
    marks = Marks(crop=False, fold=False, registration=False, bar=False)
    side = press_sheet(A4_ROLL, filled(A4_ROLL), bleed=BLEED, marks=marks, beside=BESIDE).sides[OUTSIDE]

    assert side.bleed.bottom + 7 < side.marks.slug[0].y < side.media.height - 2
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
    sheet = press_sheet(plan, filled(plan), bleed=bleed, marks=marks, beside=BESIDE)

    assert len({(side.media, side.bleed, side.trim) for side in sheet.sides}) == 1
    for side in sheet.sides:
        media = Rect(0, 0, side.media.width, side.media.height)
        assert media.holds(side.bleed) and side.bleed.holds(side.trim)
        assert side.bleed.width == pytest.approx(side.trim.width + 2 * bleed)
        assert side.media.width == pytest.approx(2 * side.trim.x + side.trim.width), "marks register when turned over"
        for panel in side.panels:
            clip = panel.on_paper(panel.clip)
            assert side.bleed.holds(clip)
            for rect in (panel.on_paper(item.rect) for item in panel.items if isinstance(item, PlacedBox)):
                assert clip.holds(rect) and rect.holds(clip)
        grounds = sorted((rect for _, rect in boxes(side)), key=lambda rect: (rect.y > side.trim.y + mm(5), rect.x))
        for at in range(0, len(grounds), scheme.columns):
            row = grounds[at : at + scheme.columns]
            assert row[0].x == pytest.approx(side.bleed.x)
            assert row[-1].right == pytest.approx(side.bleed.right)
            for one, other in pairwise(row):
                assert one.right == pytest.approx(other.x), "neighbours meet at the fold and do not overlap"
        assert sum(rect.width * rect.height for rect in grounds) == pytest.approx(side.bleed.width * side.bleed.height)


@settings(max_examples=60)
@given(scheme=SCHEMES, size=SIZES, bleed=BLEEDS, marks=ALL_MARKS)
def test_marks_are_never_in_the_bleed_nor_off_the_paper(
    scheme: FoldScheme, size: Size, bleed: float, marks: Marks
) -> None:
    plan = scheme_plan(scheme, size, 130)
    for side in press_sheet(plan, filled(plan), bleed=bleed, marks=marks, beside=BESIDE).sides:
        for stroke in side.marks.strokes:
            left, right = sorted((stroke.x1, stroke.x2))
            top, bottom = sorted((stroke.y1, stroke.y2))
            off_the_leaflet(side, Rect(left, top, right - left, bottom - top), marks)
            assert right - left + bottom - top == pytest.approx(marks.length)
        for target in side.marks.targets:
            size = 2 * target.radius
            off_the_leaflet(side, Rect(target.x - target.radius, target.y - target.radius, size, size), marks)
        for patch in side.marks.patches:
            off_the_leaflet(side, patch.rect, marks)


@settings(max_examples=60)
@given(scheme=SCHEMES, size=SIZES, bleed=BLEEDS, marks=ALL_MARKS)
def test_the_targets_of_both_sides_lie_on_each_other(
    scheme: FoldScheme, size: Size, bleed: float, marks: Marks
) -> None:
    plan = scheme_plan(scheme, size, 130)
    sides = press_sheet(plan, filled(plan), bleed=bleed, marks=marks, beside=BESIDE).sides
    seen = [
        sorted((round(side.media.width - t.x if number else t.x, 3), round(t.y, 3)) for t in side.marks.targets)
        for number, side in enumerate(sides)
    ]
    assert all(places == seen[0] for places in seen)


def off_the_leaflet(side: Side, mark: Rect, marks: Marks) -> None:
    def away(box: Rect) -> float:
        return max(box.x - mark.right, mark.x - box.right, box.y - mark.bottom, mark.y - box.bottom)

    assert away(side.bleed) >= mm(0.5) - 0.001
    assert away(side.trim) >= marks.offset - 0.001
    assert Rect(0, 0, side.media.width, side.media.height).holds(mark)


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
        (panel,) = side.panels
        assert panel.items == (ground,)
        assert panel.rect == panel.clip == side.trim


def test_a_single_page_is_not_turned_over() -> None:
    size = paper_size("A4")
    page = Panel(name="p1", role="page", width=size.width, height=size.height, items=())

    assert page_sheet(Layout(panels=(page,), elements=()), size).duplex == ""
