from __future__ import annotations

import pytest
from folding_model import closed_width, fold_up, tiles
from hypothesis import given, settings
from hypothesis import strategies as st
from other_folds import DOUBLE_PARALLEL, OTHERS, ROLL_4

from pamphlet.errors import BadInput
from pamphlet.sheet.folds import (
    FOLD_SCHEMES,
    INSIDE,
    OUTSIDE,
    Fold,
    FoldPlan,
    FoldScheme,
    Role,
    Turn,
    fold_plan,
    scheme_plan,
)
from pamphlet.sheet.papers import PAPERS, paper_size
from pamphlet.units import Size, mm, to_mm

NAMES = [scheme.name for scheme in FOLD_SCHEMES]


def widths(plan: FoldPlan, side: int) -> list[float]:
    return [round(to_mm(panel.rect.width), 2) for panel in plan.side(side)]


def plans(scheme: FoldScheme, rtl: bool) -> list[FoldPlan]:
    return [scheme_plan(scheme, paper.size, stock, rtl) for paper in PAPERS for stock in (90, 130, 250)]


def each_scheme(schemes: tuple[FoldScheme, ...]) -> pytest.MarkDecorator:
    cases = [
        pytest.param(plans(s, bool(rtl)), id=f"{s.name}-{'rtl' if rtl else 'ltr'}") for s in schemes for rtl in (0, 1)
    ]
    return pytest.mark.parametrize("folds", cases)


def test_the_a4_roll_is_the_trades_100_100_97() -> None:
    plan = fold_plan("trifold-roll", paper_size("A4"), 130)

    assert widths(plan, INSIDE) == [100, 100, 97]
    assert widths(plan, OUTSIDE) == [97, 100, 100]
    assert [panel.name for panel in plan.side(OUTSIDE)] == ["o2", "o1", "o0"]
    assert [round(to_mm(x), 2) for x in plan.fold_lines[INSIDE]] == [100, 200]
    assert [round(to_mm(x), 2) for x in plan.fold_lines[OUTSIDE]] == [97, 197]


def test_the_letter_roll_is_the_trades_inches() -> None:
    plan = fold_plan("trifold-roll", paper_size("Letter"), 130)

    assert [panel.rect.width / 72 for panel in plan.side(INSIDE)] == pytest.approx([3.6875, 3.6875, 3.625])


@pytest.mark.parametrize(
    ("fold", "paper", "expected"),
    [
        ("trifold-z", "A4", [99, 99, 99]),
        ("half", "A4", [148.5, 148.5]),
        ("trifold-roll", "A3", [141, 141, 138]),
        ("trifold-z", "Letter", [93.13, 93.13, 93.13]),
        ("half", "Letter", [139.7, 139.7]),
    ],
)
def test_widths_of_the_reference_table(fold: str, paper: str, expected: list[float]) -> None:
    assert widths(fold_plan(fold, paper_size(paper), 130), INSIDE) == expected


@pytest.mark.parametrize(
    ("paper", "stock", "reduction", "creased"),
    [
        ("A4", 80, mm(2), False),
        ("A4", 115, mm(2), False),
        ("A4", 116, mm(3), False),
        ("A4", 170, mm(3), False),
        ("A4", 171, mm(3), True),
        ("Letter", 90, 72 / 16, False),
        ("Letter", 171, 72 / 8, True),
    ],
)
def test_the_stock_decides_the_tuck_and_whether_to_crease(
    paper: str, stock: int, reduction: float, creased: bool
) -> None:
    plan = fold_plan("trifold-roll", paper_size(paper), stock)

    assert plan.panel("i0").rect.width - plan.panel("i2").rect.width == pytest.approx(reduction)
    assert [finding.code for finding in plan.findings] == (["fold-crease"] if creased else [])


def test_an_unknown_fold_is_told_the_nearest_and_all() -> None:
    with pytest.raises(BadInput) as caught:
        fold_plan("trifold-rol", paper_size("A4"), 130)

    finding = caught.value.finding
    assert finding.code == "unknown-fold"
    assert "did you mean trifold-roll?" in finding.hint
    assert all(name in finding.hint for name in NAMES)


def test_portrait_and_landscape_paper_give_the_same_landscape_sheet() -> None:
    paper = paper_size("A4")

    assert fold_plan("half", paper, 130) == fold_plan("half", Size(paper.height, paper.width), 130)
    assert fold_plan("half", paper, 130).sheet == Size(paper.height, paper.width)


@each_scheme(FOLD_SCHEMES + OTHERS)
def test_the_folded_sheet_shows_its_cover_and_its_back(folds: list[FoldPlan]) -> None:
    for plan in folds:
        folded = fold_up(plan)
        roles = {panel.name: panel.role for panel in plan.panels}

        above, below = folded.uncovered(from_above=True), folded.uncovered(from_above=False)

        assert {frozenset(roles[face] for face in faces) for faces in (above, below)} == {
            frozenset({Role.COVER}),
            frozenset({Role.BACK}),
        }
        assert len(above) == len(below) == 1


@each_scheme(FOLD_SCHEMES + OTHERS)
def test_the_cover_opens_like_a_book_of_its_language(folds: list[FoldPlan]) -> None:
    for plan in folds:
        cover = next(panel for panel in plan.panels if panel.role is Role.COVER)

        assert (cover.folds_left, cover.folds_right) == ((False, True) if plan.rtl else (True, False))


# An accordion is pulled open in one movement, so its order of opening says nothing about reading.
@each_scheme((*FOLD_SCHEMES, ROLL_4, DOUBLE_PARALLEL))
def test_no_panel_is_read_before_it_is_opened(folds: list[FoldPlan]) -> None:
    for plan in folds:
        stages = fold_up(plan).opened()
        stage_of = {face: stage for stage, faces in enumerate(stages) for face in faces}
        order = [panel.name for panel in plan.panels]

        assert sorted(stage_of) == sorted(order), "opening the leaflet shows every face"
        assert plan.panels[0].role is Role.COVER
        assert plan.panels[-1].role is Role.BACK
        reached = [stage_of[name] for name in order[:-1]]
        assert reached == sorted(reached)


@each_scheme(FOLD_SCHEMES + OTHERS)
def test_a_tucked_panel_stays_short_of_the_crease_around_it(folds: list[FoldPlan]) -> None:
    for plan in folds:
        folded = fold_up(plan)
        enclosed = folded.enclosed()

        assert bool(enclosed) == any(plan.scheme.tucks)
        for crease, leaf, short in enclosed:
            assert short >= mm(1.5), f"i{leaf} buckles against the fold after i{crease}"


@each_scheme(FOLD_SCHEMES + OTHERS)
def test_nothing_sticks_out_of_the_closed_leaflet(folds: list[FoldPlan]) -> None:
    for plan in folds:
        assert closed_width(fold_up(plan)) == pytest.approx(plan.panels[0].rect.width, abs=0.01)


def test_the_roll_opens_on_the_flap_beside_the_first_body_panel() -> None:
    stages = fold_up(fold_plan("trifold-roll", paper_size("A4"), 130)).opened()

    assert stages == [{"o0", "o1"}, {"i0", "o2"}, {"i1", "i2"}]


def test_the_z_has_its_last_inside_panel_for_a_back() -> None:
    stages = fold_up(fold_plan("trifold-z", paper_size("A4"), 130)).opened()

    assert stages == [{"o0", "i2"}, {"i0", "i1"}, {"o1", "o2"}]


def test_the_model_refuses_a_fold_that_would_tear() -> None:
    wrong = FoldScheme(
        name="half-twice-wrong",
        title="through two layers, one crease turned the wrong way",
        shares=(1, 1, 1, 1),
        tucks=(0, 0, 1, 1),
        folds=(Fold(1, Turn.VALLEY), Fold(0, Turn.VALLEY), Fold(2, Turn.VALLEY)),
        reading=DOUBLE_PARALLEL.reading,
    )

    with pytest.raises(AssertionError, match="turn different ways"):
        fold_up(scheme_plan(wrong, paper_size("A4"), 130))


sheets = st.builds(Size, st.floats(280, 2000), st.floats(280, 2000))


@settings(max_examples=60)
@given(paper=sheets, stock=st.integers(1, 400), rtl=st.booleans(), scheme=st.sampled_from(FOLD_SCHEMES + OTHERS))
def test_panels_tile_both_sides_of_any_sheet_in_register(
    paper: Size, stock: int, rtl: bool, scheme: FoldScheme
) -> None:
    plan = scheme_plan(scheme, paper, stock, rtl)

    assert plan.sheet.width >= plan.sheet.height
    for side in (OUTSIDE, INSIDE):
        panels = plan.side(side)
        assert tiles([(panel.rect.x, panel.rect.right) for panel in panels], plan.sheet.width)
        assert all((panel.rect.y, panel.rect.height) == (0.0, plan.sheet.height) for panel in panels)
        assert plan.fold_lines[side] == tuple(panel.rect.x for panel in panels[1:])
        assert [panel.folds_left for panel in panels] == [False] + [True] * (len(panels) - 1)
        assert [panel.folds_right for panel in panels] == [True] * (len(panels) - 1) + [False]
    for number in range(scheme.count):
        inside, outside = plan.panel(f"i{number}").rect, plan.panel(f"o{number}").rect
        assert outside.x == pytest.approx(plan.sheet.width - inside.right, abs=1e-9)
        assert outside.width == pytest.approx(inside.width, abs=1e-9)


@settings(max_examples=40)
@given(paper=sheets, stock=st.integers(1, 400), scheme=st.sampled_from(FOLD_SCHEMES))
def test_right_to_left_is_the_mirror_image(paper: Size, stock: int, scheme: FoldScheme) -> None:
    ltr, rtl = scheme_plan(scheme, paper, stock), scheme_plan(scheme, paper, stock, rtl=True)

    for one, other in zip(ltr.panels, rtl.panels, strict=True):
        assert (one.name, one.role, one.side) == (other.name, other.role, other.side)
        assert other.rect.x == pytest.approx(ltr.sheet.width - one.rect.right, abs=1e-9)
        assert (one.folds_left, one.folds_right) == (other.folds_right, other.folds_left)
