"""A fold drawn for the terminal: its two sides, its end when folded, and how it is folded and read.

Everything is worked out from the plan, so a new scheme draws itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from textwrap import wrap

from pamphlet.sheet.end_view import draw_end_view
from pamphlet.sheet.folding import faces_inside
from pamphlet.sheet.papers import paper_size
from pamphlet.sheet.plan import INSIDE, OUTSIDE, SIDES, Edge, FoldPlan, PanelPlan, fold_plan
from pamphlet.units import to_mm

SIDE_COLUMNS = 34
"""Of one side with its frame: two of them and a gap keep within 76 columns."""
_INDENT = "  "
_GAP = "   "
_WIDTH = 76


def draw_fold(name: str, *, paper: str = "A4", stock_gsm: int = 130, rtl: bool = False) -> str:
    """Draw the fold called *name* with its panel widths on *paper*, at most 76 columns wide.

    Returns:
        Lines of Unicode text without a line end after the last.

    Raises:
        BadInput: there is no such fold or paper.
    """
    plan = fold_plan(name, paper_size(paper), stock_gsm, rtl)
    scheme = plan.scheme
    drawn = [_draw_side(plan, side) for side in (OUTSIDE, INSIDE) if side in plan.sides]
    rows = [f"{scheme.name}: {scheme.title}", "", *_beside(drawn), ""]
    if scheme.rows == 1:
        rows += [f"{_INDENT}folded, from the foot", *(f"{_INDENT}{row}" for row in draw_end_view(plan)), ""]
    if any(panel.turned for panel in plan.panels):
        rows += [f"{_INDENT}{TURNED} stands upside down on the sheet, and upright when it is folded", ""]
    steps = (f"{_INDENT}{row}" for row in folding_steps(plan))
    return "\n".join((*rows, *steps, "", *_reading(plan)))


TURNED = "↓"
"""Beside the name of a panel that stands upside down."""


def _beside(sides: list[list[str]]) -> list[str]:
    left, right = sides[0], sides[1] if len(sides) > 1 else [""] * len(sides[0])
    pairs = zip(left, right, strict=True)
    return [f"{_INDENT}{one:<{SIDE_COLUMNS}}{_GAP}{other}".rstrip() for one, other in pairs]


def _draw_side(plan: FoldPlan, side: int) -> list[str]:
    """Draw one side as it lies open: a box for each panel, a broken line for each fold, a heavy one for a cut."""
    panels = plan.side(side)
    rows = [panels[at : at + plan.scheme.columns] for at in range(0, len(panels), plan.scheme.columns)]
    edges = [0, *(round(panel.rect.right * (SIDE_COLUMNS - 1) / plan.sheet.width) for panel in rows[0])]
    room = [right - left - 1 for left, right in pairwise(edges)]
    drawn = [SIDES[side], f"┌{'┬'.join('─' * columns for columns in room)}┐"]
    for number, row in enumerate(rows):
        if number:
            bars = ("━" if panel.edges.top is Edge.SLIT else "┈" for panel in row)
            drawn.append(f"├{'┼'.join(bar * columns for bar, columns in zip(bars, room, strict=True))}┤")
        names = (f"{panel.name} {TURNED}" if panel.turned else panel.name for panel in row)
        for texts in (names, (panel.role for panel in row), *_sizes(plan, row)):
            cells = (_cell(str(text), columns) for text, columns in zip(texts, room, strict=True))
            drawn.append(f"│{'┊'.join(cells)}│")
    return [*drawn, f"└{'┴'.join('─' * columns for columns in room)}┘"]


def _cell(text: str, columns: int) -> str:
    return (f" {text}" if len(text) < columns else text)[:columns].ljust(columns)


def _sizes(plan: FoldPlan, row: Iterable[PanelPlan]) -> list[list[str]]:
    """Return the widths of panels, and where there are several rows their heights below."""
    widths = [f"{_millimetres(panel.rect.width)} mm" for panel in row]
    heights = [f"× {_millimetres(panel.rect.height)}" for panel in row]
    return [widths, heights] if plan.scheme.rows > 1 else [widths]


def _millimetres(points: float) -> str:
    return f"{round(to_mm(points) + 1e-6, 1):g}"


def folding_steps(plan: FoldPlan) -> list[str]:
    """Say in words how the sheet is folded, in lines of at most 74 columns."""
    lie = "stands" if plan.scheme.upright else "lies"
    up = "inside" if faces_inside(plan) else "printed side"
    rows = [f"to fold it: the sheet {lie} before you, its {up} up"]
    for number, step in enumerate(plan.scheme.steps, 1):
        rows += wrap(step.words, _WIDTH - 6, initial_indent=f"{number}. ", subsequent_indent="   ")
    return rows


def _reading(plan: FoldPlan) -> list[str]:
    steps = " → ".join(f"{panel.name} {panel.role}" for panel in plan.panels)
    return [f"{_INDENT}{row}" for row in wrap(f"read {steps}", _WIDTH - 2, subsequent_indent="     ")]
