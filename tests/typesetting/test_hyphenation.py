from __future__ import annotations

import itertools
import tomllib
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pamphlet.typesetting import hyphenation
from pamphlet.typesetting.hyphenation import Hyphenator, is_left_whole, licence_of, pattern_file, source_of
from pamphlet.typesetting.locale import conventions, languages
from pamphlet.typesetting.patterns import Patterns


@pytest.fixture(scope="module")
def hyphenator() -> Hyphenator:
    return Hyphenator()


def broken(hyphenator: Hyphenator, word: str, lang: str = "en") -> str:
    points = (0, *hyphenator.points(word, lang), len(word))
    return "|".join(word[since:until] for since, until in itertools.pairwise(points))


@pytest.mark.parametrize(
    ("lang", "word", "parts"),
    [
        ("en", "hyphenation", "hy|phen|a|tion"),
        ("en-GB", "compositor", None),
        ("es", "imperialismo", "im|pe|ria|lis|mo"),
        ("es", "trabajadores", "tra|ba|ja|do|res"),
        ("de", "Wahrscheinlichkeit", "Wahr|schein|lich|keit"),
        ("pt-BR", "trabalhadores", "tra|ba|lha|do|res"),
        ("pl", "solidarność", None),
    ],
)
def test_words_break_at_syllables(hyphenator: Hyphenator, lang: str, word: str, parts: str | None) -> None:
    found = broken(hyphenator, word, lang)
    assert "|" in found
    assert found.replace("|", "") == word
    if parts is not None:
        allowed = {index for index, char in enumerate(_marks(parts)) if char}
        assert set(hyphenator.points(word, lang)) <= allowed


def _marks(parts: str) -> list[bool]:
    """Return for each character of the word whether *parts* allows a break before it."""
    marks: list[bool] = []
    pending = False
    for char in parts:
        if char == "|":
            pending = True
        else:
            marks.append(pending)
            pending = False
    return marks


def test_punctuation_goes_with_the_word(hyphenator: Hyphenator) -> None:
    bare = hyphenator.points("hyphenation", "en")
    assert bare
    assert hyphenator.points("\u201chyphenation,\u201d", "en") == tuple(point + 1 for point in bare)


@pytest.mark.parametrize(
    "word",
    [
        "",
        "a",
        "word",
        "UNESCO",
        "COVID-19",
        "mid-1970s",
        "G20summit",
        "don't",
        "rock\u2019n\u2019roll",
        "12345678",
        "......",
    ],
)
def test_what_is_left_whole(hyphenator: Hyphenator, word: str) -> None:
    assert hyphenator.points(word, "en") == ()


def test_long_words_in_capitals_are_no_initials(hyphenator: Hyphenator) -> None:
    assert hyphenator.points("IMPERIALISM", "en") == hyphenator.points("imperialism", "en") != ()


def test_a_language_without_patterns_is_not_hyphenated(hyphenator: Hyphenator) -> None:
    assert not hyphenator.knows("tlh")
    assert hyphenator.points("hyphenation", "tlh") == ()


@pytest.mark.parametrize(
    "lang", ["en", "en-US", "en-GB", "es", "es-BO", "fr", "de", "de-CH", "pl", "pt-BR", "ru", "el"]
)
def test_languages_that_are_known(hyphenator: Hyphenator, lang: str) -> None:
    assert hyphenator.knows(lang)


def test_languages_do_not_share_their_points(hyphenator: Hyphenator) -> None:
    assert hyphenator.points("administration", "en") != hyphenator.points("administration", "de")
    assert hyphenator.points("administration", "en") == Hyphenator().points("administration", "en")


@settings(max_examples=150, deadline=None, derandomize=True, database=None)
@given(word=st.text(st.sampled_from("abcdefghijklmnopqrstuvwxyzABCÉéñß“”.,’-0"), max_size=30))
def test_points_keep_their_distance_from_the_ends(hyphenator: Hyphenator, word: str) -> None:
    points = hyphenator.points(word, "en")
    assert list(points) == sorted(set(points))
    for point in points:
        before, after = word[:point], word[point:]
        assert sum(map(str.isalpha, before)) >= conventions("en").left_min
        assert sum(map(str.isalpha, after)) >= conventions("en").right_min
        assert before[-1].isalpha() and after[0].isalpha()


TEX = {
    "uk": "за-галь-на від-но-шен-ні за-кон-но-му ри-ту-аль-них не-об-хі-дним",
    "ru": "все-об-щая эф-фек-тив-но-го со-блю-де-ни-ем вклю-ча-ет здо-ро-вья",
    "be": "усе-а-гуль-ная неза-ле-ж-ным на-ды-хо-ду",
    "bg": "дек-ла-ра-ция ефек-тив-но раз-глеж-да-не ре-ли-ги-я-та под-дър-жа-не",
    "el": "οι-κου-με-νι-κη εξαι-ρε-τι-κή δι-κα-στή-ρια ιδιο-κτη-σί-ας πε-ριο-δι-κές",
    "de": "all-ge-mei-ne be-völ-ke-rung ge-rech-tes öf-fent-lich ärzt-li-cher fort-schritt bar-ba-rei",
    "tr": "ev-ren-sel top-lu-lu-ğu-nun sü-rü-le-mez hür-ri-ye-ti-ne has-ta-lık",
    "fi": "ih-mi-soi-keuk-sien kan-sain-vä-li-sin oi-keu-den-mu-kai-ses-ti us-kon-non ter-vey-den",
    "ka": "ადა-მი-ან-თა მეშ-ვე-ო-ბით წა-ყე-ნე-ბუ-ლი თა-ვი-სუფ-ლე-ბას ქვრი-ვო-ბის",
    "cy": "dat-gan-iad ym-gyr-raedd gaeth-weis-ion ach-os-ion gwlad-wr-iaeth",
    "ga": "comh-ion-anna éif-eacht-úil chomh-ion-ann comh-choit-eann",
    "la": "de-cla-ra-tio-nem adi-pi-scen-dam in-sti-tu-tis sen-ten-tia in-ci-de-rit",
    "kmr": "gi-rin-gi-ya bi-hîs-tin gu-har-tin tah-dî-de-ke",
    "ku": "gi-rin-gi-ya",
    "gl": "pro-mo-van re-co-ñe-ci-dos ex-pre-sión pre-ci-sos",
    "af": "uni-ver-se-le ver-se-ker ge-lyk-heid na-tuur-li-ke nood-saak-li-ke",
    "tk": "hu-kuk-la-ry-nyň öjük-dir-me-den",
    "es": "de-cla-ra-ción edu-ca-ción im-par-cial aso-cia-ción in-va-li-dez",
    "cs": "vše-o-becná bra-tr-ství ve-řej-ném shro-maž-ďo-vání pla-ce-nou",
    "sk": "dekla-rá-cia smýš-ľa-nia ko-reš-pon-den-cie vo-le-ných ne-zá-vis-lých",
    "pl": "po-wszech-na kra-jo-wym wy-su-wa-ne-go gło-sze-nia wy-ży-wie-nie",
    "nl": "uni-ver-se-le voor-uit-stre-ven-de ar-res-ta-tie ge-dach-te ge-nees-kun-di-ge",
    "fr": "dé-cla-ra-tion dé-ve-lop-per na-tio-nales fon-da-men-tal lo-ge-ment",
    "it": "di-chia-ra-zio-ne in-ter-na-zio-na-le pre-sun-to in-for-ma-zio-ni ve-do-van-za",
    "en-GB": "uni-ver-sal edu-ca-tion vi-ol-at-ing ex-pres-sion cir-cum-stances",
    "hr": "me-đu-na-rod-nim na-ci-onal-nom tra-že-nje po-manj-ka-nja",
    "sl": "raz-vi-ja-li pra-vi-cah dr-žav-ne-ga pla-ča-ne-ga",
    "lt": "ger-bia-mos pa-rei-gas nek-liu-do-mai in-va-li-du-mo",
    "et": "ini-me-sed kind-laks-te-ge-miseks aval-da-misele",
    "da": "ver-den-ser-klæ-rin-gen dom-sto-le en-heds-grup-pe",
    "hy": "ազա-տո-րեն դա-վա-նանքը սահմա-նա-փա-կումնե-րի հո-գա-ծության մարդու",
    "id": "ala-mi-ah me-ru-pak-an memp-ro-kla-ma-sik-an pe-ngu-pah-an se-ca-ra",
    "ms": "ang-go-ta per-se-fa-ham-an se-mu-la-ja-di",
    "mk": "ав-тен-тич-ни дос-то-ин-ство прет-ста-ву-ва-ле ре-ли-ги-ја-та",
    "sq": "ad-mi-nis-tri-min kri-ji-mi nënsh-tro-het plo-të-so-het që-lli-met si-gu-ru-ar",
    "kk": "адам-дар-дың бас-қа-ру ма-ғы-на-сы ын-тық-та-ма-са құ-дай-ға",
    "is": "af-skipt-um bein-lín-is land-svæð-um við-ur-kennd-ir stétt-ar-sam-taka",
    "sa": "दायि-त्वा-नां प्र-भ-वति सामु-दा-यि-क-जी-वने संवि-भ-क्तुं",
    "pa": "ਅਤਿ-ਆ-ਚਾਰ ਐਲਾ-ਨ-ਨਾਮਾ ਅੰਤ-ਰ-ਰਾ-ਸ਼-ਟਰੀ ਨਿਰ-ਪੱਖ",
    "sh": "be-zbed-nost slu-žbu okol-no-sti",
}
"""Words of the Universal Declaration of Human Rights, as TeX divides them with the patterns of hyph-utf8."""

VOWELLED = {
    "sq": "kush-do kom-pe-ten-te kon-si-de-ro-het gjith-kush pël-qi-min për-faq-su-e-sve",
    "kk": "қа-ра-луы-на бо-лу-ға ұлт-тық кел-ті-руі-нен рес-сурс-та-ры-на",
    "mk": "ју-рис-дик-ци-ја тр-го-ви-ја",
}
"""Words of the Declaration in which TeX leaves consonants alone between two hyphens, as in ku-sh-do."""


def hyphened(hyphenator: Hyphenator, word: str, lang: str) -> str:
    return broken(hyphenator, word.replace("-", ""), lang).replace("|", "-")


@pytest.mark.parametrize("lang", TEX)
def test_words_are_divided_as_tex_does(hyphenator: Hyphenator, lang: str) -> None:
    assert " ".join(hyphened(hyphenator, word, lang) for word in TEX[lang].split()) == TEX[lang]


@pytest.mark.parametrize("lang", VOWELLED)
def test_consonants_stay_with_a_vowel(hyphenator: Hyphenator, lang: str) -> None:
    assert " ".join(hyphened(hyphenator, word, lang) for word in VOWELLED[lang].split()) == VOWELLED[lang]


@settings(max_examples=150, deadline=None, derandomize=True, database=None)
@given(word=st.text(st.sampled_from("aeëiouybcçdfghjklmnpqrstvxz"), min_size=6, max_size=16))
def test_every_part_has_a_vowel_and_every_break_is_one_of_tex(hyphenator: Hyphenator, word: str) -> None:
    vowels = set(conventions("sq").vowels)
    parts = broken(hyphenator, word, "sq").split("|")
    assert len(parts) == 1 or all(vowels & set(part) for part in parts)
    assert set(hyphenator.points(word, "sq")) <= set(Patterns(pattern_file("sq").read_bytes()).positions(word))


@pytest.mark.parametrize(
    ("lang", "word"),
    [
        ("fr", "l’uni-ver-selle"),
        ("it", "dell’in-ter-na-zio-na-le"),
        ("ca", "d’in-de-pen-dèn-cia"),
        ("en", "gov-ern-ment’s"),
        ("en", "gov-ern-ment's"),
        ("uk", "об’-єд-на-них"),
        ("uk", "обʼ-єд-на-них"),
        ("uk", "п’я-тнад-ця-ти"),
        ("tr", "İs-tan-bul’un"),
        ("tr", "İS-TAN-BUL"),
        ("tr", "DI-YAR-BA-KIR"),
        ("ca", "col·la-bo-ra-ció"),
    ],
)
def test_apostrophes_and_capitals(hyphenator: Hyphenator, lang: str, word: str) -> None:
    assert hyphened(hyphenator, word, lang) == word


def test_no_mark_is_parted_from_its_letter(hyphenator: Hyphenator) -> None:
    stressed = "свобо\u0301дами"
    points = hyphenator.points(stressed, "uk")
    assert points
    assert not any(unicodedata.combining(stressed[point]) for point in points)


@pytest.mark.parametrize(
    ("lang", "parts"),
    [
        ("ml", "രാജ്യാ|തിര്\u200dത്തി|യ്ക്കു|ള്ളില്\u200d"),
        ("ml", "ഏതൊ|രാള്\u200dക്കു|മു|ള്ള|താണ്\u200c"),
        ("mr", "दुसऱ्\u200dयां|साठी"),
    ],
)
def test_signs_that_choose_the_form_of_a_letter_are_spelled_with_it(
    hyphenator: Hyphenator, lang: str, parts: str
) -> None:
    assert broken(hyphenator, parts.replace("|", ""), lang) == parts


@pytest.mark.parametrize("word", ["YouTube", "McDonald", "iPhone", "WikiLeaks", "PayPalization"])
def test_words_with_capitals_inside_are_names(hyphenator: Hyphenator, word: str) -> None:
    assert hyphenator.points(word, "en") == ()


@pytest.mark.parametrize("word", ["wasser", "außer", "Asszony", "asszonnyal"])
def test_no_letter_stands_alone(hyphenator: Hyphenator, word: str) -> None:
    for lang in languages():
        for point in hyphenator.points(word, lang):
            assert 2 <= point <= len(word) - 2


@pytest.mark.parametrize("lang", ["th", "vi", "ar", "he", "fa", "ja", "zh-Hant", "ko", "qu", "ay", "gn", "sw", "am"])
def test_languages_that_are_not_hyphenated(hyphenator: Hyphenator, lang: str) -> None:
    assert not hyphenator.knows(lang)


@pytest.mark.parametrize(
    ("lang", "source"),
    [
        ("en", ("pyphen", "en_GB")),
        ("en-US", ("pyphen", "en_US")),
        ("en-AU", ("pyphen", "en_GB")),
        ("pt-PT", ("pyphen", "pt_PT")),
        ("sr", ("pyphen", "sr")),
        ("sr-Latn", ("pyphen", "sr_Latn")),
        ("sh", ("pyphen", "sr_Latn")),
        ("bs", ("pyphen", "hr_HR")),
        ("de-CH", ("tex", "de")),
        ("el-polyton", ("tex", "el-polyton")),
        ("ku", ("tex", "kmr")),
        ("ms", ("tex", "id")),
        ("kk", ("tex", "kk")),
        ("kk-Latn", ("", "")),
        ("th", ("", "")),
    ],
)
def test_where_patterns_come_from(lang: str, source: tuple[str, str]) -> None:
    assert source_of(conventions(lang)) == source


def test_dictionaries_are_found_as_pyphen_finds_them() -> None:
    import pyphen

    for lang in ("en", "en-US", "en-AU", "es-BO", "pt", "pt-PT", "sr", "sr-Latn", "nb", "nn", "sv-FI", "hu", "xx", "a"):
        name = pyphen.language_fallback(lang.replace("-", "_"))
        wanted = pyphen.LANGUAGES[name].name.removeprefix("hyph_").removesuffix(".dic") if name else ""
        assert source_of(conventions(lang))[1] == wanted, lang


TEXTS = {
    "MIT": ("MIT",),
    "LPPL-1.3c": ("LPPL-1.3c",),
    "Unlicense": ("Unlicense",),
    "LGPL-3.0-only": ("LGPL-3.0", "GPL-3.0"),
    "GPL-2.0-only": ("GPL-2.0",),
    "GPL-1.0-or-later": ("GPL-2.0", "GPL-3.0"),
}
"""The files with the full text of a licence, where it is not in the head of the patterns."""

TITLES = {
    "MIT": "MIT License",
    "LPPL-1.3c": "LPPL Version 1.3c",
    "Unlicense": "This is free and unencumbered software",
    "LGPL-3.0": "GNU LESSER GENERAL PUBLIC LICENSE\n                       Version 3",
    "GPL-2.0": "GNU GENERAL PUBLIC LICENSE\n                       Version 2",
    "GPL-3.0": "GNU GENERAL PUBLIC LICENSE\n                       Version 3",
}


def pattern_files() -> list[Path]:
    return sorted(path for path in pattern_file("de").parent.glob("*.txt"))


def test_every_file_of_patterns_is_sound_and_used() -> None:
    used = {source_of(conventions(lang))[1] for lang in languages()}
    for path in pattern_files():
        notice, *patterns = path.read_text(encoding="utf-8").splitlines()
        assert notice.startswith("% hyph-") and f"{path.name} in the folder of licences" in notice, path
        letters = [pattern.translate(str.maketrans("", "", "0123456789")) for pattern in patterns]
        assert len(set(letters)) == len(letters) > 30, path
        assert not any(set(pattern) & set("% \t") for pattern in patterns), path
        assert path.stem in used, path


def test_every_file_of_patterns_has_its_licence_in_full() -> None:
    folder = pattern_file("de").parent / "licences"
    texts = {path.stem: path.read_text(encoding="utf-8") for path in folder.iterdir()}
    for path in pattern_files():
        licence, head = licence_of("tex", path.stem), texts[path.stem]
        assert "Changed in" in head and "title: " in head and ("opyright" in head or path.stem == "kk"), path
        if licence.startswith("LicenseRef-"):
            assert licence == f"LicenseRef-hyph-{path.stem}"
        elif "Permission is hereby granted" not in head:
            assert all(TITLES[name] in texts[name] for name in TEXTS[licence]), path
    assert set(texts) == {path.stem for path in pattern_files()} | set(TITLES)
    assert {lang: licence_of("tex", lang) for lang in ("hy", "id", "mk", "sq")} == {
        "hy": "LGPL-3.0-only",
        "id": "GPL-2.0-only",
        "mk": "GPL-1.0-or-later",
        "sq": "MIT",
    }


def test_patterns_may_be_deleted(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(hyphenation, "pattern_file", lambda name: tmp_path / f"{name}.txt")
    assert source_of(conventions("id")) == ("pyphen", "id_ID")
    assert Hyphenator().points("kemerdekaan", "id")
    assert source_of(conventions("ms")) == source_of(conventions("mk")) == source_of(conventions("hy")) == ("", "")
    assert is_left_whole("hy")
    assert Hyphenator().points("սահմանափակումների", "hy") == ()


def test_the_package_names_every_licence_of_its_patterns() -> None:
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    named = project["license"].split(" AND ")
    assert {licence_of("tex", path.stem) for path in pattern_files()} <= set(named)
    assert {name for name in named if "hyph" in name} == {
        f"LicenseRef-hyph-{lang}" for lang in ("bg", "fi", "kk", "sa")
    }
    finnish = (pattern_file("fi").parent / "licences" / "fi.txt").read_text(encoding="utf-8")
    assert "Kauko Saarinen" in finnish and "Patterns may be freely distributed" in finnish
