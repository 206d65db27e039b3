"""Tables in the flow: rows of cells, and how wide the columns are."""

from __future__ import annotations

import math
from collections.abc import Sequence

from pamphlet.layout.flow import FlowBlock, Grid, Rows, first_baseline, widest_part, words_of
from pamphlet.layout.placed import Item, PlacedBox, PlacedLine
from pamphlet.layout.reach import INK_GAP, ink_reach
from pamphlet.typesetting.galley import Typesetter
from pamphlet.typesetting.preparing import Prepared
from pamphlet.typesetting.style import Style
from pamphlet.units import Rect

HEAD_RULE = 0.75
"""The rule under the head of a table, in points: the thickest that a row has above it."""


class TableRowBlock(FlowBlock, frozen=True, kw_only=True):
    """One row of a table: cells side by side, whole, with a hairline below.

    Attributes:
        naturals: the width of each column's widest cell on one line, in points; words_wide: of its widest word.
    """

    cells: tuple[tuple[Prepared, ...], ...]
    cell_elements: tuple[int, ...]
    naturals: tuple[float, ...]
    words_wide: tuple[float, ...]
    styles: tuple[Style, ...]
    ink: str
    rule: float = 0.3
    padding: float = 8.0

    def set(self, typesetter: Typesetter, measures: Sequence[float], grid: Grid) -> Rows:
        """Set each cell in its column's width."""
        measure = measures[0]
        columns = []
        x = 0.0
        room = measure - self.padding * (len(self.cells) - 1)
        widths = column_widths(self.naturals, self.words_wide, room)
        for cell, width, style in zip(self.cells, widths, self.styles, strict=True):
            columns.append((x, typesetter.set_lines(cell, style, [width])))
            x += width + self.padding
        leading = self.styles[0].leading
        tallest = max((len(lines) for _, lines in columns), default=1)
        height = tallest * leading + 0.2 * grid.leading
        count = max(1, math.ceil(height / grid.leading - 0.25))
        # How far ink reaches above and below the first baseline, dots over and under letters included.
        rise = max((ink_reach(lines[0])[0] for _, lines in columns if lines), default=0.0)
        foot = max(((len(lines) - 1) * leading + ink_reach(lines[-1])[1] for _, lines in columns if lines), default=0.0)

        def draw(since: int, until: int, x: float, top: float, grid: Grid, extra: float) -> list[Item]:
            items: list[Item] = []
            # Rules stand as far below the letters of one row as above the capitals of the next, and clear of all ink.
            gap, above = INK_GAP * self.styles[0].size, 0.5 * grid.leading + 0.25 * self.styles[0].size
            start = top + first_baseline(grid) + max(0.0, rise + gap + HEAD_RULE - above)
            for (offset, lines), element in zip(columns, self.cell_elements, strict=True):
                for n, line in enumerate(lines):
                    items.append(PlacedLine(x=x + offset, y=start + n * leading, line=line, element=element))
            y = max(top + first_baseline(grid) + count * grid.leading - above, start + foot + gap)
            items.append(PlacedBox(rect=Rect(x, y, measure, self.rule), ink=self.ink))
            return items

        return Rows(count, (), draw)

    def estimate(self, measure: float, grid: Grid) -> float:
        """Return about how many rows."""
        return 1.5

    def words(self) -> str:
        """Return the text of all cells."""
        return " ".join(words_of(cell) for cell in self.cells)


def column_needs(
    rows: Sequence[Sequence[tuple[Prepared, ...]]], styles: Sequence[Style]
) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Return the width of each column's widest cell on one line, and of its widest word, in points."""
    naturals, words = [], []
    for n, style in enumerate(styles):
        stretches = [stretch for row in rows for stretch in row[n]]
        # A hair more than the width, which is compared with sums of the same widths.
        naturals.append(1.0001 * style.size * max((stretch.width for stretch in stretches), default=0.0))
        words.append(style.size * max(map(widest_part, stretches), default=0.0))
    return tuple(naturals), tuple(words)


def column_widths(naturals: Sequence[float], words: Sequence[float], room: float) -> tuple[float, ...]:
    """Return the widths of a table's columns, which fill *room*.

    A column that needs no more than its even share has what it needs, so that a date stays on one line; the
    others share what is left by what they need, none with more than twice its even share or less than its
    widest word as far as that goes. What no column needs is given to each by its width.

    Args:
        naturals: what each column takes on one line. words: the widest word of each.

    Example:
        >>> column_widths((40.0, 300.0), (20.0, 50.0), 150.0)
        (40.0, 110.0)
        >>> column_widths((40.0, 60.0), (20.0, 50.0), 150.0)
        (60.0, 90.0)
    """
    if sum(naturals) <= room:
        spread = room / (sum(naturals) or 1.0)
        return tuple(natural * spread for natural in naturals)
    wide = set(range(len(naturals)))
    left = room
    while content := [number for number in wide if naturals[number] <= left / len(wide)]:
        left -= sum(naturals[number] for number in content)
        wide -= set(content)
    even = left / max(len(wide), 1)
    needs = {number: max(words[number], min(naturals[number], 2 * even)) for number in wide}
    total = sum(needs.values())
    return tuple(left * needs[n] / total if n in wide else natural for n, natural in enumerate(naturals))
