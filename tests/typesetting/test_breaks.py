"""Line break opportunities against Unicode's own test file and against what readers expect."""

from __future__ import annotations

import subprocess
import sys
from itertools import pairwise

import pytest
from unicode_files import marked, unicode_lines

from pamphlet.typesetting.breaks import divisions, graphemes, is_spaced, opportunities
from pamphlet.typesetting.locale import conventions

NEWER = {
    "LB20a of Unicode 16: a hyphen at the start of a word stays with its word": (
        "-#", "-\u0308#", "-\u05d0", "-\u0308\u05d0", "-§", "-\u0308§", "-\U00050005", "-\u0308\U00050005",
        "-\u0e01", "-\u0308\u0e01",
    ),
    "LB25 of Unicode 16: a number may begin with a stop or comma": (
        ",0", ",\u03080", "a.2 ", "a.2 क", "a.2 本", "a.2\u3000本", "a.2\u3000ま", "a.2\u30003", "a.2\u3000「",
        "A.1 못", "봤어. A.2 볼", "봐요. A.3 못", "요. A.4 못",
    ),
    "LB15c of Unicode 15.1: a decimal mark may begin a line after a space": ("equals .35 cents",),
    "LB15a of Unicode 15.1: marks that do not open a quotation allow a break behind their space": (
        '" \u2329', '"\u0308 \u2329', '" (', '"\u0308 (', "ambigu(« \u0308 »)(e\u0308)",
        "ambigu« ( \u0308 ) »(e\u0308)", "ambigu{« \u0308 »}(e\u0308)", "ambigu« { \u0308 } »(e\u0308)",
    ),
    "LB21a of Unicode 15.1: only a Hebrew letter holds a hyphen to a Hebrew letter": ("\u05d0-\u05d0",),
}  # fmt: skip
"""Cases where ICU 78 follows newer rules than the file of Unicode 15.0, by the rule."""


def test_the_line_break_cases_of_unicode() -> None:
    newer = {text for texts in NEWER.values() for text in texts}
    differing = set()
    tested = 0
    for line in unicode_lines("auxiliary/LineBreakTest.txt"):
        text, places = marked(line)
        tested += 1
        if opportunities(text, "en") != places:
            differing.add(text)
    assert tested > 7000
    assert differing <= newer


def test_the_grapheme_cases_of_unicode() -> None:
    differing = set()
    for line in unicode_lines("auxiliary/GraphemeBreakTest.txt"):
        text, places = marked(line)
        if graphemes(text) != places:
            differing.add(text)
    # A paragraph holds no line ends; scissors are no picture of emoji any more in Unicode 17.
    assert differing <= {"\r\n", "\u2701\u200d\u2701"}


def parted(text: str, lang: str, *, phrases: bool = False, whole: frozenset[str] = frozenset()) -> str:
    places = (0, *opportunities(text, lang, phrases=phrases, whole=whole), len(text))
    return "|".join(text[since:until] for since, until in pairwise(places))


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        ("th", "การ|ชุมนุม|ประท้วง|บริษัท|อาวุธ"),
        ("lo", "ທຸກຄົນ|ເກີດ|ມາ|ມີ|ສິດ"),
        ("km", "មនុស្ស|ទាំងអស់"),
        ("my", "လူ|တိုင်း|သည်|တူညီ"),
        ("bo", "བོད་|ཡིག་|གི་|སྐད"),
        ("am", "ሰላም፡|ለዓለም፡|ሁሉ"),
        ("ko", "스톡홀름에서 |평화를 |위해"),
        ("zh", "反|对|政|变，|工|人|说|“不|要|战|争！”"),
        ("ja", "ス|トッ|ク|ホ|ル|ム|で、|「平|和」|を。"),
    ],
)
def test_places_by_language(lang: str, expected: str) -> None:
    assert parted(expected.replace("|", ""), lang) == expected


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        ("ja", "ストックホルムで|平和の|ために、|「平和」|を。"),
        ("ja", "これを|他国で|享有する|権利を|有する。"),
        ("zh", "玻利维亚|矿工|反对|政变"),
    ],
)
def test_headlines_are_broken_between_phrases(lang: str, expected: str) -> None:
    assert parted(expected.replace("|", ""), lang, phrases=True) == expected


def test_no_line_begins_with_the_sign_of_a_tone_of_bopomofo() -> None:
    assert parted("ㄖㄣˊㄗˋㄧㄡˇ˙ㄇㄜ", "zh-Hant") == "ㄖ|ㄣˊ|ㄗˋ|ㄧ|ㄡˇ˙|ㄇ|ㄜ"


@pytest.mark.parametrize("word", ["ထားသည့်", "တည့်တည့်", "ယောက်ျား", "သင်္ဘော", "သိက္ခာ"])
def test_no_line_of_burmese_begins_with_a_consonant_that_ends_a_syllable(word: str) -> None:
    killed = {at for at, char in enumerate(word[1:]) if char in "\u1039\u103a"}
    killed |= {at - 1 for at in killed if word[at] == "\u1037"}
    assert killed
    assert not killed & {*opportunities(word, "my"), *divisions(word)}


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        ("th", "ความ|คุ้มครอง|ของ|กฏหมาย|เท่า|เทียม|กัน"),
        ("th", "มี|ผิด|ตาม|กฏหมาย|ใน|การ|กระทำ"),
        ("th", "“กฎหมาย” |และ|กฎหมาย"),
        ("km", "បុគ្គល|ម្នាក់ៗ |អន្ដរជាតិ|របស់|ប្រទេស"),
    ],
)
def test_words_beside_one_that_the_list_does_not_know_are_whole_too(lang: str, expected: str) -> None:
    text = expected.replace("|", "")
    assert parted(text, lang, whole=conventions(lang).undivided) == expected


def test_letters_of_a_longer_word_are_no_word_of_their_own() -> None:
    text = "ในทุกคนึงหา"  # คนึง is a word, whose first two letters end ทุกคน, everybody
    assert parted(text, "th", whole=frozenset({"ทุกคน"})) == parted(text, "th")


def test_a_word_that_stays_whole_is_not_divided_between_syllables() -> None:
    assert divisions("လွတ်လပ်သော", frozenset({"လွတ်လပ်"})) == ()
    assert divisions("လွတ်လပ်သော") == (4, 7)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("km", "មតិផ្សេងៗទៀត"),
        ("km", "បុគ្គលម្នាក់ៗមានសិទ្ធិ"),
        ("lo", "ສາສະໜາອື່ນໆກໍ່ດີ"),
        ("th", "ใดๆทั้งสิ้น"),
        ("th", "กรุงเทพฯเป็นเมือง"),
        ("km", "ពូជសាសន៍ឬជាតិ"),
        ("th", "เดอะการ์เดียนส์"),
        ("lo", "ຄາລມາກສ໌"),
    ],
)
def test_marks_of_repetition_and_letters_that_end_a_syllable_begin_no_line(lang: str, text: str) -> None:
    found = opportunities(text, lang)
    assert found
    for place in found:
        assert text[place] not in "ๆໆៗฯ"
        assert not {*"\u0e4c\u0ecc\u17cb\u17cd"} & {*text[place + 1 : place + 3]}


def test_the_mark_of_and_so_on_may_begin_a_line() -> None:
    assert parted("เสื้อ ฯลฯ", "th") == "เสื้อ |ฯลฯ"


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("လွတ်လပ်သော", "လွတ်|လပ်|သော"),
        ("ကြေညာစာတမ်း", "ကြေ|ညာ|စာ|တမ်း"),
        ("အခွင့်အရေး", "အခွင့်|အရေး"),
        ("သိက္ခာ", "သိက္ခာ"),
        ("၁၉၄၈", "၁၉၄၈"),
        ("자유로우며", "자유로우며"),
        ("NATO의", "NATO의"),
        ("平和", "平和"),
        ("liberty", "liberty"),
    ],
)
def test_words_are_divided_between_syllables(word: str, expected: str) -> None:
    places = (0, *divisions(word), len(word))
    assert "|".join(word[since:until] for since, until in pairwise(places)) == expected


def test_small_kana_and_closing_marks_never_begin_a_line() -> None:
    text = "キャンプで「やった。」と、ちょっと言ー々った！？"
    starts = {text[place] for place in opportunities(text, "ja")}
    assert not starts & set("ャっょー。」、々！？")
    assert "「" not in {text[place - 1] for place in opportunities(text, "ja")}


def test_places_are_indexes_of_python() -> None:
    assert opportunities("\U0001f642 \U0001f642漢\U00020000字", "en") == (2, 3, 4, 5)
    assert graphemes("a\U0001f468\u200d\U0001f469\u200d\U0001f467b") == (1, 6)


@pytest.mark.parametrize("mark", ["\u2060", "\u00a0", "\ufeff"])
def test_joiners_forbid_a_break(mark: str) -> None:
    assert opportunities(f"平{mark}和", "ja") == ()


@pytest.mark.parametrize("mark", ["\u200b", "\u00ad"])
def test_an_author_may_allow_a_break(mark: str) -> None:
    assert opportunities(f"กก{mark}กก", "th") == (3,)


def test_letters_are_counted_as_readers_do() -> None:
    assert graphemes("abc") == (1, 2)
    assert graphemes("g\u0303e") == (2,)
    assert graphemes("क्षमा") == (3,)
    assert graphemes("กำน้ำ") == (2,)


@pytest.mark.parametrize(
    "text", ["plain", "Ação já, não só «aqui»", "Хлеб — мир", "Ωμέγα", "قلم", "हिन्दी", "Հայ", "ქართ"]
)
def test_text_with_spaces_needs_no_icu(text: str) -> None:
    assert is_spaced(text)


@pytest.mark.parametrize("text", ["ไทย", "ລາວ", "ខ្មែរ", "ဗမာ", "漢", "かな", "한글", "ሰላም፡ለዓለም", "བོད", "\U0001f600"])
def test_other_text_does(text: str) -> None:
    assert not is_spaced(text)


def test_icu_is_imported_for_those_who_need_it() -> None:
    code = (
        "import sys; from pamphlet.typesetting import galley, breaks; "
        "breaks.graphemes('naïve Хлеб'); breaks.is_spaced('Хлеб'); sys.exit('icu4py' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
