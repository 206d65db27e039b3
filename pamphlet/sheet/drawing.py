"""A fold drawn for the terminal: its two sides, its profile when folded, its order.

Everything is worked out from the plan, so a new scheme draws itself.
"""

from __future__ import annotations

from itertools import pairwise

from msgspec import Struct

from pamphlet.sheet.folds import INSIDE, OUTSIDE, FoldPlan, FoldScheme, PanelPlan, Turn, fold_plan
from pamphlet.sheet.papers import paper_size
from pamphlet.units import to_mm

SIDE_COLUMNS = 34
"""Of one side with its frame: two of them and a gap keep within 76 columns."""
PROFILE_COLUMNS = 24
_INDENT = "  "
_GAP = "   "


def draw_fold(name: str, *, paper: str = "A4", stock_gsm: int = 130, rtl: bool = False) -> str:
    """Draw the fold called *name* with its panel widths on *paper*, at most 76 columns wide.

    Returns:
        Lines of Unicode text without a line end after the last.

    Raises:
        BadInput: there is no such fold or paper.
    """
    plan = fold_plan(name, paper_size(paper), stock_gsm, rtl)
    scheme = plan.scheme
    sides = _beside(_draw_side(plan, OUTSIDE), _draw_side(plan, INSIDE), SIDE_COLUMNS)
    folded = _beside(["folded, from the foot", *_draw_profile(plan)], _order(scheme), SIDE_COLUMNS)
    return "\n".join((f"{scheme.name}: {scheme.title}", "", *sides, "", *folded, "", *_reading(plan)))


def _beside(left: list[str], right: list[str], columns: int) -> list[str]:
    rows = max(len(left), len(right))
    pairs = zip(left + [""] * (rows - len(left)), right + [""] * (rows - len(right)), strict=True)
    return [f"{_INDENT}{one:<{columns}}{_GAP}{other}".rstrip() for one, other in pairs]


def _draw_side(plan: FoldPlan, side: int) -> list[str]:
    """Draw one side as it lies open: a box for each panel, a broken line for each fold."""
    panels = plan.side(side)
    stretch = (SIDE_COLUMNS - 1) / plan.sheet.width
    edges = [0, *(round(panel.rect.right * stretch) for panel in panels)]
    room = [right - left - 1 for left, right in pairwise(edges)]
    bars = ["─" * columns for columns in room]
    rows = [["outside" if side == OUTSIDE else "inside"], [f"┌{'┬'.join(bars)}┐"]]
    for texts in ((p.name for p in panels), (p.role for p in panels), (_millimetres(p) for p in panels)):
        cells = (f" {text}"[:columns].ljust(columns) for text, columns in zip(texts, room, strict=True))
        rows.append([f"│{'┊'.join(cells)}│"])
    return ["".join(row) for row in (*rows, [f"└{'┴'.join(bars)}┘"])]


def _millimetres(panel: PanelPlan) -> str:
    return f"{round(to_mm(panel.rect.width), 1):g} mm"


class _Leaf(Struct):
    """One panel while the sheet is being folded: where it lies, and whether its inside looks up."""

    left: float
    right: float
    inside_up: bool = True

    def turned_about(self, x: float) -> _Leaf:
        return _Leaf(2 * x - self.right, 2 * x - self.left, not self.inside_up)


def stack(scheme: FoldScheme) -> tuple[int, ...]:
    """Fold the sheet and return its panels from the top of the pile to the bottom, inside ``i0`` up at first.

    All panels count as wide as their shares: what is tucked makes no difference to the order.
    """
    edges = [0.0]
    for share in scheme.shares:
        edges.append(edges[-1] + share)
    leaves = [_Leaf(left, right) for left, right in pairwise(edges)]
    pile = list(range(scheme.count))
    for fold in scheme.folds:
        still, turning = leaves[fold.after], leaves[fold.after + 1]
        if still.inside_up != turning.inside_up:
            continue  # Made already, together with the fold before it, through all layers.
        rightwards = turning.left > still.left
        line = still.right if rightwards else still.left
        moving = [n for n in pile if (leaves[n].left + leaves[n].right > 2 * line) == rightwards]
        staying = [n for n in pile if n not in moving]
        onto = (fold.turn is Turn.VALLEY) == still.inside_up
        pile = [*reversed(moving), *staying] if onto else [*staying, *reversed(moving)]
        for number in moving:
            leaves[number] = leaves[number].turned_about(line)
    return tuple(pile)


class _Bend(Struct, frozen=True):
    """A fold in the profile: the rows it joins, at the left or the right."""

    top: int
    bottom: int
    at_left: bool

    def encloses(self, row: int) -> bool:
        return self.top < row < self.bottom


def _draw_profile(plan: FoldPlan) -> list[str]:
    """Draw the closed leaflet as it lies with the cover up, a row for each layer."""
    cover, back = plan.panels[0], plan.panels[-1]
    pile = stack(plan.scheme)
    upside_down = pile[0] != int(cover.name[1:])
    order = pile[::-1] if upside_down else pile
    row_of = {panel: row for row, panel in enumerate(order)}
    bends = []
    for crease in range(plan.scheme.count - 1):
        top, bottom = sorted((row_of[crease], row_of[crease + 1]))
        # The first crease lies at the right of i0 while its inside is up; each next one at the other end.
        bends.append(_Bend(top, bottom, at_left=(crease % 2 == 0) == (upside_down != plan.rtl)))
    labels = {0: f" {cover.name} {cover.role}", plan.scheme.count - 1: f" {back.name} {back.role}"}
    return [_profile_row(row, bends) + labels.get(row, "") for row in range(plan.scheme.count)]


def _profile_row(row: int, bends: list[_Bend]) -> str:
    left = _profile_edge(row, [bend for bend in bends if bend.at_left], "╭╰")
    right = _profile_edge(row, [bend for bend in bends if not bend.at_left], "╮╯")
    return left + "─" * (PROFILE_COLUMNS - len(left) - len(right)) + right[::-1]


def _profile_edge(row: int, bends: list[_Bend], corners: str) -> str:
    """Draw one end of a layer from the edge inwards: the bends that pass it, then its own or none."""
    passing = "".join("│ " for bend in bends if bend.encloses(row))
    for bend in bends:
        if row in (bend.top, bend.bottom):
            return passing + corners[row == bend.bottom]
    return passing or " "


def _order(scheme: FoldScheme) -> list[str]:
    lines = [f"{n}. {fold.turn} between i{fold.after} and i{fold.after + 1}" for n, fold in enumerate(scheme.folds, 1)]
    return ["folds, seen from the inside", *lines]


def _reading(plan: FoldPlan) -> list[str]:
    steps = " → ".join(f"{panel.name} {panel.role}" for panel in plan.panels)
    return [f"{_INDENT}read {steps}"]
