from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pamphlet.manuscript.article import Span
from pamphlet.typesetting.locale import conventions, languages
from pamphlet.typesetting.spanned import Spanned
from pamphlet.typesetting.typography import educate, educate_text

NBSP, NARROW = "\u00a0", "\u202f"
LANGUAGES = (*languages(), "xx")
PROPERTIES = settings(max_examples=400, deadline=None, derandomize=True, database=None)


def educated(text: str, lang: str = "en") -> str:
    return educate_text(text, conventions(lang))


def spans(*texts: str, lang: str = "en") -> list[str]:
    """Educate spans, every second one emphasised."""
    given = [Span(text=text, emphasis=bool(number % 2)) for number, text in enumerate(texts)]
    return [span.text for span in educate(given, conventions(lang))]


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
            ("zh-Hant-TW", "「Yes,」 she said."),
            ("zh-Hans", "\u201cYes,\u201d she said."),
            ("pt-PT", "«Yes,» she said."),
            ("bs", "\u201eYes,\u201d she said."),
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
        assert educate([Span(text='"a" '), code, Span(text=' "b"')], conventions("en")) == (
            Span(text="\u201ca\u201d "),
            code,
            Span(text=" \u201cb\u201d"),
        )

    def test_styles_stay_with_their_text(self) -> None:
        given = Span(text='"so"', strong=True, link='https://example.org/"x"')
        assert educate([given], conventions("en")) == (
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
            ("en", "On Oct. 20 and Nov 3", f"On Oct.{NBSP}20 and Nov{NBSP}3"),
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
    "pl": f"\u201ePowiedziała «nie»\u201d{NBSP}\u2013 i{NBSP}wyszła\u2026",
}


@pytest.mark.parametrize("lang", TYPOGRAPHIC)
def test_what_is_typographic_stays(lang: str) -> None:
    assert educated(TYPOGRAPHIC[lang], lang) == TYPOGRAPHIC[lang]


def test_empty_stays_empty() -> None:
    assert educated("") == ""
    assert educate([Span(text="", note="a")], conventions("en")) == (Span(text="", note="a"),)


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
                "'68",
                "6'",
                "5'10\"",
                "12",
                "---",
                " %",
                "z. B.",
                "No. 5",
                "в",
                "«",
                "»",
                "…",
                "\u2028",
                "https://a.org/x--y",
            ]
        ),
        max_size=12,
    ).map("".join),
    lang=st.sampled_from(LANGUAGES),
)
def test_educating_twice_is_educating_once(text: str, lang: str) -> None:
    once = educated(text, lang)
    assert educated(once, lang) == once


@PROPERTIES
@given(text=st.text(st.sampled_from("ab \"'-.!?:«»()1952\u00a0"), max_size=30), lang=st.sampled_from(LANGUAGES))
def test_letters_and_digits_are_never_touched(text: str, lang: str) -> None:
    kept = [str(unicodedata.digit(c, c)) for c in educated(text, lang) if c.isalnum()]
    assert kept == [c for c in text if c.isalnum()]


def test_an_ellipsis_is_not_parted_from_its_word() -> None:
    assert educated("more families attacked ...") == "more families attacked\u00a0…"
    assert educated("well … yes") == "well\u00a0… yes"


class TestApostrophesAndPrimes:
    @pytest.mark.parametrize(
        ("lang", "text", "wanted"),
        [
            ("en", "'Tis the season of '68 and the '90s", "’Tis the season of ’68 and the ’90s"),
            ("en", "rock 'n' roll", "rock ’n’ roll"),
            ("en", "'Go,' they said", "‘Go,’ they said"),
            ("en", "'the workers' rights' they say", "‘the workers’ rights’ they say"),
            ("en", "'yes' and 'no'", "‘yes’ and ‘no’"),
            ("en", 'a man of 5\'10" with a 12" knife', "a man of 5′10″ with a 12″ knife"),
            ("en", "6' tall, 30° 12' 5\" N", "6′ tall, 30° 12′ 5″ N"),
            ("en", '"It is 12" wide," he said', "“It is 12″ wide,” he said"),
            ("en", '"in 1952", he said, "and in 1964"', "“in 1952”, he said, “and in 1964”"),
            ("en", '“in 1952" he said', "“in 1952” he said"),
            ("de", '„im Jahr 1952" sagt er', "„im Jahr 1952“ sagt er"),
            ("nl", "'s morgens in 's-Gravenhage", "’s morgens in ’s-Gravenhage"),
            ("uk", "м'ята", "м’ята"),
            ("gn", "mba'e", "mbaʼe"),
            ("haw", "'A'ole e ho'okae 'ole", "ʻAʻole e hoʻokae ʻole"),
            ("qu", "p'unchay", "pʼunchay"),
            ("en", "a single 'mark alone", "a single ’mark alone"),
            ("he", 'צה"ל ו"הארץ" צ\'יפס', "צה״ל ו”הארץ” צ׳יפס"),
        ],
    )
    def test_marks(self, lang: str, text: str, wanted: str) -> None:
        assert educated(text, lang) == wanted

    def test_quotes_nest_by_turns(self) -> None:
        assert educated('"He said "no" to it"') == "“He said ‘no’ to it”"
        assert educated('"a \'b "c" d\' e"') == "“a ‘b “c” d’ e”"

    def test_one_that_was_never_closed(self) -> None:
        assert educated('"Hello, she said. "Bye" and "so"') == "“Hello, she said. “Bye” and “so”"

    @pytest.mark.parametrize(
        ("lang", "text", "wanted"),
        [
            ("ja", '彼は"平和"と言った', "彼は「平和」と言った"),
            ("zh-Hans", "他说'你好'吗", "他说‘你好’吗"),
            ("ko", "그는 '평화'를 말했다", "그는 ‘평화’를 말했다"),
            ("tr", '"Barış"ın sesi', "“Barış”ın sesi"),
            ("ar", 'قال "لا" ومضى', "قال «لا» ومضى"),
        ],
    )
    def test_without_spaces_around(self, lang: str, text: str, wanted: str) -> None:
        assert educated(text, lang) == wanted

    def test_around_an_address(self) -> None:
        assert educated('see "https://example.org/a--b" now') == "see “https://example.org/a--b” now"


class TestDashesOfLanguages:
    @pytest.mark.parametrize(
        ("lang", "text", "wanted"),
        [
            ("ru", "Путч - не меньше", f"Путч{NBSP}— не меньше"),
            ("ru", "Путч — не меньше", f"Путч{NBSP}— не меньше"),
            ("pl", "pucz – nic innego", f"pucz{NBSP}– nic innego"),
            ("zh", "和平--正义", "和平——正义"),
            ("es", "-- Hola, dijo", "—Hola, dijo"),
            ("pl", "-- Dzień dobry", f"–{NBSP}Dzień dobry"),
            ("ru", "— Привет, мир", f"—{NBSP}Привет, мир"),
            ("en", "-- Hello", "-- Hello"),
            ("es", "uno\u2028-- dos", "uno\u2028—dos"),
            ("en", "pp. 14-17 and 10-15 %", f"pp.{NBSP}14–17 and 10–15{NBSP}%"),
            ("en", "1914-18, 2019-12, 2008-09", "1914–18, 2019-12, 2008-09"),
            ("en", "call 555-1234 or 0800-123-456", "call 555-1234 or 0800-123-456"),
            ("en", "24-7, F-16, 4-4-2, COVID-19", "24-7, F-16, 4-4-2, COVID-19"),
            ("en", "1964-1952", "1964-1952"),
            ("en", "1952--1964", "1952–1964"),
        ],
    )
    def test_dashes(self, lang: str, text: str, wanted: str) -> None:
        assert educated(text, lang) == wanted


class TestBonds:
    @pytest.mark.parametrize(
        ("lang", "text", "wanted"),
        [
            (
                "de",
                "z. B. auf S. 4 und Nr. 5 am 17. November, 46%",
                f"z.{NBSP}B. auf S.{NBSP}4 und Nr.{NBSP}5 am 17.{NBSP}November, 46{NBSP}%",
            ),
            ("de", "die 46%ige Beteiligung", "die 46%ige Beteiligung"),
            ("cs", "s. 4, v Praze 17. listopadu, 5% roztok", f"s.{NBSP}4, v{NBSP}Praze 17.{NBSP}listopadu, 5% roztok"),
            ("ru", "в 2019 г. и № 5, В. И. Ленин", f"в{NBSP}2019{NBSP}г. и{NBSP}№{NBSP}5, В.{NBSP}И.{NBSP}Ленин"),
            ("uk", "з ними і в місті", f"з{NBSP}ними і{NBSP}в{NBSP}місті"),
            ("en", "J. R. R. Tolkien, § 12, € 5", f"J.{NBSP}R.{NBSP}R.{NBSP}Tolkien, §{NBSP}12, €{NBSP}5"),
            ("en", "1 500 000 people, 1,500 and 1.500", f"1{NARROW}500{NARROW}000 people, 1,500 and 1.500"),
            ("en", "in 2019 500 people", "in 2019 500 people"),
            ("es", "el 46% de la pág. 3, p. ej.", f"el 46{NBSP}% de la pág.{NBSP}3, p.{NBSP}ej."),
            ("fr", "Quoi ?! (?) n° 5, 20h", f"Quoi{NARROW}?! (?) n°{NBSP}5, 20h"),
            ("pl", "w 2019 w Polsce, 2019 r.", f"w{NBSP}2019 w{NBSP}Polsce, 2019{NBSP}r."),
            ("fr-CA", '"Non !"', f"«{NBSP}Non !{NBSP}»"),
            ("el", "Τι; Ναι· όχι", "Τι; Ναι· όχι"),
            ("hy", "Ինչո՞ւ։", "Ինչո՞ւ։"),
            ("ar", "لماذا؟ نعم، لا؛", "لماذا؟ نعم، لا؛"),
            ("es", "¿Sí? ¡No!", "¿Sí? ¡No!"),
            ("fr", "le 1er mai du XXe siècle", "le 1er mai du XXe siècle"),
            ("ja", "50 ％の人、3 〜 5人、9 ～ 10時", "50％の人、3〜5人、9～10時"),
            ("zh-Hans", "50 ％的人、3 ～ 5", "50％的人、3～5"),
        ],
    )
    def test_what_stays_together(self, lang: str, text: str, wanted: str) -> None:
        assert educated(text, lang) == wanted

    @pytest.mark.parametrize("lang", ["en", "ar", "he", "ur", "fr"])
    @pytest.mark.parametrize(
        "number",
        [
            "+591 2 244-1234",
            "+92 51 123-4567",
            "+48 123 456 789",
            "+44 (0) 20 7946 0000",
            "(02) 244 123",
            "(591) 2-244 123",
            "0800 123 456",
            "01 23 45 67 89",
            "2 244-1234",
            "51 123-45-67",
        ],
    )
    def test_groups_of_a_telephone_number_are_no_thousands(self, lang: str, number: str) -> None:
        typed = conventions(lang, "typed")
        assert educate_text(f"a {number}, b", typed) == f"a {number.replace(' ', NBSP)}, b"
        assert educate_text(number, typed) == number.replace(" ", NBSP)

    @pytest.mark.parametrize(
        ("lang", "number"), [("fa", "+۵۹۱ ۲ ۲۴۴ ۰۰۰۰"), ("ar", "(٠٢) ٢٤٤ ١٢٣"), ("bn", "+৫৯১ ২ ২৪৪-১২৩৪")]
    )
    def test_nor_in_the_digits_of_the_language(self, lang: str, number: str) -> None:
        assert educated(f"– {number} –", lang) == f"– {number.replace(' ', NBSP)} –"

    @pytest.mark.parametrize(
        ("text", "wanted"),
        [
            ("+5 000 members", f"+5{NARROW}000 members"),
            ("10 000-20 000 people", f"10{NARROW}000-20{NARROW}000 people"),
            ("0,5 000", "0,5 000"),
            ("0 of 12 000", f"0 of 12{NARROW}000"),
        ],
    )
    def test_thousands_are_no_telephone_numbers(self, text: str, wanted: str) -> None:
        assert educated(text) == wanted

    def test_across_spans(self) -> None:
        assert spans("w ", "Polsce", " i ", "tak", lang="pl") == [f"w{NBSP}", "Polsce", f" i{NBSP}", "tak"]
        assert spans("w", " Polsce", lang="pl") == ["w", f"{NBSP}Polsce"]
        assert spans("Qui", "?", lang="fr") == ["Qui", f"{NARROW}?"]
        assert spans("see ", "a", " - b", lang="en-US") == ["see ", "a", "—b"]
        assert spans("it is ", "46", " % of", lang="en") == ["it is ", "46", f"{NBSP}% of"]


class TestDigits:
    def test_not_in_a_paragraph_that_is_all_latin(self) -> None:
        assert educate_text("Bend 1", conventions("ckb")) == "Bend 1"
        assert educate_text("به‌ندی 1", conventions("ckb")) == "به‌ندی ١"

    def test_figures_in_the_digits_of_the_language(self) -> None:
        assert educated("در سال 2019، 46 درصد", "fa") == "در سال ۲۰۱۹، ۴۶ درصد"
        assert educated("سنة 2019", "ar-EG") == "سنة ٢٠١٩"
        assert educated("سنة 2019", "ar-MA") == "سنة 2019"
        assert educated("सन् 2019", "ne") == "सन् २०१९"

    def test_not_with_latin_letters_nor_in_addresses_and_code(self) -> None:
        assert educated("COVID-19 A4 https://a.org/12 me12@a.org", "fa") == "COVID-19 A4 https://a.org/12 me12@a.org"
        code = Span(text="12", code=True)
        assert educate([code, Span(text=" 12")], conventions("fa")) == (code, Span(text=" ۱۲"))

    def test_as_typed_or_native_by_setting(self) -> None:
        assert educate_text("2019", conventions("fa", "typed")) == "2019"
        assert educate_text("2019", conventions("hi", "native")) == "२०१९"


@pytest.mark.parametrize(
    ("lang", "text", "wanted"),
    [
        ("zh-Hans", "政变,工人说: 不!", "政变，工人说：不！"),
        ("zh-Hans", "1,500 人, v2.0; OK?", "1,500 人，v2.0; OK?"),
        ("ja", "平和,自由.", "平和、自由。"),
        ("ko", "평화, 자유.", "평화, 자유."),
        ("en", "漢字, kana.", "漢字, kana."),
    ],
)
def test_marks_after_ideographs_are_as_wide_as_they(lang: str, text: str, wanted: str) -> None:
    assert educated(text, lang) == wanted


@pytest.mark.parametrize(
    ("lang", "text", "wanted"),
    [
        ("hi", "प्राप्त है । उन्हें", f"प्राप्त है{NARROW}। उन्हें"),
        ("th", "อื่น ๆ ทั้งสิ้น", f"อื่น{NBSP}ๆ ทั้งสิ้น"),
        ("km", "ម្នាក់ ៗមានសិទ្ធិ", f"ម្នាក់{NBSP}ៗមានសិទ្ធិ"),
        ("lo", "ມີສິດ ; ແລະ", f"ມີສິດ{NBSP}; ແລະ"),
        ("en", "so ( they say ) it is", f"so ({NBSP}they say{NBSP}) it is"),
        ("en", "costs .35 cents", "costs .35 cents"),
    ],
)
def test_closing_marks_never_begin_a_line(lang: str, text: str, wanted: str) -> None:
    assert educated(text, lang) == wanted


class TestSpanned:
    def test_an_edit_belongs_to_the_span_that_it_changes(self) -> None:
        paragraph = Spanned([Span(text="ab"), Span(text="cd", emphasis=True), Span(text="ef")])
        paragraph.sub(re.compile("bcd"), "bXYd")
        assert [span.text for span in paragraph.spans()] == ["ab", "XYd", "ef"]
        paragraph.sub(re.compile("de"), "d-e")
        assert [span.text for span in paragraph.spans()] == ["ab", "XYd", "-ef"]
        other = Spanned([Span(text="ab"), Span(text="cd", emphasis=True), Span(text="ef")])
        other.sub(re.compile("cde"), "XYde")
        assert [span.text for span in other.spans()] == ["ab", "XYd", "ef"]

    def test_what_is_hidden_comes_back(self) -> None:
        given = [Span(text="see \ufffc www.a.org/b"), Span(text="x", code=True), Span(text=" y")]
        assert Spanned(given).spans() == tuple(given)
        assert "www" not in Spanned(given).text
