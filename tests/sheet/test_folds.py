from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from folding_model import closed_width, fold_up, tiles
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from ring_model import piles

from pamphlet.errors import BadInput
from pamphlet.sheet.folds import FOLD_SCHEMES, Fold, FoldScheme, Role, Turn, fold_scheme
from pamphlet.sheet.papers import PAPERS, Trade, paper_size
from pamphlet.sheet.plan import INSIDE, OUTSIDE, Edge, FoldPlan, fold_plan, scheme_plan
from pamphlet.sheet.stock import ALLOWANCES, Tuck
from pamphlet.units import Size, mm, to_mm

NAMES = [scheme.name for scheme in FOLD_SCHEMES]
FOLDED = tuple(scheme for scheme in FOLD_SCHEMES if not scheme.slits)
"""Those that are folded crease by crease, and not collapsed round a cut."""
GATES = ("gate-open",)
DOORS = ("gate-open", "gate-closed")
"""Their two doors are opened together, though a folder closes one after the other."""
PULLED_OPEN = ("accordion-4",)
"""Pulled open in one movement, so the order of opening says nothing about reading."""


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
        ("gate-open", "A4", [73.75, 149.5, 73.75]),
        ("gate-closed", "A4", [73.5, 75, 75, 73.5]),
        ("double-parallel", "A4", [75, 75, 73.5, 73.5]),
        ("accordion-4", "A4", [74.25, 74.25, 74.25, 74.25]),
        ("roll-4", "A4", [75.75, 75.75, 73.75, 71.75]),
        ("cross", "A4", [105, 105, 105, 105]),
    ],
)
def test_widths_of_the_reference_table(fold: str, paper: str, expected: list[float]) -> None:
    assert widths(fold_plan(fold, paper_size(paper), 130), INSIDE) == expected


@pytest.mark.parametrize(
    ("paper", "stock", "reduction", "advice"),
    [
        ("A4", 60, mm(1.5), ""),
        ("A4", 80, mm(2), ""),
        ("A4", 115, mm(2), ""),
        ("A4", 116, mm(3), ""),
        ("A4", 149, mm(3), ""),
        ("A4", 150, mm(3), "may crack"),
        ("A4", 199, mm(3), "may crack"),
        ("A4", 200, mm(3), "cracks where it is folded, unless"),
        ("Letter", 90, 72 / 16, ""),
        ("Letter", 150, 72 / 16, "may crack"),
        ("Letter", 171, 72 / 8, "may crack"),
        ("Letter", 270, 72 / 8, "cracks where it is folded, unless"),
    ],
)
def test_the_stock_decides_the_tuck_and_whether_to_crease(
    paper: str, stock: int, reduction: float, advice: str
) -> None:
    plan = fold_plan("trifold-roll", paper_size(paper), stock)

    assert plan.panel("i0").rect.width - plan.panel("i2").rect.width == pytest.approx(reduction)
    assert [finding.code for finding in plan.findings] == (["fold-crease"] if advice else [])
    assert all(f"stock of {stock} g/m2 {advice}" in finding.message for finding in plan.findings)


@pytest.mark.parametrize(
    ("fold", "stock", "narrower"),
    [
        ("roll-4", 90, [0, 0, 1.5, 3]),
        ("roll-4", 100, [0, 0, 2, 4]),
        ("roll-4", 150, [0, 0, 2, 4]),
        ("roll-4", 250, [0, 0, 3, 5]),
        ("double-parallel", 90, [0, 0, 1.5, 1.5]),
        ("double-parallel", 200, [0, 0, 3, 3]),
        ("gate-closed", 170, [1.5, 0, 0, 1.5]),
        ("accordion-4", 250, [0, 0, 0, 0]),
    ],
)
def test_every_panel_that_lies_inside_others_gives_way_by_the_stock(
    fold: str, stock: int, narrower: list[float]
) -> None:
    found = [panel.rect.width for panel in fold_plan(fold, paper_size("A4"), stock).side(INSIDE)]

    assert [to_mm(max(found) - width) for width in found] == pytest.approx(narrower, abs=1e-6)


@pytest.mark.parametrize("trade", ALLOWANCES)
def test_no_heavier_stock_asks_for_less(trade: Trade) -> None:
    for heavier, lighter in pairwise(ALLOWANCES[trade]):
        assert heavier.at_least > lighter.at_least
        for tuck in Tuck:
            assert heavier.given(tuck) >= lighter.given(tuck), (trade, heavier.at_least, tuck)
        assert heavier.innermost > heavier.rolled
    assert ALLOWANCES[trade][-1].at_least == 0


def test_the_guide_has_the_table_of_the_stock() -> None:
    guide = (Path(__file__).parents[2] / "docs" / "guide.md").read_text(encoding="utf-8")
    for row in ALLOWANCES[Trade.METRIC]:
        flap, pair, rolled, innermost, gap = (
            f"{round(to_mm(each), 3):g}" for each in (row.flap, row.pair, row.rolled, row.innermost, row.gap)
        )
        figures = f" | {flap} | {pair} | {rolled} and {innermost} | {gap} | "
        (line,) = [
            line
            for line in guide.splitlines()
            if figures in line
            and line.startswith((f"| {row.at_least} to", f"| from {row.at_least} ", "| to 79 "))
            and (row.at_least == 0) == line.startswith("| to 79")
        ]
        assert line.rstrip("| ").endswith(row.crease.value or gap), line


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


def test_the_american_trades_sixteenths() -> None:
    def inches(fold: str, paper: str) -> list[float]:
        return [panel.rect.width / 72 for panel in fold_plan(fold, paper_size(paper), 130).side(INSIDE)]

    assert inches("roll-4", "Tabloid") == pytest.approx([4.3125, 4.3125, 4.21875, 4.15625])
    assert inches("double-parallel", "Legal") == pytest.approx([3.53125, 3.53125, 3.46875, 3.46875])
    assert inches("gate-closed", "Legal") == pytest.approx([3.46875, 3.53125, 3.53125, 3.46875])


def test_the_booklet_is_of_eight_equal_pages_on_one_side() -> None:
    plan = fold_plan("mini-zine", paper_size("A4"), 90)

    assert plan.sides == (OUTSIDE,)
    assert [panel.name for panel in plan.side(OUTSIDE)] == ["o3", "o2", "o1", "o0", "o7", "o6", "o5", "o4"]
    assert {(round(to_mm(p.rect.width), 2), round(to_mm(p.rect.height), 2)) for p in plan.panels} == {(74.25, 105)}
    assert [p.edges.bottom for p in plan.side(OUTSIDE)[:4]] == [Edge.FOLD, Edge.SLIT, Edge.SLIT, Edge.FOLD]


@pytest.mark.parametrize("rtl", [False, True])
def test_the_slit_of_the_booklet_is_one_line_over_its_middle_columns(rtl: bool) -> None:
    for scheme in FOLD_SCHEMES:
        plan = scheme_plan(scheme, paper_size("A4"), 90, rtl)
        slits = [tuple(round(to_mm(each), 2) for each in (s.x, s.y, s.width, s.height)) for s in plan.slits(OUTSIDE)]
        assert slits == ([(74.25, 105, 148.5, 0)] if scheme.name == "mini-zine" else []), scheme.name


@each_scheme(FOLDED)
def test_the_folded_sheet_shows_its_cover_and_its_back(folds: list[FoldPlan]) -> None:
    for plan in folds:
        folded = fold_up(plan)
        roles = {panel.name: panel.role for panel in plan.panels}

        above, below = folded.uncovered(from_above=True), folded.uncovered(from_above=False)

        covers = {Role.COVER, Role.DOOR} if plan.scheme.name in GATES else {Role.COVER}
        assert {frozenset(roles[face] for face in faces) for faces in (above, below)} == {
            frozenset(covers),
            frozenset({Role.BACK}),
        }
        assert {len(above), len(below)} == {len(covers), 1}


@each_scheme(FOLDED)
def test_the_cover_opens_like_a_book_of_its_language(folds: list[FoldPlan]) -> None:
    for plan in folds:
        cover = next(panel for panel in plan.panels if panel.role is Role.COVER)
        left, right = cover.edges.left, cover.edges.right

        if plan.scheme.name in GATES:
            assert (left, right) == ((Edge.CUT, Edge.FOLD) if plan.rtl else (Edge.FOLD, Edge.CUT))
        assert (left is Edge.FOLD, right is Edge.FOLD)[plan.rtl], "the spine is where reading begins"
        assert not cover.turned


@each_scheme(FOLDED)
def test_every_face_reads_upright_whenever_it_is_seen(folds: list[FoldPlan]) -> None:
    for plan in folds:
        folded = fold_up(plan)

        # When the flat sheet lies open, what is turned on its other side is upside down; nobody reads it then.
        assert all(len(upright) == 1 for upright in folded.upright[1:])
        assert folded.upright[0] == ({True, False} if plan.scheme.turned else {True})


@each_scheme(tuple(scheme for scheme in FOLDED if scheme.name not in PULLED_OPEN))
def test_no_panel_is_read_before_it_is_opened(folds: list[FoldPlan]) -> None:
    for plan in folds:
        stages = fold_up(plan).opened()
        if plan.scheme.name in DOORS:
            stages = [*stages[:-2], stages[-2] | stages[-1]]
        stage_of = {face: stage for stage, faces in enumerate(stages) for face in faces}
        order = [panel.name for panel in plan.panels]

        assert sorted(stage_of) == sorted(order), "opening the leaflet shows every face"
        assert plan.panels[0].role is Role.COVER
        assert plan.panels[-1].role is Role.BACK
        # A rolled sheet shows one more inside panel at each stage beside a flap; the text goes on as it opens.
        apart = [name for name, role in plan.scheme.reading if role not in (Role.BODY, Role.BACK)]
        body = [name for name, role in plan.scheme.reading if role is Role.BODY]
        for part in (apart, body):
            reached = [stage_of[name] for name in part]
            assert reached == sorted(reached)
        assert stage_of[apart[-1]] <= stage_of[body[-1]]


@each_scheme(FOLDED)
def test_a_tucked_panel_stays_short_of_the_crease_around_it(folds: list[FoldPlan]) -> None:
    for plan in folds:
        enclosed = fold_up(plan).enclosed()

        if plan.scheme.name not in (*GATES, "cross"):
            assert bool(enclosed) == any(plan.scheme.tucks)
        for crease, leaf, short in enclosed:
            least = 0.0 if plan.scheme.name == "cross" else mm(0.75)
            assert short >= least, f"i{leaf} buckles against the fold between {crease.first} and {crease.second}"


@each_scheme(FOLDED)
def test_nothing_sticks_out_of_the_closed_leaflet(folds: list[FoldPlan]) -> None:
    for plan in folds:
        widest = max(panel.rect.width for panel in plan.panels if panel.role in (Role.COVER, Role.BACK))
        assert closed_width(fold_up(plan)) == pytest.approx(widest, abs=0.01)


def test_the_doors_of_a_gate_meet_with_the_gap_between_them() -> None:
    for stock, gap in ((90, mm(2)), (130, mm(2)), (150, mm(3)), (250, mm(3))):
        plan = fold_plan("gate-open", paper_size("A4"), stock)
        doors = [panel for panel in plan.panels if panel.role in (Role.COVER, Role.DOOR)]

        assert plan.panel("o1").rect.width - sum(door.rect.width for door in doors) == pytest.approx(gap)
        assert [door.face for door in doors] == [
            (0.0, pytest.approx(2 * doors[0].rect.width)),
            (pytest.approx(doors[0].rect.width), pytest.approx(2 * doors[0].rect.width)),
        ]


@pytest.mark.parametrize("rtl", [False, True])
def test_the_booklet_collapses_into_one_pile_and_reads_as_a_book(rtl: bool) -> None:
    plan = fold_plan("mini-zine", paper_size("A4"), 90, rtl)
    turned = {panel.name for panel in plan.panels if panel.turned}
    found = [pile if pile[-1].number == 4 else pile[::-1] for pile in piles(plan)]

    # From the cover to the back, two panels to a leaf, the pages are in their order.
    assert {tuple(leaf.number for leaf in reversed(pile)) for pile in found} == {(4, 0, 1, 2, 3, 7, 6, 5)}
    assert [f"o{leaf.number}" for leaf in reversed(found[0])] == [panel.name for panel in plan.panels]
    (upright,) = {leaf.head_up != (f"o{leaf.number}" in turned) for leaf in found[0]}
    assert {leaf.inside_up for leaf in found[0][::2]} != {leaf.inside_up for leaf in found[0][1::2]}
    assert upright in (True, False), "all pages stand the same way up"
    cover = plan.panel("o4")
    assert (cover.edges.left, cover.edges.right) == ((Edge.CUT, Edge.FOLD) if rtl else (Edge.FOLD, Edge.CUT))


def test_the_roll_opens_on_the_flap_beside_the_first_body_panel() -> None:
    stages = fold_up(fold_plan("trifold-roll", paper_size("A4"), 130)).opened()

    assert stages == [{"o0", "o1"}, {"i0", "o2"}, {"i1", "i2"}]


def test_the_z_has_its_last_inside_panel_for_a_back() -> None:
    stages = fold_up(fold_plan("trifold-z", paper_size("A4"), 130)).opened()

    assert stages == [{"o0", "i2"}, {"i0", "i1"}, {"o1", "o2"}]


def test_the_cross_opens_to_a_spread_and_then_to_its_page() -> None:
    stages = fold_up(fold_plan("cross", paper_size("A4"), 130)).opened()

    assert stages == [{"o2", "o3"}, {"o0", "o1"}, {"i0", "i1", "i2", "i3"}]


def test_a_face_that_is_not_turned_is_found_upside_down() -> None:
    wrong = replace(fold_scheme("cross"), turned=())

    assert {True, False} in fold_up(scheme_plan(wrong, paper_size("A4"), 130)).upright


def test_the_model_refuses_a_fold_that_would_tear() -> None:
    folds = (Fold(1, 2, Turn.VALLEY), Fold(0, 1, Turn.VALLEY), Fold(2, 3, Turn.VALLEY))
    wrong = replace(fold_scheme("double-parallel"), folds=folds)

    with pytest.raises(AssertionError, match="turn different ways"):
        fold_up(scheme_plan(wrong, paper_size("A4"), 130))


sheets = st.builds(Size, st.floats(280, 2000), st.floats(280, 2000))


@settings(max_examples=60)
@given(paper=sheets, stock=st.integers(1, 400), rtl=st.booleans(), scheme=st.sampled_from(FOLD_SCHEMES))
def test_panels_tile_both_sides_of_any_sheet_in_register(
    paper: Size, stock: int, rtl: bool, scheme: FoldScheme
) -> None:
    plan = scheme_plan(scheme, paper, stock, rtl)

    assert (plan.sheet.width >= plan.sheet.height) or scheme.upright
    for side in plan.sides:
        panels = plan.side(side)
        for row in range(scheme.rows):
            inrow = panels[row * scheme.columns : (row + 1) * scheme.columns]
            assert tiles([(panel.rect.x, panel.rect.right) for panel in inrow], plan.sheet.width)
            assert plan.fold_lines[side] == tuple(panel.rect.x for panel in inrow[1:])
            assert [panel.edges.left for panel in inrow] == [Edge.CUT] + [Edge.FOLD] * (len(inrow) - 1)
            assert [panel.edges.right for panel in inrow] == [Edge.FOLD] * (len(inrow) - 1) + [Edge.CUT]
        for column in range(scheme.columns):
            downwards = panels[column :: scheme.columns]
            assert tiles([(panel.rect.y, panel.rect.bottom) for panel in downwards], plan.sheet.height)
            assert downwards[0].edges.top is Edge.CUT and downwards[-1].edges.bottom is Edge.CUT
            assert all(panel.edges.top is not Edge.CUT for panel in downwards[1:])
    for panel in plan.panels:
        spread = next(each for each in plan.spreads if each.name == panel.spread)
        assert spread.rect.holds(panel.rect) and spread.turned == panel.turned
    if plan.sides == (OUTSIDE,):
        return
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
        assert (one.edges.left, one.edges.right) == (other.edges.right, other.edges.left)
