"""Where lines may break between words and where not: Unicode line breaking, through ICU.

Text of scripts that set spaces between words needs no library: it may be broken at its
spaces, and ``dividing`` knows the few places more. Everything else goes to ICU, which
has the rules of Unicode Standard Annex #14 and word lists for Thai, Lao, Khmer and
Burmese. ICU is imported when the first such text comes: it costs 15 ms.

All places are indexes into the Python string; ICU counts UTF-16 units.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from types import MappingProxyType

from pamphlet.typesetting.itemising import main_system

_SPACED = re.compile("[\0-\u058f\u1e00-\u20cf]*")
"""The commonest of what sets spaces; a text of it alone is told without the patterns below, which it takes
milliseconds to compile. They are compiled by the first text that asks, and kept by ``re``."""
_UNSPACED = (
    "["
    "\u0e00-\u109f\u1100-\u11ff"  # Thai, Lao, Tibetan, Burmese; Hangul letters
    "\u1361\u1680\u1780-\u17ff\u1950-\u19ff\u1a20-\u1aaf"  # Ethiopic word space, Ogham space, Khmer, Tai
    "\u1b00-\u1b7f\ua980-\uaadf"  # Balinese, Javanese, Cham, Tai Viet
    "\u2e80-\ua4cf\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff"  # Chinese, Japanese, Korean, Yi
    "\ufe10-\ufe1f\ufe30-\ufe6f\uff01-\uffef"  # forms of their punctuation
    "\U00011000-\U0001107f\U00016fe0-\U00018d0f\U0001aff0-\U0001b2ff\U0001f000-\U0001faff\U00020000-\U0003fffd"
    "]"
)
_JOINING = (
    "[\u0300-\u036f\u0483-\u0489\u0590-\u109f\u1100-\u11ff\u135d-\u135f\u1700-\u1aff\u1b00-\u1dff\u200c\u200d"
    "\u20d0-\u20ff\u302a-\u302f\u3099\u309a\ua66f-\ua69f\ua6f0\ua6f1\ua800-\uabff\ufe00-\ufe0f\ufe20-\ufe2f\U00010000-\U0010ffff]"
)
"""Characters that may be one with a neighbour; all others stand for themselves."""
_BEFORE = "\u0e40\u0e41\u0e42\u0e43\u0e44\u0ec0\u0ec1\u0ec2\u0ec3\u0ec4"
_BEHIND = "\u0e2f\u0e30\u0e32\u0e33\u0e45\u0e46\u0eaf\u0eb0\u0eb2\u0eb3\u0ec6"
"""Thai and Lao vowels that stand before or behind their consonant: letters to Unicode, halves to a reader."""
_NO_MARK = f"(?![{_BEHIND}\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece\u17b4-\u17d3])"
"""Behind letters that are a word: no vowel or mark of the last one, which is then another word's."""
_MASK = "x"
_WORD_LISTED = "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u1950-\u19ff\u1a20-\u1aaf\ua9e0-\ua9ff\uaa60-\uaadf]"
_REPEATED = "\u0e46\u0ec6\u17d7"
"""Marks that repeat the word before them: they never begin a line."""
_CURTAILED = "[\u0e2f\u0eaf](?![\u0e25\u0ea5])"
"""The mark of a name cut short (กรุงเทพฯ), but for the one that begins "and so on" (ฯลฯ)."""
_SILENT = "[\u0e01-\u0e2e]{1,2}[\u0e34\u0e38]?\u0e4c|[\u0e81-\u0eae]\u0ecc|[\u1780-\u17a2][\u17cb\u17cd]"
"""A Thai, Lao or Khmer consonant that is not said, or that shortens the vowel before it: it ends a syllable."""
_SURU = "(?<=[\u3400-\u9fff])(?:する|すれ|し[たてなまよろ]|さ[れせ]|せ[ずよ]|でき)"
"""Forms of the verb that makes a verb of a noun, as in 享有する: they belong to it."""
BOPOMOFO_TONES = "\u02c7\u02ca\u02cb\u02d9"
"""Signs of tones behind the letters of Bopomofo: letters of any script to Unicode."""
_BURMESE = "\u1000-\u102a\u1050-\u1055\u105a-\u105d\u1061\u1065\u1066\u106e-\u1070\u1075-\u1081\u108e"
"""Letters of the Burmese script, those of its other languages among them."""
_KILLED = f"[{_BURMESE}]\u1037?[\u1039\u103a]"
"""A consonant without a vowel, which ends a syllable or carries another: ICU's word list may begin a line with it."""
_DIVISION = f"(?<=[\u1000-\u103e\u1050-\u108f\u109a-\u109d])(?<![\u1021\u1039])(?=[{_BURMESE}])(?!{_KILLED})"


def is_spaced(text: str) -> bool:
    """Say whether *text* may be broken at its spaces alone.

    Example:
        >>> is_spaced("Хлеб и мир"), is_spaced("パンと平和")
        (True, False)
    """
    return _SPACED.fullmatch(text) is not None or re.search(_UNSPACED, text) is None


def opportunities(
    text: str, lang: str, *, phrases: bool = False, whole: frozenset[str] = frozenset()
) -> tuple[int, ...]:
    """Return the indexes in *text* before which a line may begin, ascending, without 0 and its end.

    Spaces belong to the line before. ZERO WIDTH SPACE and SOFT HYPHEN allow a break after them,
    WORD JOINER and the no-break spaces forbid one. Japanese is broken by the strict rules (JIS X 4051,
    kinsoku), Korean between words.

    Args:
        text: a paragraph.
        lang: BCP 47 language, for the rules that differ.
        phrases: break Japanese and Chinese between phrases, as headlines want it.
        whole: words that stay whole, in scripts without spaces. The word list is asked for what stands round them: of a
            word that it does not know it takes the first letters for the end of the one before.

    Example:
        >>> opportunities("「平和」を。", "ja")
        (2, 4)
    """
    from icu4py.breakers import LineBreaker, WordBreaker

    masked = _masked(text, whole)
    found = _ends(text, LineBreaker(masked, _locale(lang, phrases)).segments())
    if phrases and _base(lang) in ("zh", "yue"):
        words = set(_ends(text, WordBreaker(text, "zh").segments()))
        found = [place for place in found if place in words]
    if masked != text:
        found = sorted({*found, *_edges(text, masked)})
    if phrases and _base(lang) == "ja":
        suru = re.compile(_SURU)
        found = [place for place in found if not suru.match(text, place)]
    never = re.compile(f"{_KILLED}|[{_REPEATED}{BOPOMOFO_TONES}]|{_CURTAILED}|{_SILENT}")
    return tuple(place for place in found if place < len(text) and not never.match(text, place))


def _masked(text: str, whole: frozenset[str]) -> str:
    """Return *text* with the words of *whole* in letters of a script that has spaces."""
    if not whole:
        return text
    words = "|".join(sorted(map(re.escape, whole), key=len, reverse=True))
    return re.sub(f"(?:{words}){_NO_MARK}", lambda match: _MASK * len(match[0]), text)


def _edges(text: str, masked: str) -> Iterator[int]:
    """Yield where a masked word meets a letter of its own script."""
    kept = [char == shown for char, shown in zip(text, masked, strict=True)]
    for place in range(1, len(text)):
        before, after = text[place - 1], text[place]
        meet = is_word_listed(before) and before not in _BEFORE and is_word_listed(after) and after.isalpha()
        if meet and kept[place - 1] != kept[place]:
            yield place


@lru_cache(maxsize=4096)
def graphemes(text: str) -> tuple[int, ...]:
    """Return the indexes in *text* between two of its characters as a reader counts them.

    Extended grapheme clusters of Unicode Standard Annex #29: no mark is cut from its letter, and
    conjuncts stay whole; nor is a Thai or Lao vowel from its consonant.

    Example:
        >>> graphemes("क्षमा")
        (3,)
    """
    if not re.search(_JOINING, text):
        return tuple(range(1, len(text)))
    from icu4py.breakers import CharacterBreaker

    found = (place for place in _ends(text, CharacterBreaker(text, "en").segments()) if place < len(text))
    return tuple(place for place in found if text[place - 1] not in _BEFORE and text[place] not in _BEHIND)


def divisions(text: str, whole: frozenset[str] = frozenset()) -> tuple[int, ...]:
    """Return the indexes in *text* between two syllables of a word in scripts that need no hyphen there.

    Burmese, whose syllables are told by their letters: a consonant begins one unless it is killed by an asat or
    stacked by a virama (Unicode Technical Note 11, Hosken). What follows a bare a (အ) stays with it. Korean lines are
    broken on word basis, one of the two ways that klreq (line breaking rules) knows.

    Example:
        >>> divisions("လွတ်လပ်သော")
        (4, 7)
    """
    return tuple(match.start() for match in re.finditer(_DIVISION, _masked(text, whole)))


def is_word_listed(char: str) -> bool:
    """Say whether *char* is of a script whose words are found by a word list: Thai, Lao, Khmer, Burmese."""
    return re.match(_WORD_LISTED, char) is not None


_MANNERS = MappingProxyType(
    {
        "Jpan": "characters, by kinsoku; phrases in headlines",
        "Hans": "characters; phrases in headlines",
        "Hant": "characters; phrases in headlines",
        "Tibt": "syllables",
        "Mymr": "words, from a dictionary; syllables in justified text",
        **dict.fromkeys(("Thai", "Laoo", "Khmr"), "words, from a dictionary"),
    }
)


def manner(lang: str) -> str:
    """Say for people where lines of a language may break.

    Example:
        >>> manner("th"), manner("en")
        ('words, from a dictionary', 'spaces')
    """
    return _MANNERS.get(main_system(lang), "spaces")


def _base(lang: str) -> str:
    return lang.split("-")[0].lower()


def _locale(lang: str, phrases: bool) -> str:
    """Return the locale that asks ICU for the rules of *lang*."""
    base = _base(lang)
    if base == "ja":
        return "ja-u-lb-strict-lw-phrase" if phrases else "ja-u-lb-strict"
    if base == "ko":
        return "ko-u-lw-phrase"
    return "zh-u-lb-strict" if base in ("zh", "yue") else base


def _ends(text: str, segments: Iterable[tuple[int, int]]) -> list[int]:
    """Return the ends of ICU's *segments* as indexes into *text*."""
    ends = [end for _, end in segments]
    if not ends or ends[-1] == len(text):
        return ends
    index_of = list(_utf16_indexes(text))
    return [index_of[end] for end in ends]


def _utf16_indexes(text: str) -> Iterator[int]:
    """Yield for each UTF-16 offset of *text* the index of its character."""
    for index, char in enumerate(text):
        yield index
        if char > "\uffff":
            yield index
    yield len(text)
