"""Emphasis in Chinese, Japanese and Korean: which letters have a dot, and where it stands."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from full_width import make_full_width
from msgspec.structs import replace

from pamphlet.design.localising import in_language
from pamphlet.design.theme import Theme, load_theme
from pamphlet.manuscript.article import Span
from pamphlet.typesetting.emphasis import MIDDLES, RADIUS, Dots, takes_dot
from pamphlet.typesetting.galley import Typesetter
from pamphlet.typesetting.hyphenation import Hyphenator
from pamphlet.typesetting.library import FontLibrary
from pamphlet.typesetting.line import Line
from pamphlet.typesetting.locale import conventions
from pamphlet.typesetting.style import Align, Family, Limits, Style

SIZE = 10.0
STYLE = Style(family=Family(regular="Square"), size=SIZE, leading=16, limits=Limits(tracking=0.0, scaling=0.0))
TEXT = "平和工人、戦「争」反対。首ー都。사람은"

Set = Callable[..., tuple[Line, ...]]


@pytest.fixture(scope="module")
def squares(tmp_path_factory: pytest.TempPathFactory) -> FontLibrary:
    folder = tmp_path_factory.mktemp("squares")
    make_full_width(folder / "Square.ttf", TEXT)
    return FontLibrary([folder])


@pytest.fixture
def set_text(squares: FontLibrary) -> Set:
    def set_text(*spans: Span, lang: str = "ja", style: Style = STYLE, measure: float = 400.0) -> tuple[Line, ...]:
        typesetter = Typesetter(squares, Hyphenator(), conventions(lang))
        return typesetter.set_lines(typesetter.prepare(spans, style), style, [measure])

    return set_text


def dots_of(line: Line) -> list[Dots]:
    return [run.dots for run in line.runs if run.dots]


def places(line: Line) -> dict[str, float]:
    return {shaped.text: x for run in line.runs for x, shaped in run.words}


def test_a_dot_stands_over_the_middle_of_each_letter(set_text: Set) -> None:
    (line,) = set_text(Span(text="首都"), Span(text="平和", emphasis=True), Span(text="工人"))
    (dots,) = dots_of(line)
    found = places(line)
    assert dots.middles == pytest.approx([found["平"] + SIZE / 2, found["和"] + SIZE / 2])
    assert dots.radius == pytest.approx(RADIUS * SIZE)
    assert line.text == "首都平和工人"


@pytest.mark.parametrize(
    ("lang", "side"), [("ja", "above"), ("ko", "above"), ("zh", "below"), ("zh-Hant", "below"), ("zh-TW", "below")]
)
def test_dots_stand_on_the_side_that_readers_know(set_text: Set, lang: str, side: str) -> None:
    (line,) = set_text(Span(text="平和사람", emphasis=True), lang=lang)
    (dots,) = dots_of(line)
    assert dots.height == pytest.approx(MIDDLES[side] * SIZE)
    assert len(dots.middles) == 4
    # Clear of the square of the letter, which reaches from 0.12 em below the baseline to 0.88 above.
    assert dots.height - dots.radius > 0.88 * SIZE or dots.height + dots.radius < -0.12 * SIZE


def test_marks_spaces_and_latin_have_none(set_text: Set) -> None:
    (line,) = set_text(Span(text="平、「和」。 nato 12 ー", emphasis=True))
    (dots,) = dots_of(line)
    found = places(line)
    assert dots.middles == pytest.approx([found[char] + SIZE / 2 for char in "平和ー"])
    assert [char for char in "平、「和」。ー・！？A1 " if takes_dot(char)] == ["平", "和", "ー"]


def test_dots_stay_in_the_middle_where_a_line_is_opened(set_text: Set) -> None:
    style = replace(STYLE, align=Align.JUSTIFY)
    first = set_text(Span(text="平和工人戦争反対", emphasis=True), style=style, measure=46.0)[0]
    (dots,) = dots_of(first)
    found = places(first)
    assert found["和"] > 1.05 * SIZE
    assert dots.middles == pytest.approx([found[shaped] + SIZE / 2 for shaped in first.text])


def test_dots_grow_with_their_letters_and_rise_with_them(set_text: Set) -> None:
    (line,) = set_text(Span(text="平", emphasis=True), Span(text="和", emphasis=True, superscript=True))
    large, small = dots_of(line)
    run = line.runs[-1]
    assert small.radius == pytest.approx(large.radius * run.size / SIZE)
    assert small.height == pytest.approx(run.rise + MIDDLES["above"] * run.size)


def looks(squares: FontLibrary, span: Span, lang: str) -> set[tuple[bool, bool, str]]:
    typesetter = Typesetter(squares, Hyphenator(), conventions(lang))
    (stretch,) = typesetter.prepare((span,), STYLE)
    return {(piece.look.bold, piece.look.italic, piece.look.dots) for word in stretch.words for piece in word.pieces}


def test_strong_is_bold_and_so_is_emphasis_without_a_letter_for_dots(squares: FontLibrary) -> None:
    assert looks(squares, Span(text="平和", emphasis=True), "ja") == {(False, False, "above")}
    assert looks(squares, Span(text="平和nato", emphasis=True), "zh") == {(False, False, "below")}
    assert looks(squares, Span(text="平和", strong=True), "ja") == {(True, False, "")}
    assert looks(squares, Span(text="平和", strong=True, emphasis=True), "ja") == {(True, False, "above")}
    assert looks(squares, Span(text="nato", emphasis=True), "ja") == {(True, False, "")}
    assert looks(squares, Span(text="nato", emphasis=True), "en") == {(False, True, "")}
    assert looks(squares, Span(text="nato", emphasis=True), "th") == {(True, False, "")}


@pytest.mark.parametrize("lang", ["ja", "ko", "zh-Hans", "zh-Hant"])
@pytest.mark.parametrize("name", ["broadside", "bulletin"])
def test_the_leading_holds_the_dots(lang: str, name: str) -> None:
    theme: Theme = in_language(load_theme(name), lang)
    need = max(MIDDLES["above"] + RADIUS + 0.12, 0.88 + RADIUS - MIDDLES["below"])
    running = ("body", "quote", "standfirst", "note", "caption", "pagestandfirst")
    for key in running:
        style = theme.style(key)
        assert style.leading >= need * style.size, key
    for spec in (theme.copyfit, theme.page.copyfit):
        tightest = min([spec.leading, *(step.to for step in (*spec.short, *spec.long) if step.lever == "leading")])
        assert tightest >= need + 0.05
