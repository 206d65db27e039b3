"""Columns that end short, made level: paragraphs in them set a line longer, where that can be done well.

What pull quotes, pictures and quotations cannot take is taken by a paragraph whose lines
need little more white for it. Only then do headings give, or the column ends short.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from pamphlet.layout.columns import SPARE, Column, Poured, Standing, ends, shared_out, unfilled
from pamphlet.layout.flow import FlowBlock, Grid, Rows
from pamphlet.typesetting.galley import Typesetter


def levelled(
    flow: Sequence[FlowBlock], poured: Poured, columns: Sequence[Column], grid: Grid, typesetter: Typesetter
) -> Poured:
    """Return *poured* with paragraphs a line longer in columns that end short.

    The longest are asked first: the more lines, the less each is opened. No other column changes its rows. Where the
    text ends, as much is left as nobody takes for a hole.
    """
    parts, slack = poured.parts, list(poured.slack)
    for number, column in enumerate(columns):
        stood = parts[number]
        if not stood:
            continue
        last, rows = ends(flow, stood), unfilled(column, stood)
        blocks = [flow[part.block] for part in stood]
        given = zip(shared_out(rows, blocks, last=last), blocks, strict=True)
        # Nobody expects the end of the text at the foot.
        left = rows - sum(extra for extra, block in given if not block.gives_alike) - (SPARE if last else 0)
        for part in sorted(stood, key=lambda part: -part.rows.count):
            if left <= 0:
                break
            grown = [_grown(each, part.block, at - number) for at, each in enumerate(parts)]
            measures, cuts = _measures_and_cuts(grown, part.block, columns)
            longer = flow[part.block].in_rows(typesetter, measures, grid)
            if longer is not None and cuts <= set(longer.cuts) - longer.hyphen_cuts:
                parts = tuple(_with_rows(each, part.block, longer) for each in grown)
                left, rows = left - 1, rows - 1
        slack[number] = rows - sum(shared_out(rows, blocks, last=last))
    return replace(poured, parts=parts, slack=tuple(slack), free=sum(slack))


def _grown(parts: Sequence[Standing], block: int, behind: int) -> tuple[Standing, ...]:
    """Return the *parts* of a column once a block has a row more in the column that is so many *behind* it."""
    return tuple(
        replace(part, since=part.since + (behind > 0), until=part.until + (behind >= 0))
        if part.block == block
        else replace(part, top=part.top + (behind == 0 and part.block > block))
        for part in parts
    )


def _measures_and_cuts(
    parts: Sequence[Sequence[Standing]], block: int, columns: Sequence[Column]
) -> tuple[list[float], set[int]]:
    """Return the measure of each row of a block, and the rows after which columns end in it."""
    stood = [
        (column, part) for column, each in zip(columns, parts, strict=True) for part in each if part.block == block
    ]
    measures = [column.width for column, part in stood for _ in range(part.until - part.since)]
    return measures, {part.until for _, part in stood[:-1]}


def _with_rows(parts: Sequence[Standing], block: int, rows: Rows) -> tuple[Standing, ...]:
    return tuple(replace(part, rows=rows) if part.block == block else part for part in parts)
