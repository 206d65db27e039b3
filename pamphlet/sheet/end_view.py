"""A closed leaflet seen from its foot: its layers and the bends between them, drawn for the terminal.

Worked out from the scheme's creases, so a new fold draws itself. Folds across are
not seen from the foot; a scheme that has any is not drawn.
"""

from __future__ import annotations

from msgspec import Struct

from pamphlet.sheet.folding import Leaf, folded
from pamphlet.sheet.folds import FoldScheme, Role
from pamphlet.sheet.plan import FoldPlan

COLUMNS = 24
"""Characters across the closed leaflet; each bend that goes round another takes two of them at its end."""


class _Bend(Struct, frozen=True, kw_only=True):
    """A fold in the view: the rows that it joins, and the column at which it stands."""

    top: int
    bottom: int
    at_left: bool
    column: int

    def encloses(self, row: int) -> bool:
        return self.top < row < self.bottom

    def passed_by(self, other: _Bend) -> bool:
        """Say whether *other* goes round this bend at the same end."""
        same_end = (self.at_left, self.column) == (other.at_left, other.column)
        within = other.top <= self.top and self.bottom <= other.bottom
        return same_end and within and (other.top, other.bottom) != (self.top, self.bottom)


def draw_end_view(plan: FoldPlan) -> list[str]:
    """Draw the closed leaflet as it lies with the cover up, a row for each layer."""
    cover, back = (next(p for p in plan.panels if p.role is role) for role in (Role.COVER, Role.BACK))
    pile = folded(plan.scheme)[::-1]
    turned_over = next(leaf for leaf in pile if leaf.number == int(cover.name[1:])).inside_up
    if turned_over:
        pile.reverse()
    if turned_over != plan.rtl:
        pile = [leaf.mirror(0.0) for leaf in pile]
    rows, spans = _rows(pile), _spans(pile)
    height = max(rows.values()) + 1
    bends = _bends(plan.scheme, pile, rows, spans)
    canvas = [[" "] * COLUMNS for _ in range(height)]
    for bend in bends:
        for row in range(bend.top + 1, bend.bottom):
            canvas[row][_inwards(bend, bends)] = "│"
    for leaf in pile:
        _draw_leaf(canvas[rows[leaf.number]], rows[leaf.number], spans[leaf.number], bends)
    labels = {0: f" {cover.name} {cover.role}", height - 1: f" {back.name} {back.role}"}
    return ["".join(cells) + labels.get(row, "") for row, cells in enumerate(canvas)]


def _rows(pile: list[Leaf]) -> dict[int, int]:
    """Return the row of each panel, from the top: leaves that do not cover each other may share one."""
    rows: dict[int, int] = {}
    for at, leaf in enumerate(pile):
        above = [rows[other.number] for other in pile[:at] if other.covers(leaf)]
        rows[leaf.number] = max(above, default=-1) + 1
    return rows


def _spans(pile: list[Leaf]) -> dict[int, tuple[int, int]]:
    """Return the first and last column of each panel."""
    left, right = min(leaf.across[0] for leaf in pile), max(leaf.across[1] for leaf in pile)
    scale = COLUMNS / (right - left)
    return {
        leaf.number: (round((leaf.across[0] - left) * scale), round((leaf.across[1] - left) * scale) - 1)
        for leaf in pile
    }


def _bends(
    scheme: FoldScheme, pile: list[Leaf], rows: dict[int, int], spans: dict[int, tuple[int, int]]
) -> list[_Bend]:
    mirrored = {leaf.number: leaf.mirrored for leaf in pile}
    bends = []
    for fold in scheme.folds:
        top, bottom = sorted((rows[fold.first], rows[fold.second]))
        at_left = mirrored[fold.first]
        bends.append(_Bend(top=top, bottom=bottom, at_left=at_left, column=spans[fold.first][0 if at_left else 1]))
    return bends


def _inwards(bend: _Bend, bends: list[_Bend]) -> int:
    """Return the column of *bend*, moved inwards past those that go round it."""
    depth = 2 * sum(bend.passed_by(other) for other in bends)
    return bend.column + depth if bend.at_left else bend.column - depth


def _draw_leaf(cells: list[str], row: int, span: tuple[int, int], bends: list[_Bend]) -> None:
    """Draw one layer into its row: a line, its own bend or none at each end, short of the bends that pass it."""
    left = span[0] + _taken(row, span[0], bends, at_left=True)
    right = span[1] - _taken(row, span[1], bends, at_left=False)
    cells[left : right + 1] = "─" * (right + 1 - left)
    for bend in bends:
        if row in (bend.top, bend.bottom) and span[0 if bend.at_left else 1] == bend.column:
            column = _inwards(bend, bends)
            cells[column] = ("╭╰" if bend.at_left else "╮╯")[row == bend.bottom]
    if not any(row in (b.top, b.bottom) and b.at_left and b.column == span[0] for b in bends):
        cells[left] = " "
    if not any(row in (b.top, b.bottom) and not b.at_left and b.column == span[1] for b in bends):
        cells[right] = " "


def _taken(row: int, column: int, bends: list[_Bend], *, at_left: bool) -> int:
    """Return the columns that bends passing *row* take at the end *column*."""
    return 2 * sum(bend.encloses(row) for bend in bends if (bend.at_left, bend.column) == (at_left, column))
