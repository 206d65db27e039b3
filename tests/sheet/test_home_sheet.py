"""The folded leaflet on office paper: what stops at the rim, and which way up the back stands."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from pamphlet.layout.placed import Item, Layout, Panel, PlacedBox, PlacedLine, PlacedPicture
from pamphlet.manuscript.settings import Home
from pamphlet.sheet.folds import FOLD_SCHEMES, FoldScheme
from pamphlet.sheet.home import check_rim, home_sheet, loading, side_sheets
from pamphlet.sheet.papers import paper_size
from pamphlet.sheet.plan import FoldPlan, fold_plan, scheme_plan
from pamphlet.typesetting.line import Line
from pamphlet.units import Insets, Rect, mm, to_mm

HOME = Home(margin=mm(5))


def layout(plan: FoldPlan, *items: Item) -> Layout:
    """Fill each panel with a ground and *items*."""
    return Layout(
        panels=tuple(
            Panel(
                name=panel.name,
                role=panel.role,
                width=panel.rect.width,
                height=panel.rect.height,
                items=(PlacedBox(rect=Rect(0, 0, panel.rect.width, panel.rect.height), ink=panel.name), *items),
            )
            for panel in plan.panels
        ),
        elements=(),
    )


def in_mm(rect: Rect) -> tuple[float, ...]:
    return tuple(round(to_mm(value), 2) for value in (rect.x, rect.y, rect.width, rect.height))


@pytest.mark.parametrize("scheme", FOLD_SCHEMES, ids=lambda scheme: scheme.name)
@pytest.mark.parametrize("turn_back", [False, True])
def test_nothing_is_printed_in_the_rim_and_folds_keep_their_places(scheme: FoldScheme, turn_back: bool) -> None:
    plan = scheme_plan(scheme, paper_size("A4"), 80)
    sheet = home_sheet(plan, layout(plan), Home(margin=mm(6), turn_back=turn_back))
    for side in sheet.sides:
        page = Rect(0, 0, plan.sheet.width, plan.sheet.height)
        assert (side.trim, side.bleed) == (page, page)
        printable = page.inset(Insets(mm(6), mm(6), mm(6), mm(6)))
        area = 0.0
        for panel in side.panels:
            if panel.name == "slit":
                continue
            (ground,) = panel.items
            assert isinstance(ground, PlacedBox)
            rect = panel.on_paper(ground.rect)
            assert printable.holds(rect) and rect == panel.on_paper(panel.clip)
            area += rect.width * rect.height
        assert area == pytest.approx(printable.width * printable.height), "what is inside the rim is all printed"


def test_a_picture_is_cropped_anew_and_one_over_two_doors_is_not_moved() -> None:
    plan = fold_plan("trifold-roll", paper_size("A4"), 130)
    panel = plan.panel("o0").rect
    picture = PlacedPicture(rect=Rect(0, 0, panel.width, mm(100)), path=Path("a.jpg"))
    wide = PlacedPicture(rect=Rect(0, 0, panel.width * 2, mm(100)), path=Path("a.jpg"))
    cover = home_sheet(plan, layout(plan, picture, wide), HOME).sides[0].panels[0]
    _, one, other = cover.items
    assert isinstance(one, PlacedPicture) and isinstance(other, PlacedPicture)
    assert in_mm(one.rect) == (0, 5, 95, 95)
    assert other.rect == wide.rect and in_mm(cover.clip) == (0, 5, 95, 200)


def test_the_back_can_be_turned() -> None:
    plan = fold_plan("trifold-roll", paper_size("A4"), 130)
    front, back = home_sheet(plan, layout(plan), Home(turn_back=True)).sides
    assert not any(panel.turned for panel in front.panels)
    assert {panel.name: (panel.turned, *in_mm(panel.rect)[:2]) for panel in back.panels} == {
        "i0": (True, 197, 0),
        "i1": (True, 97, 0),
        "i2": (True, 0, 0),
    }


def test_a_printer_of_one_side_gets_a_file_for_each() -> None:
    plan = fold_plan("trifold-roll", paper_size("A4"), 130)
    sheet = home_sheet(plan, layout(plan), HOME)
    assert [(name, len(each.sides), each.duplex) for name, each in side_sheets(sheet)] == [
        ("-front", 1, ""),
        ("-back", 1, ""),
    ]
    assert "-front file" in loading(plan, sheet, Home(duplex=False)).message
    assert "short edge" in loading(plan, sheet, HOME).message
    one_side = fold_plan("mini-zine", paper_size("A4"), 80)
    assert "on one side" in loading(one_side, home_sheet(one_side, layout(one_side), Home(duplex=False)), HOME).message


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_a_slit_is_printed_as_a_line_for_the_scissors_that_is_seen_on_any_ground(paper: str) -> None:
    plan = fold_plan("mini-zine", paper_size(paper), 80)
    sheet = home_sheet(plan, layout(plan), HOME)
    (side,) = sheet.sides
    cut = side.panels[-1]
    dashes = [(item.ink, cut.on_paper(item.rect)) for item in cut.items if isinstance(item, PlacedBox)]
    (slit,) = plan.slits(plan.sides[0])

    assert cut.name == "slit" and len(dashes) == len(cut.items)
    assert [ink for ink, _ in dashes] == ["rich", "paper"] * (len(dashes) // 2) + ["rich"], (
        "black on white and on black"
    )
    assert (dashes[0][1].x, dashes[-1][1].right) == pytest.approx((slit.x, slit.right))
    for one, other in pairwise(rect for _, rect in dashes):
        assert one.right == pytest.approx(other.x)
        assert one.y + one.height / 2 == pytest.approx(slit.y)
    told = loading(plan, sheet, HOME)
    assert "cut it along the broken line" in told.message and "pamphlet folds mini-zine" in told.hint


def test_no_line_is_printed_where_there_is_nothing_to_cut() -> None:
    plan = fold_plan("cross", paper_size("A4"), 130)
    sheet = home_sheet(plan, layout(plan), HOME)

    assert all(panel.name != "slit" for side in sheet.sides for panel in side.panels)
    assert "cut" not in loading(plan, sheet, HOME).message


def test_type_in_the_rim_is_an_error() -> None:
    plan = fold_plan("trifold-roll", paper_size("A4"), 130)
    line = PlacedLine(x=mm(20), y=mm(3), line=Line(runs=(), width=20, text="too high"))
    findings = check_rim(home_sheet(plan, layout(plan, line), HOME), HOME)
    assert {finding.code for finding in findings} == {"line-in-rim"}
    assert [finding.place.panel for finding in findings] == [
        "cover panel o0",
        "flap panel o2",
        "back panel o1",
        *(f"body panel i{number}" for number in range(3)),
    ]
    assert "too high" in findings[0].message and "5 mm" in findings[0].message
