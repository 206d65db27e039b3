"""Ink of display lines: it is measured, and two lines never meet."""

from __future__ import annotations

from itertools import pairwise

import pytest
from leaflets import NOWHERE, Studio
from msgspec.structs import replace

from pamphlet.layout.columns import Column, Poured, Pourer
from pamphlet.layout.flow import HEAD_CLEARANCE, Grid, HeadBlock, TextBlock, first_baseline
from pamphlet.layout.placed import PlacedBox, PlacedLine
from pamphlet.layout.reach import DOT_GAP, INK_GAP, baselines, glyph_boxes, ink_reach, rise_of
from pamphlet.layout.table import HEAD_RULE, TableRowBlock
from pamphlet.manuscript.article import Span
from pamphlet.typesetting.emphasis import Dots
from pamphlet.typesetting.style import Family, Style

SIZE = 20.0
GRID = Grid(size=10, leading=13)


def style(face: str, size: float = SIZE) -> Style:
    return Style(family=Family(regular=face), size=size, leading=size, hyphenate=False)


@pytest.mark.parametrize(
    ("lang", "face", "above", "below"),
    [
        ("vi", "Anton_400Regular", "MỌỴ", "ẾỐ"),
        ("ar", "NotoNaskhArabic_700Bold", "حِجٍ", "إِنَّ"),
        ("en", "Vollkorn_400Regular", "gyp", "Élan"),
    ],
)
def test_inks_of_two_lines_keep_apart(studio: Studio, lang: str, face: str, above: str, below: str) -> None:
    typesetter = studio.workshop.typesetter(NOWHERE, lang)
    lines = [
        typesetter.set_lines(typesetter.prepare((Span(text=text),), style(face)), style(face), [200.0])[0]
        for text in (above, below)
    ]
    reached = ink_reach(lines[0])[1] + ink_reach(lines[1])[0]
    assert reached > 0.8 * SIZE
    (_, least), (_, usual) = (baselines(lines, SIZE, leading) for leading in (1.0, 3 * SIZE))
    assert least <= reached + INK_GAP * SIZE + 0.001
    assert least > 0.6 * SIZE
    assert usual == 3 * SIZE


def test_lines_from_right_to_left_keep_further_apart(studio: Studio) -> None:
    typesetter, face = studio.workshop.typesetter(NOWHERE, "ar"), style("NotoNaskhArabic_700Bold")
    lines = [
        typesetter.set_lines(typesetter.prepare((Span(text=text),), face), face, [200.0])[0] for text in ("في", "قة")
    ]
    (_, usual), (_, wider) = (baselines(lines, SIZE, 1.0, rtl=rtl) for rtl in (False, True))
    assert wider - usual == pytest.approx((DOT_GAP - INK_GAP) * SIZE)


def test_all_lines_move_apart_where_two_must(studio: Studio) -> None:
    typesetter, face = studio.workshop.typesetter(NOWHERE, "vi"), style("Anton_400Regular")
    lines = [
        typesetter.set_lines(typesetter.prepare((Span(text=text),), face), face, [200.0])[0]
        for text in ("MỌỴ", "ẾỐ", "ma", "ma")
    ]
    first, second, third, fourth = baselines(lines, SIZE, SIZE)
    assert second - first > SIZE
    assert (third - second, fourth - third) == pytest.approx((second - first, second - first))


def test_the_dots_of_emphasis_are_ink_too(studio: Studio) -> None:
    typesetter = studio.workshop.typesetter(NOWHERE, "en")
    (line,) = typesetter.set_lines(
        typesetter.prepare((Span(text="on"),), style("Anton_400Regular")), style("Anton_400Regular"), [200.0]
    )
    over, under = (
        replace(line, runs=(replace(line.runs[0], dots=Dots(middles=(5.0,), height=height, radius=1.0)),))
        for height in (22.0, -6.0)
    )
    assert ink_reach(over) == (23.0, ink_reach(line)[1])
    assert ink_reach(under) == (ink_reach(line)[0], 7.0)


@pytest.mark.parametrize(
    ("text", "size", "lower", "deeper"),
    [("gyp", 8.5, False, False), ("Ấgy", 15.0, True, True), ("Ấ", 9.5, True, False)],
)
def test_the_rules_of_a_table_stand_clear_of_what_hangs_and_rises_into_them(
    studio: Studio, text: str, size: float, lower: bool, deeper: bool
) -> None:
    typesetter = studio.workshop.typesetter(NOWHERE, "en")
    cell = replace(style("Vollkorn_400Regular", size), leading=11.0)
    row = TableRowBlock(
        cells=(typesetter.prepare((Span(text=text),), cell),),
        cell_elements=(1,),
        naturals=(100.0,),
        words_wide=(20.0,),
        styles=(cell,),
        ink="black",
    )
    rows = row.set(typesetter, [100.0], GRID)
    line, rule = rows.draw(0, 1, 0.0, 0.0, GRID, 0.0)
    assert isinstance(line, PlacedLine) and isinstance(rule, PlacedBox)
    rise, foot = ink_reach(line.line)
    above = 0.5 * GRID.leading + 0.25 * size
    usual = first_baseline(GRID) + rows.count * GRID.leading - above
    assert line.y - rise - INK_GAP * size >= first_baseline(GRID) - above + HEAD_RULE - 1e-9
    assert line.y + foot + INK_GAP * size <= rule.rect.y + 1e-9
    assert (line.y > first_baseline(GRID) + 1e-9) is lower
    assert (rule.rect.y > usual + 1e-9) is deeper


@pytest.mark.parametrize("clears", [0.0, 0.7, 1.0, 1.6])
def test_a_heading_stands_clear_of_what_rises_from_the_text_below(studio: Studio, clears: float) -> None:
    typesetter = studio.workshop.typesetter(NOWHERE, "en")
    head, text = style("Vollkorn_700Bold", 15), style("Vollkorn_400Regular", 10)
    flow = (
        HeadBlock(
            prepared=typesetter.prepare((Span(text="Quay"),), head),
            style=head,
            element=1,
            stays=True,
            clears=clears,
            before=1,
        ),
        TextBlock(prepared=typesetter.prepare((Span(text="A text. " * 20),), text), style=text, element=2),
    )
    pourer = Pourer(typesetter)
    for body in (flow, (flow[1], *flow)):
        columns = (Column(panel=0, x=0.0, top=0.0, width=200.0, rows=60),)
        poured = pourer.pour(body, columns, GRID)
        assert isinstance(poured, Poured)
        placed = [item for item in pourer.place(body, poured, columns, GRID)[0] if isinstance(item, PlacedLine)]
        (own,) = (item for item in placed if item.element == 1)
        below = next(item for item in placed if item.element == 2 and item.y > own.y)
        foot = ink_reach(own.line)[1]
        assert below.y - own.y >= (foot + (clears + HEAD_CLEARANCE) * GRID.size if clears else GRID.leading) - 0.001
        assert (below.y - first_baseline(GRID)) % GRID.leading == pytest.approx(0.0, abs=0.001)


def test_the_rules_of_a_pull_quote_clear_deep_ink(studio: Studio) -> None:
    typesetter = studio.workshop.typesetter(NOWHERE, "ps")
    quote = HeadBlock(
        prepared=typesetter.prepare((Span(text="بېرته وګرځي ږ"),), style("NotoNaskhArabic_700Bold")),
        style=style("NotoNaskhArabic_700Bold"),
        element=1,
        pad=2.0,
        rule="black",
    )
    rows = quote.set(typesetter, (80.0,), GRID)
    items = rows.draw(0, rows.count, 0.0, 0.0, GRID, 0.0)
    lines = [item for item in items if isinstance(item, PlacedLine)]
    upper, lower = sorted(item.rect.y for item in items if isinstance(item, PlacedBox))
    assert upper < lines[0].y - ink_reach(lines[0].line)[0]
    assert lower > lines[-1].y + ink_reach(lines[-1].line)[1] + INK_GAP * SIZE
    assert all(one.y < other.y for one, other in pairwise(lines))


def test_what_a_paragraph_may_reach_is_read_from_its_first_words(studio: Studio) -> None:
    typesetter = studio.workshop.typesetter(NOWHERE, "en")
    low, high = (
        rise_of(typesetter.prepare((Span(text=text),), style("Vollkorn_400Regular"))) for text in ("so on", "Élan")
    )
    assert 0.4 < low < 0.6 < high < 1.1


def test_tracking_moves_the_boxes_of_letters_apart(studio: Studio) -> None:
    shaped = studio.workshop.library(NOWHERE).face("Anton_400Regular").shape("HI")
    (first, second), (kept, moved) = glyph_boxes(shaped), glyph_boxes(shaped, 0.25)
    assert kept == first
    assert moved == pytest.approx((second[0] + 0.25, second[1] + 0.25, *second[2:]))
