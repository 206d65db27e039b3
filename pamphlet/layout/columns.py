"""Columns: the body poured into regions of unequal width, all cuts chosen together.

Dynamic programming over the ends of columns: a state is a place in the flow where
a column may begin, and the way to it with the least demerits. A paragraph that
goes on into a column of another width is set anew from that row on, so each of
its lines has the measure of the column it stands in.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from pamphlet.layout.flow import WIDOWS, FlowBlock, Grid, Rows
from pamphlet.layout.placed import Item
from pamphlet.layout.space import Overset
from pamphlet.typesetting.galley import Typesetter

CANDIDATES = 6
"""How many of the last allowed cuts of a column are tried."""
SLACK_COST = 4.0
"""Demerits of a row left empty at a column's foot, squared; after what blocks can give."""
LAST_SLACK_COST = 0.3
GIVE_COST = 0.4
"""Demerits of a row that an elastic block gives."""
HYPHEN_COST = 3.0
"""Demerits of a word broken across two columns."""


class Column(Struct, frozen=True, kw_only=True):
    """A region to fill, in its panel's coordinates.

    Attributes:
        panel: index of the panel it belongs to. rows: how many rows of the grid it holds.
    """

    panel: int
    x: float
    top: float
    width: float
    rows: int


class _Part(Struct, frozen=True):
    """Rows of one block that stand in one column; *top* is the row they begin at."""

    block: int
    rows: Rows
    since: int
    until: int
    top: int


class _State(Struct, frozen=True):
    """A place where a column begins: a block and a row in it, and the best way there.

    *measures* are those of the rows of the block already set.
    """

    block: int
    row: int
    cost: float
    measures: tuple[float, ...]
    parts: tuple[tuple[_Part, ...], ...]
    slack: tuple[int, ...]


class Poured(Struct, frozen=True, kw_only=True):
    """A flow poured into columns.

    Attributes:
        slack: rows left empty at each column's foot after what the blocks gave.
        free: rows left empty in all.
    """

    parts: tuple[tuple[_Part, ...], ...]
    slack: tuple[int, ...]
    cost: float
    free: int


class Pourer:
    """Pours flows into columns; keeps what it has set, by block, size and measures."""

    def __init__(self, typesetter: Typesetter) -> None:
        self.typesetter = typesetter
        self._rows: dict[tuple[int, float, float, tuple[float, ...]], Rows] = {}

    def rows(self, block: FlowBlock, grid: Grid, measures: tuple[float, ...]) -> Rows:
        """Return *block* set at *measures*; set once for each size and measures."""
        if len(set(measures)) == 1:
            measures = measures[:1]
        key = (id(block), grid.size, 0.0 if block.free_of_leading else grid.leading, measures)
        found = self._rows.get(key)
        if found is None:
            found = self._rows[key] = block.set(self.typesetter, measures, grid)
        return found

    def pour(self, flow: Sequence[FlowBlock], columns: Sequence[Column], grid: Grid) -> Poured | Overset:
        """Pour *flow* into *columns*, or say what is left over."""
        states = {(0, 0): _State(0, 0, 0.0, (), (), ())}
        furthest = states[(0, 0)]
        for number, column in enumerate(columns):
            reached: dict[tuple[int, int], _State] = {}
            for state in states.values():
                for end in self._fill(flow, state, column, grid, last=number == len(columns) - 1):
                    key = (end.block, end.row)
                    if key not in reached or end.cost < reached[key].cost:
                        reached[key] = end
            done = [state for state in reached.values() if state.block == len(flow)]
            if done and number == len(columns) - 1:
                best = min(done, key=lambda state: state.cost)
                return Poured(parts=best.parts, slack=best.slack, cost=best.cost, free=sum(best.slack))
            if not reached:
                break
            furthest = max(reached.values(), key=lambda state: (state.block, state.row))
            states = reached
        return self._overset(flow, furthest, columns, grid)

    def _fill(
        self, flow: Sequence[FlowBlock], state: _State, column: Column, grid: Grid, *, last: bool
    ) -> list[_State]:
        """Return the states that may follow *state* once *column* is filled from it."""
        if state.block == len(flow):
            cost = state.cost + SLACK_COST * column.rows * column.rows
            return [_State(state.block, 0, cost, (), (*state.parts, ()), (*state.slack, column.rows))]
        ends: list[_State] = []
        parts: list[_Part] = []
        used, give, after = 0, 0, 0
        block, row, measures = state.block, state.row, state.measures
        if row:
            whole = self.rows(flow[block], grid, (*measures, column.width))
            if whole.count - row < WIDOWS:
                return []
            state = _reset(state, whole)
        while block < len(flow):
            item = flow[block]
            space = 0 if not parts else max(after, item.before)
            rows = self.rows(item, grid, (*measures, column.width))
            if not parts and row == 0:
                rows = rows.at_head or rows
            room = column.rows - used - space
            for cut in (c for c in rows.cuts if row + (1 if row else 0) < c <= row + room):
                if row and cut - row < 2:
                    continue
                part = _Part(block, rows, row, cut, used + space)
                known = (*measures, *([column.width] * (cut - row)))
                end = used + space + cut - row
                ends.append(self._ended(state, column, (*parts, part), (block, cut, known), end, give, rows, cut))
            if rows.count - row > room:
                break
            parts.append(_Part(block, rows, row, rows.count, used + space))
            used += space + rows.count - row
            give += item.give if used > rows.count else item.give_first
            after = item.after
            block, row, measures = block + 1, 0, ()
            if not item.stays and block < len(flow):
                ends.append(self._ended(state, column, tuple(parts), (block, 0, ()), used, give, None, 0))
        if block == len(flow):
            return [self._finished(state, column, tuple(parts), used, give, last=last, flow=flow)]
        if not ends and not parts:
            return []
        return ends[-CANDIDATES:]

    def _ended(
        self,
        state: _State,
        column: Column,
        parts: tuple[_Part, ...],
        at: tuple[int, int, tuple[float, ...]],
        used: int,
        give: int,
        rows: Rows | None,
        cut: int,
    ) -> _State:
        slack = column.rows - used
        given = min(slack, give)
        left = slack - given
        cost = state.cost + SLACK_COST * left * left + GIVE_COST * given
        if rows is not None and cut in rows.hyphen_cuts:
            cost += HYPHEN_COST
        block, row, measures = at
        return _State(block, row, cost, measures, (*state.parts, parts), (*state.slack, left))

    def _finished(
        self,
        state: _State,
        column: Column,
        parts: tuple[_Part, ...],
        used: int,
        give: int,
        *,
        last: bool,
        flow: Sequence[FlowBlock],
    ) -> _State:
        slack = column.rows - used
        left = slack - min(slack, give)
        weight = LAST_SLACK_COST if last else SLACK_COST
        cost = state.cost + weight * left * left
        return _State(len(flow), 0, cost, (), (*state.parts, parts), (*state.slack, left))

    def _overset(self, flow: Sequence[FlowBlock], state: _State, columns: Sequence[Column], grid: Grid) -> Overset:
        """Count the words from the furthest place that any way reached."""
        words: list[str] = []
        for number in range(state.block, len(flow)):
            text = flow[number].words()
            if number == state.block and state.row:
                rows = self.rows(flow[number], grid, (*state.measures, columns[-1].width))
                text = " ".join(line.text for line in rows.lines()[state.row :]) or text
            words += text.split()
        return Overset(panel=str(columns[-1].panel), words=len(words), first_words=" ".join(words[:6]))

    def place(
        self, flow: Sequence[FlowBlock], poured: Poured, columns: Sequence[Column], grid: Grid
    ) -> list[list[Item]]:
        """Return the items of each column; elastic blocks take what the column has left."""
        placed: list[list[Item]] = []
        for column, parts in zip(columns, poured.parts, strict=True):
            used = parts[-1].top + parts[-1].until - parts[-1].since if parts else 0
            left = column.rows - used
            gives = [flow[part.block].give if part.top else flow[part.block].give_first for part in parts]
            extras = _shared_out(left, gives)
            items: list[Item] = []
            shift = 0
            for part, extra in zip(parts, extras, strict=True):
                top = column.top + (part.top + shift) * grid.leading
                items += part.rows.draw(part.since, part.until, column.x, top, grid, extra * grid.leading)
                shift += extra
            placed.append(items)
        return placed


def _reset(state: _State, whole: Rows) -> _State:
    """Return *state* with the paragraph that goes on set anew in all the columns it has come through.

    Breaking the whole paragraph for its unequal measures moves breaks in the earlier columns
    too; it takes as many lines there as before, so only the rows drawn change.
    """
    columns = tuple(
        tuple(replace(part, rows=whole) if part.block == state.block else part for part in parts)
        for parts in state.parts
    )
    return replace(state, parts=columns)


def _shared_out(rows: int, gives: Sequence[int]) -> list[int]:
    """Share *rows* out among blocks by what each may give, one row at a time in turn."""
    extras = [0] * len(gives)
    while rows > 0 and any(extra < give for extra, give in zip(extras, gives, strict=True)):
        for number, give in enumerate(gives):
            if rows > 0 and extras[number] < give:
                extras[number] += 1
                rows -= 1
    return extras
