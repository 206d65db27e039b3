from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pamphlet.manuscript.article import Span
from pamphlet.typesetting.locale import capitals, conventions

NBSP, NARROW = "\u00a0", "\u202f"
LANGUAGES = ("en", "en-US", "es", "fr", "fr-CH", "de", "de-CH", "pl", "it", "ru", "sv", "da", "nl", "xx")
PROPERTIES = settings(max_examples=100, deadline=None, derandomize=True, database=None)


def educated(text: str, lang: str = "en") -> str:
    return conventions(lang).educate_text(text)


def spans(*texts: str, lang: str = "en") -> list[str]:
    """Educate spans, every second one emphasised."""
    given = [Span(text=text, emphasis=bool(number % 2)) for number, text in enumerate(texts)]
    return [span.text for span in conventions(lang).educate(given)]


class TestQuotes:
    @pytest.mark.parametrize(
        ("lang", "wanted"),
        [
            ("en", "\u201cYes,\u201d she said."),
            ("en-US", "\u201cYes,\u201d she said."),
            ("es", "«Yes,» she said."),
            ("es-BO", "«Yes,» she said."),
            ("fr", f"«{NARROW}Yes,{NARROW}» she said."),
            ("de", "\u201eYes,\u201c she said."),
            ("de-CH", "«Yes,» she said."),
            ("pl", "\u201eYes,\u201d she said."),
            ("sv", "\u201dYes,\u201d she said."),
            ("da", "»Yes,« she said."),
            ("ru", "«Yes,» she said."),
            ("qu", "\u201cYes,\u201d she said."),
            ("tlh", "\u201cYes,\u201d she said."),
            ("zh-Hant-TW", "\u201cYes,\u201d she said."),
        ],
    )
    def test_each_language_has_its_own(self, lang: str, wanted: str) -> None:
        assert educated('"Yes," she said.', lang) == wanted

    @pytest.mark.parametrize(
        ("lang", "wanted"),
        [
            ("en", "\u201cHe said \u2018no\u2019 to it,\u201d she wrote."),
            ("es", "«He said \u201cno\u201d to it,» she wrote."),
            ("de", "\u201eHe said \u201ano\u2018 to it,\u201c she wrote."),
            ("pl", "\u201eHe said «no» to it,\u201d she wrote."),
            ("fr", f"«{NARROW}He said \u201cno\u201d to it,{NARROW}» she wrote."),
        ],
    )
    def test_nested(self, lang: str, wanted: str) -> None:
        assert educated("\"He said 'no' to it,\" she wrote.", lang) == wanted

    def test_nested_at_both_ends(self) -> None:
        assert educated("\"'No' is 'no'\"") == "\u201c\u2018No\u2019 is \u2018no\u2019\u201d"

    @pytest.mark.parametrize(
        ("text", "wanted"),
        [
            ('("so")', "(\u201cso\u201d)"),
            ('it--"the plan"--was', "it \u2013 \u201cthe plan\u201d \u2013 was"),
            ('one "two" three "four"', "one \u201ctwo\u201d three \u201cfour\u201d"),
            ('the \u201cquoted\u201d and "quoted"', "the \u201cquoted\u201d and \u201cquoted\u201d"),
            ('"Stop!" "Why?"', "\u201cStop!\u201d \u201cWhy?\u201d"),
            ('"', "\u201c"),
        ],
    )
    def test_places(self, text: str, wanted: str) -> None:
        assert educated(text) == wanted

    def test_across_spans(self) -> None:
        assert spans('"Hands ', "off", ' Bolivia!" they say.') == ["\u201cHands ", "off", " Bolivia!\u201d they say."]
        assert spans('They say "', "no", '" and go.') == ["They say \u201c", "no", "\u201d and go."]

    def test_single_quotes_across_spans(self) -> None:
        assert spans("They say '", "no", "' and go.") == ["They say \u2018", "no", "\u2019 and go."]
        assert spans("\"They say '", "no", "' and go.\"") == ["\u201cThey say \u2018", "no", "\u2019 and go.\u201d"]

    def test_code_is_left_alone(self) -> None:
        code = Span(text='print("it\'s")', code=True)
        assert conventions("en").educate([Span(text='"a" '), code, Span(text=' "b"')]) == (
            Span(text="\u201ca\u201d "),
            code,
            Span(text=" \u201cb\u201d"),
        )

    def test_styles_stay_with_their_text(self) -> None:
        given = Span(text='"so"', strong=True, link='https://example.org/"x"')
        assert conventions("en").educate([given]) == (
            Span(text="\u201cso\u201d", strong=True, link='https://example.org/"x"'),
        )


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("don't", "don\u2019t"),
        ("the workers' rights", "the workers\u2019 rights"),
        ("Morales's plan", "Morales\u2019s plan"),
        ("the '90s", "the \u201990s"),
        ("l'union", "l\u2019union"),
        ('"don\'t"', "\u201cdon\u2019t\u201d"),
    ],
)
def test_apostrophes(text: str, wanted: str) -> None:
    assert educated(text) == wanted


def test_apostrophe_after_an_emphasised_word() -> None:
    assert spans("the ", "Times", "'s page") == ["the ", "Times", "\u2019s page"]


class TestDashes:
    @pytest.mark.parametrize(
        ("lang", "text", "wanted"),
        [
            ("en", "a coup - no less", "a coup \u2013 no less"),
            ("en", "a coup -- no less", "a coup \u2013 no less"),
            ("en", "a coup--no less", "a coup \u2013 no less"),
            ("en-US", "a coup - no less", "a coup\u2014no less"),
            ("en-US", "a coup--no less", "a coup\u2014no less"),
            ("en", "a coup---no less", "a coup\u2014no less"),
            ("de", "ein Putsch - nichts sonst", "ein Putsch \u2013 nichts sonst"),
        ],
    )
    def test_between_words(self, lang: str, text: str, wanted: str) -> None:
        assert educated(text, lang) == wanted

    @pytest.mark.parametrize(
        ("text", "wanted"),
        [
            ("1952-1964", "1952\u20131964"),
            ("in 1899-2019, then", "in 1899\u20132019, then"),
            ("2019-11-12", "2019-11-12"),
            ("1234-5678", "1234-5678"),
            ("well-known", "well-known"),
            ("mid-1970s", "mid-1970s"),
        ],
    )
    def test_years(self, text: str, wanted: str) -> None:
        assert educated(text) == wanted

    def test_dots(self) -> None:
        assert educated("and so on...") == "and so on\u2026"


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/a--b?q='x'&y=\"z\";w!",
        "http://example.org/1952-1964/...",
        "www.example.org/it's",
        "your-group@example.org",
    ],
)
def test_addresses_are_untouched(lang: str, address: str) -> None:
    assert address in educated(f"See {address} now", lang)
    assert educated(address, lang) == address


class TestSpaces:
    @pytest.mark.parametrize(
        ("lang", "text", "wanted"),
        [
            ("en", "46 %", f"46{NBSP}%"),
            ("en", "60 km", f"60{NBSP}km"),
            ("en", "60 kmx", "60 kmx"),
            ("en", "No. 4", f"No.{NBSP}4"),
            ("en", "p. 12", f"p.{NBSP}12"),
            ("en", "E. Morales", f"E.{NBSP}Morales"),
            ("fr", "Qui ?", f"Qui{NARROW}?"),
            ("fr", "Qui?", f"Qui{NARROW}?"),
            ("fr", "Vive la Bolivie !", f"Vive la Bolivie{NARROW}!"),
            ("fr", "Voici : rien", f"Voici{NBSP}: rien"),
            ("fr", '"Non !"', f"«{NARROW}Non{NARROW}!{NARROW}»"),
            ("fr", "« Non »", f"«{NARROW}Non{NARROW}»"),
            ("fr-CH", "Voici : rien", f"Voici{NARROW}: rien"),
            ("pl", "w Polsce i na świecie", f"w{NBSP}Polsce i{NBSP}na świecie"),
            ("pl", "a i w domu", f"a{NBSP}i{NBSP}w{NBSP}domu"),
            ("cs", "k lidu", f"k{NBSP}lidu"),
            ("en", "a man", "a man"),
        ],
    )
    def test_that_do_not_break(self, lang: str, text: str, wanted: str) -> None:
        assert educated(text, lang) == wanted

    def test_before_a_mark_that_opens_a_span(self) -> None:
        assert spans("Qui ", "a gagné", " ?", lang="fr") == ["Qui ", "a gagné", f"{NARROW}?"]
        assert spans("", "Voici", " : rien", lang="fr")[-1] == f"{NBSP}: rien"


TYPOGRAPHIC = {
    "en": f"\u201cShe said \u2018no\u2019 \u2013 it\u2019s 46{NBSP}%\u2026\u201d 1952\u20131964",
    "es": "«Ella dijo \u201cno\u201d» \u2013 y se fue\u2026 ¿Sí? ¡Sí!",
    "fr": f"«{NARROW}Elle a dit \u201cnon\u201d{NARROW}» \u2013 quoi{NARROW}? Voici{NBSP}: rien{NARROW}!",
    "de": "\u201eSie sagte \u201anein\u2018\u201c \u2013 und ging\u2026",
    "pl": f"\u201ePowiedziała «nie»\u201d \u2013 i{NBSP}wyszła\u2026",
}


@pytest.mark.parametrize("lang", TYPOGRAPHIC)
def test_what_is_typographic_stays(lang: str) -> None:
    assert educated(TYPOGRAPHIC[lang], lang) == TYPOGRAPHIC[lang]


def test_empty_stays_empty() -> None:
    assert educated("") == ""
    assert conventions("en").educate([Span(text="", note="a")]) == (Span(text="", note="a"),)


@PROPERTIES
@given(
    text=st.lists(
        st.sampled_from(
            [
                "a",
                "No",
                "it's",
                '"',
                '"yes"',
                "'no'",
                "--",
                " ",
                " ",
                "-",
                "...",
                "1952-1964",
                "46 %",
                "?",
                "!",
                ":",
                ",",
                "w",
            ]
        ),
        max_size=14,
    ).map("".join),
    lang=st.sampled_from(LANGUAGES),
)
def test_educating_twice_is_educating_once(text: str, lang: str) -> None:
    once = educated(text, lang)
    assert educated(once, lang) == once


@PROPERTIES
@given(text=st.text(st.sampled_from("ab \"'-.!?:«»()1952\u00a0"), max_size=30), lang=st.sampled_from(LANGUAGES))
def test_letters_and_digits_are_never_touched(text: str, lang: str) -> None:
    assert [c for c in educated(text, lang) if c.isalnum()] == [c for c in text if c.isalnum()]


def test_a_region_adds_to_its_language() -> None:
    assert conventions("fr-CA").quotes == conventions("fr").quotes
    assert conventions("fr-CA").narrow_before != conventions("fr").narrow_before
    assert conventions("en-AU").quotes == conventions("en").quotes
    assert conventions("de-CH-1996").quotes == conventions("de-CH").quotes


@pytest.mark.parametrize(
    ("lang", "text", "wanted"),
    [
        ("en", "hands off!", "HANDS OFF!"),
        ("tr", "diyarbakır işçi", "DİYARBAKIR İŞÇİ"),
        ("az", "bizim", "BİZİM"),
        ("tr-CY", "iki", "İKİ"),
        ("en", "diyarbakır", "DIYARBAKIR"),
        ("de", "Straße", "STRAẞE"),
        ("de-AT", "Straße", "STRAẞE"),
        ("el", "Κάτω τα χέρια", "ΚΑΤΩ ΤΑ ΧΕΡΙΑ"),
        ("el", "ΐδιος προϋπόθεση", "ΪΔΙΟΣ ΠΡΟΫΠΟΘΕΣΗ"),
        ("fr", "l’État élu", "L’ÉTAT ÉLU"),
        ("es", "¡fuera las manos, ñandú!", "¡FUERA LAS MANOS, ÑANDÚ!"),
        ("ru", "руки прочь", "РУКИ ПРОЧЬ"),
        ("nl", "ijs", "IJS"),
    ],
)
def test_capitals(lang: str, text: str, wanted: str) -> None:
    assert capitals(text, lang) == wanted


def test_an_ellipsis_is_not_parted_from_its_word() -> None:
    assert educated("more families attacked ...") == "more families attacked\u00a0…"
    assert educated("well … yes") == "well\u00a0… yes"
