"""Folding by what the steps and their arrows say: whoever follows them alone holds the folded leaflet."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

import pytest
from folding_model import ACROSS, DOWN, FoldedSheet, flat, fold_up
from msgspec.structs import replace

from pamphlet.sheet.folding import Swing, swings
from pamphlet.sheet.folds import FOLD_SCHEMES, Action, FoldScheme, Role, Step, fold_scheme
from pamphlet.sheet.papers import paper_size
from pamphlet.sheet.plan import INSIDE, OUTSIDE, FoldPlan, scheme_plan

FOLDED = [scheme for scheme in FOLD_SCHEMES if not scheme.slits]


def plans(scheme: FoldScheme) -> list[FoldPlan]:
    papers = (paper_size("A4"), paper_size("Legal"))
    return [scheme_plan(scheme, paper, stock, rtl) for paper in papers for stock in (90, 250) for rtl in (False, True)]


def follow(plan: FoldPlan, arrows: Iterable[Swing], *, from_above: bool) -> FoldedSheet:
    """Fold the sheet, its inside up, by *arrows* alone, seen from above or from below."""
    leaves = {leaf.number: leaf for leaf in flat(plan)}
    sheet = FoldedSheet(pile=[leaves[number] for number in sorted(leaves)], plan=plan)
    for step, group in groupby(arrows, key=lambda arrow: arrow.step):
        same = list(group)
        arrow = same[0]
        open_faces = sheet.uncovered(from_above=from_above)
        for each in same:
            assert open_faces & {each.moving, each.still}, f"step {step} is shown on faces that are covered"
            for face, seen in ((each.moving, each.moving_seen), (each.still, each.still_seen)):
                assert seen or face not in open_faces, "a door leaves half of the wide panel open"
            assert each.over == arrow.over
        moving, still = leaves[int(arrow.moving[1:])], leaves[int(arrow.still[1:])]
        axis = max((ACROSS, DOWN), key=lambda axis: abs(moving.middle[axis] - still.middle[axis]))
        low, high = sorted((moving, still), key=lambda leaf: leaf.middle[axis])
        line = (low.span[axis][1] + high.span[axis][0]) / 2
        side = moving.middle[axis] > line
        moved = [leaf for leaf in reversed(sheet.pile) if (leaf.middle[axis] > line) == side]
        staying = [leaf for leaf in sheet.pile if leaf not in moved]
        for leaf in moved:
            leaf.flip(axis, line)
        sheet.pile = [*staying, *moved] if arrow.over == from_above else [*moved, *staying]
    return sheet


@pytest.mark.parametrize("scheme", FOLDED, ids=lambda scheme: scheme.name)
def test_the_arrows_alone_fold_the_leaflet_with_its_cover_up(scheme: FoldScheme) -> None:
    for plan in plans(scheme):
        told = [swing for swing in swings(plan) if swing.told]
        assert [step for step, _ in groupby(told, key=lambda swing: swing.step)] == [
            number for number, _ in enumerate(scheme.steps, 1)
        ], "every step has an arrow where it is seen when it comes"

        folded = follow(plan, told, from_above=True)

        roles = {panel.name: panel.role for panel in plan.panels}
        assert {roles[face] for face in folded.uncovered(from_above=True)} <= {Role.COVER, Role.DOOR}
        assert {roles[face] for face in folded.uncovered(from_above=False)} == {Role.BACK}
        order = [leaf.number for leaf in folded.pile]
        proved = [leaf.number for leaf in fold_up(plan).pile]
        if plan.scheme.name != "gate-open":  # its doors lie beside each other
            assert order in (proved, proved[::-1])


@pytest.mark.parametrize("scheme", FOLDED, ids=lambda scheme: scheme.name)
def test_so_do_those_of_the_other_side_seen_from_there(scheme: FoldScheme) -> None:
    for plan in plans(scheme):
        arrows = [swing for swing in swings(plan) if swing.side == OUTSIDE and not swing.told]
        folded = follow(plan, arrows, from_above=False)

        order = [leaf.number for leaf in folded.pile]
        proved = [leaf.number for leaf in fold_up(plan).pile]
        if plan.scheme.name != "gate-open":
            assert order in (proved, proved[::-1])


def test_what_is_covered_when_its_step_comes_is_told_on_what_covers_it() -> None:
    def told(name: str) -> list[tuple[int, str, str, bool, bool]]:
        found = swings(scheme_plan(fold_scheme(name), paper_size("A4"), 130))
        return [(s.step, s.moving, s.still, s.over, s.turned) for s in found if s.told]

    assert told("gate-closed")[2:] == [(3, "o0", "o3", True, False)], "over the two closed doors"
    assert told("double-parallel") == [(1, "i2", "i1", True, False), (2, "o3", "o2", True, False)]
    assert told("cross") == [
        (1, "i0", "i2", True, False),
        (1, "i1", "i3", True, False),
        (2, "o0", "o1", True, True),
    ], "the upper half has come down and shows its outside upside down"


def test_the_booklet_is_folded_with_its_print_up() -> None:
    plan = scheme_plan(fold_scheme("mini-zine"), paper_size("A4"), 90)

    assert [(s.step, s.side, s.moving, s.still, s.over) for s in swings(plan)] == [
        (3, OUTSIDE, "o0", "o4", False),
        (3, OUTSIDE, "o3", "o7", False),
        (5, OUTSIDE, "o5", "o4", False),
    ]
    assert all(swing.told for swing in swings(plan))
    assert [step.action for step in plan.scheme.steps] == [
        Action.CREASE,
        Action.CUT,
        Action.FOLD,
        Action.PUSH,
        Action.FOLD,
    ]


@pytest.mark.parametrize("scheme", FOLD_SCHEMES, ids=lambda scheme: scheme.name)
def test_every_crease_is_made_by_a_step_and_the_words_say_where_it_goes(scheme: FoldScheme) -> None:
    assert {fold.step for fold in scheme.folds} == {
        number for number, step in enumerate(scheme.steps, 1) if step.action in (Action.FOLD, Action.PUSH)
    }
    for swing in swings(scheme_plan(scheme, paper_size("A4"), 130)):
        words = scheme.steps[swing.step - 1].words
        if swing.told:
            assert ("behind" in words) != swing.over, words
        if swing.told and swing.side == INSIDE and "i" in words.replace(",", " ").split():
            assert swing.moving in words


def test_arrows_that_move_the_wrong_half_are_found_out() -> None:
    right = fold_scheme("double-parallel")
    wrong = replace(right, steps=(Step("fold the left half over", (0, 1)), right.steps[1]))
    plan = scheme_plan(wrong, paper_size("A4"), 130)
    folded = follow(plan, [swing for swing in swings(plan) if swing.told], from_above=True)

    assert folded.uncovered(from_above=True) != {"o0"}
