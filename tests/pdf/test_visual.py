"""The word check of pages with letters from right to left: what passes, and what must not."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.ttLib import TTFont
from msgspec.structs import replace

from pamphlet.design.localising import in_language
from pamphlet.design.theme import load_theme
from pamphlet.layout.placed import PlacedLine
from pamphlet.manuscript.article import Span
from pamphlet.pdf.extract import check_words, expected_text, page_texts
from pamphlet.pdf.visual import has_rtl
from pamphlet.resources import fonts_folder
from pamphlet.sheet.side import Side, SlugLine
from pamphlet.typesetting.face import Shaped
from pamphlet.typesetting.galley import Typesetter
from pamphlet.typesetting.hyphenation import Hyphenator
from pamphlet.typesetting.library import FontLibrary
from pamphlet.typesetting.line import Line, Run
from pamphlet.typesetting.locale import conventions
from pamphlet.units import Rect
from tests.pdf.conftest import Setter

TEXTS = {
    "ar": "زارت Jeanine Áñez (UN) يوم 12/11/2019، وقالت إن 46.8% «ليست كافية» أحرارًا متساوين",
    "fa": "مادهٔ ۱: تمام افراد بشر آزاد به دنیا می‌آیند و از لحاظ حیثیت و حقوق با هم برابرند",
    "ur": "تمام انسان آزاد اور حقوق و عزت کے اعتبار سے برابر پیدا ہوئے ہیں۔ انہیں ضمیر اور عقل ودیعت ہوئی ہے۔",
    "he": "כל בני האדם (all human beings) נולדו בני חורין ב־1948, [בְּרֵאשִׁית בָּרָא] 50%",
    "ckb": "هەموو مرۆڤەکان بە ئازادی لەدایک دەبن و لە ڕێز و مافدا یەکسانن، ١٠ی ١٢ی ١٩٤٨",
}
Words = tuple[tuple[float, Shaped], ...]


@pytest.fixture(scope="module")
def library() -> FontLibrary:
    return FontLibrary([fonts_folder()])


@pytest.fixture(scope="module")
def postscript(tmp_path_factory: pytest.TempPathFactory) -> FontLibrary:
    """The shipped faces, with PostScript outlines in those for running Hebrew and Arabic."""
    folder = tmp_path_factory.mktemp("fonts")
    for path in fonts_folder().glob("*.ttf"):
        if path.stem not in ("NotoSerifHebrew_400Regular", "NotoNaskhArabic_400Regular"):
            (folder / path.name).symlink_to(path)
            continue
        font = TTFont(path)
        glyphs, drawn = font.getGlyphSet(), {}
        for name in font.getGlyphOrder():
            pen = T2CharStringPen(font["hmtx"][name][0], glyphs)
            glyphs[name].draw(pen)
            drawn[name] = pen.getCharString()
        for table in {"glyf", "loca", "gasp"} & set(font.keys()):
            del font[table]
        font.sfntVersion = "OTTO"
        builder = FontBuilder(font=font)
        builder.setupCFF(path.stem, {}, drawn, {})
        builder.setupMaxp()
        font.save(folder / f"{path.stem}.otf")
    return FontLibrary([folder])


def lines_of(library: FontLibrary, lang: str) -> tuple[Line, ...]:
    style = in_language(load_theme("broadside"), lang).style("body")
    typesetter = Typesetter(library, Hyphenator(), conventions(lang))
    prepared = typesetter.prepare((Span(text=TEXTS[lang]),), replace(style, hyphenate=False))
    return typesetter.set_lines(prepared, style, [250.0])


def side_of(setter: Setter, lines: tuple[Line, ...], turned: bool = False) -> Side:
    items = setter.lines(*lines, x=300.0, leading=30.0)
    return setter.side(panels=(setter.panel(*items, rect=Rect(30, 20, 330, 250), turned=turned),))


def changed(lines: tuple[Line, ...], change: Callable[[Words], Words]) -> tuple[Line, ...]:
    """Return *lines* with one change to the longest run of the first line, from its first word on."""
    line = lines[0]
    at = max(range(len(line.runs)), key=lambda number: len(line.runs[number].words))
    words = line.runs[at].words
    since = 1 if words[0][1].text.isspace() else 0
    run: Run = replace(line.runs[at], words=(*words[:since], *change(words[since:])))
    return (replace(line, runs=(*line.runs[:at], run, *line.runs[at + 1 :])), *lines[1:])


def swapped(words: Words) -> Words:
    (x, first), (middle, space), (after, third), *rest = words
    end = after + (middle - x) / first.width * third.width
    return ((x, third), (x + end - after, space), (end - middle + x, first), *rest)


def without_word(words: Words) -> Words:
    return (*words[:2], *words[3:])


def without_letter(words: Words) -> Words:
    at = next(number for number, (_, shaped) in enumerate(words) if len(shaped.text) > 2)
    x, shaped = words[at]
    short = shaped.face.shape(shaped.text[:-1], script=shaped.script, rtl=shaped.rtl)
    return (*words[:at], (x, short), *words[at + 1 :])


def joined(words: Words) -> Words:
    (_, _), (at, _), (after, _), *_ = words
    return (words[0], *((x + at - after, shaped) for x, shaped in words[2:]))


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize("lang", TEXTS)
def test_lines_pass_as_they_were_set(setter: Setter, library: FontLibrary, lang: str, turned: bool) -> None:
    side = side_of(setter, lines_of(library, lang), turned)
    assert check_words([expected_text(side)], setter.pdf(side)) == ()


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize("change", [swapped, without_word, without_letter, joined])
@pytest.mark.parametrize("lang", TEXTS)
def test_a_fault_in_one_line_is_found(
    setter: Setter, library: FontLibrary, lang: str, change: Callable[[Words], Words], turned: bool
) -> None:
    """One word changed with its neighbour, lost, a letter short, or joined to the next."""
    lines = lines_of(library, lang)
    wanted, drawn = side_of(setter, lines, turned), side_of(setter, changed(lines, change), turned)
    (finding,) = check_words([expected_text(wanted)], setter.pdf(drawn))
    assert finding.code == "words-differ" and finding.message.startswith("page 1 reads ")
    assert finding.message.endswith("was set, both from left to right")


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize("lang", ["ar", "fa", "he"])
def test_in_faces_with_postscript_outlines_letters_are_counted(
    setter: Setter, postscript: FontLibrary, lang: str, turned: bool
) -> None:
    """There a letter stands where its dot does, and its order is not looked at."""
    lines = lines_of(postscript, lang)
    side = side_of(setter, lines, turned)
    assert check_words([expected_text(side)], setter.pdf(side)) == ()
    for change in (without_word, without_letter):
        (finding,) = check_words([expected_text(side)], setter.pdf(side_of(setter, changed(lines, change), turned)))
        assert finding.message.startswith("page 1 lacks the letters")


def test_pdfium_alone_would_not_tell_the_order_of_words(setter: Setter, library: FontLibrary) -> None:
    """It turns lines of two directions round by rules of its own: the reason for looking where letters stand."""
    side = side_of(setter, lines_of(library, "ar"))
    assert page_texts(setter.pdf(side))[0].split() != TEXTS["ar"].split()


def test_what_was_set_nowhere_is_found(setter: Setter, library: FontLibrary) -> None:
    side = side_of(setter, lines_of(library, "he"))
    (panel,) = side.panels
    stray = PlacedLine(x=10, y=230, line=setter.line("stray"), element=0)
    drawn = setter.side(panels=(replace(panel, items=(*panel.items, stray)),))
    (finding,) = check_words([expected_text(side)], setter.pdf(drawn))
    assert finding.message == "page 1 shows 's' where nothing was set"


def test_on_such_a_page_all_lines_are_looked_at(setter: Setter, library: FontLibrary) -> None:
    slug = (SlugLine(x=30, y=295, line=setter.line("slug line", size=6)),)
    (panel,) = side_of(setter, lines_of(library, "he")).panels
    side = setter.side(panels=(panel,), slug=slug)
    assert check_words([expected_text(side)], setter.pdf(side)) == ()
    short = setter.side(panels=(panel,), slug=(replace(slug[0], line=setter.line("slug", size=6)),))
    (finding,) = check_words([expected_text(side)], setter.pdf(short))
    assert "'slug line'" in finding.message


def test_only_letters_from_right_to_left_ask_for_it() -> None:
    assert has_rtl("ב") and has_rtl("a ب")
    assert not has_rtl("a 1 ١ «»")
