"""Lines from right to left: where their parts stand, and that HarfBuzz itself would draw them so."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable

import pytest
from msgspec.structs import replace

from pamphlet.design.theme import load_theme
from pamphlet.manuscript.article import Span
from pamphlet.typesetting.face import Shaped
from pamphlet.typesetting.galley import Typesetter
from pamphlet.typesetting.line import Line
from pamphlet.typesetting.margins import hang
from pamphlet.typesetting.style import Align, Style
from tests.conftest import Judge

TypesetterOf = Callable[[str], Typesetter]
ARTICLE_1 = {
    "ar": "يولد جميع الناس أحرارًا متساوين في الكرامة والحقوق. وقد وهبوا عقلاً وضميرًا وعليهم أن يعامل بعضهم بعضًا "
    "بروح الإخاء.",
    "fa": "تمام افراد بشر آزاد به دنیا می‌آیند و از لحاظ حیثیت و حقوق با هم برابرند. همه دارای عقل و وجدان هستند و "
    "باید نسبت به یکدیگر با روح برادری رفتار کنند.",
    "ur": "تمام انسان آزاد اور حقوق و عزت کے اعتبار سے برابر پیدا ہوئے ہیں۔ انہیں ضمیر اور عقل ودیعت ہوئی ہے۔",
    "he": "כל בני האדם נולדו בני חורין ושווים בערכם ובזכויותיהם. כולם חוננו בתבונה ובמצפון.",
    "yi": "יעדער מענטש װערט געבױרן פֿרײַ און גלײַך אין כּבֿוד און רעכט.",
}
"""Article 1 of the Universal Declaration of Human Rights."""


@pytest.fixture(scope="module")
def style() -> Style:
    return load_theme("broadside").style("body")


def set_text(typesetter: Typesetter, text: str, style: Style, measure: float = 200.0) -> tuple[Line, ...]:
    return typesetter.set_lines(typesetter.prepare((Span(text=text),), style), style, [measure])


def words_seen(line: Line) -> list[str]:
    """Return the words of a line as they stand from left to right."""
    placed = sorted(((x, shaped) for run in line.runs for x, shaped in run.words), key=lambda pair: pair[0])
    return [shaped.text for _, shaped in placed if not shaped.text.isspace()]


def edges(line: Line) -> tuple[float, float]:
    last = line.runs[-1]
    x, shaped = last.words[-1]
    return line.runs[0].words[0][0], x + (shaped.width * last.size + last.tracking * len(shaped.glyphs)) * last.scale


@pytest.mark.parametrize("lang", ARTICLE_1)
def test_lines_fill_the_measure_from_their_start_at_0_to_the_left(
    typesetter_of: TypesetterOf, style: Style, lang: str
) -> None:
    lines = set_text(typesetter_of(lang), ARTICLE_1[lang], replace(style, align=Align.JUSTIFY))
    assert len(lines) > 1
    for number, line in enumerate(lines):
        left, right = edges(line)
        assert right == pytest.approx(0.0, abs=style.size / 2)
        if number < len(lines) - 1:
            assert left == pytest.approx(-200.0, abs=style.size)
    assert " ".join(line.text for line in lines) == ARTICLE_1[lang]


@pytest.mark.parametrize("lang", ARTICLE_1)
def test_words_stand_from_right_to_left(typesetter_of: TypesetterOf, style: Style, lang: str) -> None:
    for line in set_text(typesetter_of(lang), ARTICLE_1[lang], style):
        assert words_seen(line) == list(reversed(line.text.split()))


def test_names_and_numbers_stand_as_their_readers_write_them(typesetter_of: TypesetterOf, style: Style) -> None:
    text = "زارت Jeanine Áñez (UN) يوم 12/11/2019."
    (line,) = set_text(typesetter_of("ar"), text, style, 1000.0)
    assert "".join(words_seen(line)) == ".12/11/2019يومJeanineÁñez(UN)زارت"
    assert line.text == text


def test_the_call_of_a_note_stands_after_the_name_that_it_follows(typesetter_of: TypesetterOf, style: Style) -> None:
    spans = (Span(text="حلف NATO"), Span(text="12", superscript=True, note="a"), Span(text=" اليوم"))
    typesetter = typesetter_of("ar")
    (line,) = typesetter.set_lines(typesetter.prepare(spans, style), style, [1000.0])
    assert words_seen(line) == ["اليوم", "12", "NATO", "حلف"]


def test_arabic_in_english_stands_in_its_own_order(typesetter: Typesetter, style: Style) -> None:
    (line,) = set_text(typesetter, "The words حرية وسلام, 12 times.", style, 1000.0)
    assert words_seen(line) == ["The", "words", "وسلام", "حرية", ",", "12", "times."]
    assert edges(line)[0] == pytest.approx(0.0, abs=1.0)


@pytest.mark.parametrize(("align", "at"), [(Align.START, 0.0), (Align.END, -1.0), (Align.CENTER, -0.5)])
def test_ragged_lines_stand_where_their_alignment_says(
    typesetter_of: TypesetterOf, style: Style, align: Align, at: float
) -> None:
    (line,) = set_text(typesetter_of("he"), "שלום עולם", replace(style, align=align), 200.0)
    assert edges(line)[1] == pytest.approx(at * (200.0 - line.width), abs=1.0)


def test_punctuation_hangs_out_at_the_end_of_a_line(typesetter_of: TypesetterOf, style: Style) -> None:
    typesetter = typesetter_of("he")
    justified = replace(style, align=Align.JUSTIFY)
    text = "שלום, " * 40
    lines = set_text(typesetter, text, justified, 150.0)
    assert edges(lines[0])[0] < -150.0


def test_what_hangs_out_is_the_mark_at_the_end_and_not_the_first_letter(
    typesetter_of: TypesetterOf, style: Style
) -> None:
    (prepared,) = typesetter_of("he").prepare((Span(text="שלום,"),), style)
    (piece,) = prepared.words[0].pieces
    comma = piece.shaped.face.shape(",", script="Hebr", rtl=True)
    assert prepared.words[0].hang_right > 0.0
    wanted = hang(comma.face, comma.glyphs[0].gid, ",", right=False) * piece.look.size
    assert prepared.words[0].hang_right == pytest.approx(wanted)


def test_joined_words_are_not_spaced_out_where_the_style_spaces_letters(typesetter: Typesetter, style: Style) -> None:
    (line,) = set_text(typesetter, "NATO سلام", replace(style, tracking=0.1), 1000.0)
    latin, arabic = line.runs
    assert latin.tracking == pytest.approx(0.1 * style.size)
    assert arabic.tracking == 0.0
    assert edges(line)[1] == pytest.approx(line.width + line.start)


def test_a_word_too_long_for_its_measure_is_broken_from_its_start(typesetter_of: TypesetterOf, style: Style) -> None:
    lines = set_text(typesetter_of("he"), "א" * 90, style, 100.0)
    assert len(lines) > 2
    assert sum(line.text.count("א") for line in lines) == 90
    assert all(edges(line)[0] > -102.0 for line in lines)  # a hyphen hangs out by half its width


@pytest.mark.parametrize("lang", ARTICLE_1)
def test_words_are_shaped_as_harfbuzz_shapes_the_whole_line(
    typesetter_of: TypesetterOf, style: Style, lang: str, judge: Judge
) -> None:
    """Shaping word by word draws the same glyphs at the same places as shaping the line at once."""
    typesetter = typesetter_of(lang)
    (line,) = set_text(typesetter, ARTICLE_1[lang], style, 10_000.0)
    (run,) = line.runs
    glyphs = [glyph for _, shaped in run.words for glyph in shaped.glyphs]
    script = "hebr" if lang in ("he", "yi") else "arab"
    shaped = subprocess.run(
        [
            judge("hb-shape"), "--no-glyph-names", "--output-format=json", "--direction=rtl", f"--script={script}",
            f"--language={lang}", "--features=onum,kern", str(run.face.path), line.text,
        ],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    theirs = json.loads(shaped.stdout)
    assert [(g["g"], g["ax"], g["dx"], g["dy"]) for g in theirs] == [
        (g.gid, g.advance, g.x_offset, g.y_offset) for g in glyphs
    ]


@pytest.mark.parametrize(("first", "second"), [("ال", "كتاب"), ("بال", "أمس"), ("كت", "اب"), ("سَ", "لام")])
def test_letters_join_over_the_border_of_a_change_of_face(
    typesetter_of: TypesetterOf, style: Style, first: str, second: str
) -> None:
    typesetter = typesetter_of("ar")
    spans = (Span(text=first, strong=True), Span(text=second))
    (line,) = typesetter.set_lines(typesetter.prepare(spans, style), style, [1000.0])
    left, right = (run.words[0][1] for run in line.runs)
    assert (left.text, right.text) == (second, first)
    alone = right.face.shape(right.text, style.features, "ar", "Arab", rtl=True)
    whole = left.face.shape(first + second, style.features, "ar", "Arab", rtl=True)
    own = [glyph.gid for glyph in whole.glyphs if glyph.cluster >= len(first)]
    if (first[-1], second[0]) != ("ل", "أ"):  # no ligature stands over a border
        assert [glyph.gid for glyph in left.glyphs] == own
    assert [g.gid for g in right.glyphs] != [g.gid for g in alone.glyphs]
    assert [glyph.cluster for glyph in left.glyphs] == sorted((g.cluster for g in left.glyphs), reverse=True)


def test_the_hyphen_of_a_break_and_a_space_run_as_their_word_does(typesetter_of: TypesetterOf, style: Style) -> None:
    line = set_text(typesetter_of("he"), "שלום עולם", style)[0]
    shaped: list[Shaped] = [shaped for run in line.runs for _, shaped in run.words]
    assert all(each.rtl for each in shaped if not each.text.isspace())
