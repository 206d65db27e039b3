"""Tables and notes in the flow: how wide columns are, and how far notes stand apart."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from leaflets import Studio, layout_of, lines, paragraph
from msgspec.structs import replace

from pamphlet.layout.body import WHOLE_NOTES
from pamphlet.layout.table import column_widths
from pamphlet.manuscript.article import Note, Span, Table

WIDTHS = st.lists(st.tuples(st.floats(5, 400), st.floats(1, 5)), min_size=1, max_size=6)


@given(WIDTHS, st.floats(100, 500))
def test_columns_fill_the_measure_and_no_column_is_given_away(cells: list[tuple[float, float]], room: float) -> None:
    naturals = [natural for natural, _ in cells]
    widths = column_widths(naturals, [natural / parts for natural, parts in cells], room)
    assert sum(widths) == pytest.approx(room)
    for natural, width in zip(naturals, widths, strict=True):
        assert width >= min(natural, room / len(cells) / 2) - 1e-6 or natural > room / len(cells)


@pytest.mark.parametrize("theme", ["broadside", "bulletin"])
def test_a_date_in_a_table_stays_on_one_line(studio: Studio, theme: str) -> None:
    what = "The vote for all grown men and women, whether or not they could read or owned land"
    rows = tuple(((Span(text=when),), (Span(text=what),)) for when in ("When", "July 1952", "Aug. 1953"))
    article = studio.article(body=(paragraph("A table."), Table(rows=rows, header_rows=1), paragraph("After it.")))
    layout = layout_of(studio.fold(article, "gate-closed", theme=theme))
    shown = [item.line.text for _, item in lines(layout, "body") if layout.elements[item.element].kind == "TD"]
    assert {"July 1952", "Aug. 1953"} <= set(shown)
    assert len(shown) > 4, "what is long is broken"


@pytest.mark.parametrize("theme", ["broadside", "bulletin"])
def test_notes_stand_at_one_distance(studio: Studio, theme: str) -> None:
    texts = ("Short.", "A note that is long enough for two lines of a narrow column, or for three.", "Short.", "Last.")
    notes = tuple(
        Note(label=str(number), number=number, blocks=(paragraph(text),)) for number, text in enumerate(texts, 1)
    )
    called = tuple(
        replace(paragraph("So it was."), spans=(Span(text="So it was."), Span(text="", note=n.label))) for n in notes
    )
    layout = layout_of(studio.fold(studio.article(body=called, notes=notes), "gate-closed", theme=theme))
    placed = [item for _, item in lines(layout, "body") if layout.elements[item.element].kind == "Note"]
    steps = [(later.element != earlier.element, later.y - earlier.y) for earlier, later in pairwise(placed)]
    between = {round(step, 2) for parted, step in steps if parted}
    (within,) = {round(step, 2) for parted, step in steps if not parted}
    assert len(between) == 1
    assert within < between.pop() < 1.4 * within


def test_many_notes_may_be_parted(studio: Studio) -> None:
    notes = tuple(
        Note(label=str(n), number=n, blocks=(paragraph(f"The shop's own book of {1900 + n}, page {n}. " * 3),))
        for n in range(1, 40)
    )
    article = studio.article(2.0)
    body = tuple(
        replace(block, spans=(*block.spans, Span(text="", note=note.label))) if hasattr(block, "spans") else block
        for block, note in zip(article.body * 4, notes, strict=False)
    )
    result = studio.fold(replace(article, body=body, notes=notes), "accordion-4", "A3")
    layout = layout_of(result)
    panels = {p.name for p, item in lines(layout, "body") if layout.elements[item.element].kind == "Note"}
    assert sum(len(str(note.blocks)) for note in notes) > WHOLE_NOTES
    assert len(panels) > 1
