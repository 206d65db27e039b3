"""Which way text reads: languages, isolated stretches, and spans cut where the direction changes."""

from __future__ import annotations

import pytest

from pamphlet.manuscript.article import Span
from pamphlet.typesetting.bidi import visual_order
from pamphlet.typesetting.direction import directed, isolates, reads_rtl

ARABIC, HEBREW = "سلام", "שלום"


def seen(*spans: Span | str, rtl: bool = True) -> str:
    """Return the paragraph as it stands on one line, from left to right."""
    placed: list[tuple[str, int]] = []
    before = False
    for span, level, apart in directed([s if isinstance(s, Span) else Span(text=s) for s in spans], rtl=rtl):
        placed += [("", int(rtl))] if apart and not before else []
        placed += [(char, level) for char in span.text]
        before = apart
    return "".join(placed[at][0] for at in visual_order([level for _, level in placed]))


def backwards(text: str) -> str:
    return text[::-1]


@pytest.mark.parametrize("lang", ["ar", "fa", "ur", "he", "yi", "ps", "ckb", "ug", "sd", "dv", "ku-Arab", "az-Arab-IR"])
def test_languages_that_read_from_right_to_left(lang: str) -> None:
    assert reads_rtl(lang)


@pytest.mark.parametrize("lang", ["en", "ku", "tr", "az", "ja", "hi", "sd-Deva", "ar-Latn"])
def test_languages_that_read_from_left_to_right(lang: str) -> None:
    assert not reads_rtl(lang)


@pytest.mark.parametrize(
    "stretch",
    [
        "https://example.org/a-b?c=d&e#f",
        "your-group@example.org",
        "www.example.org/x",
        "U.S.",
        "Jeanine Áñez",
        "New York",
        "AT&T",
        "C++",
        "+591 2 244 0000",
        "02-6231-4400",
        "2019-11-12",
        "12.11.2019",
        "-5",
        "+۵۹۱ ۲ ۲۴۴ ۰۰۰۰",
        "۲۰۱۹-۱۱-۱۲",
        "$3.5k",
        "Boeing 737-800 MAX",
        "New York, U.S.",
        "North Atlantic Treaty Organization (NATO)",
        "Rosa – Karl & Clara",
        "The Guardian, 10 Nov. 2019",
        "10 Nov. 2019",
        "Glenn Greenwald, “In Bolivia!”, The Intercept (10/11/2019), https://example.org/a",
        "OAS [Organization of American States]",
        "Reuters (La Paz [UTC-4])",
        "WhatsApp: +591 2 244 0000",
        "(02) 244 1234",
        "(591) 2-244 1234",
        "+591 (2) 244-1234",
        "2 244-1234",
        "244-1234",
        "Reuters 10.11.2019",
        "Reuters (2019), La Paz",
        "47.1%",
        "47.1\u00a0%",
        "40–50%",
        "-5%",
        "−5°",
        "−5 °C",
        "+30°C",
        "-40\u202f°F",
        "12 °C",
        "12°C",
        "100٪",
        "$5 million",
        "12 km",
    ],
)
@pytest.mark.parametrize("word", [ARABIC, HEBREW])
def test_what_reads_the_other_way_keeps_its_order_and_its_place(stretch: str, word: str) -> None:
    for mark in (" ", ". ", "; «"):
        line = seen(f"{word} {stretch}{mark}{word}")
        assert line == f"{backwards(word)}{backwards(mark)}{stretch} {backwards(word)}"


@pytest.mark.parametrize("word", [ARABIC, HEBREW])
def test_brackets_of_the_sentence_stay_outside_what_they_hold(word: str) -> None:
    line = seen(f"{word} (OAS [Organization of American States]) {word}")
    assert line == f"{backwards(word)} )OAS [Organization of American States]( {backwards(word)}"


@pytest.mark.parametrize(
    "text",
    [
        "U.S. Hands Off Bolivia!",
        "“No!” – The Guardian, 10 Nov. 2019.",
        "(Reuters)",
        "10 years after, 2 coups (so far)…",
    ],
)
def test_a_paragraph_in_latin_letters_alone_reads_from_left_to_right(text: str) -> None:
    assert seen(text) == text
    assert seen(Span(text=text[:7], strong=True), f"{text[7:]} ").strip() == text


def test_the_number_of_a_note_in_latin_letters_stands_at_its_right() -> None:
    number = Span(text="12", superscript=True)
    assert seen(number, "\u2009", "The Guardian, 10 Nov. 2019.") == "The Guardian, 10 Nov. 2019.\u200912"


def test_a_sentence_goes_on_beside_a_number_that_is_its_own() -> None:
    for number in ("2019", "12", "(12)", "1500"):
        assert seen(f"{ARABIC} {number} NATO {ARABIC}") == (
            f"{backwards(ARABIC)} NATO {backwards(number) if number[0] == '(' else number} {backwards(ARABIC)}"
        ).replace(")21(", ")12(")


def test_the_sign_of_a_share_in_arabic_digits_stands_at_the_left() -> None:
    assert seen(f"{ARABIC} ٤٧٪ {ARABIC}") == f"{backwards(ARABIC)} ٪٤٧ {backwards(ARABIC)}"
    assert seen("١٠٠٪") == "٪١٠٠"


@pytest.mark.parametrize("number", ["+30°C", "-7", "−5", "±3٪", "±3%"])
def test_a_sign_behind_the_arabic_word_for_and_stays_before_its_number(number: str) -> None:
    assert seen(f"{ARABIC} و{number} {ARABIC}") == f"{backwards(ARABIC)} {number}و {backwards(ARABIC)}"


def test_a_hyphen_behind_a_letter_is_no_sign() -> None:
    assert seen(f"{HEBREW} ו-7 {HEBREW}") == f"{backwards(HEBREW)} 7-ו {backwards(HEBREW)}"


def test_degrees_of_persian_digits_stay_behind_them() -> None:
    assert seen(f"{ARABIC} −۵° {ARABIC}") == f"{backwards(ARABIC)} −۵° {backwards(ARABIC)}"


def test_what_is_never_closed_takes_no_longer() -> None:
    assert seen(f"{ARABIC} NATO (" + "a/b & c-d 1-2-3 12, " * 200)


def test_words_from_right_to_left_among_others_leave_numbers_in_their_place() -> None:
    assert seen(f"Say {ARABIC} {ARABIC}, 12 times", rtl=False) == (
        f"Say {backwards(ARABIC)} {backwards(ARABIC)}, 12 times"
    )


def test_the_call_of_a_note_stands_after_the_word_that_it_follows() -> None:
    note = Span(text="1", superscript=True, note="a")
    assert seen(f"{ARABIC} NATO", note, f", 2019 U.N. {ARABIC}") == (
        f"{backwards(ARABIC)} NATO1, 2019 U.N. {backwards(ARABIC)}"
    )
    assert seen(f"{ARABIC} NATO", note, f" {ARABIC}") == f"{backwards(ARABIC)} 1NATO {backwards(ARABIC)}"


def test_emphasis_inside_a_name_does_not_take_the_name_apart() -> None:
    strong = Span(text="Summit", strong=True)
    assert seen(f"{ARABIC} NATO ", strong, f" Madrid {ARABIC}") == (
        f"{backwards(ARABIC)} NATO Summit Madrid {backwards(ARABIC)}"
    )


def test_a_link_is_isolated_whatever_it_begins_with() -> None:
    link = Span(text=f"{ARABIC} (UN) 7", link="https://example.org")
    spans = (Span(text="a "), link, Span(text=" 8 b"))
    assert any(each.start == 2 and each.end == 2 + len(link.text) for each in isolates(spans, rtl=False))


def test_text_of_one_direction_is_not_cut() -> None:
    spans = [Span(text="One "), Span(text="two", strong=True)]
    assert list(directed(spans, rtl=False)) == [(span, 0, False) for span in spans]
    spans = [Span(text=f"{ARABIC}، "), Span(text=HEBREW, strong=True)]
    assert list(directed(spans, rtl=True)) == [(span, 1, False) for span in spans]
