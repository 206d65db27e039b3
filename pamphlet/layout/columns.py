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
from pamphlet.layout.result import Overset
from pamphlet.typesetting.galley import Typesetter

CANDIDATES = 6
"""How many of the last allowed cuts of a column are tried."""
SLACK_COST = 4.0
"""Demerits of a row left empty at a column's foot, squared; after what blocks can give."""
LAST_SLACK_COST = 0.3
SPARE = 3
"""Rows at the end of the last column that a reader takes for the end of the text, not for a hole."""
HOLE_COST = 4.0
"""Demerits of each row beyond them."""
GIVE_COST = 0.4
"""Demerits of a row that a pull quote or a picture gives, whose white nobody measures."""
QUOTE_GIVE_COST = 1.5
"""Demerits of a row round a quotation: its neighbours show that it is one too many."""
HEAD_GIVE_COST = 7.0
"""Demerits of a row over a heading, which those of other columns do not have."""
SHORT, MOST_HEADS = 1, 3
"""A column may end short by as many rows without its headings giving for it, all alike; more headings than that never
give: their column would look set looser than those beside it."""
HYPHEN_COST = 3.0
"""Demerits of a word broken across two columns."""

BEYOND = -1
"""The panel of a column that stands on none: what overflows in a draft."""


class Column(Struct, frozen=True, kw_only=True):
    """A region to fill, in its panel's coordinates.

    Attributes:
        panel: index of the panel it belongs to, or :data:`BEYOND`. rows: how many rows of the grid it holds.
    """

    panel: int
    x: float
    top: float
    width: float
    rows: int


class Standing(Struct, frozen=True, kw_only=True):
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
    parts: tuple[tuple[Standing, ...], ...]
    slack: tuple[int, ...]


class Poured(Struct, frozen=True, kw_only=True):
    """A flow poured into columns.

    Attributes:
        slack: rows left empty at each column's foot after what the blocks gave, headings excepted.
        free: the same in all.
    """

    parts: tuple[tuple[Standing, ...], ...]
    slack: tuple[int, ...]
    cost: float
    free: int

    @property
    def behind(self) -> int:
        """Rows left empty behind the end of the text."""
        ends = max((number for number, parts in enumerate(self.parts) if parts), default=0)
        return sum(self.slack[ends:])


class _End(Struct, frozen=True):
    """A way to end a column, judged only if it is among the last few: what a :class:`_State` is made from.

    Attributes:
        whole: how many blocks of the column are whole. part: the rows of one that is cut, if any.
        used: rows taken. give: rows that elastic blocks may add: freely, as quotations, and all alike.
        hyphen: whether the cut divides a word.
    """

    whole: int
    part: Standing | None
    used: int
    give: tuple[int, int, int]
    hyphen: bool = False


class Pourer:
    """Pours flows into columns; keeps what it has set, by block, size and measures."""

    def __init__(self, typesetter: Typesetter) -> None:
        self.typesetter = typesetter
        self._rows: dict[tuple[int, float, float, tuple[float, ...]], Rows] = {}

    def rows(self, block: FlowBlock, grid: Grid, measures: tuple[float, ...]) -> Rows:
        """Return *block* set at *measures*; set once for each size and measures."""
        if len(measures) > 1 and measures.count(measures[0]) == len(measures):
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
        at_width: dict[float, dict[int, Rows]] = {column.width: {} for column in columns}
        for number, column in enumerate(columns):
            reached: dict[tuple[int, int], _State] = {}
            whole = at_width[column.width]
            for state in states.values():
                for end in self._fill(flow, state, column, grid, whole, last=number == len(columns) - 1):
                    key = (end.block, end.row)
                    if key not in reached or end.cost < reached[key].cost:
                        reached[key] = end
            done = [state for state in reached.values() if state.block == len(flow)]
            if done and number == len(columns) - 1:
                best = self._mended(flow, min(done, key=lambda state: state.cost), columns, grid)
                return Poured(parts=best.parts, slack=best.slack, cost=best.cost, free=sum(best.slack))
            if not reached:
                break
            furthest = max(reached.values(), key=lambda state: (state.block, state.row))
            states = reached
        return self._overset(flow, furthest, columns, grid)

    def _fill(
        self,
        flow: Sequence[FlowBlock],
        state: _State,
        column: Column,
        grid: Grid,
        whole: dict[int, Rows],
        *,
        last: bool,
    ) -> list[_State]:
        """Return the states that may follow *state* once *column* is filled from it.

        Args:
            whole: the blocks set at the column's width so far, by their place in the flow; added to.
            last: whether no column follows.
        """
        if state.block == len(flow):
            cost = state.cost + SLACK_COST * column.rows * column.rows
            return [_State(state.block, 0, cost, (), (*state.parts, ()), (*state.slack, column.rows))]
        ends: list[_End] = []
        parts: list[Standing] = []
        used, free, dear, alike, after = 0, 0, 0, 0, 0
        block, row = state.block, state.row
        while block < len(flow):
            item = flow[block]
            space = 0 if not parts else max(after, item.before)
            if row:
                rows = self.rows(item, grid, (*state.measures, column.width))
                if rows.count - row < WIDOWS:
                    return []
                state = _reset(state, block, rows)
            else:
                rows = whole.get(block) or whole.setdefault(block, self.rows(item, grid, (column.width,)))
                if not parts and rows.at_head:
                    rows = rows.at_head
            room = column.rows - used - space
            least = row + 2 if row else 1
            for cut in [cut for cut in rows.cuts if least <= cut <= row + room][-CANDIDATES:]:
                part = Standing(block=block, rows=rows, since=row, until=cut, top=used + space)
                reached = used + space + cut - row
                ends.append(_End(len(parts), part, reached, (free, dear, alike), cut in rows.hyphen_cuts))
            if rows.count - row > room:
                break
            parts.append(Standing(block=block, rows=rows, since=row, until=rows.count, top=used + space))
            used += space + rows.count - row
            gives = _gives(item, len(parts))
            if item.gives_freely:
                free += gives
            elif item.gives_alike:
                alike += gives
            else:
                dear += gives
            after = item.after
            block, row = block + 1, 0
            if not item.stays and block < len(flow):
                ends.append(_End(len(parts), None, used, (free, dear, alike)))
        if block == len(flow):
            return [_finished(state, column, parts, _End(len(parts), None, used, (free, dear, alike)), last=last)]
        return [_ended(state, column, parts, end) for end in ends[-CANDIDATES:]]

    def _mended(self, flow: Sequence[FlowBlock], state: _State, columns: Sequence[Column], grid: Grid) -> _State:
        """Return *state* with paragraphs that divide a word across columns broken anew, where that helps.

        Now it is known where the columns end, so a hyphen there has its price in the breaking of the
        whole paragraph. What takes as many rows as before is taken.
        """
        standing: dict[int, list[tuple[Column, Standing]]] = {}
        for column, parts in zip(columns, state.parts, strict=False):
            for part in parts:
                standing.setdefault(part.block, []).append((column, part))
        for block, stood in standing.items():
            rows = stood[-1][1].rows
            cuts = frozenset(part.until for _, part in stood[:-1])
            divided = cuts & rows.hyphen_cuts
            if not divided:
                continue
            measures = [column.width for column, part in stood for _ in range(part.since, part.until)]
            fresh = flow[block].whole_at(cuts).set(self.typesetter, measures, grid)
            if fresh.count == rows.count and cuts <= set(fresh.cuts) and len(cuts & fresh.hyphen_cuts) < len(divided):
                spared = len(divided) - len(cuts & fresh.hyphen_cuts)
                state = replace(_reset(state, block, fresh), cost=state.cost - HYPHEN_COST * spared)
        return state

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
            blocks = [flow[part.block] for part in parts]
            extras = shared_out(unfilled(column, parts), blocks, last=ends(flow, parts))
            above = _above(extras, blocks)
            items: list[Item] = []
            shift = 0.0
            for part, block, extra, lead in zip(parts, blocks, extras, above, strict=True):
                shift += lead
                top = column.top + (part.top + shift) * grid.leading
                grown = 0.0 if block.closes else extra * grid.leading
                items += part.rows.draw(part.since, part.until, column.x, top, grid, grown)
                shift += extra
            placed.append(items)
        return placed


def unfilled(column: Column, parts: Sequence[Standing]) -> int:
    """Return the rows that *parts* leave of a column before anything is given."""
    return column.rows - (parts[-1].top + parts[-1].until - parts[-1].since if parts else 0)


def ends(flow: Sequence[FlowBlock], parts: Sequence[Standing]) -> bool:
    """Say whether the flow ends with the *parts* of a column, or has ended before them."""
    return not parts or (parts[-1].block == len(flow) - 1 and parts[-1].until == parts[-1].rows.count)


def _ended(state: _State, column: Column, parts: Sequence[Standing], end: _End) -> _State:
    """Return the state after *column* once it has been filled up to *end*."""
    slack = column.rows - end.used
    free, dear, alike = _given(slack, end.give)
    left = slack - free - dear - alike
    cost = state.cost + SLACK_COST * left * left + GIVE_COST * free + QUOTE_GIVE_COST * dear + HEAD_GIVE_COST * alike
    cost += HYPHEN_COST if end.hyphen else 0.0
    block, row = state.block + end.whole, 0
    measures: tuple[float, ...] = ()
    stood = tuple(parts[: end.whole])
    if end.part is not None:
        row = end.part.until
        known = state.measures if end.part.since else ()
        measures = (*known, *([column.width] * (row - end.part.since)))
        stood = (*stood, end.part)
    return _State(block, row, cost, measures, (*state.parts, stood), (*state.slack, left + alike))


def _finished(state: _State, column: Column, parts: Sequence[Standing], end: _End, *, last: bool) -> _State:
    """Return the state after *column* where the flow ends in it; what it leaves empty tells less in the last one."""
    slack = column.rows - end.used
    left = 0 if column.panel == BEYOND else slack - sum(_given(slack, end.give, last=True))
    cost = state.cost + (LAST_SLACK_COST if last else SLACK_COST) * left * left
    if last:
        cost += HOLE_COST * max(left - SPARE, 0)
    return _State(state.block + end.whole, 0, cost, (), (*state.parts, tuple(parts)), (*state.slack, left))


def _reset(state: _State, block: int, whole: Rows) -> _State:
    """Return *state* with a paragraph that goes on set anew in all the columns it has come through.

    Breaking the whole paragraph for its unequal measures moves breaks in the earlier columns
    too; it takes as many lines there as before, so only the rows drawn change.
    """
    columns = tuple(
        tuple(replace(part, rows=whole) if part.block == block else part for part in parts) for parts in state.parts
    )
    return replace(state, parts=columns)


def _given(slack: int, give: tuple[int, int, int], *, last: bool = False) -> tuple[int, int, int]:
    """Return the rows of *slack* that are given freely, round quotations, and by all headings or by none.

    Args:
        last: whether the text ends in the column: its headings need not give.
    """
    free = min(slack, give[0])
    dear = min(slack - free, give[1])
    left = slack - free - dear
    return free, dear, give[2] if SHORT < left >= give[2] <= MOST_HEADS and not last else 0


def _gives(block: FlowBlock, standing: int) -> int:
    """Return the rows that *block* may be given as the last of so many *standing* in a column."""
    return block.give if standing > max(block.closes, 1) else block.give_first


def shared_out(rows: int, blocks: Sequence[FlowBlock], *, last: bool) -> list[int]:
    """Share *rows* out among a column's blocks by what each may give, one row at a time, the free ones first.

    Args:
        last: whether the text ends in the column.
    """
    extras = [0] * len(blocks)
    gives = [_gives(block, number + 1) for number, block in enumerate(blocks)]
    kinds = [0 if block.gives_freely else 2 if block.gives_alike else 1 for block in blocks]
    free, dear, alike = (sum(give for give, of in zip(gives, kinds, strict=True) if of == kind) for kind in range(3))
    for kind, given in enumerate(_given(rows, (free, dear, alike), last=last)):
        of_kind = [number for number, of in enumerate(kinds) if of == kind]
        while given > 0:
            for number in of_kind:
                if given > 0 and extras[number] < gives[number]:
                    extras[number] += 1
                    given -= 1
    return extras


def _above(extras: Sequence[int], blocks: Sequence[FlowBlock]) -> list[float]:
    """Return the rows by which each block stands lower for what a quotation that it is in, or follows, was given.

    Half of it stands over the quotation; all of it where that ends the column, to be level with the others.
    """
    above = [0.0] * (len(blocks) + 1)
    for number, (extra, block) in enumerate(zip(extras, blocks, strict=True)):
        if extra and block.closes:
            share = extra if number == len(blocks) - 1 else extra / 2
            above[number + 1 - block.closes] += share
            above[number + 1] -= share
    return above[:-1]
