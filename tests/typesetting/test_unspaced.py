"""Text without spaces between words, as it is placed: what is compressed, what gives, what stays whole."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

import pytest
from full_width import make_full_width
from msgspec.structs import replace

from pamphlet.design.localising import in_language
from pamphlet.design.theme import load_theme
from pamphlet.manuscript.article import Span
from pamphlet.typesetting.breaks import opportunities
from pamphlet.typesetting.galley import Typesetter
from pamphlet.typesetting.hyphenation import Hyphenator
from pamphlet.typesetting.library import FontLibrary
from pamphlet.typesetting.line import Ending, Line
from pamphlet.typesetting.locale import conventions
from pamphlet.typesetting.style import Align, Family, Limits, Style
from pamphlet.typesetting.unspaced import HANGUL_GIVE, joint

SIZE = 10.0
IDEOGRAPHS = "平和工人戦争反対首都政変世界権利人間宣言自由正義基礎"
HANGUL = "모든사람은자유로우며노예상태에놓여지아니한다권리"
STYLE = Style(
    family=Family(regular="Square"),
    size=SIZE,
    leading=16,
    align=Align.JUSTIFY,
    hyphenate=False,
    limits=Limits(tracking=0.0, scaling=0.0),
)
STYLE_OF_TEXT = replace(STYLE, family=Family(regular="Vollkorn_400Regular"))

Set = Callable[..., tuple[Line, ...]]


@pytest.fixture(scope="session")
def squares(tmp_path_factory: pytest.TempPathFactory) -> FontLibrary:
    folder = tmp_path_factory.mktemp("squares")
    text = IDEOGRAPHS + HANGUL + "のはをにとがで\u3000"
    make_full_width(folder / "Square.ttf", text)
    make_full_width(folder / "Taipei.ttf", text, centred="，、。・！？")
    return FontLibrary([folder])


@pytest.fixture
def set_text(squares: FontLibrary) -> Set:
    def set_text(text: str, ems: float, lang: str = "ja", style: Style = STYLE) -> tuple[Line, ...]:
        typesetter = Typesetter(squares, Hyphenator(), conventions(lang))
        return typesetter.set_lines(typesetter.prepare((Span(text=text),), style), style, [ems * SIZE])

    return set_text


def places(line: Line) -> list[tuple[str, float]]:
    """Return each word of a line and its place, in ems."""
    return [(shaped.text, x / SIZE) for run in line.runs for x, shaped in run.words]


def place_of(line: Line, text: str) -> float:
    return next(x for word, x in places(line) if word == text)


def texts(lines: Sequence[Line]) -> list[str]:
    return [line.text for line in lines]


def test_ideographs_fill_the_lines_without_spaces(set_text: Set) -> None:
    lines = set_text("平和工人戦争反対首都政変", 4)
    assert texts(lines) == ["平和工人", "戦争反対", "首都政変"]
    assert [x for _, x in places(lines[0])] == pytest.approx([0, 1, 2, 3])
    assert [line.ending for line in lines] == [Ending.JOIN, Ending.JOIN, Ending.END]


def test_what_is_over_is_shared_by_all_joints(set_text: Set) -> None:
    first = set_text("平和工人戦争反対首都政変", 5.8)[0]
    assert first.text == "平和工人戦"
    steps = [b - a for (_, a), (_, b) in pairwise(places(first))]
    assert steps == pytest.approx([1.2] * 4)


def test_marks_keep_to_the_rules_of_line_ends(set_text: Set) -> None:
    lines = set_text("平和工人、戦争反対。首都「政変」世界", 4)
    assert not [line for line in lines if line.text[0] in "、。」" or line.text[-1] == "「"]
    assert "".join(texts(lines)) == "平和工人、戦争反対。首都「政変」世界"


def test_a_closing_mark_gives_up_its_blank_half_at_the_end(set_text: Set) -> None:
    first = set_text("平和工人、戦争反対首都", 4.5)[0]
    assert first.text == "平和工人、"
    assert place_of(first, "、") == pytest.approx(4.0)
    assert first.width == pytest.approx(5.0 * SIZE)


def test_an_opening_mark_gives_up_its_blank_half_at_the_start(set_text: Set) -> None:
    lines = set_text("「平和」工人戦争", 20)
    assert place_of(lines[0], "「") == pytest.approx(-0.5)
    assert place_of(lines[0], "平") == pytest.approx(0.5)


def test_marks_that_meet_share_their_space(set_text: Set) -> None:
    line = set_text("平「和」「工」。「人」、戦", 30)[0]
    found = [x for _, x in places(line)]
    steps = dict(zip(["平「", "「和", "和」", "」「", "「工", "工」", "」。", "。「"], _steps(found), strict=False))
    assert steps["」「"] == pytest.approx(0.5)
    assert steps["」。"] == pytest.approx(0.5)
    assert steps["。「"] == pytest.approx(0.5)
    assert steps["平「"] == steps["和」"] == pytest.approx(1.0)


def _steps(found: Sequence[float]) -> list[float]:
    return [b - a for a, b in pairwise(found)]


def test_marks_in_the_middle_of_their_em_keep_it(set_text: Set) -> None:
    style = Style(family=Family(regular="Taipei"), size=SIZE, leading=16, align=Align.JUSTIFY, hyphenate=False)
    first = set_text("平和工人，戦争反対首都", 5, "zh-TW", style)[0]
    assert first.text == "平和工人，"
    assert first.width == pytest.approx(5.0 * SIZE)
    assert place_of(first, "，") == pytest.approx(4.0)


def test_nothing_gives_before_a_closing_mark(set_text: Set) -> None:
    first = set_text("平和、工人戦争反対首都政変", 5.8)[0]
    assert place_of(first, "、") - place_of(first, "和") == pytest.approx(1.0)


def test_a_quarter_em_parts_ideographs_from_latin(set_text: Set) -> None:
    line = set_text("平和peace工人12戦", 30)[0]
    found = dict(places(line))
    assert found["peace"] == pytest.approx(2.25)
    assert found["工"] == pytest.approx(2.25 + 2.5 + 0.25)
    assert found["戦"] - found["12"] == pytest.approx(1.25)


def test_no_quarter_em_parts_bopomofo_from_the_sign_of_its_tone() -> None:
    assert joint("ㄣ", "ˊ", False, lambda _: (False, False), True).width == 0.0
    assert joint("ˊ", "ㄖ", True, lambda _: (False, False), True).width == 0.0
    assert joint("文", "a", True, lambda _: (False, False), True).width == 0.25


def test_the_quarter_em_is_gone_at_a_line_end(set_text: Set) -> None:
    lines = set_text("平和工人peace戦争反対首都", 4)
    assert texts(lines)[:2] == ["平和工人", "peace戦"]
    assert place_of(lines[1], "peace") == pytest.approx(0.0)


def test_spans_are_broken_between_as_inside(squares: FontLibrary) -> None:
    typesetter = Typesetter(squares, Hyphenator(), conventions("ja"))
    spans = (Span(text="平和"), Span(text="工人、", strong=True), Span(text="戦争反対"))
    lines = typesetter.set_lines(typesetter.prepare(spans, STYLE), STYLE, [4 * SIZE])
    assert texts(lines)[0] == "平和工"
    assert "".join(texts(lines)) == "平和工人、戦争反対"


def test_headlines_keep_phrases_whole(set_text: Set) -> None:
    style = Style(family=Family(regular="Square"), size=SIZE, leading=16, hyphenate=False, phrases=True)
    lines = set_text("自由は世界の正義の基礎", 6.5, "ja", style)
    assert all(line.text[-1] in "はの礎" for line in lines)


def test_an_ideographic_space_is_not_seen_at_a_line_end(set_text: Set) -> None:
    lines = set_text("平和工人\u3000戦争反対首都政変", 4)
    assert texts(lines)[:2] == ["平和工人\u3000", "戦争反対"]
    assert place_of(lines[0], "人") == pytest.approx(3.0)


def test_korean_words_are_never_divided(set_text: Set) -> None:
    korean = "모든 사람은 자유로우며 노예상태에 놓여 지지 아니한다"
    lines = set_text(korean, 9.5, "ko", replace(STYLE, hyphenate=True))
    assert [word for text in texts(lines) for word in text.split()] == korean.split()


def test_the_letters_of_korean_take_a_little_of_the_white(set_text: Set) -> None:
    first = set_text("모든 사람은 자유 로우며 노예상태에", 9.1, "ko")[0]
    step = place_of(first, "든") - place_of(first, "모") - 1
    assert step == pytest.approx((first.space - 0.5) * HANGUL_GIVE)
    assert 0.0 < step < 0.1


def test_burmese_is_divided_in_justified_text_alone() -> None:
    theme = in_language(load_theme("bulletin"), "my")
    assert theme.style("body").align is Align.JUSTIFY and theme.style("body").hyphenate
    assert not theme.style("note").hyphenate and not theme.style("pullquote").hyphenate
    for lang in ("ja", "ko", "zh", "th", "lo"):
        assert not in_language(load_theme("bulletin"), lang).style("body").hyphenate


@pytest.mark.parametrize("lang", ["ja", "ko", "zh-Hant", "zh-Hans", "th", "lo", "km", "my", "ur"])
def test_scripts_that_can_leave_a_letter_alone_are_charged_for_it(lang: str) -> None:
    assert in_language(load_theme("bulletin"), lang).style("body").limits.lone == 2.2
    assert in_language(load_theme("bulletin"), "en").style("body").limits.lone == 0.0


def test_no_character_is_left_alone_on_the_last_line(set_text: Set) -> None:
    text = IDEOGRAPHS + "。"
    assert texts(set_text(text, 25.4))[-1] == "礎。"
    style = replace(STYLE, limits=replace(STYLE.limits, lone=2.2))
    assert texts(set_text(text, 25.4, style=style))[-1] == "基礎。"


@pytest.mark.parametrize(
    ("lang", "text", "whole"),
    [
        ("th", "ปฏิญญาสากลว่าด้วยสิทธิมนุษยชน", ("ว่าด้วย", "มนุษยชน")),
        ("km", "សេចក្ដីប្រកាសជាសកលស្ដីពីសិទ្ធិមនុស្ស", ("សកល",)),
    ],
)
def test_words_that_the_list_takes_for_two_are_not_divided(
    typesetter_of: Callable[[str], Typesetter], lang: str, text: str, whole: tuple[str, ...]
) -> None:
    (prepared,) = typesetter_of(lang).prepare((Span(text=text),), STYLE_OF_TEXT)
    breaks, at = set(), 0
    for word in prepared.words:
        at += sum(len(piece.shaped.text) for piece in word.pieces)
        if word.breakable:
            breaks.add(at)
    assert breaks
    for word in whole:
        inside = range(text.index(word) + 1, text.index(word) + len(word))
        assert set(inside) & set(opportunities(text, lang)), "the list knows it by now: no need to name it"
        assert not set(inside) & breaks
