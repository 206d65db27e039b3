"""Columns that end short: a paragraph takes a line more, and no other column changes."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from leaflets import NOWHERE, Studio, prose, read, text_of
from msgspec.structs import replace

from pamphlet.layout.columns import SPARE, Column, Poured, Pourer
from pamphlet.layout.flow import FlowBlock, Grid, TextBlock
from pamphlet.layout.levelling import levelled
from pamphlet.layout.placed import PlacedLine
from pamphlet.layout.result import Overset
from pamphlet.manuscript.article import Paragraph, Span
from pamphlet.typesetting.galley import Typesetter

GRID = Grid(size=10, leading=13)
WIDTHS = range(190, 280, 3)


@pytest.fixture(scope="module")
def typesetter(studio: Studio) -> Typesetter:
    return studio.workshop.typesetter(NOWHERE, "en")


@pytest.fixture(scope="module")
def paragraphs(studio: Studio, typesetter: Typesetter) -> list[TextBlock]:
    style = replace(studio.workshop.theme("broadside", {}).style("body"), indent=0.0)
    texts = [text_of(block) for block in prose("en") if isinstance(block, Paragraph)]
    return [
        TextBlock(prepared=typesetter.prepare((Span(text=text),), style), style=style, element=number)
        for number, text in enumerate(texts)
    ]


def columns(widths: Sequence[float], rows: Sequence[int]) -> tuple[Column, ...]:
    return tuple(
        Column(panel=n, x=0.0, top=0.0, width=width, rows=each)
        for n, (width, each) in enumerate(zip(widths, rows, strict=True))
    )


def poured_and_levelled(
    flow: Sequence[FlowBlock], cols: Sequence[Column], typesetter: Typesetter
) -> tuple[Poured, Poured, list[list[PlacedLine]]]:
    pourer = Pourer(typesetter)
    poured = pourer.pour(flow, cols, GRID)
    assert isinstance(poured, Poured)
    level = levelled(flow, poured, cols, GRID, typesetter)
    placed = pourer.place(flow, level, cols, GRID)
    return poured, level, [[item for item in column if isinstance(item, PlacedLine)] for column in placed]


def test_a_paragraph_takes_a_line_more_where_a_column_ends_short(
    typesetter: Typesetter, paragraphs: list[TextBlock]
) -> None:
    helped = widest = 0.0
    for block in paragraphs:
        after = replace(paragraphs[0], element=99)
        for width in WIDTHS:
            count = block.set(typesetter, [float(width)], GRID).count
            further = after.set(typesetter, [float(width)], GRID).count
            cols = columns([float(width)] * 2, [count + 1, further])
            poured, level, placed = poured_and_levelled([block, after], cols, typesetter)
            assert poured.slack[0] == 1
            assert level.slack[0] in (0, 1)
            assert len(placed[0]) == count + 1 - level.slack[0]
            assert read(placed[0]) == " ".join(block.words().split()).split()
            if not level.slack[0]:
                helped += 1
                widest = max(widest, *(item.line.space for item in placed[0][:-1]))
                assert placed[0][-1].line.width > 2.5 * GRID.size
    assert helped > 20
    assert widest < 0.45


def test_a_paragraph_across_columns_takes_it_where_one_of_them_ends_short(
    typesetter: Typesetter, paragraphs: list[TextBlock]
) -> None:
    """In the first column, in the last but one, with measures that differ: every other column keeps its rows."""
    helped = [0, 0]
    for block in paragraphs:
        for width in WIDTHS:
            widths = [float(width), width + 12.0, float(width)]
            for short in (0, 1):
                count = block.set(typesetter, [*widths[:1] * 3, *widths[1:2] * 3, widths[2]], GRID).count
                cols = columns(widths, [3, 3, max(count - 6, 2)])
                poured = Pourer(typesetter).pour([block], cols, GRID)
                if isinstance(poured, Overset) or not all(poured.parts) or sum(poured.slack):
                    continue
                taller = tuple(replace(each, rows=each.rows + (n == short)) for n, each in enumerate(cols))
                level = levelled([block], poured, taller, GRID, typesetter)
                assert sum(level.slack[:2]) in (0, 1)
                before, now = ([parts[0].until - parts[0].since for parts in each.parts] for each in (poured, level))
                assert now == [rows + (n == short) * (1 - level.slack[short]) for n, rows in enumerate(before)]
                placed = Pourer(typesetter).place([block], level, taller, GRID)
                lines = [item for items in placed for item in items if isinstance(item, PlacedLine)]
                assert read(lines) == block.words().split()
                assert len(lines) == sum(now)
                helped[short] += not level.slack[short]
    assert all(helped), helped


@pytest.mark.parametrize("left", [SPARE, SPARE + 1])
def test_the_column_in_which_the_text_ends_is_filled_but_for_a_few_rows(
    typesetter: Typesetter, paragraphs: list[TextBlock], left: int
) -> None:
    helped = 0
    for block in paragraphs:
        for width in WIDTHS:
            count = block.set(typesetter, [float(width)], GRID).count
            cols = columns([float(width)], [count + left])
            poured, level, placed = poured_and_levelled([block], cols, typesetter)
            assert level.slack[0] in (poured.slack[0], SPARE)
            assert len(placed[0]) == count + left - level.slack[0]
            helped += level.slack != poured.slack
    assert (helped > 10) == (left > SPARE)
