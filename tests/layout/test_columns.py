"""Blocks of known rows poured into columns, against every other way to pour them."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from leaflets import NOWHERE, Studio, glyph_edges, prose, read, text_of
from msgspec.structs import replace

from pamphlet.layout.columns import (
    GIVE_COST,
    HEAD_GIVE_COST,
    HOLE_COST,
    HYPHEN_COST,
    LAST_SLACK_COST,
    MOST_HEADS,
    QUOTE_GIVE_COST,
    SHORT,
    SLACK_COST,
    SPARE,
    Column,
    Poured,
    Pourer,
)
from pamphlet.layout.flow import FlowBlock, Grid, HeadBlock, Rows, TextBlock, first_baseline, marked_at_end
from pamphlet.layout.placed import Item, PlacedBox, PlacedLine
from pamphlet.layout.result import Overset
from pamphlet.manuscript.article import Paragraph, Span
from pamphlet.typesetting.galley import Typesetter
from pamphlet.typesetting.line import Ending
from pamphlet.typesetting.style import Align, Family, Style
from pamphlet.units import Rect

GRID = Grid(size=10, leading=13)
STYLE = Style(
    family=Family(regular="Vollkorn_400Regular", bold="Vollkorn_700Bold"), size=10, leading=13, align=Align.JUSTIFY
)
PROPERTIES = settings(max_examples=120, deadline=None, derandomize=True, database=None)


class Known(FlowBlock, frozen=True, kw_only=True):
    """A block of so many rows that draws a box for each of them."""

    name: str
    count: int
    cuts: tuple[int, ...] = ()
    hyphens: tuple[int, ...] = ()

    def set(self, typesetter: Typesetter, measures: Sequence[float], grid: Grid) -> Rows:
        def draw(since: int, until: int, x: float, top: float, grid: Grid, extra: float) -> list[Item]:
            return [
                PlacedBox(
                    rect=Rect(x, top + (row - since) * grid.leading, extra, grid.leading), ink=f"{self.name}{row}"
                )
                for row in range(since, until)
            ]

        return Rows(self.count, self.cuts, draw, hyphen_cuts=frozenset(self.hyphens))

    def words(self) -> str:
        return " ".join(f"{self.name}{row}" for row in range(self.count))


def text(name: str, count: int, **more: int) -> Known:
    """Return a block that may be cut as a paragraph is: two lines at least on either side."""
    return Known(name=name, count=count, cuts=tuple(range(2, count - 1)) if count > 3 else (), **more)


def columns(*rows: int) -> tuple[Column, ...]:
    return tuple(Column(panel=n, x=100.0 * n, top=0.0, width=80.0, rows=each) for n, each in enumerate(rows))


def pour(flow: Sequence[FlowBlock], cols: Sequence[Column], typesetter: Typesetter) -> Poured | Overset:
    return Pourer(typesetter).pour(flow, cols, GRID)


def placed_tops(typesetter: Typesetter, flow: Sequence[FlowBlock], rows: Sequence[int]) -> list[float]:
    """Return the rows at which the rows of the first column stand."""
    cols, pourer = columns(*rows), Pourer(typesetter)
    poured = pourer.pour(flow, cols, GRID)
    assert isinstance(poured, Poured)
    boxes = (item for item in pourer.place(flow, poured, cols, GRID)[0] if isinstance(item, PlacedBox))
    return [box.rect.y / GRID.leading for box in boxes]


def every_way(flow: Sequence[Known], rows: Sequence[int], block: int = 0, row: int = 0) -> Iterator[float]:
    """Yield the demerits of every way to end the columns, tried one by one."""
    here, *further = rows
    used, after = 0, 0
    give: tuple[int, ...] = (0, 0, 0)
    standing = 0
    while block < len(flow):
        item = flow[block]
        used += max(after, item.before) if standing else 0
        for cut in item.cuts:
            long_enough = cut - row >= 2 if row else cut > 0
            if further and row < cut and long_enough and used + cut - row <= here:
                cost = ended(here - used - (cut - row), give) + (HYPHEN_COST if cut in item.hyphens else 0.0)
                yield from (cost + rest for rest in every_way(flow, further, block, cut))
        if used + item.count - row > here:
            return
        used += item.count - row
        more = item.give if standing + 1 > max(item.closes, 1) else item.give_first
        kind = 0 if item.gives_freely else 2 if item.gives_alike else 1
        give = tuple(each + more * (at == kind) for at, each in enumerate(give))
        standing, after = standing + 1, item.after
        block, row = block + 1, 0
        if further and not item.stays and block < len(flow):
            yield from (ended(here - used, give) + rest for rest in every_way(flow, further, block, 0))
    if not further:
        *_, left = shares(here - used, give, last=True)
        yield LAST_SLACK_COST * left**2 + HOLE_COST * max(left - SPARE, 0)


def shares(slack: int, give: Sequence[int], *, last: bool) -> tuple[int, int, int, int]:
    """Return what is given freely, round quotations and over headings, and what is left."""
    free = min(slack, give[0])
    dear = min(slack - free, give[1])
    left = slack - free - dear
    alike = give[2] if not last and left > SHORT and left >= give[2] and give[2] <= MOST_HEADS else 0
    return free, dear, alike, left - alike


def ended(slack: int, give: Sequence[int]) -> float:
    free, dear, alike, left = shares(slack, give, last=False)
    return SLACK_COST * left**2 + GIVE_COST * free + QUOTE_GIVE_COST * dear + HEAD_GIVE_COST * alike


def random_flow(seed: int) -> list[Known]:
    chance = random.Random(seed)
    flow: list[Known] = []
    for number in range(chance.randint(4, 7)):
        name = "abcdefg"[number]
        kind = chance.choice(("text", "text", "text", "head", "pull", "quote"))
        if kind == "text":
            count = chance.randint(1, 7)
            block = text(name, count)
            flow.append(replace(block, hyphens=tuple(c for c in block.cuts if chance.random() < 0.3)))
        elif kind == "head":
            flow.append(Known(name=name, count=chance.randint(1, 2), before=1, stays=True, give=1, gives_alike=True))
        elif kind == "quote":
            flow.append(Known(name=name, count=chance.randint(1, 2), before=1, after=1, give=1, closes=1))
        else:
            flow.append(
                Known(name=name, count=chance.randint(2, 3), before=1, after=1, give=2, give_first=1, gives_freely=True)
            )
    return [*flow[:-1], replace(flow[-1], stays=False)] if flow[-1].stays else flow


@pytest.fixture(scope="module")
def typesetter(studio: Studio) -> Typesetter:
    return studio.workshop.typesetter(NOWHERE, "en")


class TestBest:
    def test_no_other_way_to_pour_is_cheaper(self, typesetter: Typesetter) -> None:
        poured_at_all = 0
        for seed in range(400):
            flow, chance = random_flow(seed), random.Random(1000 + seed)
            rows = [chance.randint(5, 7) for _ in range(chance.randint(2, 3))]
            if sum(block.count for block in flow) <= sum(rows[:-1]):
                continue  # it would end before the last column, which copyfit sees to
            best = min(every_way(flow, rows), default=None)
            poured = pour(flow, columns(*rows), typesetter)
            if best is None:
                assert isinstance(poured, Overset), seed
            else:
                assert isinstance(poured, Poured), seed
                assert poured.cost == pytest.approx(best), seed
                poured_at_all += 1
        assert poured_at_all > 40

    def test_a_cut_is_chosen_for_the_columns_to_come(self, typesetter: Typesetter) -> None:
        # Filling the first column to its last row would part the heading from its text in the second.
        flow = [text("a", 8), Known(name="h", count=1, before=1, stays=True), text("b", 3)]
        poured = pour(flow, columns(6, 7), typesetter)
        assert isinstance(poured, Poured)
        assert [sum(part.until - part.since for part in parts) for parts in poured.parts] == [6, 6]

    def test_a_broken_word_across_columns_costs(self, typesetter: Typesetter) -> None:
        flow = [replace(text("a", 10), hyphens=(5,)), Known(name="q", count=2, give=2, give_first=2)]
        poured = pour([flow[1], flow[0]], columns(7, 9), typesetter)
        assert isinstance(poured, Poured)
        assert poured.parts[0][-1].until != 5

    def test_a_paragraph_is_broken_anew_where_a_column_would_end_within_a_word(self, typesetter: Typesetter) -> None:
        across = mended = 0
        for said in (block for block in prose("en") if isinstance(block, Paragraph)):
            block = TextBlock(prepared=typesetter.prepare(said.spans, STYLE), style=STYLE, element=0)
            for width in range(150, 240, 6):
                plain = block.set(typesetter, [float(width)], GRID)
                for cut in plain.hyphen_cuts:
                    cols = tuple(
                        Column(panel=n, x=0.0, top=0.0, width=float(width), rows=rows)
                        for n, rows in enumerate((cut, plain.count - cut))
                    )
                    poured = Pourer(typesetter).pour([block], cols, GRID)
                    assert isinstance(poured, Poured)
                    lines = poured.parts[1][0].rows.lines()
                    assert [len(parts) for parts in poured.parts] == [1, 1]
                    across += 1
                    mended += lines[cut - 1].ending is not Ending.HYPHEN
                    words = "".join(line.text + (" " if line.ending is Ending.SPACE else "") for line in lines)
                    assert words.split() == said.spans[0].text.split()
        assert across >= 20
        assert mended > across * 0.5


class TestRules:
    @PROPERTIES
    @given(seed=st.integers(0, 10**6), rows=st.lists(st.integers(4, 9), min_size=2, max_size=4))
    def test_rows_are_placed_once_in_order_and_inside(self, typesetter: Typesetter, seed: int, rows: list[int]) -> None:
        flow, cols = random_flow(seed), columns(*rows)
        pourer = Pourer(typesetter)
        poured = pourer.pour(flow, cols, GRID)
        if isinstance(poured, Overset):
            assert poured.words > 0
            return
        placed = pourer.place(flow, poured, cols, GRID)
        boxes = [item for column in placed for item in column if isinstance(item, PlacedBox)]
        assert [box.ink for box in boxes] == [word for block in flow for word in block.words().split()]
        for column, items in zip(cols, placed, strict=True):
            tops = [item.rect.y for item in items if isinstance(item, PlacedBox)]
            assert tops == sorted(tops)
            assert all(0.0 <= top <= (column.rows - 1) * GRID.leading + 0.01 for top in tops)

    @PROPERTIES
    @given(seed=st.integers(0, 10**6), rows=st.lists(st.integers(4, 9), min_size=2, max_size=4))
    def test_no_heading_at_a_foot_and_no_single_line(self, typesetter: Typesetter, seed: int, rows: list[int]) -> None:
        flow = random_flow(seed)
        poured = pour(flow, columns(*rows), typesetter)
        if isinstance(poured, Overset):
            return
        for parts in poured.parts:
            for part in parts:
                assert part.until - part.since >= min(2, flow[part.block].count)
                if part.until < flow[part.block].count:
                    assert part.until in flow[part.block].cuts
        for parts in poured.parts[:-1]:
            if parts and parts[-1].until == flow[parts[-1].block].count:
                assert not flow[parts[-1].block].stays

    def test_space_above_falls_away_at_a_columns_head(self, typesetter: Typesetter) -> None:
        flow = [text("a", 5), Known(name="q", count=2, before=1, after=1), text("b", 3)]
        poured = pour(flow, columns(5, 6), typesetter)
        assert isinstance(poured, Poured)
        assert [part.top for part in poured.parts[1]] == [0, 3]

    def test_spaces_above_and_below_collapse(self, typesetter: Typesetter) -> None:
        flow = [Known(name="q", count=2, after=1), Known(name="r", count=2, before=2), text("b", 2)]
        poured = pour(flow, columns(20), typesetter)
        assert isinstance(poured, Poured)
        assert [part.top for part in poured.parts[0]] == [0, 4, 6]

    def test_elastic_blocks_level_the_columns(self, typesetter: Typesetter) -> None:
        flow = [text("a", 3), Known(name="q", count=2, give=3, gives_freely=True), text("b", 3), text("c", 6)]
        cols = columns(10, 6)
        pourer = Pourer(typesetter)
        poured = pourer.pour(flow, cols, GRID)
        assert isinstance(poured, Poured)
        assert poured.slack == (0, 0)
        last = [item for item in pourer.place(flow, poured, cols, GRID)[0] if isinstance(item, PlacedBox)][-1]
        assert last.rect.bottom == pytest.approx(10 * GRID.leading)

    def test_a_pull_quote_gives_before_a_quotation_does(self, typesetter: Typesetter) -> None:
        pull = Known(name="p", count=2, give=2, gives_freely=True)
        said = Known(name="q", count=1, give=1, closes=1)
        flow = [text("a", 2), said, text("b", 2), pull, text("c", 2), text("d", 3)]
        tops = placed_tops(typesetter, flow, (11, 3))
        assert tops == [0, 1, 2, 3, 4, 5, 6, 9, 10]

    @pytest.mark.parametrize("blocks", [1, 2])
    def test_what_a_quotation_is_given_stands_half_over_it_and_half_under_it(
        self, typesetter: Typesetter, blocks: int
    ) -> None:
        said = [Known(name="qr"[n], count=1) for n in range(blocks)]
        said[-1] = replace(said[-1], give=1, closes=blocks)
        flow = [text("a", 2), *said, text("b", 2), text("c", 2)]
        middle = [2.5 + n for n in range(blocks)]
        assert placed_tops(typesetter, flow, (5 + blocks, 2)) == [0, 1, *middle, 3 + blocks, 4 + blocks]

    def test_a_quotation_at_a_foot_ends_level_and_one_at_a_head_begins_level(self, typesetter: Typesetter) -> None:
        said = Known(name="q", count=1, give=1, closes=1)
        assert placed_tops(typesetter, [text("a", 2), said, text("b", 2)], (4, 2)) == [0, 1, 3]
        assert placed_tops(typesetter, [said, text("a", 2), text("b", 2)], (4, 2)) == [0, 1, 2]

    def test_headings_give_all_alike_and_only_for_a_hole(self, typesetter: Typesetter) -> None:
        head = Known(name="h", count=1, stays=True, give=1, gives_alike=True)
        flow = [text("a", 2), head, text("b", 2), replace(head, name="i"), text("c", 2), text("d", 3)]
        assert placed_tops(typesetter, flow, (8, 3)) == [0, 1, 2, 3, 4, 5, 6, 7]
        assert placed_tops(typesetter, flow, (9, 3)) == [0, 1, 2, 3, 4, 5, 6, 7]
        assert placed_tops(typesetter, flow, (10, 3)) == [
            0,
            1,
            2,
            4,
            5,
            6,
            8,
            9,
        ]  # theirs is the row that each is given

    @pytest.mark.parametrize("measure", range(100, 160, 4))
    def test_the_mark_that_ends_the_text_stands_in_the_measure(self, typesetter: Typesetter, measure: int) -> None:
        prepared = typesetter.prepare((Span(text="All human beings are born free and equal in dignity."),), STYLE)
        flow = [marked_at_end(TextBlock(prepared=prepared, style=STYLE, element=0), "red")]
        cols = tuple(replace(column, width=float(measure)) for column in columns(9))
        pourer = Pourer(typesetter)
        poured = pourer.pour(flow, cols, GRID)
        assert isinstance(poured, Poured)
        (mark,) = (item for item in pourer.place(flow, poured, cols, GRID)[0] if isinstance(item, PlacedBox))
        assert mark.rect.right <= cols[0].x + measure + 0.2 * GRID.size  # by what the full stop hangs out

    def test_empty_rows_are_counted(self, typesetter: Typesetter) -> None:
        poured = pour([text("a", 3)], columns(8), typesetter)
        assert isinstance(poured, Poured)
        assert (poured.slack, poured.free, poured.behind) == ((5,), 5, 5)
        poured = pour([text("a", 5), text("b", 3)], columns(6, 4, 2), typesetter)
        assert isinstance(poured, Poured)
        assert (poured.slack, poured.free, poured.behind) == ((1, 1, 2), 4, 3)

    def test_nothing_to_pour(self, typesetter: Typesetter) -> None:
        poured = pour([], columns(3, 3), typesetter)
        assert isinstance(poured, Poured)
        assert poured.parts == ((), ())


class TestOverset:
    def test_words_left_over_are_counted_from_the_furthest_place(self, typesetter: Typesetter) -> None:
        overset = pour(
            [Known(name="a", count=3), Known(name="b", count=4), Known(name="c", count=3)], columns(5, 5), typesetter
        )
        assert isinstance(overset, Overset)
        assert overset.words == 3
        assert overset.first_words == "c0 c1 c2"

    def test_a_block_taller_than_any_column(self, typesetter: Typesetter) -> None:
        overset = pour([text("a", 3), Known(name="b", count=30)], columns(5, 5), typesetter)
        assert isinstance(overset, Overset)
        assert overset.words >= 30


class TestUnequalColumns:
    """Real paragraphs that begin in one column and end in another of other width."""

    WIDTHS = (241.0, 241.0, 232.5)

    def poured(
        self, typesetter: Typesetter, text: str, rows: Sequence[int]
    ) -> tuple[list[list[PlacedLine]], list[Column]]:
        prepared = typesetter.prepare((Span(text=text),), STYLE)
        flow = (TextBlock(prepared=prepared, style=STYLE, element=0),)
        cols = [
            Column(panel=n, x=0.0, top=0.0, width=w, rows=r)
            for n, (w, r) in enumerate(zip(self.WIDTHS, rows, strict=True))
        ]
        pourer = Pourer(typesetter)
        poured = pourer.pour(flow, cols, GRID)
        assert isinstance(poured, Poured)
        placed = pourer.place(flow, poured, cols, GRID)
        return [[item for item in column if isinstance(item, PlacedLine)] for column in placed], cols

    @pytest.mark.parametrize("rows", [(12, 14, 80), (5, 20, 80), (9, 6, 80), (2, 2, 90)])
    def test_a_paragraph_across_unequal_columns_keeps_every_word_once(
        self, typesetter: Typesetter, rows: tuple[int, int, int]
    ) -> None:
        words = " ".join(text_of(block) for block in prose()).split()
        for start in range(0, 120, 8):
            text = " ".join(words[start : start + 430])
            placed, _ = self.poured(typesetter, text, rows)
            assert all(len(column) >= 2 for column in placed)
            assert read([item for column in placed for item in column]) == text.split()

    def test_each_line_fills_the_column_it_stands_in(self, typesetter: Typesetter) -> None:
        text = " ".join(" ".join(text_of(block) for block in prose()).split()[:400])
        placed, cols = self.poured(typesetter, text, (12, 14, 80))
        for items, column in zip(placed, cols, strict=True):
            for item in items[:-1]:
                _, right = glyph_edges(item)
                assert column.width - 0.1 <= right <= column.width + 3.0, item.line.text

    def test_the_rows_are_those_of_the_grid(self, typesetter: Typesetter) -> None:
        text = " ".join(" ".join(text_of(block) for block in prose()).split()[:400])
        placed, _ = self.poured(typesetter, text, (12, 14, 80))
        for items in placed:
            assert [round((item.y - items[0].y) / GRID.leading, 6) for item in items] == list(range(len(items)))


def test_headings_stay_whole_and_with_their_text(typesetter: Typesetter) -> None:
    head = replace(STYLE, size=15, leading=17, align=Align.START, hyphenate=False)
    body = " ".join(text_of(block) for block in prose()[:2])
    for rows in range(6, 26):
        flow: tuple[FlowBlock, ...] = (
            TextBlock(prepared=typesetter.prepare((Span(text=body),), STYLE), style=STYLE, element=0),
            HeadBlock(
                prepared=typesetter.prepare((Span(text="A heading that is long enough for two lines of it"),), head),
                style=head,
                element=1,
                before=1,
                stays=True,
            ),
            TextBlock(prepared=typesetter.prepare((Span(text=body),), STYLE), style=STYLE, element=2),
        )
        cols = tuple(Column(panel=n, x=0.0, top=0.0, width=200.0, rows=rows) for n in range(12))
        pourer = Pourer(typesetter)
        poured = pourer.pour(flow, cols, GRID)
        assert isinstance(poured, Poured)
        for column in pourer.place(flow, poured, cols, GRID):
            elements = [item.element for item in column if isinstance(item, PlacedLine)]
            if 1 in elements:
                assert elements.count(1) == 2
                assert elements.count(2) >= 2


@pytest.mark.parametrize("text", ["A heading", "A heading that is long enough for two lines of it", "A heading " * 9])
@pytest.mark.parametrize("leading", [15.0, 17.0, 21.0])
def test_a_heading_stands_as_near_to_its_text_at_a_columns_head_as_further_down(
    typesetter: Typesetter, text: str, leading: float
) -> None:
    head = replace(STYLE, size=15, leading=leading, align=Align.START, hyphenate=False)
    body = " ".join(text_of(block) for block in prose()[:2])
    heading = HeadBlock(
        prepared=typesetter.prepare((Span(text=text.strip()),), head), style=head, element=1, before=1, stays=True
    )
    after = TextBlock(prepared=typesetter.prepare((Span(text=body),), STYLE), style=STYLE, element=2)
    cols = (Column(panel=0, x=0.0, top=0.0, width=200.0, rows=120),)
    for flow in ((heading, after), (after, heading, replace(after, element=3))):
        pourer = Pourer(typesetter)
        poured = pourer.pour(flow, cols, GRID)
        assert isinstance(poured, Poured)
        placed = [item for item in pourer.place(flow, poured, cols, GRID)[0] if isinstance(item, PlacedLine)]
        own = [item for item in placed if item.element == 1]
        below = placed[placed.index(own[-1]) + 1]
        assert below.y - own[-1].y == pytest.approx(GRID.leading)
        assert below.y % GRID.leading == pytest.approx(first_baseline(GRID) % GRID.leading)
        if flow[0] is heading:  # at the head
            assert abs(own[0].y - first_baseline(GRID)) <= GRID.leading / 2 + 0.01
            assert len(own) > 1 or own[0].y == pytest.approx(first_baseline(GRID))
    rows = heading.set(typesetter, [200.0], GRID)
    plain, given = (rows.draw(0, rows.count, 0.0, 0.0, GRID, extra) for extra in (0.0, GRID.leading))
    assert [item.y for item in given if isinstance(item, PlacedLine)] == pytest.approx(
        [item.y + GRID.leading for item in plain if isinstance(item, PlacedLine)]
    )


@pytest.mark.parametrize("rows", range(8, 40))
def test_a_pull_quotes_rules_stand_clear_of_the_text(typesetter: Typesetter, rows: int) -> None:
    style = replace(STYLE, size=16, leading=20, align=Align.START, hyphenate=False)
    text = " ".join(text_of(block) for block in prose()[:2]).split()[: rows * 4]
    around = TextBlock(prepared=typesetter.prepare((Span(text=" ".join(text)),), STYLE), style=STYLE, element=0)
    quote = HeadBlock(
        prepared=typesetter.prepare((Span(text="Ink is cheap, and paper is patient: fold it, hand it on"),), style),
        style=style,
        element=1,
        pad=2.0,
        rule="black",
    )
    flow = (around, quote, replace(around, element=2))
    cols = tuple(Column(panel=n, x=0.0, top=0.0, width=200.0, rows=rows) for n in range(9))
    pourer = Pourer(typesetter)
    poured = pourer.pour(flow, cols, GRID)
    assert isinstance(poured, Poured)
    (column,) = (items for items in pourer.place(flow, poured, cols, GRID) if any(item.element == 1 for item in items))
    above, below = sorted(item.rect.y for item in column if isinstance(item, PlacedBox))
    lines = [item for item in column if isinstance(item, PlacedLine)]
    own = [item.y for item in lines if item.element == 1]
    assert above < own[0] - 0.6 * 16 and below > own[-1] + 0.25 * 16
    assert all(item.y + 0.7 * GRID.size < above for item in lines if item.element == 0)
    assert all(item.y - 0.75 * GRID.size > below for item in lines if item.element == 2)


@pytest.mark.parametrize(
    ("measure", "whole"),
    [(400.0, True), (130.0, True), (110.0, True), (60.0, False)],
    ids=["wide", "near", "small", "no"],
)
def test_display_type_becomes_smaller_before_a_word_is_divided(
    typesetter: Typesetter, measure: float, whole: bool
) -> None:
    style = replace(STYLE, size=16, leading=20, align=Align.START, hyphenate=False)
    quote = HeadBlock(
        prepared=typesetter.prepare((Span(text="Internationalisation of incomprehensibilities!"),), style),
        style=style,
        element=1,
        pad=2.0,
    )
    rows = quote.set(typesetter, (measure,), GRID)
    lines = [item.line for item in rows.draw(0, rows.count, 0.0, 0.0, GRID, 0.0) if isinstance(item, PlacedLine)]
    assert (Ending.HYPHEN not in {line.ending for line in lines}) == whole
    sizes = {run.size for line in lines for run in line.runs}
    if whole and measure < 400:
        assert all(0.6 * 16 <= size < 16 for size in sizes)
    else:
        assert sizes == {16}
