"""Balanced lines: pull quotes, headings and the like, as even as can be and broken between phrases."""

from __future__ import annotations

import pytest
from leaflets import NOWHERE, Studio

from pamphlet.design.localising import in_language
from pamphlet.layout.flow import set_balanced
from pamphlet.manuscript.article import HARD_BREAK, Span
from pamphlet.typesetting.line import Ending, Line
from pamphlet.typesetting.style import Align, Style

MEASURE = 241.0


def quoted(studio: Studio, text: str, lang: str, *, balance: bool = True) -> tuple[Line, ...]:
    typesetter = studio.workshop.typesetter(NOWHERE, lang)
    style = in_language(studio.workshop.theme("broadside", {}), lang).style("pullquote")
    return set_balanced(typesetter, typesetter.prepare((Span(text=text),), style), style, MEASURE, balance=balance)


@pytest.mark.parametrize(
    ("lang", "text", "leaning"),
    [
        ("es", "Nadie será sometido a torturas ni a penas o tratos crueles, inhumanos o degradantes.", {"a", "o"}),
        ("et", "Igal inimesel on õigus elule, vabadusele ja isikupuutumatusele.", {"ja"}),
        ("de", "Niemand darf in Sklaverei oder Leibeigenschaft gehalten werden.", {"in", "oder"}),
    ],
)
def test_a_pull_quote_is_broken_between_phrases(studio: Studio, lang: str, text: str, leaning: set[str]) -> None:
    lines = quoted(studio, text, lang)
    assert len(lines) == len(quoted(studio, text, lang, balance=False)) > 2
    assert not {line.text.split()[-1] for line in lines} & leaning
    assert all(line.width <= MEASURE for line in lines)
    assert not any(line.ending is Ending.HYPHEN for line in lines)


def test_lines_are_even_to_the_last(studio: Studio) -> None:
    text = "No one shall be held in slavery or servitude in any country."
    plain, even = (quoted(studio, text, "en", balance=balance) for balance in (False, True))
    shortest = [min(line.width for line in lines) / max(line.width for line in lines) for lines in (plain, even)]
    assert len(plain) == len(even)
    assert shortest[1] > 1.2 * shortest[0]


def test_lines_that_the_author_ended_stay(studio: Studio) -> None:
    lines = quoted(studio, f"Bread.{HARD_BREAK}Peace and a roof over the head of everybody who has none.", "en")
    assert lines[0].text == "Bread."
    assert len(lines) > 2


def test_lines_in_the_middle_or_at_the_end_stand_in_the_whole_measure(studio: Studio) -> None:
    typesetter = studio.workshop.typesetter(NOWHERE, "en")
    for align, share in ((Align.CENTER, 0.5), (Align.END, 1.0)):
        style = Style(
            family=studio.workshop.theme("broadside", {}).style("label").family, size=14, leading=18, align=align
        )
        prepared = typesetter.prepare((Span(text="All are equal before the law of all the world."),), style)
        lines = set_balanced(typesetter, prepared, style, 150.0, balance=True)
        assert len(lines) > 1
        for line in lines:
            assert line.runs[0].words[0][0] == pytest.approx((150.0 - line.width) * share, abs=1.0)
