"""Shaping as HarfBuzz's own program does it: the same glyphs at the same places, for every script the package has."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable

import pytest

from pamphlet.design.theme import load_theme
from pamphlet.manuscript.article import Span
from pamphlet.typesetting.face import Shaped
from pamphlet.typesetting.galley import Typesetter
from pamphlet.typesetting.itemising import main_system, shaping_script

SAMPLES = {
    "en": "affluent official AVATAR fjord",
    "vi": "Tuyên ngôn toàn thế giới về nhân quyền",
    "gn": "mbaʼe g̃uahẽ ỹvytu",
    "ru": "Всеобщая декларация прав человека",
    "el": "Οικουμενική διακήρυξη πολυτονικὸν ᾠδή",
    "hy": "Մարդու իրավունքների համընդհանուր հռչակագիր",
    "ka": "ადამიანის უფლებათა საყოველთაო დეკლარაცია",
    "am": "ሁሉ አቀፍ የሰብአዊ መብቶች መግለጫ",
    "hi": "मानव अधिकारों की सार्वभौम घोषणा राष्ट्रीय क्षत्रिय शक्ति",
    "bn": "মানবাধিকারের সর্বজনীন ঘোষণাপত্র স্বাধীনতা ক্ষুদ্র",
    "ta": "மனித உரிமைகள் பற்றிய உலகப் பிரகடனம் கொள்கை ஸ்ரீ",
    "th": "ปฏิญญาสากลว่าด้วยสิทธิมนุษยชน น้ำ ที่ ปู่",
    "ar": "الإعلان العالمي لحقوق الإنسان لا إله",
    "fa": "اعلامیهٔ جهانی حقوق بشر می‌خواهم",
    "ur": "انسانی حقوق کا عالمی منشور",
    "he": "הכרזה לכל באי עולם בדבר זכויות האדם שָׁלוֹם",
}
"""Names of the Universal Declaration of Human Rights, and words that ask much of a shaper."""


def shaped_words(typesetter: Typesetter, text: str) -> list[Shaped]:
    style = load_theme("broadside").style("body")
    prepared = typesetter.prepare((Span(text=text),), style)
    return [piece.shaped for stretch in prepared for word in stretch.words for piece in word.pieces]


@pytest.mark.parametrize("lang", SAMPLES)
def test_the_same_glyphs_at_the_same_places(typesetter_of: Callable[[str], Typesetter], judge, lang: str) -> None:
    words = shaped_words(typesetter_of(lang), SAMPLES[lang])
    assert "".join(word.text for word in words) == SAMPLES[lang].replace(" ", "")
    for word in words:
        assert not any(glyph.gid == 0 for glyph in word.glyphs)
        found = [(glyph.gid, glyph.advance, glyph.x_offset, glyph.y_offset) for glyph in word.glyphs]
        assert found == by_hb_shape(judge("hb-shape"), word, lang)


def by_hb_shape(program: str, word: Shaped, lang: str) -> list[tuple[int, int, int, int]]:
    features = "onum=1,kern=1"
    command = [
        program, str(word.face.path), f"--text={word.text}", f"--language={lang}", f"--features={features}",
        f"--script={word.script}", f"--direction={'rtl' if word.rtl else 'ltr'}", "--cluster-level=1",
        "--no-glyph-names", "--output-format=json",
    ]  # fmt: skip
    output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return [(glyph["g"], glyph["ax"], glyph["dx"], glyph["dy"]) for glyph in json.loads(output)]


@pytest.mark.parametrize("lang", ["hi", "bn", "ta", "th", "am", "hy", "ka", "ru", "el", "ar", "he"])
def test_harfbuzz_is_told_the_script(typesetter_of: Callable[[str], Typesetter], lang: str) -> None:
    (digits,) = shaped_words(typesetter_of(lang), "1948")
    assert digits.script == shaping_script(main_system(lang))
    assert all(word.script == digits.script for word in shaped_words(typesetter_of(lang), SAMPLES[lang]))


def test_a_text_is_cut_only_where_its_shape_allows(typesetter_of: Callable[[str], Typesetter]) -> None:
    for lang in ("hi", "bn", "ta", "th"):
        for word in shaped_words(typesetter_of(lang), SAMPLES[lang]):
            face, places = word.face, word.face.clusters(word.text, (), lang)
            parts = [word.text[a:b] for a, b in zip((0, *places), (*places, len(word.text)), strict=True)]
            whole = face.shape(word.text, (), lang)
            assert sum(face.shape(part, (), lang).width for part in parts) == pytest.approx(whole.width)


def figures(typesetter: Typesetter, span: Span) -> set[int]:
    """Return the glyphs of the figures of a text set in the face of the body with text figures."""
    prepared = typesetter.prepare((span,), load_theme("bulletin").style("body"))
    shaped = [piece.shaped for stretch in prepared for word in stretch.words for piece in word.pieces]
    return {glyph.gid for each in shaped for glyph in each.glyphs if each.text[glyph.cluster].isdigit()}


def test_figures_of_addresses_and_codes_are_as_tall_as_capitals(typesetter_of: Callable[[str], Typesetter]) -> None:
    typesetter = typesetter_of("en")
    text, code = figures(typesetter, Span(text="in 1917")), figures(typesetter, Span(text="1917", code=True))
    assert len(text) == len(code) == 3 and not text & code
    for address in ("https://example.org/?c=1917", "press1917@example.org", "example.org/1917", "www.the1917.org"):
        assert figures(typesetter, Span(text=address)) == code


@pytest.mark.parametrize(
    ("typed", "shown"),
    [("💪🏽", "💪"), ("a✊🏿!", "a✊!"), ("👩🏾\u200d👨", "👩\u200d👨"), ("❤️", "❤️"), ("👩", "👩")],
)
def test_skin_tones_that_a_face_would_draw_as_squares_are_left_out(
    typesetter_of: Callable[[str], Typesetter], typed: str, shown: str
) -> None:
    words = shaped_words(typesetter_of("en"), typed)
    assert "".join(word.text for word in words) == shown
    assert not any(word.undefined for word in words)
    assert not typesetter_of("en").library.missing
