from __future__ import annotations

import pytest
from folding_model import fold_up

from pamphlet.errors import BadInput
from pamphlet.sheet.drawing import draw_fold
from pamphlet.sheet.folding import folded
from pamphlet.sheet.folds import FOLD_SCHEMES, FoldScheme
from pamphlet.sheet.papers import PAPERS, paper_size
from pamphlet.sheet.plan import scheme_plan

ROLL = """\
trifold-roll: three panels rolled, the last tucked in

  outside                              inside
  ┌──────────┬──────────┬──────────┐   ┌──────────┬──────────┬──────────┐
  │ o2       ┊ o1       ┊ o0       │   │ i0       ┊ i1       ┊ i2       │
  │ flap     ┊ back     ┊ cover    │   │ body     ┊ body     ┊ body     │
  │ 97 mm    ┊ 100 mm   ┊ 100 mm   │   │ 100 mm   ┊ 100 mm   ┊ 97 mm    │
  └──────────┴──────────┴──────────┘   └──────────┴──────────┴──────────┘

  folded, from the foot
  ╭──────────────────────  o0 cover
  │  ────────────────────╮
  ╰──────────────────────╯ o1 back

  to fold it: the sheet lies before you, its inside up
  1. fold the last panel, i2, in over the middle one
  2. fold the first panel, i0, in over it

  read o0 cover → o2 flap → i0 body → i1 body → i2 body → o1 back"""


def end_view(drawing: str) -> list[str]:
    rows = drawing.splitlines()
    start = next(number for number, row in enumerate(rows) if "folded," in row) + 1
    return [row[2:39].rstrip() for row in rows[start : rows.index("", start)]]


def test_the_roll_is_drawn() -> None:
    assert draw_fold("trifold-roll") == ROLL


def test_the_z_is_a_zigzag_with_the_spine_at_the_left() -> None:
    assert end_view(draw_fold("trifold-z")) == [
        "╭──────────────────────  o0 cover",
        "╰──────────────────────╮",
        " ──────────────────────╯ i2 back",
    ]


def test_right_to_left_has_the_spine_at_the_right() -> None:
    assert end_view(draw_fold("half", rtl=True)) == [
        " ──────────────────────╮ o0 cover",
        " ──────────────────────╯ o1 back",
    ]


def test_a_gate_has_two_doors_in_one_layer() -> None:
    assert end_view(draw_fold("gate-open")) == [
        "╭──────────  ──────────╮ o0 cover",
        "╰──────────────────────╯ o1 back",
    ]


def test_bends_within_bends_are_drawn_inside_each_other() -> None:
    assert end_view(draw_fold("roll-4")) == [
        "╭──────────────────────  o0 cover",
        "│ ╭────────────────────╮",
        "│ ╰──────────────────  │",
        "╰──────────────────────╯ o1 back",
    ]


def test_the_cut_of_the_booklet_and_what_stands_upside_down_are_shown() -> None:
    drawing = draw_fold("mini-zine")
    assert "├┈┈┈┈┈┈┈┼━━━━━━━┼━━━━━━━━┼┈┈┈┈┈┈┈┤" in drawing
    assert "│ o3 ↓  ┊ o2 ↓  ┊ o1 ↓   ┊ o0 ↓  │" in drawing
    assert "inside\n" not in drawing, "the inside stays blank"


@pytest.mark.parametrize("paper", [paper.name for paper in PAPERS])
@pytest.mark.parametrize("scheme", FOLD_SCHEMES, ids=lambda scheme: scheme.name)
def test_a_drawing_keeps_within_76_columns_and_names_every_face(scheme: FoldScheme, paper: str) -> None:
    drawing = draw_fold(scheme.name, paper=paper)

    assert max(len(row) for row in drawing.splitlines()) <= 76
    for name, role in scheme.reading:
        assert f"{name} " in drawing
        assert role in drawing


FLAT = [scheme for scheme in FOLD_SCHEMES if scheme.rows == 1]


@pytest.mark.parametrize("scheme", FLAT, ids=lambda scheme: scheme.name)
def test_the_drawn_pile_is_the_folding_models(scheme: FoldScheme) -> None:
    pile = tuple(leaf.number for leaf in fold_up(scheme_plan(scheme, paper_size("A4"), 130)).pile)

    # The model may turn the pile over as it moves the shorter end; the order between the leaves is the same.
    assert tuple(leaf.number for leaf in folded(scheme)) in (pile, pile[::-1])


def test_an_unknown_fold_cannot_be_drawn() -> None:
    with pytest.raises(BadInput):
        draw_fold("concertina")
