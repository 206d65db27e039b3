"""Arabic lines justified by elongation: where, how much, and where not."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from statistics import pstdev

import pytest
from msgspec.structs import replace

from pamphlet.design.localising import in_language
from pamphlet.design.theme import load_theme
from pamphlet.manuscript.article import Span
from pamphlet.typesetting.face import Shaped
from pamphlet.typesetting.galley import Typesetter
from pamphlet.typesetting.kashida import MOST_WORDS, NEAR, TATWEEL, best_place, joins
from pamphlet.typesetting.line import Line
from pamphlet.typesetting.style import Align, Style

TypesetterOf = Callable[[str], Typesetter]
PREAMBLE = (
    "ولما كان تناسي حقوق الإنسان وازدراؤها قد أفضيا إلى أعمال همجية آذت الضمير الإنساني. وكان غاية ما يرنو إليه عامة "
    "البشر انبثاق عالم يتمتع فيه الفرد بحرية القول والعقيدة ويتحرر من الفزع والفاقة. ولما كان من الضروري أن يتولى "
    "القانون حماية حقوق الإنسان لكيلا يضطر المرء آخر الأمر إلى التمرد على الاستبداد والظلم."
)
URDU = (
    "چونکہ ہر انسان کی ذاتی عزت اور حرمت اور انسانوں کے مساوی اور ناقابلِ انتقال حقوق کو تسلیم کرنا دنیا میں آزادی ہے۔"
)
"""Of the preamble of the Universal Declaration of Human Rights (United Nations)."""


def style_of(lang: str, **changes: object) -> Style:
    style = replace(in_language(load_theme("broadside"), lang).style("body"), align=Align.JUSTIFY)
    return replace(style, **changes)  # type: ignore[arg-type]


def set_text(typesetter: Typesetter, text: str, style: Style, measure: float = 240.0) -> tuple[Line, ...]:
    return typesetter.set_lines(typesetter.prepare((Span(text=text),), style), style, [measure])


def words_of(lines: tuple[Line, ...]) -> list[Shaped]:
    return [shaped for line in lines for run in line.runs for _, shaped in run.words]


def tatweels(shaped: Shaped) -> int:
    gid = shaped.face.hb_font.get_nominal_glyph(ord(TATWEEL))
    return sum(glyph.gid == gid for glyph in shaped.glyphs)


@pytest.mark.parametrize(
    ("word", "marked"),
    [
        ("السلام", "السـلام"),
        ("مستقبل", "مسـتقبل"),
        ("الحرية", "الحريـة"),
        ("محمد", "محمـد"),
        ("كتاب", "كتـاب"),
        ("مــن", "مــن"),
        ("بَيْت", "بَيْـت"),
    ],
)
def test_a_word_is_elongated_where_readers_expect_it(word: str, marked: str) -> None:
    place = best_place(word)
    if TATWEEL in word:
        assert place is not None and TATWEEL in word[place.index - 1 : place.index + 1]
    else:
        assert place is not None and word[: place.index] + TATWEEL + word[place.index :] == marked


@pytest.mark.parametrize("word", ["من", "دار", "أو", "ورد", "NATO", "12", "שלום", "آن\u200cرا"])
def test_words_without_a_good_join_are_left_alone(word: str) -> None:
    assert best_place(word) is None


def test_lam_and_alef_are_never_parted() -> None:
    assert not joins("ل", "ا") and not joins("ل", "أ")
    place = best_place("إلا")
    assert place is None
    found = best_place("ملابس")
    assert found is not None and found.index != 2


def test_lines_are_filled_with_evener_spaces(typesetter_of: TypesetterOf) -> None:
    typesetter, style = typesetter_of("ar"), style_of("ar")
    drawn = set_text(typesetter, PREAMBLE, style, 170.0)
    plain = set_text(typesetter, PREAMBLE, replace(style, limits=replace(style.limits, kashida=0.0)), 170.0)
    spaces, others = ([line.space for line in lines[:-1]] for lines in (drawn, plain))
    assert sum(map(tatweels, words_of(drawn))) > 2
    assert not sum(map(tatweels, words_of(plain)))
    assert max(spaces) < max(others)
    assert pstdev(spaces) < 0.9 * pstdev(others)
    assert [line.text for line in drawn] == [line.text for line in plain]
    assert " ".join(line.text for line in drawn) == PREAMBLE


def test_an_elongated_word_is_shaped_by_harfbuzz_and_keeps_its_text(typesetter_of: TypesetterOf) -> None:
    style = style_of("ar")
    longer = [shaped for shaped in words_of(set_text(typesetter_of("ar"), PREAMBLE, style)) if tatweels(shaped)]
    for shaped in longer:
        place = best_place(shaped.text)
        assert place is not None
        text = shaped.text[: place.index] + TATWEEL * tatweels(shaped) + shaped.text[place.index :]
        theirs = shaped.face.shape(text, style.features, "ar", "Arab", rtl=True)
        assert [(g.gid, g.advance, g.x_offset, g.y_offset) for g in shaped.glyphs] == [
            (g.gid, g.advance, g.x_offset, g.y_offset) for g in theirs.glyphs
        ]
        clusters = [glyph.cluster for glyph in shaped.glyphs]
        assert clusters == sorted(clusters, reverse=True)
        assert clusters[-1] >= 0 and clusters[0] < len(shaped.text)


def test_no_word_grows_beyond_the_limit_and_three_of_four_not_at_all(typesetter_of: TypesetterOf) -> None:
    style = style_of("ar")
    for measure in (120.0, 180.0, 240.0, 300.0):
        for line in set_text(typesetter_of("ar"), PREAMBLE, style, measure):
            words = [shaped for shaped in words_of((line,)) if not shaped.text.isspace()]
            longer = [shaped for shaped in words if tatweels(shaped)]
            assert len(longer) <= max(1, round(len(words) * MOST_WORDS))
            for shaped in longer:
                unit = shaped.face.shape(TATWEEL, script="Arab", rtl=True).width
                assert tatweels(shaped) * unit <= style.limits.kashida + 1e-9


def drawn_out(line: Line, size: float) -> list[tuple[int, float]]:
    """Return the words of a line that are drawn out: their number and their middle, in ems from its right end."""
    words = [(x, shaped) for run in line.runs for x, shaped in run.words if not shaped.text.isspace()]
    middles = [-x / size - shaped.width / 2 for x, shaped in words]
    return [(at, middles[at]) for at, (_, shaped) in enumerate(words) if tatweels(shaped)]


def test_no_two_words_side_by_side_or_one_below_another_are_drawn_out(typesetter_of: TypesetterOf) -> None:
    style, found = style_of("ar"), 0
    for measure in range(120, 320, 10):
        lines = [drawn_out(line, style.size) for line in set_text(typesetter_of("ar"), PREAMBLE, style, float(measure))]
        found += sum(map(len, lines))
        for line in lines:
            assert all(abs(one - other) > 1 for (one, _), (other, _) in pairwise(sorted(line)))
        for above, below in pairwise(lines):
            # What a space takes after the words are chosen moves them: by half of what counts as near, at most.
            assert all(abs(one - other) > NEAR / 2 for _, one in above for _, other in below)
    assert found > 20


def test_uyghur_is_set_ragged(typesetter_of: TypesetterOf) -> None:
    style = in_language(load_theme("broadside"), "ug").style("body")
    assert style.align is Align.START and not style.limits.kashida
    assert in_language(load_theme("broadside"), "ar").style("body").align is Align.JUSTIFY


def test_letters_are_neither_spaced_out_nor_scaled(typesetter_of: TypesetterOf) -> None:
    for line in set_text(typesetter_of("ar"), PREAMBLE, style_of("ar")):
        assert {(run.tracking, run.scale) for run in line.runs} == {(0.0, 1.0)}


def test_nastaliq_last_lines_and_ragged_ones_are_not_elongated(typesetter_of: TypesetterOf) -> None:
    assert not any(map(tatweels, words_of(set_text(typesetter_of("ur"), URDU, style_of("ur")))))
    lines = set_text(typesetter_of("ar"), PREAMBLE, style_of("ar"))
    assert not any(map(tatweels, words_of(lines[-1:])))
    ragged = set_text(typesetter_of("ar"), PREAMBLE, style_of("ar", align=Align.START))
    assert not any(map(tatweels, words_of(ragged)))
