"""Letters with their marks stay whole: in justified lines, and where a word is wider than its measure."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

import pytest
from msgspec.structs import replace

from pamphlet.design.localising import in_language
from pamphlet.design.theme import load_theme
from pamphlet.manuscript.article import Span
from pamphlet.typesetting.breaks import graphemes
from pamphlet.typesetting.galley import Typesetter
from pamphlet.typesetting.line import Line
from pamphlet.typesetting.style import Align, Style

TypesetterOf = Callable[[str], Typesetter]
LONG = {
    "hi": "अन्तर्राष्ट्रीयकरणविश्वविद्यालयकर्मचारीसंघर्षसमिति",
    "bn": "আন্তর্জাতিকস্বাধীনতাসংগ্রামপরিষদ",
    "ta": "தொழிற்சங்கக்கூட்டமைப்பினருடையகொள்கைகளுக்காக",
    "th": "กำน้ำกำน้ำกำน้ำกำน้ำกำน้ำกำน้ำ",
    "am": "ኢንተርናሽናሊስትዓለምአቀፍሠራተኞች",
    "en": "g\u0303e\u0301" * 24,
}
THAI = "โดยที่การไม่นำพาและการเหยียดหยามต่อสิทธิมนุษยชน ยังผลให้มีการกระทำอันป่าเถื่อน ซึ่งเป็นการละเมิดมโนธรรมของมนุษยชาติอย่างร้ายแรง"


def body(lang: str, **changes: object) -> Style:
    style = in_language(load_theme("broadside"), lang).style("body")
    return replace(style, **{"hyphenate": False, **changes})  # type: ignore[arg-type]


def set_lines(typesetter: Typesetter, text: str, style: Style, measure: float) -> tuple[Line, ...]:
    return typesetter.set_lines(typesetter.prepare((Span(text=text),), style), style, [measure])


@pytest.mark.parametrize("lang", LONG)
def test_a_word_wider_than_the_measure_is_cut_between_letters(typesetter_of: TypesetterOf, lang: str) -> None:
    style = body(lang)
    lines = set_lines(typesetter_of(lang), LONG[lang], style, 60.0)
    assert len(lines) > 2
    assert "".join(line.text for line in lines) == LONG[lang]
    ends, at = set(), 0
    for line in lines[:-1]:
        at += len(line.text)
        ends.add(at)
    assert ends <= set(graphemes(LONG[lang]))
    assert not [line for line in lines if unicodedata.category(line.text[0]).startswith("M")]
    if lang in ("th", "am"):
        assert not [line for line in lines if line.ending == "hyphen"]


def test_thai_lines_are_justified_by_spaces_first_and_clusters_a_little(typesetter_of: TypesetterOf) -> None:
    style = body("th", align=Align.JUSTIFY)
    lines = set_lines(typesetter_of("th"), THAI, style, 200.0)
    assert len(lines) > 2
    for line in lines[:-1]:
        steps = []
        for run in line.runs:
            assert run.tracking == 0
            for (x, word), (after, _) in zip(run.words, run.words[1:], strict=False):
                width = word.width * run.size * run.scale
                steps.append((after - x - width, word.text))
        clusters = [extra for extra, text in steps if text != " "]
        assert max(clusters) - min(clusters) < 0.01 or len({round(extra, 2) for extra in clusters}) <= 2
        assert max(abs(extra) for extra in clusters) < 0.07 * style.size


@pytest.mark.parametrize("lang", ["hi", "bn", "ta"])
def test_letters_under_one_headline_are_not_spaced_out(typesetter_of: TypesetterOf, lang: str) -> None:
    style = body(lang, align=Align.JUSTIFY)
    text = " ".join([LONG[lang][:9]] * 30)
    for line in set_lines(typesetter_of(lang), text, style, 170.0):
        assert all(run.tracking == 0 for run in line.runs)
