"""Display lines: what stays together, and the white between lines."""

from __future__ import annotations

import math
import unicodedata
from itertools import pairwise
from pathlib import Path

import pytest
from full_width import MIDDLE, make_full_width
from leaflets import NOWHERE, Studio, layout_of
from msgspec.structs import replace

from pamphlet.design.localising import in_language
from pamphlet.layout.display import DisplayStack, names_in, set_stack
from pamphlet.layout.placed import PlacedBox, PlacedLine
from pamphlet.layout.reach import ink_reach, white_beside
from pamphlet.typesetting.galley import Typesetter
from pamphlet.typesetting.hyphenation import Hyphenator
from pamphlet.typesetting.library import FontLibrary
from pamphlet.typesetting.line import Ending
from pamphlet.typesetting.locale import conventions
from pamphlet.typesetting.style import Family, Style

ANTON = Style(family=Family(regular="Anton_400Regular"), size=30, leading=33, hyphenate=False, capitals=True)


def stacked(
    studio: Studio, text: str, lang: str = "en", *, measure: float = 200.0, height: float = 400.0
) -> DisplayStack:
    typesetter = studio.workshop.typesetter(NOWHERE, lang)
    stack = set_stack(typesetter, text, ANTON, measure=measure, height=height, sizes=(10.0, 80.0))
    assert stack is not None
    return stack


def whites(stack: DisplayStack) -> list[float]:
    """Return the white between the capitals of each line and the baseline above, in points."""
    caps = [line.size * line.line.runs[0].face.cap_height for line in stack.lines]
    baselines = [line.baseline for line in stack.lines]
    return [b - cap - a for a, b, cap in zip(baselines, baselines[1:], caps[1:], strict=False)]


@pytest.mark.parametrize(
    ("lang", "text", "shown"),
    [
        ("en", "12 kg of bread for us", "12 KG OF BREAD FOR US"),
        ("fr", "L’État !", "L’ÉTAT !"),
        ("pl", "Precz z zamachem", "PRECZ Z ZAMACHEM"),
    ],
)
def test_words_that_no_break_may_part_keep_the_space_between_them(
    studio: Studio, lang: str, text: str, shown: str
) -> None:
    lines = stacked(studio, text, lang).lines
    assert " ".join(line.line.text for line in lines) == shown
    for line in lines:
        for run in line.line.runs:
            for (x, word), (after, _) in zip(run.words, run.words[1:], strict=False):
                # A space may be narrower than its glyph, a letter may not.
                assert after > x + word.width * run.size * (0.5 if word.text == " " else 0.999)


def test_lines_stand_equally_far_apart(studio: Studio) -> None:
    found = whites(stacked(studio, "HANDS OFF BOLIVIA AND LATIN AMERICA"))
    assert len(found) > 1
    assert max(found) - min(found) < 0.01


def test_lines_move_apart_below_a_comma_and_above_an_accent(studio: Studio) -> None:
    plain, accented, comma = (
        whites(stacked(studio, text, "es"))[0] for text in ("FUERA\nAMERICA", "FUERA\nAMÉRICA", "FUERA,\nAMERICA")
    )
    assert plain < accented and plain < comma


def test_a_comma_is_no_accent_of_the_letter_below_it(studio: Studio) -> None:
    """The end of it is nearer to its own line than to the next, whose last letter stands right under it."""
    _, above, below = stacked(studio, "NA DA HAKKIN\nRAYUWA,\nDA ZAMANTOWA", "ha").lines
    tail = ink_reach(above.line)[1]
    white = below.baseline - below.size * below.line.runs[0].face.cap_height - above.baseline - tail
    assert white > tail


def test_no_accent_comes_near_a_round_letter_above(studio: Studio) -> None:
    for above, below in pairwise(stacked(studio, "VÀ AN TOÀN\nCÁ NHÂN.", "vi").lines):
        reached = ink_reach(below.line)[0] + ink_reach(above.line)[1]
        assert below.baseline - above.baseline - reached >= 0.05 * max(above.size, below.size)


@pytest.mark.parametrize(("lang", "text"), [("ar", "في\nحقة"), ("ar", "العالمي\nالإنسان"), ("fa", "آزادی‌های\nبشریت")])
def test_dots_of_two_lines_from_right_to_left_are_not_taken_for_one_letters(
    studio: Studio, lang: str, text: str
) -> None:
    style = in_language(studio.workshop.theme("broadside", {}), lang).style("title")
    typesetter = studio.workshop.typesetter(NOWHERE, lang)
    stack = set_stack(typesetter, text, style, measure=200.0, height=400.0, sizes=(10.0, 80.0))
    assert stack is not None
    above, below = stack.lines
    cap = below.size * below.line.runs[0].face.cap_height
    white = below.baseline - cap - above.baseline - ink_reach(above.line)[1]
    assert white >= 0.2 * min(above.size, below.size)


def test_words_without_spaces_are_stacked_where_a_line_may_end(studio: Studio) -> None:
    text = "ปฏิญญาสากลว่าด้วยสิทธิมนุษยชน"
    typesetter = studio.workshop.typesetter(NOWHERE, "th")
    style = in_language(studio.workshop.theme("broadside", {}), "th").style("title")
    stack = set_stack(typesetter, text, style, measure=240.0, height=190.0, sizes=(15.0, 88.0))
    assert stack is not None
    lines = [placed.line for placed in stack.lines]
    assert "".join(line.text for line in lines) == text
    assert len(lines) > 1
    assert [line.ending for line in lines] == [Ending.JOIN] * (len(lines) - 1) + [Ending.END]


@pytest.mark.parametrize(
    ("lang", "text", "leaning"),
    [
        ("es", "Todo individuo tiene derecho a la vida, a la libertad y a la seguridad de su persona.", {"A", "Y"}),
        ("uk", "Кожна людина має право на життя, на свободу і на особисту недоторканність.", {"НА", "І"}),
        ("cy", "Y mae gan bawb hawl i fywyd, rhyddid a diogelwch.", {"A", "I", "Y", "GAN"}),
        ("en", "Everyone has the right to life, liberty and the security of person.", {"AND", "OF", "THE", "TO"}),
        ("de", "Die Allgemeine Erklärung der Menschenrechte", {"DER", "DIE"}),
        ("fr", "Déclaration universelle des droits de l’homme", {"DE", "DES"}),
        ("el", "Κάθε άτομο έχει δικαίωμα στη ζωή, την ελευθερία και την προσωπική του ασφάλεια.", {"ΚΑΙ", "ΤΗΝ"}),
        ("ar", "لكل فرد الحق في الحياة والحرية وسلامة شخصه.", {"في", "لكل"}),
        ("he", "הכרזה לכל באי עולם בדבר זכויות האדם", {"בדבר", "לכל"}),
        ("it", "Dichiarazione universale dei diritti umani", {"DEI"}),
        ("is", "Allir menn eiga rétt til lífs, frelsis og mannhelgi.", {"OG", "TIL"}),
        ("nb", "Verdenserklæringen om menneskerettighetene", {"OM"}),
        ("nl", "Een ieder heeft het recht op leven, vrijheid en onschendbaarheid.", {"EN", "HET", "OP"}),
        ("pt", "Declaração Universal dos Direitos Humanos", {"DOS"}),
        ("sv", "Envar har rätt till liv, frihet och personlig säkerhet.", {"OCH", "TILL"}),
        ("vi", unicodedata.normalize("NFD", "Tuyên ngôn toàn thế giới về nhân quyền của Liên Hợp Quốc"), {"THẾ", "VỀ"}),
        ("yi", "אַלװעלטלעכע דעקלאַראַציע פֿון מענטשנרעכט", {"פֿון"}),
        ("yi", "יעדער האָט רעכט אױף לעבן, פֿרײַהײט", {"אױף"}),
        ("ps", "هر څوک د ژوند، ازادې او شخصي امنيت حق لري", {"د", "او"}),
        ("kn", "ಸ್ವಾತಂತ್ರ್ಯದ ಮತ್ತು ಆತ್ಮಸಂರಕ್ಷೆಯ ಹಕ್ಕುಂಟು", {"ಮತ್ತು"}),
        ("th", "คนทุกคนมีสิทธิในเสรีภาพ และความมั่นคงแห่งตัวตน", {"และ", "ใน", "แห่ง"}),
        ("ha", "Kowane mutum na da hakkin rayuwa, da zamantowa cikin ’yanci.", {"DA", "NA"}),
    ],
)
def test_no_line_ends_in_a_word_that_leans_on_the_next(studio: Studio, lang: str, text: str, leaning: set[str]) -> None:
    *lines, _ = stacked(studio, text, lang, measure=240.0).lines
    assert not {unicodedata.normalize("NFC", line.line.text.split()[-1]) for line in lines} & leaning


@pytest.mark.parametrize(
    ("lang", "text", "clinging"),
    [
        ("hi", "मानव अधिकारों की सार्वभौम घोषणा", {"की"}),
        ("hi", "प्रत्येक व्यक्ति को जीवन, स्वाधीनता और वैयक्तिक सुरक्षा का अधिकार है ।", {"को", "का"}),
        ("ur", "انسانی حقوق کا عالمی منشور", {"کا"}),
        ("or", "ସମାନ କାମ ପାଇଁ ସମାନ ମଜୁରି", {"ପାଇଁ"}),
        ("pa", "ਹਰੇਕ ਮਨੁੱਖ ਨੂੰ ਜ਼ਿੰਦਗੀ ਜੀਊਣ ਦਾ ਹੱਕ ਹੈ", {"ਨੂੰ", "ਦਾ"}),
        ("tr", "Kardeşlik zihniyeti ile hareket etmelidirler", {"İLE"}),
        ("ee", "Amegbetɔ ƒe ablɔɖevinyenye ŋu kpeɖoɖzinya", {"ƑE"}),
        ("gn", "Tekove yvypora kuera maymayva derecho kuaaukaha", {"KUERA"}),
    ],
)
def test_no_line_begins_with_a_word_that_leans_on_the_one_before(
    studio: Studio, lang: str, text: str, clinging: set[str]
) -> None:
    _, *lines = stacked(studio, text, lang, measure=240.0).lines
    assert lines
    assert not {line.line.text.split()[0] for line in lines} & clinging


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Bread – and roses", ["BREAD –", "AND ROSES"]),
        ("Bread & roses", ["BREAD", "& ROSES"]),
        ("★ Strike! ★", ["★ STRIKE! ★"]),
        ("— Workers unite", ["— WORKERS", "UNITE"]),
    ],
)
def test_a_dash_or_a_sign_stands_on_no_line_of_its_own(studio: Studio, text: str, lines: list[str]) -> None:
    assert [line.line.text for line in stacked(studio, text, height=190.0).lines] == lines


def test_capitals_are_names_where_most_words_have_none_or_two_stand_alone() -> None:
    assert names_in(["The", "workers", "of", "Latin", "America", "will", "win"]) == {3}
    assert not names_in(["The", "Workers", "Of", "Latin", "America", "Will", "Win"])
    assert names_in(["Hands", "Off", "Bolivia", "and", "Latin", "America!"]) == {4}
    assert not names_in(["Hands", "Off", "Bolivia", "and", "Latin", "America", "Now!"])
    assert not names_in(["Who", "rules", "Bolivia,", "Latin", "people?"])


@pytest.mark.parametrize(
    "text",
    [
        "U.S. imperialist hands off Bolivia and Latin America!",
        "U.S. Imperialist Hands Off Bolivia and Latin America!",
    ],
)
def test_a_name_of_two_words_stays_on_a_line(studio: Studio, text: str) -> None:
    lines = [line.line.text for line in stacked(studio, text, measure=232.0, height=385.0).lines]
    assert any("LATIN AMERICA" in line for line in lines)
    assert not any(line.endswith("AND") for line in lines)


@pytest.mark.parametrize(
    ("lang", "text", "lines"),
    [
        ("cs", "Každý má právo na život, svobodu a osobní bezpečnost.", ["KAŽDÝ MÁ PRÁVO", "NA ŽIVOT,"]),
        ("bg", "Всеки има право на живот, свобода и лична сигурност.", ["ВСЕКИ ИМА ПРАВО", "НА ЖИВОТ,"]),
    ],
)
def test_a_line_ends_where_a_phrase_does(studio: Studio, lang: str, text: str, lines: list[str]) -> None:
    style = in_language(studio.workshop.theme("broadside", {}), lang).style("poster")
    typesetter = studio.workshop.typesetter(NOWHERE, lang)
    stack = set_stack(typesetter, text, style, measure=232.0, height=385.0, sizes=(17.0, 80.0))
    assert stack is not None
    assert [line.line.text for line in stack.lines[:2]] == lines


def test_a_headline_in_which_every_word_leans_is_a_stack_all_the_same(studio: Studio) -> None:
    text = "Muhimmin Jawabin da Majalisar Ɗinkin Duniya ta bayyana game da Hakkokin Ƴan-adam a shekarar 1948"
    style = studio.workshop.theme("broadside", {}).style("bulletin")
    typesetter = studio.workshop.typesetter(NOWHERE, "ha")
    assert set_stack(typesetter, text, style, measure=241.0, height=130.4, sizes=(14.0, 84.0)) is not None


def test_lines_of_a_script_whose_spaces_part_phrases_end_at_the_spaces(studio: Studio) -> None:
    text = "สิทธิมนุษยชน เสรีภาพในการชุมนุม ความมั่นคงแห่งชาติ"
    typesetter = studio.workshop.typesetter(NOWHERE, "th")
    style = in_language(studio.workshop.theme("broadside", {}), "th").style("title")
    stack = set_stack(typesetter, text, style, measure=240.0, height=130.0, sizes=(15.0, 88.0))
    assert stack is not None
    assert len(stack.lines) > 1
    assert " ".join(placed.line.text for placed in stack.lines) == text


@pytest.mark.parametrize(
    ("lang", "text", "ems"),
    [("ja", "平和、自由", 4.75), ("ja", "平和「自由", 4.75), ("ja", "和」、「自", 4.0), ("zh-Hant", "平和、自由", 5.0)],
)
def test_the_blank_half_of_a_mark_is_closed_within_a_line(tmp_path: Path, lang: str, text: str, ems: float) -> None:
    """Five squares, one half empty. In Taiwan the mark stands in the middle; three marks share their space already."""
    centred = MIDDLE + "、" if lang == "zh-Hant" else MIDDLE
    make_full_width(tmp_path / "Square.ttf", text, centred=centred)
    typesetter = Typesetter(FontLibrary([tmp_path]), Hyphenator(), conventions(lang))
    style = replace(ANTON, family=Family(regular="Square"))
    stack = set_stack(typesetter, text, style, measure=200.0, height=45.0, sizes=(10.0, 80.0))
    assert stack is not None
    (placed,) = stack.lines
    assert placed.line.width / placed.size == pytest.approx(ems)


@pytest.mark.parametrize(("text", "plain"), [("XWEDÎ", "XWEDI"), ("ÎLES", "ILES")])
def test_an_accent_stands_out_over_its_letter_at_the_edge(studio: Studio, text: str, plain: str) -> None:
    (accented,), (bare,) = (stacked(studio, each, "ku", measure=100.0).lines for each in (text, plain))
    assert accented.size == pytest.approx(bare.size, rel=0.001)
    assert accented.x == pytest.approx(bare.x, abs=0.01)


def test_a_sign_that_is_no_accent_stays_in_the_measure(studio: Studio) -> None:
    face = studio.workshop.typesetter(NOWHERE, "hi").library.face("NotoSansDevanagari_900Black")
    assert white_beside(face.shape("क्षमा", (), "hi"), 0) == -math.inf


def test_a_title_is_no_low_line_where_two_fit_that_part_a_phrase(studio: Studio) -> None:
    text, style = "انسانی حقوق کا عالمی منشور", studio.workshop.theme("broadside", {}).style("title")
    typesetter = studio.workshop.typesetter(NOWHERE, "ur")
    ends = []
    for height in (187.0, 220.0):
        stack = set_stack(typesetter, text, style, measure=240.9, height=height, sizes=(15.0, 88.0))
        assert stack is not None
        ends.append([placed.line.text for placed in stack.lines])
    assert ends == [["انسانی حقوق", "کا عالمی منشور"], ["انسانی حقوق کا", "عالمی منشور"]]


def test_a_letter_that_its_accent_makes_wider_stays_in_the_measure(studio: Studio) -> None:
    face = studio.workshop.typesetter(NOWHERE, "vi").library.face("Anton_400Regular")
    assert white_beside(face.shape("XA", (), "vi"), -1) == -math.inf
    assert white_beside(face.shape("XƠ", (), "vi"), -1) == -math.inf


def test_a_short_word_behind_which_there_is_a_comma_leans_on_nothing(studio: Studio) -> None:
    lines = stacked(studio, "Ja, morgen\nfrüh", "de", measure=90.0).lines
    assert [line.line.text for line in lines] == ["JA,", "MORGEN", "FRÜH"]


def test_a_word_that_is_too_wide_alone_is_set_smaller(studio: Studio) -> None:
    lines = stacked(studio, "NO TO INCOMPREHENSIBILITIES IN PRINT", measure=60.0).lines
    widest = min(line.size for line in lines)
    assert 6.0 <= widest < 10.0
    assert [line.line.text for line in lines if line.size == widest] == ["INCOMPREHENSIBILITIES"]
    assert all(line.size >= 10.0 for line in lines if line.size != widest)


def test_letters_do_not_hang_into_the_rule_below_them(studio: Studio) -> None:
    result = studio.fold(studio.article(author="Gypsy jury"), "mini-zine", theme="bulletin")
    (cover,) = (panel for panel in layout_of(result).panels if panel.role == "cover")
    (plate,) = (item for item in cover.items if isinstance(item, PlacedLine) and item.line.text == "Gypsy jury")
    rule = min(item.rect.y for item in cover.items if isinstance(item, PlacedBox) and item.rect.y > plate.y)
    assert plate.y + ink_reach(plate.line)[1] < rule - 1.0


@pytest.mark.parametrize("height", [40.0, 60.0, 90.0, 130.0])
def test_sentences_never_run_together_where_there_is_little_height(studio: Studio, height: float) -> None:
    stack = stacked(studio, "No to the coup in Bolivia! U.S. hands off!", measure=500.0, height=height)
    texts = [line.line.text for line in stack.lines]
    assert "U.S. HANDS OFF!" in texts and texts[texts.index("U.S. HANDS OFF!") - 1].endswith("BOLIVIA!")
    assert stack.height <= height * 1.001


def test_a_stack_gives_up_height_before_a_short_word_stands_alone(studio: Studio) -> None:
    text = "¡Imperialismo estadounidense, fuera de Bolivia y de América Latina!"
    lines = stacked(studio, text, "es", measure=232.0, height=278.0).lines
    assert all(line.line.width > 0.97 * 232.0 for line in lines)


@pytest.mark.parametrize(("measure", "fills"), [(175.0, True), (210.0, True), (280.0, False)])
def test_no_line_stops_a_little_short_of_the_measure(studio: Studio, measure: float, fills: bool) -> None:
    # At the greatest size of 80 pt the word is 164 pt wide: it may be set somewhat larger, but not by half.
    (line,) = stacked(studio, "COUP!", measure=measure, height=200.0).lines
    assert (line.size > 80.0) == fills
    assert (abs(line.line.width - measure) < 0.1 * line.size) == fills
    assert fills or line.size == 80.0
