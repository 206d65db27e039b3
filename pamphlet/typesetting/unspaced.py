"""Text of scripts without spaces between words, in cells and joints.

A cell is what the line breaker may move as one: a Chinese character, a Thai syllable
cluster, a Latin word among them. A joint is what stands between two cells: whether
the line may be broken there, how wide the joint is, and how much it gives when a line
is justified. Chinese and Japanese follow the W3C notes "Requirements for Chinese Text
Layout" (clreq) and "Requirements for Japanese Text Layout" (jlreq).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from pamphlet.typesetting.breaks import BOPOMOFO_TONES, is_spaced, is_word_listed
from pamphlet.typesetting.itemising import script_of

HALF = 0.5
"""A full-width bracket, comma or stop has its ink in one half of its em (jlreq, 3.1.2); the other
half is the space that is given up at a line's end and between two of them."""
AUTOSPACE = 0.25
"""Between ideographs and Latin letters or digits: a quarter em (jlreq, 3.2.3; clreq, 3.2.2)."""
IDEOGRAPH_GIVE = 0.25
"""What a joint of ideographs gives when a word space gives 1. A line is out by less than an em, which
twenty-odd joints share."""
CLUSTER_GIVE = 0.25
"""What a joint of Thai, Lao, Khmer or Burmese clusters gives: these scripts stretch their spaces first, which part
phrases, and comfortably admit white between letters (CSS Text 3, appendix D, clustered scripts)."""
HANGUL_GIVE = 0.25
"""What a joint of Hangul syllables gives beside the word spaces (klreq, line adjustment: between characters)."""
SYLLABLE_GIVE = 0.3
"""What the joint after a visible word divider gives: the Tibetan tsheg."""
WORDSPACE = "\u1361"
"""The Ethiopic word space: two dots that stand in the middle of the white between two words."""
WORDSPACE_GIVE = 0.5
"""What a joint on either side of it gives."""


class Joint(NamedTuple):
    """What stands between two cells.

    Attributes:
        width: in ems; negative where two marks share their space. give: as a share of a word space's.
        breaks: whether a line may end here. cost: demerits of it.
    """

    width: float = 0.0
    give: float = 0.0
    breaks: bool = False
    cost: float = 0.0


class Paragraph(NamedTuple):
    """A paragraph with the indexes before which a line may begin.

    Attributes:
        divisions: those between two syllables of a word, where it may begin at a price.
    """

    text: str
    cuts: frozenset[int]
    divisions: frozenset[int]


class Kind(Enum):
    """What a character is to its neighbours."""

    IDEOGRAPH = "ideograph"
    OPENING = "opening"
    CLOSING = "closing"
    LETTER = "letter"
    CLUSTER = "cluster"
    HANGUL = "hangul"
    DIVIDER = "divider"
    OTHER = "other"


_IDEOGRAPHIC = frozenset({"Hani", "Hira", "Kana", "Bopo", "Yiii"})
_CLOSING_MARKS = frozenset("、。，．：；！？・‧·―ー…")
"""Punctuation of full width that closes, or stands in the middle of its em, without being a bracket."""
_WIDE = frozenset("WF")


@lru_cache(maxsize=8192)
def kind_of(char: str) -> Kind:
    """Return what *char* is to its neighbours."""
    if is_word_listed(char):
        return Kind.CLUSTER
    if char in "“”":
        return Kind.OPENING if char == "“" else Kind.CLOSING
    category = unicodedata.category(char)
    if category == "So" and char >= "\U0001f000":  # emoji, which are as wide in a text of any script
        return Kind.OTHER
    if unicodedata.east_asian_width(char) in _WIDE:
        if category in ("Ps", "Pi"):
            return Kind.OPENING
        if category in ("Pe", "Pf") or char in _CLOSING_MARKS:
            return Kind.CLOSING
        return Kind.HANGUL if script_of(char) == "Hang" else Kind.IDEOGRAPH
    if script_of(char) in _IDEOGRAPHIC or char in BOPOMOFO_TONES:
        return Kind.IDEOGRAPH
    if char in f"{WORDSPACE}\u0f0b":
        return Kind.DIVIDER
    return Kind.LETTER if char.isalnum() else Kind.OTHER


Blanks = Callable[[str], tuple[bool, bool]]
"""From a full-width mark to whether its left and its right half are blank in the face."""


def joint(before: str, after: str, breaks: bool, blanks: Blanks, autospace: bool) -> Joint:
    """Return the joint of two neighbouring characters.

    Args:
        breaks: whether the line may be broken between them.
        blanks: asked for full-width marks.
        autospace: whether a space parts ideographs from letters and digits.
    """
    one, other = kind_of(before), kind_of(after)
    marks = (Kind.OPENING, Kind.CLOSING)
    if one in marks and other in marks:
        return Joint(-HALF * _shared(one, other, blanks(before), blanks(after)), 0.0, breaks)
    if one is Kind.OPENING or other is Kind.CLOSING:
        return Joint(0.0, 0.0, breaks)
    if Kind.CLUSTER in (one, other):
        return Joint(0.0, CLUSTER_GIVE if one is other else 0.0, breaks)
    if one is other is Kind.HANGUL:
        return Joint(0.0, HANGUL_GIVE, breaks)
    if WORDSPACE in (before, after):
        return Joint(0.0, WORDSPACE_GIVE, breaks)
    if one is Kind.DIVIDER:
        return Joint(0.0, SYLLABLE_GIVE, breaks)
    if Kind.IDEOGRAPH in (one, other):
        parted = Kind.LETTER in (one, other) and autospace
        return Joint(AUTOSPACE if parted else 0.0, IDEOGRAPH_GIVE, breaks)
    return Joint(0.0, IDEOGRAPH_GIVE if one is Kind.CLOSING else 0.0, breaks)


def _shared(one: Kind, other: Kind, before: tuple[bool, bool], after: tuple[bool, bool]) -> int:
    """Return how many halves of an em two marks give up where they meet: at most one (jlreq, 3.1.4)."""
    if one is other:
        return int(before[1] if one is Kind.CLOSING else after[0])
    return int(one is Kind.CLOSING and before[1] and after[0])


def cells(
    text: str, cuts: frozenset[int], start: int, end: int, clusters: Callable[[str], Sequence[int]]
) -> Iterator[int]:
    """Yield the indexes between *start* and *end* where a cell ends, *end* last.

    Args:
        text: the paragraph; start, end: a part of it without spaces.
        cuts: where the line may be broken.
        clusters: from a word of a listed script to the indexes where it may be set apart.
    """
    word = start
    for index in range(start + 1, end + 1):
        if index < end and not parts(text[index - 1], text[index], index in cuts):
            continue
        if is_word_listed(text[word]):
            yield from (word + place for place in clusters(text[word:index]))
        yield index
        word = index


def parts(before: str, after: str, breaks: bool) -> bool:
    """Say whether two neighbours are cells of their own; a Latin word is one, whatever breaks it has inside."""
    if breaks:
        return not is_spaced(before + after)
    if unicodedata.combining(after) or "\ufe00" <= after <= "\ufe0f" or "\u200d" in (before, after):
        return False
    if "\U0001f3fb" <= after <= "\U0001f3ff":  # a skin tone belongs to its emoji
        return False
    wide = (Kind.IDEOGRAPH, Kind.OPENING, Kind.CLOSING)
    one, other = kind_of(before), kind_of(after)
    return one in wide or other in wide or one is other is Kind.HANGUL or after == WORDSPACE
