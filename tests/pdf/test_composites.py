"""Clusters from right to left as glyphs of their own: what they show, and what readers make of them."""

from __future__ import annotations

import io
import re
import subprocess
import unicodedata
from ctypes import c_double
from pathlib import Path

import pypdfium2
import pytest
from fontTools.pens.boundsPen import BoundsPen
from fontTools.ttLib import TTFont
from msgspec.structs import replace

from pamphlet.design.localising import in_language
from pamphlet.design.theme import load_theme
from pamphlet.manuscript.article import Span
from pamphlet.pdf.composites import Cluster, Component, glyph_count, with_composites
from pamphlet.pdf.fontfile import subset
from pamphlet.pdf.fonts import FontShelf
from pamphlet.resources import fonts_folder
from pamphlet.typesetting.face import Face
from pamphlet.typesetting.galley import Typesetter
from pamphlet.typesetting.hyphenation import Hyphenator
from pamphlet.typesetting.library import FontLibrary
from pamphlet.typesetting.line import Line, Run
from pamphlet.typesetting.locale import conventions
from tests.conftest import Judge
from tests.pdf.conftest import Setter

ARTICLE_ONE = {
    "ar": "يولد جميع الناس أحرارًا متساوين في الكرامة والحقوق. وقد وهبوا عقلاً وضميرًا وعليهم أن يعامل بعضهم بعضًا "
    "بروح الإخاء.",
    "fa": "تمام افراد بشر آزاد به دنیا می‌آیند و از لحاظ حیثیت و حقوق با هم برابرند. همه دارای عقل و وجدان هستند.",
    "ur": "تمام انسان آزاد اور حقوق و عزت کے اعتبار سے برابر پیدا ہوئے ہیں۔ انہیں ضمیر اور عقل ودیعت ہوئی ہے۔",
    "he": "כל בני האדם נולדו בני חורין ושווים בערכם ובזכויותיהם. כולם חוננו בתבונה ובמצפון.",
    "yi": "יעדער מענטש װערט געבױרן פֿרײַ און גלײַך אין כּבֿוד און רעכט. יעדער װערט באַשאָנקן מיט פֿאַרשטאַנד.",
    "pointed": "בְּרֵאשִׁית בָּרָא אֱלֹהִים אֵת הַשָּׁמַיִם וְאֵת הָאָרֶץ",
    "vowelled": "بِسْمِ اللهِ الرَّحْمٰنِ الرَّحِيمِ",
}
"""Article 1 of the Universal Declaration of Human Rights, and two texts with vowels."""
LANGUAGES = {"pointed": "he", "vowelled": "ar"}


@pytest.fixture(scope="module")
def library() -> FontLibrary:
    return FontLibrary([fonts_folder()])


def set_lines(library: FontLibrary, name: str) -> tuple[Line, ...]:
    lang = LANGUAGES.get(name, name)
    style = in_language(load_theme("broadside"), lang).style("body")
    typesetter = Typesetter(library, Hyphenator(), conventions(lang))
    prepared = typesetter.prepare((Span(text=ARTICLE_ONE[name]),), replace(style, hyphenate=False))
    return typesetter.set_lines(prepared, style, [250.0])


def written(setter: Setter, lines: tuple[Line, ...]) -> bytes:
    return setter.pdf(setter.side(*setter.lines(*lines, x=300.0, leading=30.0)))


def read(text: str) -> list[str]:
    text = re.sub("[\u200b-\u200f\u202a-\u202e\ufeff\f]", "", text)
    return unicodedata.normalize("NFC", text).split()


def wanted(name: str) -> list[str]:
    return read(ARTICLE_ONE[name])


def bare(text: str) -> list[str]:
    """Return the words without their punctuation, which Poppler takes for left to right and so turns round."""
    return [word for word in re.split(r"[.،۔\s]+", " ".join(read(text))) if word]


@pytest.mark.parametrize("name", ARTICLE_ONE)
def test_poppler_reads_every_word_in_order(library: FontLibrary, name: str, judge: Judge, tmp_path: Path) -> None:
    path = tmp_path / "rtl.pdf"
    path.write_bytes(written(Setter(), set_lines(library, name)))
    done = subprocess.run([judge("pdftotext"), str(path), "-"], capture_output=True, text=True, check=True)
    assert bare(done.stdout) == bare(ARTICLE_ONE[name])


@pytest.mark.parametrize("name", ARTICLE_ONE)
def test_pdfium_reads_every_word_in_order(library: FontLibrary, name: str) -> None:
    pdf = written(Setter(), set_lines(library, name))
    assert read(pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_range()) == wanted(name)


@pytest.mark.parametrize("name", ["ar", "ur"])
def test_what_was_written_before_changes_no_byte(library: FontLibrary, name: str) -> None:
    setter = Setter()
    first = written(setter, set_lines(library, name))
    for other in ("he", "vowelled", "fa"):
        written(setter, set_lines(library, other))
    assert written(setter, set_lines(library, name)) == first
    setter.shelf = FontShelf()
    assert written(setter, set_lines(library, name)) == first


def test_a_composite_shows_its_components_where_they_stand() -> None:
    face = Face(fonts_folder() / "NotoNaskhArabic_400Regular.ttf")
    dot, body = face.shape("ب", script="Arab", rtl=True).glyphs
    cluster = Cluster(
        components=(Component(dot.gid, dot.x_offset, dot.y_offset), Component(body.gid, 0, 0)),
        advance=body.advance,
        text="ب",
    )
    program = subset(face, tuple(sorted({dot.gid, body.gid})))
    font = TTFont(io.BytesIO(with_composites(program, face, [cluster])))
    glyphs, name = font.getGlyphSet(), font.getGlyphName(glyph_count(program))
    assert font["hmtx"][name][0] == body.advance

    def bounds(glyph: str) -> tuple[float, float, float, float]:
        pen = BoundsPen(glyphs)
        glyphs[glyph].draw(pen)
        return pen.bounds

    of_dot, of_body = bounds(font.getGlyphName(dot.gid)), bounds(font.getGlyphName(body.gid))
    moved = (dot.x_offset, dot.y_offset) * 2
    shifted = tuple(edge + by for edge, by in zip(of_dot, moved, strict=True))
    lows = [min(a, b) for a, b in zip(shifted[:2], of_body[:2], strict=True)]
    highs = [max(a, b) for a, b in zip(shifted[2:], of_body[2:], strict=True)]
    assert bounds(name) == (*lows, *highs)


@pytest.mark.parametrize("name", ["ar", "ur", "pointed"])
def test_composites_print_what_their_glyphs_would(library: FontLibrary, name: str) -> None:
    """The same line with its glyphs shown one by one leaves the same ink."""
    lines = set_lines(library, name)
    plain = Setter()
    for run in lines[0].runs:
        plain.shelf.face(run.face).further = range(0)
    one, other = (
        # Large, so that PDFium draws outlines and fits no letters to pixels.
        pypdfium2.PdfDocument(written(setter, lines[:1]))[0].render(scale=12.0, grayscale=True).to_pil()
        for setter in (Setter(), plain)
    )
    differing = sum(abs(a - b) > 100 for a, b in zip(one.tobytes(), other.tobytes(), strict=True))
    inked = sum(value < 128 for value in one.tobytes())
    assert inked > 1000
    assert differing < inked * 0.01


@pytest.mark.parametrize(
    ("name", "script", "word"),
    [
        ("NotoSerif_400Regular", "Latn", "AVTo\u0323\u0301VA"),
        ("Vollkorn_400Regular", "Latn", "AVTo\u0323\u0301VA"),
        ("NotoSerifTamil-Regular", "Taml", "அமையாததாகவிருந்து"),
        ("NotoSerifDevanagari_400Regular", "Deva", "व्यक्ति"),
    ],
)
def test_kerned_letters_in_a_word_with_marks_stand_where_they_were_shaped(
    setter: Setter, name: str, script: str, word: str
) -> None:
    face = Face(fonts_folder() / f"{name}.ttf")
    shaped = face.shape(word, script=script)
    starts, pen = dict[int, float](), 0.0
    for glyph in shaped.glyphs:
        if unicodedata.category(word[glyph.cluster]) != "Mn":
            starts.setdefault(glyph.cluster, pen)
        pen += glyph.advance / face.units_per_em * 100
    run = Run(face=face, size=100.0, ink="black", words=((0.0, shaped),))
    line = Line(runs=(run,), width=shaped.width * 100, text=word)
    page = pypdfium2.PdfDocument(setter.pdf(setter.side(*setter.lines(line, x=10, y=200))))[0]
    text, x, y = page.get_textpage(), c_double(), c_double()
    found = set()
    for number in range(text.count_chars()):
        pypdfium2.raw.FPDFText_GetCharOrigin(text, number, x, y)
        found.add(x.value - 10)
    assert len(starts) > 1
    assert all(min(abs(at - start) for at in found) < 0.2 for start in starts.values())


WITH_MARKS = {
    "Arab": ("NotoNaskhArabic_400Regular", "أحرارًا إلاّ"),
    "Hebr": ("NotoSerifHebrew_400Regular", "באַשאָנקן"),
    "Deva": ("NotoSerifDevanagari_400Regular", "स्वाधीनता के"),
    "Beng": ("NotoSerifBengali_400Regular", "আ\u200cইনের"),
    "Thai": ("NotoSerifThai-Regular", "ที่เกิด"),
    "Latn": ("NotoSerif_400Regular", "kọ́ọ̀kan"),
}
"""Faces, and words with marks or joiners."""


@pytest.mark.parametrize("script", WITH_MARKS)
def test_no_letter_shares_a_code_with_its_marks(setter: Setter, script: str) -> None:
    """pdf.js 5.6 gives no width to a code that says a mark, MuPDF 1.28 to one that says a mark first."""
    name, words = WITH_MARKS[script]
    face = Face(fonts_folder() / f"{name}.ttf")
    shelved = setter.shelf.face(face)
    for word in words.split():
        rtl = script in ("Arab", "Hebr")
        texts = [cluster.text for cluster in shelved.fragment(face.shape(word, script=script, rtl=rtl)).clusters]
        told = "".join(texts)
        assert unicodedata.normalize("NFC", told[::-1] if rtl else told) == unicodedata.normalize("NFC", word)
        beside = [{unicodedata.category(char) in ("Mn", "Cf") for char in text} for text in texts]
        assert {True} in beside
        assert {True, False} not in beside
