"""The first letter over several lines: which letters stand so large, and how tall they are."""

from __future__ import annotations

from pathlib import Path

import pytest
from leaflets import Studio

from pamphlet.layout.flow import Grid, TextBlock
from pamphlet.layout.initial import initial
from pamphlet.layout.placed import PlacedLine
from pamphlet.layout.reach import ink_reach
from pamphlet.manuscript.article import Span
from pamphlet.typesetting.galley import Typesetter
from pamphlet.typesetting.style import Style

ROWS = 3


def set_in(studio: Studio, lang: str, theme: str) -> tuple[Style, Typesetter]:
    made = studio.workshop.theme(theme, {})
    return made.style(made.body.drop_cap_style), studio.workshop.typesetter(Path("nowhere"), lang)


def text(first: str, word: str) -> tuple[Span, ...]:
    return (Span(text=first + (word + " ") * 60),)


@pytest.mark.parametrize("theme", ["broadside", "bulletin"])
@pytest.mark.parametrize(
    ("lang", "first", "word"),
    [
        ("yo", "Ẹ", "gbẹ́"),
        ("yo", "E\u0323", "gbẹ́"),
        ("fr", "Ç", "a ira"),
        ("ru", "Щ", "ит"),
        ("en", "Q", "uito"),
        ("en", "i", "Phone"),
        ("en", "\u201c", "Quito"),
        ("en", "7", " days"),
        ("en", "ا", "bolivia"),
        ("uk", "N", "АТО блок"),
        ("el", "U", "ΕΣΕ λόγος"),
    ],
)
def test_letters_that_do_not_stand_well_stay_in_the_line(
    studio: Studio, lang: str, first: str, word: str, theme: str
) -> None:
    style, typesetter = set_in(studio, lang, theme)
    spans = text(first, word)
    assert initial(spans, style, ROWS, typesetter) == (None, spans)


@pytest.mark.parametrize("theme", ["broadside", "bulletin"])
@pytest.mark.parametrize(
    ("lang", "first", "word", "shown"),
    [
        ("en", "T", "he pit ", "T"),
        ("en", "O", "pen ", "O"),
        ("fr", "É", "tat ", "É"),
        ("fr", "E\u0301", "tat ", "E\u0301"),
        ("vi", "Ế", "ch ", "Ế"),
        ("uk", "Ї", "жа ", "Ї"),
        ("ka", "ა", "რა ", "Ა"),
        ("hy", "Բ", "ոլիվիա ", "Բ"),
        ("am", "የ", "ሰው ", "የ"),
    ],
)
def test_the_ink_of_the_letter_is_as_tall_as_its_lines(
    studio: Studio, lang: str, first: str, word: str, shown: str, theme: str
) -> None:
    style, typesetter = set_in(studio, lang, theme)
    cap, rest = initial(text(first, word), style, ROWS, typesetter)
    assert cap is not None
    assert rest[0].text.startswith(word)
    block = TextBlock(prepared=typesetter.prepare(rest, style), style=style, element=0, drop_cap=cap)
    grid = Grid(size=10.0, leading=14.0)
    letter = block.set(typesetter, [400.0], grid).draw(0, 1, 0.0, 0.0, grid, 0.0)[0]
    assert isinstance(letter, PlacedLine) and letter.line.text == shown
    top, foot = ink_reach(letter.line)
    wanted = (ROWS - 1) * grid.leading + 0.68 * grid.size
    assert top == pytest.approx(wanted, rel=0.06)
    assert foot <= 0.06 * wanted
