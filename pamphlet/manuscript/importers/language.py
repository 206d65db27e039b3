"""A guess at a text's language: its script, then a vote of the small words of ``small_words.toml``.

What the words say is held against each paragraph, so that one line in another
language, or small words that several languages share, do not pass for the text's own.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import islice
from pathlib import Path

from msgspec import Struct

SAMPLE = 4000
"""How many words are asked; more do not change the vote."""
LEAST_SHARE = 0.1
"""Of small words among all, in a text whose language is sure. Measured on the Universal Declaration of Human Rights:
a third or more in most of Europe, a tenth in languages that join theirs to the words."""
LEAST_KINDS, LEAST_LISTED = 0.25, 0.4
"""Different small words of a sure language: to each vote, until so large a share of those listed was found. Of a
language that is not listed, a few that it shares with others make most of the votes."""
LEAST_SPREAD = 0.6
"""Of the text, in paragraphs that have such words, in a text whose language is sure."""
LEAST_LEAD = 1.2
"""Votes of a sure language for each of the next."""
NEAR_LEAD = 2.0
"""Votes of the guess for each of a language that may be meant instead."""
MOST_OTHERS = 3
"""Languages that are named beside the guess."""

_SCRIPTS = (
    ("ja", "\u3040-\u30ff"),
    ("ko", "\uac00-\ud7af"),
    ("zh", "\u4e00-\u9fff"),
    ("el", "\u0370-\u03ff\u1f00-\u1fff"),
    ("hy", "\u0530-\u058f"),
    ("ka", "\u10a0-\u10ff"),
    ("th", "\u0e00-\u0e7f"),
    ("lo", "\u0e80-\u0eff"),
    ("si", "\u0d80-\u0dff"),
    ("bn", "\u0980-\u09ff"),
    ("pa", "\u0a00-\u0a7f"),
    ("gu", "\u0a80-\u0aff"),
    ("or", "\u0b00-\u0b7f"),
    ("ta", "\u0b80-\u0bff"),
    ("te", "\u0c00-\u0c7f"),
    ("kn", "\u0c80-\u0cff"),
    ("ml", "\u0d00-\u0d7f"),
    ("km", "\u1780-\u17ff"),
    ("my", "\u1000-\u109f"),
    ("bo", "\u0f00-\u0fff"),
    ("dv", "\u0780-\u07bf"),
    ("nqo", "\u07c0-\u07ff"),
    ("chr", "\u13a0-\u13ff"),
    ("zgh", "\u2d30-\u2d7f"),
)
_SCRIPT_TESTS = tuple((lang, re.compile(f"[{letters}]")) for lang, letters in _SCRIPTS)
_SEVERAL = (
    ("am", re.compile("[\u1200-\u137f]")),
    ("he", re.compile("[\u0590-\u05ff]")),
    ("hi", re.compile("[\u0900-\u097f]")),
    ("ar", re.compile("[\u0600-\u06ff]")),
    ("ru", re.compile("[\u0400-\u04ff]")),
)
"""Scripts of several languages, each with the one that is taken where no word tells."""
_TRADITIONAL, _SIMPLIFIED = frozenset("這們國來說會個為時對過還後學發"), frozenset("这们国来说会个为时对过还后学发")
_COMMON = (
    (frozenset(map(chr, range(0x3041, 0x30FB))), 0.2),
    (frozenset("的一是不了在有人我他中大来上国和地到说時时們们這这個个來國說會会對对"), 0.06),
    (frozenset("이다는의에을를가고하은로기지도사한해"), 0.15),
)
"""Letters that a text in Japanese, Chinese or Korean is full of, and their least share."""
_NEAR = {
    "nb": ("nn", "da"),
    "nn": ("nb",),
    "da": ("nb",),
    "gl": ("pt",),
    "pt": ("gl",),
    "hr": ("sr",),
    "sr": ("mk",),
    "st": ("tn",),
    "tn": ("st",),
}
"""Languages whose small words are too alike to contradict a declaration."""
_WORD = re.compile(r"[^\s\d\-–—/_.,;:!?¿¡…\"“”„«»‹›()\[\]{}|·•،؛؟।።፣፡*]+")
_APOSTROPHES = str.maketrans("’ʼʻ‘", "''''")


class Guess(Struct, frozen=True, kw_only=True):
    """A language, and how it was found.

    Attributes:
        lang: a BCP 47 tag.
        sure: whether the text speaks for it alone, and all of it does.
        others: languages that speak for themselves nearly as much, the likeliest first.
        spread: the share of the text in paragraphs that have its small words.
    """

    lang: str
    sure: bool
    others: tuple[str, ...] = ()
    spread: float = 1.0


@cache
def _voters() -> Mapping[str, frozenset[str]]:
    import tomllib

    listed = tomllib.loads(Path(__file__).with_name("small_words.toml").read_text(encoding="utf-8"))
    return {lang: frozenset(words.split()) for lang, words in listed.items()}


def guess_language(text: str) -> Guess:
    """Guess the language of *text*, whose lines are its paragraphs; ``en``, not sure, where nothing speaks for any.

    Example:
        >>> guess_language("Los mineros de la ciudad marchan por el pan y el trabajo con sus familias.").lang
        'es'
    """
    sample = unicodedata.normalize("NFC", text[: SAMPLE * 8])
    letters = sum(character.isalpha() for character in sample)
    for lang, pattern in _SCRIPT_TESTS:
        # Kana decide for Japanese though most letters of a headline may be Chinese; a Latin word has many letters.
        share = {"ja": 0.05, "zh": 0.15, "ko": 0.15}.get(lang, 0.3)
        if letters and len(pattern.findall(sample)) > share * letters:
            return Guess(lang=_chinese(sample) if lang == "zh" else lang, sure=True)
    paragraphs = [words for line in sample.lower().split("\n") if (words := list(_words(line)))]
    guess = _vote(paragraphs)
    if guess.sure or guess.others:
        return guess
    usual = (lang for lang, pattern in _SEVERAL if letters and len(pattern.findall(sample)) > letters / 2)
    return guess if guess.spread else Guess(lang=next(usual, "en"), sure=False, spread=0.0)


def is_small_word(word: str) -> bool:
    """Say whether *word* is a small word of some language."""
    return any(word.casefold() in voters for voters in _voters().values())


def weigh_reading(text: str) -> int:
    """Return how much speaks for *text* being right as it was decoded: the more, the surer; 0 where nothing tells.

    Small words with letters beyond ASCII are counted, of the one language that has most of them; in Chinese,
    Japanese and Korean the commonest letters. Bytes in another encoding hardly ever make such.
    """
    sample = text[: SAMPLE * 8]
    foreign = [character for character in sample if not character.isascii() and character.isalpha()]
    weights = [0]
    for letters, least in _COMMON:
        count = sum(character in letters for character in foreign)
        weights += [count] * (count > least * len(foreign))
    counted = Counter(word for word in _words(sample.lower()) if not word.isascii())
    weights += [sum(counted[word] for word in voters) for voters in _voters().values()]
    return max(weights)


def contradicts(guess: Guess, declared: str) -> bool:
    """Say whether a sure *guess* speaks against the language that a source declares: one that could be told from it."""
    lang, guessed = declared.partition("-")[0], guess.lang.partition("-")[0]
    return lang in _told() and lang != guessed and lang not in _NEAR.get(guessed, ())


@cache
def _told() -> frozenset[str]:
    """Return the languages that can be told."""
    return frozenset((*_voters(), *(lang for lang, _ in _SCRIPTS)))


def _chinese(sample: str) -> str:
    traditional = sum(character in _TRADITIONAL for character in sample)
    return "zh-Hant" if traditional > sum(character in _SIMPLIFIED for character in sample) else "zh"


def _words(line: str) -> Iterator[str]:
    words = (word.strip("'") for word in _WORD.findall(line.translate(_APOSTROPHES)))
    return (word for word in words if word)


def _vote(paragraphs: list[list[str]]) -> Guess:
    words = list(islice((word for paragraph in paragraphs for word in paragraph), SAMPLE))
    counted = Counter(words)
    kinds = {lang: len(voters & counted.keys()) for lang, voters in _voters().items()}
    found = [lang for lang, count in kinds.items() if count]
    if not found:
        return Guess(lang="en", sure=False, spread=0.0)
    votes = {lang: sum(counted[word] for word in _voters()[lang]) for lang in found}
    spread = {lang: _spread(paragraphs, _voters()[lang]) for lang in found}
    # Many different small words all over the text speak for a language; a few said often may be anybody's.
    weights = {lang: votes[lang] * kinds[lang] / len(_voters()[lang]) * spread[lang] for lang in found}
    ranked = sorted(found, key=lambda lang: -weights[lang])
    best = ranked[0]
    sure = (
        votes[best] >= max(4, LEAST_SHARE * len(words))
        and kinds[best] >= min(LEAST_KINDS * votes[best], LEAST_LISTED * len(_voters()[best]))
        and all(weights[best] >= LEAST_LEAD * weights[other] for other in ranked[1:2])
        and spread[best] >= LEAST_SPREAD
    )
    near = [lang for lang in ranked[1:] if weights[lang] * NEAR_LEAD >= weights[best]]
    return Guess(lang=best, sure=sure, others=tuple(near[:MOST_OTHERS]), spread=spread[best])


def _spread(paragraphs: list[list[str]], voters: frozenset[str]) -> float:
    """Return the share of the words that stand in paragraphs with one of *voters*."""
    spoken = sum(len(paragraph) for paragraph in paragraphs if not voters.isdisjoint(paragraph))
    return spoken / sum(map(len, paragraphs))
