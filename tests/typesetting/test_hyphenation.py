from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pamphlet.typesetting.hyphenation import LEFT_MIN, RIGHT_MIN, Hyphenator


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
        assert sum(map(str.isalpha, before)) >= LEFT_MIN
        assert sum(map(str.isalpha, after)) >= RIGHT_MIN
        assert before[-1].isalpha() and after[0].isalpha()
